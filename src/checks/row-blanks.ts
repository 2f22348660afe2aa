/**
 * rowLogic, part three: required cells that are empty. A column that a village left empty throughout is one finding; a blank that says
 * something (no method after a divorce, an event dated by the child's birth) is none.
 */
import type { FieldId, RecordId } from "../model.js";
import { cellAt, cellAtSheet, normalAt, villageAt } from "./cells.js";
import type { CheckContext, Draft } from "./check.js";
import { ownerOf } from "./draft.js";
import { eventsOf } from "./events.js";
import { codeAt, peopleOf } from "./people.js";
import type { RowFaults } from "./row-faults.js";

/** Fewer rows than this prove no habit of leaving the column empty. */
const FEWEST_ROWS = 3;
/** A column with hardly a cell filled is left empty all the same. */
const STRAY = 0.02;
/** Empty cells of a column that are listed behind its header. */
const MOST_CELLS = 50;
const WITHOUT_COUPLE: ReadonlySet<string> = new Set(["unmarried", "divorced", "widowed"]);
/** Fields in which 无 and strokes are an answer (no method, no number yet). */
const ANSWERED: ReadonlySet<FieldId> = new Set(["method", "idNumber"]);

/** Adds blank cells to `faults`; answers the findings on whole columns. */
export function checkBlanks(context: CheckContext, faults: RowFaults): Draft[] {
  const drafts: Draft[] = [];
  for (const record of context.profile.records) {
    for (const use of record.fields) if (use.required === true) checkField(context, faults, drafts, record.id, use.field);
  }
  return drafts;
}

interface Column {
  blank: number[];
  filled: number;
}

function checkField(context: CheckContext, faults: RowFaults, drafts: Draft[], record: RecordId, field: FieldId): void {
  const { books } = context;
  const byVillage = new Map<number, Column>();
  books.blocks.forEach((block, b) => {
    if (block.record !== record) return;
    const column = block.columns.get(field);
    if (column === undefined) {
      if (field === "eventDate") undated(context, faults, b);
      return;
    }
    const offset = books.offsets[b] ?? 0;
    let last = -2; // a village's rows mostly follow each other
    let held: Column = { blank: [], filled: 0 };
    for (let i = 0; i < block.count; i++) {
      const village = block.village[i] ?? -1;
      if (village !== last) {
        last = village;
        held = byVillage.get(village) ?? { blank: [], filled: 0 };
        byVillage.set(village, held);
      }
      const value = column.values[i];
      if (value === undefined || value.state !== "blank") held.filled++;
      else if (!lawful(context, offset + i, field)) held.blank.push(offset + i);
    }
  });
  const all = [...byVillage.values()];
  const everywhere = all.length > 1 && all.every((column) => column.filled === 0 && column.blank.length > 0);
  if (everywhere) {
    drafts.push(columnDraft(context, record, field, -1, all.flatMap((column) => column.blank)));
    return;
  }
  for (const [village, column] of byVillage) {
    if (column.blank.length >= FEWEST_ROWS && column.filled <= STRAY * column.blank.length) {
      drafts.push(columnDraft(context, record, field, village, column.blank));
      continue;
    }
    for (const row of column.blank) {
      const name = context.fieldName(field);
      faults.add(row, field, "blank", [field], {
        zh: `${context.recordName(record)}的${name}没有填。请查原件补上。`,
        en: `${name} is empty in the ${context.recordName(record)}. Look it up and fill it in.`,
      });
    }
  }
}

/** A form without 发生日期 keeps the day under the event's own name (措施日期, 死亡日期): that cell must not be empty. */
function undated(context: CheckContext, faults: RowFaults, block: number): void {
  for (const event of eventsOf(context, context.books.blocks[block]?.record ?? "")) {
    if (context.books.blockOf[event.row] !== block || event.date !== null || event.spec === null) continue;
    const columns = context.books.blocks[block]?.columns;
    const field = event.spec.dateFrom.find((each) => columns?.has(each) === true);
    if (field === undefined || normalAt(context.books, event.row, field)?.state !== "blank") continue;
    faults.add(event.row, "eventDate", "blank", [field], {
      zh: `${context.recordName(event.record)}的${context.fieldName(field)}没有填。请查原件补上。`,
      en: `${context.fieldName(field)} is empty in the ${context.recordName(event.record)}. Look it up and fill it in.`,
    });
  }
}

/** Whether an empty cell says something here, or another cell says it. */
function lawful(context: CheckContext, row: number, field: FieldId): boolean {
  const { books } = context;
  const value = normalAt(books, row, field);
  const shown = value?.shown.trim() ?? "";
  if (ANSWERED.has(field) && shown !== "") return true;
  switch (field) {
    case "method":
      return peopleOf(context).closed(row) !== "" || WITHOUT_COUPLE.has(codeAt(books, row, "maritalStatus"));
    case "unit": {
      const quantity = normalAt(books, row, "quantity");
      return quantity !== null && quantity.type === "number" && quantity.unit !== "";
    }
    case "quantity":
      return ["received", "issued", "lost", "closing"].some((other) => normalAt(books, row, other)?.state === "value");
    case "eventDate": {
      const dates = context.profile.events.find((event) => event.code === codeAt(books, row, "event"))?.dateFrom ?? [];
      return [...dates, "methodDate", "childBirth"].some((other) => other !== "eventDate" && normalAt(books, row, other)?.state === "value");
    }
    case "name":
      // A stock move of the supplies and a line without any person name nobody.
      return (context.entities.of[row] ?? -1) < 0;
    default:
      return false;
  }
}

function columnDraft(context: CheckContext, record: RecordId, field: FieldId, village: number, rows: readonly number[]): Draft {
  const { books } = context;
  const row = rows[0] ?? 0;
  const blockIndex = books.blockOf[row] ?? 0;
  const block = books.blocks[blockIndex]?.block;
  const column = books.blocks[blockIndex]?.columns.get(field)?.column ?? 0;
  const mapping = block?.columns.find((one) => one.column === column);
  const headerRow = mapping?.headerRow ?? block?.headerRows[block.headerRows.length - 1];
  const header = mapping?.header ?? "";
  const name = context.fieldName(field);
  const where = books.villages[village] ?? "";
  const cell = headerRow === undefined ? null : cellAtSheet(blockIndex, headerRow, column, field, header.split("/").pop() ?? header, "");
  const first = cell ?? cellAt(books, row, field);
  return {
    kind: "blank",
    check: context.spec.id,
    field,
    village: village >= 0 ? village : rows.every((each) => villageAt(books, each) === villageAt(books, row)) ? villageAt(books, row) : -1,
    entity: -1,
    thing: `${record}|${where}|column`,
    cells: [...(first === null ? [] : [first]), ...rows.slice(0, MOST_CELLS).map((each) => cellAt(books, each, field)).filter((each) => each !== null)],
    suspect: record,
    owner: ownerOf(context, record),
    why: context.say({
      zh: `${where}${context.recordName(record)}的${name}整列没有填(${rows.length}行)。请补齐这一列。`,
      en: `The whole column ${name} of the ${context.recordName(record)} ${where} is empty (${rows.length} rows). Please fill it in.`,
    }),
    certainty: 1,
    because: [],
  };
}
