/** Sheets of an open workbook → grids: what there is and how large, the cells in blocks, merged areas, hidden rows. */
/// <reference types="office-js" />
import type { Area, SheetGrid, Warning } from "../model.js";
import { GridBuilder, MAX_COLUMNS } from "../import/grid-builder.js";
import { inHalves, isPayloadError, type ExcelBatch } from "./excel-batch.js";
import { readBlocks, type BlockJob } from "./excel-blocks.js";
import { CellReader, type RawCell } from "./cell-reader.js";
import { queueEpoch, sheetStates } from "./excel-traces.js";
import { jsonBytes } from "./json-bytes.js";
import type { ReadOptions, ReadResult } from "./workbook-host.js";

/** Rows of a sheet, and cells of all sheets, that are looked at first. */
const PROBE_ROWS = 60;
const PROBE_CELLS = 100_000;

interface SheetJob extends BlockJob {
  readonly hidden: boolean;
  readonly hiddenRows: "none" | "all" | "some";
}

interface Survey {
  readonly jobs: readonly SheetJob[];
  readonly merges: ReadonlyMap<string, readonly Area[]>;
  readonly date1904: boolean;
  readonly warnings: readonly Warning[];
}

export async function readExcelGrids(batch: ExcelBatch, options: ReadOptions = {}): Promise<ReadResult> {
  const { jobs, merges, date1904, warnings } = await survey(batch, options);
  const parts = jobs.flatMap(boundedParts);
  await probe(batch, parts, date1904);
  await readBlocks(batch, parts, date1904, options);
  await readHiddenRows(batch, jobs);
  const grids = jobs.map((job): SheetGrid => {
    for (const area of merges.get(job.name) ?? []) job.builder.merge(area);
    return job.builder.grid(null, job.name, job.hidden);
  });
  return { grids, warnings };
}

/** Of whole rows Excel gives no values: a sheet that is used up to its last column is read in two parts. */
function boundedParts(job: SheetJob): SheetJob[] {
  if (job.columnCount < MAX_COLUMNS) return [job];
  return [{ ...job, columnCount: job.columnCount - 1, formatted: new Set() }, { ...job, left: job.left + job.columnCount - 1, columnCount: 1, formatted: new Set() }];
}

/** Which sheets there are, how large, what is merged. Two requests. */
async function survey(batch: ExcelBatch, options: ReadOptions): Promise<Survey> {
  const mergesKnown = batch.supports(13);
  return batch.run(async (context) => {
    const is1904 = queueEpoch(context);
    const wanted = options.sheets === undefined ? null : new Set(options.sheets);
    const ranges = new Map<Excel.Worksheet, { used: Excel.Range; merged: Excel.RangeAreas | null }>();
    const all = await sheetStates(context, (sheet) => {
      const used = sheet.getUsedRangeOrNullObject(true);
      used.load("rowIndex,columnIndex,rowCount,columnCount,rowHidden");
      const merged = mergesKnown ? sheet.getRange().getMergedAreasOrNullObject() : null;
      merged?.load("address");
      ranges.set(sheet, { used, merged });
    });
    const merges = new Map<string, Area[]>();
    const jobs = all.filter((state) => (wanted === null ? !state.ours : wanted.has(state.name))).map((state): SheetJob => {
      const { used, merged } = ranges.get(state.sheet)!;
      if (merged !== null && !merged.isNullObject) merges.set(state.name, areasOf(merged.address));
      const empty = used.isNullObject;
      return {
        name: state.name, hidden: state.visibility !== "Visible", builder: new GridBuilder(), formatted: new Set(),
        top: empty ? 0 : used.rowIndex, left: empty ? 0 : used.columnIndex, rowCount: empty ? 0 : used.rowCount, columnCount: empty ? 0 : used.columnCount,
        // null says: some rows are, some are not.
        hiddenRows: empty || used.rowHidden === false ? "none" : used.rowHidden === true ? "all" : "some",
        bytesPerRow: 0, done: 0,
      };
    });
    return { jobs, merges, date1904: is1904(), warnings: mergesKnown || jobs.every((job) => job.rowCount === 0) ? [] : [mergesUnknown(batch)] };
  });
}

/** The first rows of each sheet, to know how many bytes a row has, and which columns' formats are needed. One request. */
async function probe(batch: ExcelBatch, jobs: readonly SheetJob[], date1904: boolean): Promise<void> {
  const cells = new CellReader(date1904);
  const filled = jobs.filter((job) => job.rowCount > 0);
  const each = PROBE_CELLS / Math.max(1, filled.reduce((sum, job) => sum + job.columnCount, 0));
  // Until it is known otherwise a row may be as large as an answer.
  for (const job of filled) job.bytesPerRow = Infinity;
  try {
    await inHalves(batch, filled, async (context, some) => {
      const ranges = some.map(({ name, top, left, rowCount, columnCount }) => {
        const range = context.workbook.worksheets.getItem(name).getRangeByIndexes(top, left, Math.max(1, Math.min(PROBE_ROWS, Math.floor(each), rowCount)), columnCount);
        range.load("values,numberFormat");
        return range;
      });
      await context.sync();
      some.forEach((job, index) => {
        const rows = ranges[index]!.values as RawCell[][], formats = ranges[index]!.numberFormat as string[][];
        rows.forEach((row, r) => row.forEach((cell, column) => {
          if (typeof cell === "number" || (typeof cell === "string" && cells.showsText(formats[r]![column]!))) job.formatted.add(column);
        }));
        job.bytesPerRow = jsonBytes(rows) / rows.length + job.formatted.size * 12;
      });
    });
  } catch (error) {
    // Rows too large to look at many of them: they are read one by one at first.
    if (!isPayloadError(error)) throw error;
  }
}

/** Areas of "Sheet!A1:B2,Sheet!C3:D4". */
function areasOf(address: string): Area[] {
  const areas: Area[] = [];
  const column = (letters: string): number => [...letters].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  for (const match of address.matchAll(/(?:^|!|,)\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)(?=,|$)/g)) {
    areas.push({ top: Number(match[2]) - 1, left: column(match[1]!), bottom: Number(match[4]) - 1, right: column(match[3]!) });
  }
  return areas;
}

function mergesUnknown(batch: ExcelBatch): Warning {
  return {
    code: "mergesUnknown", file: null, sheet: null, address: null,
    message: batch.language === "zh"
      ? "这个版本的 Excel 不能告诉我们哪些单元格是合并的：合并的表头和合并的姓名可能认不全。请看一下“记录”里每一列认得对不对，或更新 Excel。"
      : "This Excel cannot say which cells are merged: merged headers and names may be read only in part. Check the columns under Records, or update Excel.",
  };
}

/** Rows per request: 20 bytes each. */
const HIDDEN_ROWS = 100_000;

async function readHiddenRows(batch: ExcelBatch, jobs: readonly SheetJob[]): Promise<void> {
  for (const job of jobs) {
    if (job.hiddenRows === "all") for (let row = 0; row < job.rowCount; row++) job.builder.hide(job.top + row);
    if (job.hiddenRows !== "some") continue;
    for (let from = 0; from < job.rowCount; from += HIDDEN_ROWS) {
      const hidden = await batch.run(async (context) => {
        const range = context.workbook.worksheets.getItem(job.name).getRangeByIndexes(job.top + from, job.left, Math.min(HIDDEN_ROWS, job.rowCount - from), 1);
        const properties = range.getRowProperties({ rowHidden: true });
        await context.sync();
        return properties.value.map((one) => one.rowHidden === true);
      });
      hidden.forEach((is, index) => is && job.builder.hide(job.top + from + index));
    }
  }
}
