/** Sheets of an open workbook → grids: what there is and how large, the cells in blocks, merged areas, hidden rows. */
/// <reference types="office-js" />
import type { Area, SheetGrid, Warning } from "../model.js";
import { GridBuilder } from "../import/grid-builder.js";
import type { ExcelBatch } from "./excel-batch.js";
import { readBlocks, type BlockJob } from "./excel-blocks.js";
import { CellReader, type RawCell } from "./cell-reader.js";
import { queueEpoch, sheetStates } from "./excel-traces.js";
import { jsonBytes } from "./json-bytes.js";
import type { ReadOptions, ReadResult } from "./workbook-host.js";

const PROBE_ROWS = 60;

interface SheetJob extends BlockJob {
  readonly hidden: boolean;
  readonly hiddenRows: "none" | "all" | "some";
}

export async function readExcelGrids(batch: ExcelBatch, options: ReadOptions = {}): Promise<ReadResult> {
  const warnings: Warning[] = [];
  const { jobs, merges, date1904 } = await survey(batch, options, warnings);
  await readBlocks(batch, jobs, date1904, options);
  await readHiddenRows(batch, jobs);
  const grids = jobs.map((job): SheetGrid => {
    for (const area of merges.get(job.name) ?? []) job.builder.merge(area);
    return job.builder.grid(null, job.name, job.hidden);
  });
  return { grids, warnings };
}

/** Which sheets there are, how large, what is merged; and the first rows of each, to know their bytes and number columns. */
async function survey(batch: ExcelBatch, options: ReadOptions, warnings: Warning[]): Promise<{ jobs: SheetJob[]; merges: Map<string, Area[]>; date1904: boolean }> {
  const mergesKnown = batch.supports(13);
  return batch.run(async (context) => {
    const is1904 = queueEpoch(context);
    const wanted = options.sheets === undefined ? null : new Set(options.sheets);
    const states = (await sheetStates(context)).filter((state) => (wanted === null ? !state.ours : wanted.has(state.name)));
    const found = states.map((state) => {
      const used = state.sheet.getUsedRangeOrNullObject(true);
      used.load("rowIndex,columnIndex,rowCount,columnCount,rowHidden");
      const merged = mergesKnown ? state.sheet.getRange().getMergedAreasOrNullObject() : null;
      merged?.load("address");
      return { state, used, merged };
    });
    await context.sync();
    const jobs: SheetJob[] = [];
    const merges = new Map<string, Area[]>();
    const probes: Excel.Range[] = [];
    const cells = new CellReader(is1904());
    for (const { state, used, merged } of found) {
      if (merged !== null && !merged.isNullObject) merges.set(state.name, areasOf(merged.address));
      const empty = used.isNullObject;
      const job: SheetJob = {
        name: state.name, hidden: state.visibility !== "Visible", builder: new GridBuilder(), formatted: new Set(),
        top: empty ? 0 : used.rowIndex, left: empty ? 0 : used.columnIndex, rowCount: empty ? 0 : used.rowCount, columnCount: empty ? 0 : used.columnCount,
        // null says: some rows are, some are not.
        hiddenRows: empty || used.rowHidden === false ? "none" : used.rowHidden === true ? "all" : "some",
        bytesPerRow: 0, done: 0,
      };
      jobs.push(job);
      if (empty) continue;
      const probe = state.sheet.getRangeByIndexes(job.top, job.left, Math.min(PROBE_ROWS, job.rowCount), job.columnCount);
      probe.load("values,numberFormat");
      probes.push(probe);
    }
    if (probes.length > 0) await context.sync();
    for (const job of jobs.filter((one) => one.rowCount > 0)) {
      const probe = probes.shift()!;
      const rows = probe.values as RawCell[][], formats = probe.numberFormat as string[][];
      rows.forEach((row, index) => row.forEach((cell, column) => {
        if (typeof cell === "number" || (typeof cell === "string" && cells.showsText(formats[index]![column]!))) job.formatted.add(column);
      }));
      job.bytesPerRow = jsonBytes(rows) / rows.length + job.formatted.size * 12;
    }
    if (!mergesKnown && jobs.some((job) => job.rowCount > 0)) warnings.push(mergesUnknown(batch));
    return { jobs, merges, date1904: is1904() };
  });
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
