/** Marks into Excel: the lists of keys on their hidden sheet, then the conditional formats. What a mark is: mark-lists.ts. */
/// <reference types="office-js" />
import { inHalves, type ExcelBatch } from "./excel-batch.js";
import { ourFormats, sheetStates } from "./excel-traces.js";
import { textBytes } from "./json-bytes.js";
import { MARK_EDGES, MARK_LOOKS, markFormula, type MarkList } from "./mark-lists.js";
import { isOurFormula } from "./traces.js";
import type { RunOptions } from "./workbook-host.js";
import { columnLetters } from "./xlsx-writer-xml.js";

/** Bytes of keys per request, below 5 MB by what an estimate may be wrong; and what office.js adds to a key. */
const LIST_BYTES = 4_500_000;
const KEY_BYTES = 4;
/** Each is some 4,200 bytes, half of them for its four lines: below 5 MB by as much. */
const FORMATS_PER_REQUEST = 1_000;
/** Writes the keys onto the hidden sheet, which is there, then the formats. The workbook has none of our marks when this begins. */
export async function writeMarks(batch: ExcelBatch, lists: readonly MarkList[], hidden: string, options?: RunOptions): Promise<void> {
  await writeKeys(batch, lists, hidden, options);
  for (let from = 0; from < lists.length; from += FORMATS_PER_REQUEST) {
    batch.check(options);
    const part = lists.slice(from, from + FORMATS_PER_REQUEST);
    await inHalves(batch, part.map((list, index) => ({ list, formula: markFormula(list, hidden, from + index) })), async (context, some, again) => {
      if (again) await deleteFormats(context, new Set(some.map(({ formula }) => formula)));
      for (const { list, formula } of some) addFormat(context, list, formula);
      await context.sync();
    });
    options?.onProgress?.({ stage: "write", done: Math.min(lists.length, from + part.length), total: lists.length, detail: part.at(-1)!.sheet });
  }
}

/** What a broken-off try has added of these, finished or not. */
async function deleteFormats(context: Excel.RequestContext, formulas: ReadonlySet<string>): Promise<void> {
  const collections = new Map<Excel.Worksheet, Excel.ConditionalFormatCollection>();
  const states = await sheetStates(context, (sheet) => {
    const { conditionalFormats } = sheet.getRange();
    conditionalFormats.load("items/id,items/type");
    collections.set(sheet, conditionalFormats);
  });
  for (const { format } of await ourFormats(context, states, collections, true)) {
    const { formula } = format.custom.rule;
    if (formulas.has(formula) || !isOurFormula(formula, false)) format.delete();
  }
}

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
  for (const edge of MARK_EDGES) {
    const border = format.custom.format.borders.getItem(edge);
    border.style = look.line;
    border.color = look.font;
  }
  format.stopIfTrue = false;
}

async function writeKeys(batch: ExcelBatch, lists: readonly MarkList[], hidden: string, options?: RunOptions): Promise<void> {
  // One column per list, side by side; runs of keys are cut into requests by bytes.
  let part: KeyAt[] = [];
  let bytes = 0;
  for (const [column, list] of lists.entries()) {
    for (const [row, key] of list.keys.entries()) {
      part.push({ column, row, key });
      bytes += textBytes(key) + KEY_BYTES;
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
