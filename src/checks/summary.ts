/** The figures above the list: people compared, agreeing, to correct, to look at; what was merely written differently; rates. */
import type { Arrival, Finding, FindingKind, Rate, RecordId, Summary } from "../model.js";
import { rowInBlock, rowsOf, villageAt } from "./cells.js";
import type { CheckContext } from "./check.js";
import { filled, peopleOf } from "./people.js";
import { missingParts } from "./parts.js";
import { sharedColumns } from "./shared-columns.js";

const NOT_COUNTED = new Set(["village", "remark", "seq", "group", "age"]);

/** @param findings with the entity number as the engine counts it, -1 none; what is answered waits for nobody */
export function summaryOf(context: CheckContext, findings: readonly { readonly finding: Finding; readonly entity: number; readonly answered: boolean }[]): Summary {
  const { books, entities, profile } = context;
  const ledgers = profile.records.filter((record) => record.rowKind === "person").map((record) => record.id);
  const people = peopleOf(context);
  const bad = new Set<number>();
  const doubtful = new Set<number>();
  const kinds: Partial<Record<FindingKind, number>> = {};
  const perVillage = new Map<string, { findings: number; review: number }>();
  for (const { finding, entity, answered } of findings) {
    kinds[finding.kind] = (kinds[finding.kind] ?? 0) + 1;
    if (answered) continue;
    if (entity >= 0) (finding.kind === "review" ? doubtful : bad).add(entity);
    if (finding.village === null) continue;
    const entry = perVillage.get(finding.village) ?? { findings: 0, review: 0 };
    if (finding.kind === "review") entry.review++;
    else entry.findings++;
    perVillage.set(finding.village, entry);
  }
  const villagePeople = new Map<number, number>();
  const written: Record<string, number> = {};
  let comparable = 0;
  let toCorrect = 0;
  let toReview = 0;
  let oneSided = 0;
  let cells = 0;
  let differing = 0;
  const doubled = kinds.duplicate ?? 0;
  for (let entity = 0; entity < entities.count; entity++) {
    let first = -1;
    let second = -1;
    let holding = 0; // ledgers that hold her
    for (const ledger of ledgers) {
      const row = people.firstActive(entity, ledger);
      if (row < 0) continue;
      holding++;
      if (first < 0) first = row;
      else if (second < 0) second = row;
    }
    if (first < 0) continue;
    comparable++;
    if (holding < ledgers.length) oneSided++;
    if (bad.has(entity)) toCorrect++;
    else if (doubtful.has(entity)) toReview++;
    const village = villageAt(books, first);
    villagePeople.set(village, (villagePeople.get(village) ?? 0) + 1);
    if (second < 0) continue;
    const i = rowInBlock(books, first);
    const j = rowInBlock(books, second);
    for (const { field, one, two } of sharedColumns(rowsOf(books, first), rowsOf(books, second), null)) {
      const a = one[i];
      const b = two[j];
      if (NOT_COUNTED.has(field) || !filled(a) || !filled(b)) continue;
      cells++;
      if (a === b) continue;
      const verdict = a.text === b.text ? (a.shown === b.shown ? "same" : "writtenDifferently") : context.compare(field, a, b);
      if (verdict === "writtenDifferently") written[field] = (written[field] ?? 0) + 1;
      else if (verdict === "different") differing++;
    }
  }
  return {
    people: { comparable, agree: comparable - toCorrect - toReview, toCorrect, toReview },
    kinds,
    writtenDifferently: Object.fromEntries(Object.entries(written).sort()),
    villages: books.villages.map((village, v) => ({ village, comparable: villagePeople.get(v) ?? 0, findings: perVillage.get(village)?.findings ?? 0, review: perVillage.get(village)?.review ?? 0 })),
    rates: rates(context, { comparable, toCorrect, toReview, oneSided, cells, differing, doubled, rows: books.blocks.filter((block) => ledgers.includes(block.record)).reduce((sum, block) => sum + block.count, 0) }),
  };
}

interface Counts {
  readonly comparable: number;
  readonly toCorrect: number;
  readonly toReview: number;
  readonly oneSided: number;
  readonly cells: number;
  readonly differing: number;
  readonly doubled: number;
  readonly rows: number;
}

/** Proposed rates (nine-records.md §8), each printed with its definition. */
function rates(context: CheckContext, n: Counts): Rate[] {
  const share = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round((part / whole) * 1e4) / 1e4);
  const rate = (id: string, zh: string, en: string, defZh: string, defEn: string, value: number): Rate => ({ id, name: context.say({ zh, en }), definition: context.say({ zh: defZh, en: defEn }), value });
  return [
    rate("caseAgreement", "个案一致率", "people without a difference", "没有需改问题的人 ÷ 任一台帐上的人", "people with nothing to correct ÷ people in either ledger", share(n.comparable - n.toCorrect, n.comparable)),
    rate("itemAgreement", "项目一致率", "cells that agree", "1 − 不同的格 ÷ 两本台帐都填了的格(两边都空不算)", "1 − differing cells ÷ cells filled in both ledgers", n.cells === 0 ? 0 : Math.round((1 - n.differing / n.cells) * 1e4) / 1e4),
    rate("oneSided", "漏登率", "in one ledger only", "只在一本台帐上的人 ÷ 任一台帐上的人", "people in one ledger only ÷ people in either", share(n.oneSided, n.comparable)),
    rate("doubled", "重登率", "entered twice", "重登的条数 ÷ 台帐行数", "duplicates ÷ ledger rows", share(n.doubled, n.rows)),
  ];
}

/** What has arrived, one line per record (手工台帐: 12 村到 11 村, 缺横岭村; 截止 2004-07-05). */
export function arrivalsOf(context: CheckContext): Arrival[] {
  const { books, profile } = context;
  const lacking = missingParts(context);
  const ledgers = profile.records.filter((record) => record.rowKind === "person").map((record) => record.id);
  const expected = new Set<number>();
  for (const part of books.parts) if (part.village >= 0 && (ledgers.includes(part.record) || ledgers.length === 0) && part.rows > 0) expected.add(part.village);
  return profile.records.map((record) => {
    const parts = books.parts.filter((part) => part.record === record.id && part.rows > 0);
    const rows = books.blocks.filter((block) => block.record === record.id).reduce((sum, block) => sum + block.count, 0);
    const arrived = new Set(parts.map((part) => part.village).filter((village) => village >= 0));
    const missing = [...expected].filter((village) => lacking.has(`${record.id}|${village}`)).map((village) => books.villages[village] ?? "").sort();
    const asOfs = [...new Set(parts.map((part) => part.asOf).filter((asOf) => asOf !== ""))].sort();
    const asOf = asOfs[asOfs.length - 1] ?? null;
    const name = context.recordName(record.id);
    const zh = rows === 0 ? `${name}: 未到` : [
      `${name}: ${arrived.size === 0 ? "不分村" : `${expected.size} 村到 ${arrived.size} 村${missing.length > 0 ? `, 缺${missing.join("、")}` : ""}`}, ${rows} 行`,
      asOf === null ? "" : `; 截止 ${asOfs.length > 1 ? `${asOfs[0] ?? ""} 至 ${asOf}` : asOf}`,
    ].join("");
    const en = rows === 0 ? `${name}: not handed in` : [
      `${name}: ${arrived.size === 0 ? "not divided by village" : `${arrived.size} of ${expected.size} villages${missing.length > 0 ? `, lacking ${missing.join(", ")}` : ""}`}, ${rows} rows`,
      asOf === null ? "" : `; as of ${asOfs.length > 1 ? `${asOfs[0] ?? ""} to ${asOf}` : asOf}`,
    ].join("");
    return { record: record.id, villages: arrived.size, expected: expected.size, missing, rows, asOf, line: context.say({ zh, en }) };
  });
}

/** Record × village: findings in which the record has to be looked at; -1 where the part has not arrived. */
export function matrixOf(context: CheckContext, findings: readonly Finding[]): { records: RecordId[]; villages: string[]; counts: number[][] } {
  const { books, profile } = context;
  const records = profile.records.map((record) => record.id);
  const lacking = missingParts(context);
  const here = new Set(books.parts.filter((part) => part.rows > 0).map((part) => `${part.record}|${part.village}`));
  const undivided = new Set(records.filter((record) => here.has(`${record}|-1`)));
  const counts = records.map((record) => books.villages.map((_, village): number => (lacking.has(`${record}|${village}`) || (!here.has(`${record}|${village}`) && !undivided.has(record)) ? -1 : 0)));
  for (const finding of findings) {
    const village = books.villages.indexOf(finding.village ?? "");
    if (village < 0 || finding.kind === "review") continue;
    const touched = finding.absentFrom !== undefined ? [finding.absentFrom] : finding.suspect !== null ? [finding.suspect] : [...new Set(finding.cells.map((cell) => cell.record))];
    for (const record of touched) {
      const line = counts[records.indexOf(record)];
      if (line !== undefined && (line[village] ?? -1) >= 0) line[village] = (line[village] ?? 0) + 1;
    }
  }
  return { records, villages: [...books.villages], counts };
}
