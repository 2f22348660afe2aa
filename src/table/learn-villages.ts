/** Collects the villages that a set of sheets names, before any row gets its village. */
import { isBlank, shownText } from "./cell-text.js";
import { recordsNamed, type Lexicon } from "./lexicon.js";
import { filePlaces, cellVillage } from "./row-villages.js";
import type { SheetDraft } from "./read-sheet.js";
import type { Villages } from "./village.js";

export function learnVillages(drafts: readonly SheetDraft[], lexicon: Lexicon, villages: Villages): void {
  const learn = (text: string): void => {
    const village = villages.find(text, false);
    if (village !== null) villages.learn(village);
  };
  for (const { grid, blocks } of drafts) {
    const { file, folders } = filePlaces(grid);
    for (const text of [grid.sheet, file, ...folders]) learn(text);
    for (const block of blocks) {
      for (const line of block.titleLines) learn(line);
      for (const line of block.region.lines) if (line.text.length <= 25) learn(line.text);
      const column = block.mapped.byField.get("village");
      if (column !== undefined) learnColumn(grid.rows, block.region.dataRows, column, villages);
    }
  }
  learnSheetNames(drafts, lexicon, villages);
}

function learnColumn(rows: SheetDraft["grid"]["rows"], dataRows: Int32Array, column: number, villages: Villages): void {
  const seen = new Set<unknown>();
  for (let i = 0; i < dataRows.length; i++) {
    const cell = rows[dataRows[i] ?? 0]?.[column] ?? null;
    const key = typeof cell === "object" && cell !== null ? cell.shown : cell;
    if (seen.has(key)) continue;
    seen.add(key);
    if (isBlank(cell) || seen.size > 2000) continue;
    const village = cellVillage(cell, villages);
    if (village !== null && /^[\u4e00-\u9fa5]{2,}$/.test(village)) villages.learn(village);
  }
}

const PERIOD = /((19|20)\d{2}|[一二三四五六七八九〇零十\d]{1,4})(年度?|月份?|季度|[.\-_]\d{1,2})|(上|下)半年|截[止至].*|第.次|第.轮/g;
const NO_VILLAGE = /^(sheet|表|工作表|汇总|合计|全镇|全乡|说明|目录|封面|附|新建|副本|数据|花名册|登记|流出|流入|出生|死亡|婚姻|手术|节育|迁入|迁出|结婚|季度|上|下|左|右)/i;

/** Sheets (or files) of one record called 新塘, 横岭, 大坪: what is left of their names are villages, if there are several. */
function learnSheetNames(drafts: readonly SheetDraft[], lexicon: Lexicon, villages: Villages): void {
  const byRecord = new Map<string, Set<string>>();
  for (const { grid, blocks } of drafts) {
    const record = blocks[0]?.record;
    if (record === undefined) continue;
    for (const text of [grid.sheet, filePlaces(grid).file]) {
      const rest = remainder(text, lexicon);
      if (!/^[\u4e00-\u9fa5]{2,4}$/.test(rest) || NO_VILLAGE.test(rest) || lexicon.valueWords.has(rest) || lexicon.exact.has(rest)) continue;
      const key = `${record}|${text === grid.sheet ? "sheet" : "file"}`;
      byRecord.set(key, (byRecord.get(key) ?? new Set<string>()).add(rest));
    }
  }
  for (const names of byRecord.values()) if (names.size >= 2) for (const name of names) villages.learn(name);
}

/** A name without record words, periods, numbers and marks. */
function remainder(text: string, lexicon: Lexicon): string {
  let rest = shownText(text).replace(PERIOD, "");
  for (const { word } of recordsNamed(lexicon, text).length > 0 ? lexicon.recordNames : []) {
    for (const form of [word, word.replaceAll("账", "帐"), word.replaceAll("采集", "登记")]) rest = rest.replaceAll(form, "");
  }
  return rest.replace(/[\s\d()（）\-_—.·,，、]/g, "");
}
