/** What every part of the report is given. */
import type { Finding, Reconciliation, SheetGrid } from "../model.js";
import type { Profile } from "../profile/profile.js";
import type { Filled } from "./filled-in.js";
import type { PersonLookup } from "./person.js";
import type { Phrases } from "./phrases.js";
import type { Places } from "./places.js";
import type { Previous } from "./previous.js";

/** Which lists are wanted. */
export interface ReportChoice {
  readonly summary: boolean;
  readonly list: boolean;
  readonly notices: boolean;
  readonly recheck: boolean;
}

export interface ReportInput {
  readonly result: Reconciliation;
  readonly profile: Profile;
  /** The sheets as read: their annotated copies are made from them. */
  readonly grids: readonly SheetGrid[];
  /** "YYYY-MM-DD", printed as the date of the run. */
  readonly runDate: string;
  /** Result of an earlier run (`--previous`): adds 复查对照. */
  readonly previous?: Previous;
  /** By finding id what was filled into a list of this very run, against what `previous` brings. */
  readonly filled?: ReadonlyMap<string, Filled>;
  /** ID numbers unmasked (`--full-ids`). */
  readonly fullIds?: boolean;
  /** Whom a finding is about; by default read from the rows of its cells. */
  readonly person?: PersonLookup;
}

/** The same, resolved once: masked result, phrases, copies, persons. */
export interface ReportContext {
  readonly result: Reconciliation;
  readonly profile: Profile;
  readonly runDate: string;
  readonly fullIds: boolean;
  readonly previous: Previous | null;
  readonly phrases: Phrases;
  readonly places: Places;
  readonly person: PersonLookup;
  /** Findings by rank. */
  readonly findings: readonly Finding[];
  /** By finding id what people filled in about this very evidence, as they typed it. */
  readonly filled: ReadonlyMap<string, Filled>;
  /** Ids of the findings that were accepted as true (属实不用改). */
  readonly accepted: ReadonlySet<string>;
  /** Ids of the questions whether two rows are one person that were answered. */
  readonly answered: ReadonlySet<string>;
  /** Both: they stay, and are no more in the way. */
  readonly settled: ReadonlySet<string>;
  /** Which lists are written: nothing may point to one that is not. */
  readonly written: ReportChoice;
  /** Number of the one notice, where the report is for one village: the same as in the township's own. */
  readonly noticeNumber?: string;
}

/** "2004-01 至 2004-09" */
export function periodText(context: ReportContext): string {
  const { words } = context.phrases;
  const period = context.result.period;
  return period === null ? words.periodUnknown : words.periodFromTo(period.from, period.to);
}
