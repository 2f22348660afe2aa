/** Rows that could be several people (two women of one name in a village): a question, once per person, if nothing else asks it. */
import { nameCell, normalAt, recordOf } from "./cells.js";
import type { CheckContext, Draft } from "./check.js";
import { ownerOf, personName, villageOf } from "./draft.js";

/** @param drafts what the checks have said already */
export function tieDrafts(context: CheckContext, drafts: readonly Draft[]): Draft[] {
  const { books, entities } = context;
  const asked = new Set(drafts.filter((draft) => draft.kind === "review").map((draft) => draft.entity));
  const found: Draft[] = [];
  for (const tie of entities.ties) {
    const entity = entities.of[tie.row] ?? -1;
    if (entity < 0 || asked.has(entity)) continue;
    asked.add(entity);
    const candidates = tie.candidates.map((one) => rowOf(context, one)).filter((row) => row >= 0).sort((a, b) => (identityOf(context, a) < identityOf(context, b) ? -1 : 1));
    const name = personName(context, [tie.row]);
    const record = recordOf(books, tie.row);
    found.push({
      kind: "review", check: "consensus", field: null, village: villageOf(context, entity, tie.row), entity, thing: "tie",
      cells: [nameCell(books, tie.row), ...candidates.map((row) => nameCell(books, row))], suspect: null, owner: ownerOf(context, record),
      why: context.say({
        zh: `${context.recordName(record)}上的${name}可能是台帐里同名的 ${candidates.length} 人之一,请补写身份证号或丈夫姓名`,
        en: `${name} in ${context.recordName(record)} may be any of ${candidates.length} people of that name; please add ID number or spouse`,
      }),
      certainty: 0.5, because: tie.because,
    });
  }
  return found;
}

/** The row that shows a person: of the first record of the profile that has her, whatever the order of sheets. */
function rowOf(context: CheckContext, entity: number): number {
  const { books, entities, profile } = context;
  const order = new Map(profile.records.map((record, i) => [record.id, i]));
  const rows = [...entities.rows.subarray(entities.start[entity] ?? 0, entities.start[entity + 1] ?? 0)];
  const place = (row: number): string => `${String(order.get(recordOf(books, row)) ?? 99).padStart(2, "0")}${identityOf(context, row)}`;
  return rows.reduce((best, row) => (best < 0 || place(row) < place(best) ? row : best), -1);
}

function identityOf(context: CheckContext, row: number): string {
  return ["name", "idNumber", "birthDate", "spouseName"].map((field) => normalAt(context.books, row, field)?.text ?? "").join("|");
}
