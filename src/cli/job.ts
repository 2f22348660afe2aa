/**
 * What the command line's two threads say to each other. The main thread reads options, shows progress, hears Ctrl-C and writes
 * files; the worker reads, reconciles and renders, so that a long run can be stopped at any moment.
 */
import type { Progress } from "../model.js";
import type { Options } from "./options.js";
import type { Sentence } from "./trouble.js";

export interface Job {
  /** `paths` is never empty here, `out`, `json` and `weights` are the real targets. */
  readonly options: Options;
  /** --out names an existing file: the worker sees first whether it is one of our results. */
  readonly outExists: boolean;
  /** Columns of the terminal. */
  readonly columns: number;
}

export type Message =
  | { readonly kind: "progress"; readonly progress: Progress }
  | { readonly kind: "trouble"; readonly sentence: Sentence }
  | {
      readonly kind: "done";
      /** What to print on stdout. */
      readonly text: string;
      readonly discrepancies: boolean;
      readonly workbook: Uint8Array | null;
      readonly findings: string | null;
      readonly weights: string | null;
    };
