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

/** Reasons that a sentence names; the list and the pane have them all. */
const REASONS_FOR = 3;
const REASONS_AGAINST = 2;
/** Weight (bits) from which a difference is worth naming. */
const TELLING = 0.5;

function question(context: CheckContext, doubt: Doubt, first: number, second: number): Draft {
  const { books, entities } = context;
  const entity = entities.of[first] ?? -1;
  return {
    kind: "review", check: context.profile.checks.find((check) => check.form === "ledgers")?.id ?? "consensus", field: null, village: villageOf(context, entity, first), entity,
    thing: "samePerson", pair: doubt.pair, ...(doubt.answer === undefined ? {} : { answer: doubt.answer }), cells: [nameCell(books, first), nameCell(books, second)], suspect: null, owner: ownerOf(context, null),
    why: sentence(context, doubt, first, second),
    certainty: doubt.certainty, because: doubt.because, steps: doubt.evidence,
  };
}

/** Up to the semicolon what is known, after it what to do: a notice prints the former, and has a column of its own for the latter. */
function sentence(context: CheckContext, doubt: Doubt, first: number, second: number): string {
  const { books } = context;
  const [one, two] = [first, second].map((row) => ({ record: context.recordName(recordOf(books, row)), name: personName(context, [row]) }));
  const both = context.say({ zh: `${one?.record}的${one?.name}和${two?.record}的${two?.name}`, en: `${one?.name} in ${one?.record} and ${two?.name} in ${two?.record}` });
  const { answer, linked } = doubt;
  if (answer === "same") {
    return context.say({ zh: `${both}已核实是同一人,照此核对;核实错了就改“核实结果”`, en: `${both} were confirmed to be one person and are compared as one; if that was wrong, change the outcome` });
  }
  if (answer === "different") {
    return context.say({ zh: `${both}已核实不是同一人,照此核对;核实错了就改“核实结果”`, en: `${both} were confirmed to be two people and are compared as two; if that was wrong, change the outcome` });
  }
  const reasons = reasonsOf(context, doubt);
  const todo = context.say({
    zh: "请查户口簿,在“核实结果”填“是同一人”或“不是同一人”",
    en: "please look in the household register, and put “same person” or “different people” as the outcome",
  });
  return linked
    ? context.say({ zh: `${both}暂按同一人核对,把握不大${reasons};${todo}`, en: `${both} are compared as one person for now, without being sure${reasons}; ${todo}` })
    : context.say({ zh: `${both}可能是同一人${reasons};${todo}`, en: `${both} may be one person${reasons}; ${todo}` });
}

/** "：初婚日期相同、孩子姓名相同、户编号相同等8项相合，但身份证号不同"; "" where nothing is known of either. */
function reasonsOf(context: CheckContext, { evidence }: Doubt): string {
  const fits = evidence.filter(({ bits }) => bits > TELLING).map(({ label }) => label);
  const differs = evidence.filter(({ bits }) => bits < -TELLING).map(({ label }) => label).reverse().slice(0, REASONS_AGAINST);
  const named = fits.slice(0, REASONS_FOR);
  const more = fits.length - named.length;
  const but = named.length > 0 && differs.length > 0;
  const zh = `${named.join("、")}${more > 0 ? `等${fits.length}项相合` : ""}${but ? ",但" : ""}${differs.join("、")}`;
  const en = `${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}${but ? ", but " : ""}${differs.join(", ")}`;
  return zh === "" ? "" : context.say({ zh: `:${zh}`, en: `: ${en}` });
}
