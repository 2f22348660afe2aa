/** Rows that could be several people (two women of one name in a village): a question, once per person, if nothing else asks it. */
import { nameCell, recordOf } from "./cells.js";
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
    const candidates = tie.candidates.map((one) => entities.rows[entities.start[one] ?? 0]).filter((row) => row !== undefined);
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
