/** Marks into Excel: the lists of keys on their hidden sheet, then the conditional formats. What a mark is: mark-lists.ts. */
/// <reference types="office-js" />
import { inHalves, type ExcelBatch } from "./excel-batch.js";
import { words } from "./host-words.js";
import { addTaggedSheet, sheetStates, tagSheet } from "./excel-traces.js";
import { MARK_LOOKS, markFormula, type MarkList } from "./mark-lists.js";
import { SHEET_TAG } from "./traces.js";
import type { RunOptions, Skipped } from "./workbook-host.js";
import { columnLetters } from "./xlsx-writer-xml.js";

/** Texts of the list per request: about 2 MB. */
const LIST_BYTES = 2_000_000;
const FORMATS_PER_REQUEST = 200;
/**
 * Writes the lists and the formats. The workbook has none of our marks when this begins, the journal names the hidden sheet.
 * Protected and missing sheets are left alone and said.
 */
export async function writeMarks(batch: ExcelBatch, lists: readonly MarkList[], hidden: string, options?: RunOptions): Promise<{ marked: number; skipped: Skipped[] }> {
  const skipped = new Map<string, Skipped>();
  const skip = (code: Skipped["code"], sheet: string, count: number): void => {
    skipped.set(sheet, { code, sheet, count: (skipped.get(sheet)?.count ?? 0) + count, message: words(batch.language).skipped(code, sheet) });
  };
  const states = new Map((await batch.run(sheetStates)).map((state) => [state.name, state]));
  const allowed = lists.filter((list) => {
    const state = states.get(list.sheet);
    if (state === undefined) skip("missingSheet", list.sheet, list.cells);
    else if (state.protected) skip("protectedSheet", list.sheet, list.cells);
    else return true;
    return false;
  });
  if (allowed.length === 0) return { marked: 0, skipped: [...skipped.values()] };
  await writeKeys(batch, allowed, hidden, options);
  for (let from = 0; from < allowed.length; from += FORMATS_PER_REQUEST) {
    batch.check(options);
    const part = allowed.slice(from, from + FORMATS_PER_REQUEST);
    await inHalves(batch, part.map((list, index) => ({ list, formula: markFormula(list, hidden, from + index) })), async (context, some) => {
      for (const { list, formula } of some) addFormat(context, list, formula);
      await context.sync();
    });
    options?.onProgress?.({ stage: "write", done: Math.min(allowed.length, from + part.length), total: allowed.length, detail: part.at(-1)!.sheet });
  }
  return { marked: allowed.reduce((sum, list) => sum + list.cells, 0), skipped: [...skipped.values()] };
}

/** Repeated after a half answer it adds a second format with the same formula: the look is the same, and clear finds both. */
function addFormat(context: Excel.RequestContext, list: MarkList, formula: string): void {
  const letters = columnLetters(list.column);
  const format = context.workbook.worksheets.getItem(list.sheet).getRange(`${letters}${list.rows[0] + 1}:${letters}${list.rows[1] + 1}`).conditionalFormats.add("Custom");
  const look = MARK_LOOKS[list.level];
  format.custom.rule.formula = formula;
  format.custom.format.fill.color = look.fill;
  format.custom.format.font.color = look.font;
  format.custom.format.font.bold = look.bold;
  if (look.italic) format.custom.format.font.italic = true;
  if (look.underline !== "None") format.custom.format.font.underline = look.underline;
  format.stopIfTrue = false;
}

async function writeKeys(batch: ExcelBatch, lists: readonly MarkList[], hidden: string, options?: RunOptions): Promise<void> {
  await batch.run(async (context) => {
    const existing = context.workbook.worksheets.getItemOrNullObject(hidden);
    const tag = existing.names.getItemOrNullObject(SHEET_TAG);
    await context.sync();
    // On a repeated step the sheet may be there, tagged or, if the step broke off between the two, not yet.
    const sheet = existing.isNullObject ? addTaggedSheet(context, hidden) : existing;
    if (!existing.isNullObject && tag.isNullObject) tagSheet(sheet);
    sheet.visibility = "VeryHidden";
    sheet.getRange(`A:${columnLetters(lists.length - 1)}`).numberFormat = "@" as unknown as string[][];
    await context.sync();
  });
  // One column per list, side by side; runs of keys are cut into requests by bytes.
  let part: KeyAt[] = [];
  let bytes = 0;
  for (const [column, list] of lists.entries()) {
    for (const [row, key] of list.keys.entries()) {
      part.push({ column, row, key });
      bytes += key.length * 3 + 6;
      if (bytes < LIST_BYTES) continue;
      batch.check(options);
      await inHalves(batch, part, putKeys(hidden));
      part = [];
      bytes = 0;
    }
  }
  await inHalves(batch, part, putKeys(hidden));
}

interface KeyAt {
  readonly column: number;
  readonly row: number;
  readonly key: string;
}

/** Neighbours of one column are written as one range. */
function putKeys(hidden: string): (context: Excel.RequestContext, keys: readonly KeyAt[]) => Promise<void> {
  return async (context, keys) => {
    const sheet = context.workbook.worksheets.getItem(hidden);
    for (let from = 0; from < keys.length; ) {
      const first = keys[from]!;
      let to = from;
      while (keys[to]?.column === first.column) to++;
      sheet.getRangeByIndexes(first.row, first.column, to - from, 1).values = keys.slice(from, to).map(({ key }) => [key]);
      from = to;
    }
    await context.sync();
  };
}
