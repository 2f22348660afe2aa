/** Faults of single rows on their way to drafts: one per cell, and one per person where several records repeat the same wrong value. */
import type { FieldId, FindingKind, Normal } from "../model.js";
import { cellsAt, normalAt, recordOf, rowsOf } from "./cells.js";
import type { CellAt, CheckContext, Draft } from "./check.js";
import { ownerOf, villageOf } from "./draft.js";

export interface Sentence {
  readonly zh: string;
  readonly en: string;
}

interface RowFault {
  readonly row: number;
  readonly field: FieldId | null;
  readonly kind: FindingKind;
  readonly fields: readonly FieldId[];
  readonly why: Sentence;
  readonly thing: string;
}

export class RowFaults {
  private readonly faults: RowFault[] = [];
  private readonly blamed = new Map<number, Set<FieldId>>();
  private readonly shown = new Map<number, Set<FieldId>>();

  constructor(private readonly context: CheckContext) {}

  /** True if a finding already stands on this cell, so that what follows from it is no second one. */
  isBlamed(row: number, field: FieldId): boolean {
    return this.blamed.get(row)?.has(field) ?? false;
  }

  /** True if a finding of the row shows this cell, be it the wrong one or not. */
  isInDoubt(row: number, field: FieldId): boolean {
    return this.shown.get(row)?.has(field) ?? false;
  }

  /** Adds a fault on a cell unless it has one. `fields` are the row's cells to show, the wrong one first. */
  add(row: number, field: FieldId, kind: FindingKind, fields: readonly FieldId[], why: Sentence, thing = ""): void {
    let blamed = this.blamed.get(row);
    if (blamed === undefined) this.blamed.set(row, (blamed = new Set()));
    if (blamed.has(field)) return;
    blamed.add(field);
    let shown = this.shown.get(row);
    if (shown === undefined) this.shown.set(row, (shown = new Set()));
    for (const each of [field, ...fields]) shown.add(each);
    this.faults.push({ row, field, kind, fields: [field, ...fields.filter((other) => other !== field)], why, thing });
  }

  /** Drafts, one per person, field and repeated value. */
  drafts(): Draft[] {
    const groups = new Map<string, RowFault[]>();
    for (const fault of this.faults) {
      const entity = this.context.entities.of[fault.row] ?? -1;
      const value = fault.field === null ? null : normalAt(this.context.books, fault.row, fault.field);
      // A blank or an unreadable cell is each record's own; one wrong fact in several records, exact or coarse, is one matter.
      const shared = entity >= 0 && fault.kind !== "blank" && value !== null && value.text !== "";
      const key = shared ? [entity, fault.field, fault.kind, fault.thing].join("|") : `row${fault.row}|${fault.field ?? ""}|${fault.kind}`;
      const held = groups.get(key);
      if (held === undefined) groups.set(key, [fault]);
      else held.push(fault);
    }
    return [...groups.values()].map((group) => this.draft(group));
  }

  private draft(group: readonly RowFault[]): Draft {
    const { books, entities } = this.context;
    const order = this.context.profile.records.map((record) => record.id);
    const sorted = [...group].sort((a, b) => order.indexOf(recordOf(books, a.row)) - order.indexOf(recordOf(books, b.row)) || a.row - b.row);
    const first = sorted[0];
    if (first === undefined) throw new RangeError("a draft needs a fault");
    const entity = entities.of[first.row] ?? -1;
    const cells: CellAt[] = sorted.flatMap((fault) => cellsAt(books, fault.row, fault.fields));
    const records = [...new Set(sorted.map((fault) => recordOf(books, fault.row)))];
    const more = this.context.say({ zh: `(${records.length}份记录都这样写)`, en: ` (${records.length} records say so)` });
    return {
      kind: first.kind,
      check: this.context.spec.id,
      field: first.field,
      village: villageOf(this.context, entity, first.row),
      entity,
      thing: [records.join("+"), first.thing === "" ? thingOf(this.context, first.row) : first.thing].join("|"),
      cells,
      suspect: records.length === 1 ? (records[0] ?? null) : null,
      owner: records.length === 1 ? ownerOf(this.context, records[0] ?? null) : "source",
      why: this.context.say(first.why) + (records.length > 1 ? more : ""),
      certainty: 1,
      because: [],
    };
  }
}

/** What tells a row from the person's other rows in its record: the event, matter, round, issue or stay; "" where a person has one row. */
export function thingOf(context: CheckContext, row: number): string {
  const spec = context.profile.records.find((record) => record.id === recordOf(context.books, row));
  const fields = THING[spec?.rowKind ?? "person"] ?? [];
  const columns = rowsOf(context.books, row).columns;
  return fields.filter((field) => columns.has(field)).map((field) => plain(normalAt(context.books, row, field))).join("|");
}

const plain = (value: Normal | null): string => (value === null ? "" : value.text);

const THING: Readonly<Record<string, readonly FieldId[]>> = {
  person: [],
  event: ["event", "eventDate"],
  matter: ["matter", "matterDate"],
  round: ["round", "checkDate"],
  issue: ["item", "issueDate", "quantity"],
  stock: ["item", "specification", "month"],
  flow: ["outDate", "inDate"],
};
