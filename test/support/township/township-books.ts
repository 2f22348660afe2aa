/** Everything that was written, for those who spoil some of it. */
import type { Population } from "./people.js";
import type { Books } from "./rows.js";
import type { Period } from "./timeline.js";
import type { EventRows, FeedbackRows } from "./write-events.js";
import type { LedgerRows } from "./write-ledgers.js";
import type { MigrantRows } from "./write-migrants.js";
import type { SupplyRows } from "./write-supplies.js";

export interface Written {
  readonly people: Population;
  readonly period: Period;
  readonly books: Books;
  readonly ledgers: LedgerRows;
  readonly events: EventRows;
  readonly feedback: FeedbackRows;
  readonly migrants: MigrantRows;
  readonly supplies: SupplyRows;
  /** Women who share a name (hers or her husband's) inside their village. */
  readonly namesakes: ReadonlySet<number>;
}
