/**
 * Two ledger rows that may be one person (linkage could not tell, or is not sure): one question, in place of two people who are missing from
 * each other's ledger. The list takes the answer (是同一人, 不是同一人), and the next run goes by it.
 */
import type { Doubt } from "../model.js";
import { nameCell, recordOf } from "./cells.js";
import type { CheckContext, Draft } from "./check.js";
import { ownerOf, personName, villageOf } from "./draft.js";

/** `drafts` of all checks, with each doubt's findings `missing` replaced by its question. */
export function askWhetherOne(context: CheckContext, drafts: readonly Draft[]): readonly Draft[] {
  const { entities, books, profile } = context;
  if (entities.doubts.length === 0) return drafts;
  const absent = new Map<string, Draft[]>();
  for (const draft of drafts) {
    if (draft.absentFrom === undefined || draft.field !== null || draft.entity < 0) continue;
    const key = `${draft.entity}|${draft.absentFrom}`;
    absent.set(key, [...(absent.get(key) ?? []), draft]);
  }
  const answered = new Set<Draft>();
  const questions: Draft[] = [];
  const order = new Map(profile.records.map((record, i) => [record.id, i]));
  const place = (row: number): number => order.get(recordOf(books, row)) ?? order.size;
  for (const doubt of entities.doubts) {
    const [first, second] = place(doubt.rows[0]) <= place(doubt.rows[1]) ? doubt.rows : [doubt.rows[1], doubt.rows[0]];
    if (!doubt.linked) {
      const both = [[first, second], [second, first]].map(([row = 0, other = 0]) => absent.get(`${entities.of[row] ?? -1}|${recordOf(books, other)}`) ?? []);
      // Where one of them may rightly be in one ledger only, nobody need be her.
      if (both.some((list) => list.length === 0)) continue;
      if (doubt.answer === undefined) for (const draft of both.flat()) answered.add(draft);
    }
    questions.push(question(context, doubt, first, second));
  }
  return [...drafts.filter((draft) => !answered.has(draft)), ...questions];
}

function question(context: CheckContext, doubt: Doubt, first: number, second: number): Draft {
  const { books, entities } = context;
  const [one, two] = [first, second].map((row) => ({ record: context.recordName(recordOf(books, row)), name: personName(context, [row]) }));
  const said = context.say({ zh: `${one?.record}的${one?.name}和${two?.record}的${two?.name}`, en: `${one?.name} in ${one?.record} and ${two?.name} in ${two?.record}` });
  const entity = entities.of[first] ?? -1;
  return {
    kind: "review", check: context.profile.checks.find((check) => check.form === "ledgers")?.id ?? "consensus", field: null, village: villageOf(context, entity, first), entity,
    thing: "samePerson", pair: doubt.pair, cells: [nameCell(books, first), nameCell(books, second)], suspect: null, owner: ownerOf(context, null),
    why: doubt.linked
      ? context.say({
        zh: `${said}当作同一人核对,但把握不大:请对照原始记录,是或不是都写进“核实结果”`,
        en: `${said} are compared as one person, though little supports it: please check, and write in the outcome whether they are`,
      })
      : context.say({
        zh: `${said}可能是同一人,两边写得都不一样:请对照原始记录,是就改一致,不是就各自补上,并写进“核实结果”`,
        en: `${said} may be one person written differently: please check; if so make them agree, if not add each to the other ledger, and write it in the outcome`,
      }),
    certainty: doubt.certainty, because: doubt.because, steps: doubt.evidence,
  };
}
