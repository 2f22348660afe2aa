/** Requests to Excel that do not give up at the first refusal: bounded retries, and Excel's error codes in words. */
/// <reference types="office-js" />
import type { Language } from "../model.js";
import { HostFault, type RunOptions } from "./workbook-host.js";

/** One Excel.run; given by excel-host.ts, the only file that calls it. */
export type Run = <T>(work: (context: Excel.RequestContext) => Promise<T>) => Promise<T>;

export interface ExcelBatch {
  readonly language: Language;
  /** Runs a step. `again`: it may have happened, or half happened, before; a step must cope with that. */
  run<T>(work: (context: Excel.RequestContext, again: boolean) => Promise<T>): Promise<T>;
  /** Does what must not happen twice: one try, its error in words. */
  once<T>(work: () => Promise<T>): Promise<T>;
  /** Ids of sheets that we are deleting ourselves. */
  readonly deleting: Set<string>;
  /** ExcelApi 1.minor, by the host's word. */
  supports(minor: number): boolean;
  /** @throws HostFault cancelled */
  check(options: RunOptions | undefined): void;
}

const PASSING = new Set(["GeneralException", "RequestAborted", "InactiveWorkbook", "ActivityLimitReached", "ConnectionFailure", "Timeout", "InternalServerError"]);
const PAYLOAD = new Set(["RequestPayloadSizeLimitExceeded", "ResponsePayloadSizeLimitExceeded", "RangeExceedsLimit"]);
const TRIES = 3;

/** Excel's code of an error from any realm; "" if it is none of Excel's. */
export function errorCode(error: unknown): string {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : "";
  return typeof code === "string" ? code : "";
}

/** Too much for one request or one answer: HostFault "tooLarge". */
export function isPayloadError(error: unknown): boolean {
  return error instanceof HostFault && error.code === "tooLarge";
}

type Part<T> = (context: Excel.RequestContext, items: readonly T[], again: boolean) => Promise<void>;

/** Runs a step on all items; if Excel finds that too much for one request, on each half. @throws HostFault tooLarge for one item */
export async function inHalves<T>(batch: ExcelBatch, items: readonly T[], work: Part<T>, before = false): Promise<void> {
  if (items.length === 0) return;
  try {
    await batch.run((context, again) => work(context, items, before || again));
  } catch (error) {
    if (!isPayloadError(error) || items.length === 1) throw error;
    const half = items.length >> 1;
    await inHalves(batch, items.slice(0, half), work, true);
    await inHalves(batch, items.slice(half), work, true);
  }
}

/** @param wait milliseconds to pause between tries; a test passes one that does not */
export function excelBatch(run: Run, supports: (minor: number) => boolean, language: Language, wait: (ms: number) => Promise<void>): ExcelBatch {
  return {
    language,
    deleting: new Set(),
    supports,
    check(options) {
      if (options?.signal?.aborted === true) throw new HostFault("cancelled", language);
    },
    async once(work) {
      try {
        return await work();
      } catch (error) {
        const code = errorCode(error);
        throw error instanceof HostFault || code === "" ? error : inWords(code, language);
      }
    },
    async run(work) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await run((context) => work(context, attempt > 1));
        } catch (error) {
          const code = errorCode(error);
          if (error instanceof HostFault || code === "") throw error;
          if (attempt < TRIES && PASSING.has(code)) await wait(300 * attempt ** 2);
          else throw inWords(code, language);
        }
      }
    },
  };
}

function inWords(code: string, language: Language): HostFault {
  if (PAYLOAD.has(code)) return new HostFault("tooLarge", language, code);
  if (PASSING.has(code)) return new HostFault("busy", language, code);
  if (code === "InvalidOperationInCellEditMode") return new HostFault("cellEdit", language, code);
  if (code === "AccessDenied") return new HostFault("denied", language, code);
  if (code === "ApiNotFound" || code === "ApiNotAvailable") return new HostFault("notSupported", language, code);
  return new HostFault("unexpected", language, code);
}
