/**
 * supplyBalance: the report against itself (R14: opening + received − issued − lost = closing; next opening = closing) and the
 * township's issues against the villages' receipts (R15). Which cell is wrong is decided in supply-diagnosis.ts.
 */
import { cellAt, nameCell, normalAt } from "./cells.js";
import type { CellAt, Check, CheckContext, Draft } from "./check.js";
import { ownerOf } from "./draft.js";
import { monthWords, numberText } from "./normal-values.js";
import { cellKey, faultAt, supplyAnalysis, type CellFault, type SupplyAnalysis, type TownshipComparison } from "./supply-diagnosis.js";
import { STOCK_FIELDS, type StockField, type StockLine } from "./supply-lines.js";
import { MOST_ROWS_BEHIND } from "./supply-totals.js";

export const supplyBalance: Check = (context) => {
  const analysis = supplyAnalysis(context);
  if (!analysis.rows.hasReport) return { drafts: [], notRun: context.say({ zh: "没有药具报表", en: "no supplies report" }) };
  const drafts = analysis.faults.map((fault) => faultDraft(context, fault));
  for (const compared of analysis.township) {
    const draft = townshipDraft(context, analysis, compared);
    if (draft !== null) drafts.push(draft);
  }
  return { drafts };
};

const FIELD_WORDS: Readonly<Record<StockField, { readonly zh: string; readonly en: string }>> = {
  opening: { zh: "上月结存", en: "opening" },
  received: { zh: "领入", en: "received" },
  issued: { zh: "发放", en: "issued" },
  lost: { zh: "报损", en: "lost" },
  closing: { zh: "本月结存", en: "closing" },
};

function cellsOf(context: CheckContext, line: StockLine, fields: readonly StockField[]): CellAt[] {
  return line.rows.flatMap((row) => fields.map((field) => cellAt(context.books, row, field)).filter((cell) => cell !== null));
}

function placeOf(context: CheckContext, line: StockLine): { readonly zh: string; readonly en: string } {
  const row = line.rows[0];
  const value = row === undefined ? null : normalAt(context.books, row, "item");
  // Of a 〃 what it stands for.
  const item = value?.type === "code" && !value.code.startsWith("?") && value.steps.includes("ditto") ? context.codeName("item", value.code) : (value?.shown ?? "") || line.item;
  const village = context.books.villages[line.village] ?? "";
  const month = monthWords(line.month);
  const spec = line.spec === "" ? "" : `(${line.spec})`;
  return { zh: `${village}${month.zh}${item}${spec}`, en: `${village} ${month.en} ${item}${spec}`.trim() };
}

function faultDraft(context: CheckContext, fault: CellFault): Draft {
  const { line, field, neighbour } = fault;
  const at = placeOf(context, line);
  const v = line.values;
  const shown = (of: StockField): string => numberText(line.blank.has(of) ? 0 : v[of]);
  const word = FIELD_WORDS[field];
  const rest = STOCK_FIELDS.filter((each) => each !== field && !line.blank.has(each));
  const beyond: CellAt[] = neighbour === null ? [] : cellsOf(context, neighbour, [neighbour.month > line.month ? "opening" : "closing"]);
  const own = fault.kind === "row" ? cellsOf(context, line, rest) : [];
  const expected = Number.isNaN(fault.expected) || fault.expected < 0 ? "" : numberText(fault.expected);
  const sumZh = `上月结存${shown("opening")}+领入${shown("received")}−发放${shown("issued")}−报损${shown("lost")}=${numberText(computed(line))},本月结存写${shown("closing")}`;
  const sumEn = `opening ${shown("opening")} + received ${shown("received")} − issued ${shown("issued")} − lost ${shown("lost")} = ${numberText(computed(line))}, closing says ${shown("closing")}`;
  const shouldZh = expected === "" ? `请核对${word.zh}这一格` : `请核对${word.zh}这一格,按其他各格应为${expected}`;
  const shouldEn = expected === "" ? `Check the cell "${word.en}"` : `Check the cell "${word.en}": by the other cells it should be ${expected}`;
  let why: { zh: string; en: string };
  if (fault.kind === "row") {
    why = { zh: `${at.zh}结存不平:${sumZh}。${shouldZh}。`, en: `${at.en} does not balance: ${sumEn}. ${shouldEn}.` };
  } else if (field === "opening") {
    const askZh = fault.review ? "差数正好是一笔收发,可能是月末收发记入了不同月份,请确认" : shouldZh;
    const askEn = fault.review ? "The difference equals one receipt or issue, perhaps counted across the month's end: please confirm" : shouldEn;
    why = {
      zh: `${at.zh}:上月结存写${shown("opening")},而上个月报表的本月结存是${numberText(fault.expected)}。${askZh}。`,
      en: `${at.en}: opening says ${shown("opening")}, the month before closed with ${numberText(fault.expected)}. ${askEn}.`,
    };
  } else {
    why = {
      zh: `${at.zh}:按下月的上月结存和药具台帐倒算,${word.zh}写${shown(field)}不对。${shouldZh}。`,
      en: `${at.en}: by the next opening and the ledger, ${word.en} ${shown(field)} is wrong. ${shouldEn}.`,
    };
  }
  return {
    kind: fault.review ? "review" : "total",
    check: context.spec.id,
    field,
    village: line.village,
    entity: -1,
    thing: cellKey(line, field),
    cells: [...cellsOf(context, line, [field]), ...own, ...beyond],
    suspect: line.record,
    owner: ownerOf(context, line.record),
    why: context.say(why),
    certainty: 1,
    because: [],
  };
}

/** opening + received − issued − lost, blanks as zero. */
function computed(line: StockLine): number {
  const of = (field: StockField): number => (line.blank.has(field) ? 0 : line.values[field]);
  return of("opening") + of("received") - of("issued") - of("lost");
}

function townshipDraft(context: CheckContext, analysis: SupplyAnalysis, compared: TownshipComparison): Draft | null {
  const { township, lines, difference } = compared;
  if (Number.isNaN(difference) || Math.abs(difference) < 1e-6 || compared.joined) return null;
  // The village cell that its own row calls wrong by the same number is the cell to correct, not the township's.
  const blamed = lines.map((line) => faultAt(analysis, line, "received")).filter((fault) => fault !== undefined);
  const [fault] = blamed.filter((each) => Math.abs(each.expected - each.line.values.received - difference) < 1e-6);
  const at = placeOf(context, township);
  const stated = cellsOf(context, township, ["issued"]);
  const received = lines.filter((line) => line !== fault?.line).flatMap((line) => cellsOf(context, line, ["received"]));
  const shown = received.slice(0, MOST_ROWS_BEHIND);
  const first = fault === undefined ? stated : [...cellsOf(context, fault.line, ["received"]), ...stated];
  const row = township.rows[0];
  return {
    kind: compared.review ? "review" : "total",
    check: context.spec.id,
    field: fault === undefined ? "issued" : "received",
    village: fault === undefined ? -1 : fault.line.village,
    entity: -1,
    thing: fault === undefined ? cellKey(township, "issued") : cellKey(fault.line, "received"),
    cells: [...first, ...(row === undefined || shown.length > 0 ? shown : [nameCell(context.books, row)])],
    suspect: null,
    owner: fault === undefined ? "township" : ownerOf(context, fault.line.record),
    why: context.say({
      zh: `${at.zh}:镇报表发出${numberText(compared.stated)}${township.unit},${lines.length}个村领入合计${numberText(compared.sum)}${township.unit}。${compared.review ? "下个月正好相反,可能是月末发出、月初领入,请确认" : "请对照调拨单,改正错的一处"}。`,
      en: `${at.en}: the township issued ${numberText(compared.stated)}, its ${lines.length} villages received ${numberText(compared.sum)}. ${compared.review ? "The next month differs the other way round, perhaps sent at a month's end: please confirm" : "Check the delivery notes and correct the wrong one"}.`,
    }),
    certainty: 1,
    because: [],
  };
}
