/**
 * Sheets of an open workbook → grids, in as few requests as Excel's 5 MB allow. Read are `values` of all cells, and `numberFormat` of
 * the columns that hold numbers (a date is a number with a format). `text` is not read: it says "#####" in narrow columns, doubles the
 * bytes, and follows from value and format. An error value comes as its name.
 */
/// <reference types="office-js" />
import type { Area, SheetGrid, Warning } from "../model.js";
import { CellShaper, errorCell } from "../import/cell-shaper.js";
import { GridBuilder } from "../import/grid-builder.js";
import { numberFormat, type NumberFormat } from "../import/number-format.js";
import { isPayloadError, type ExcelBatch } from "./excel-batch.js";
import { sheetStates } from "./excel-traces.js";
import { HostFault, type ReadOptions, type ReadResult } from "./workbook-host.js";

/** Bytes of one answer to aim at: below 5 MB by what an estimate may be wrong. */
const TARGET_BYTES = 4_600_000;
const PROBE_ROWS = 60;

interface SheetJob {
  readonly name: string;
  readonly hidden: boolean;
  readonly top: number;
  readonly left: number;
  readonly rowCount: number;
  readonly columnCount: number;
  readonly builder: GridBuilder;
  /** Columns (0-based inside the block) whose formats are read along with the values. */
  readonly numeric: Set<number>;
  hiddenRows: "none" | "all" | "some";
  bytesPerRow: number;
  done: number;
}

interface Block {
  readonly job: SheetJob;
  readonly from: number;
  readonly rows: number;
}

type Cell = string | number | boolean;

/** Codes as the API gives them, where Chinese Excel shows something else. */
const LOCAL: Readonly<Record<string, string>> = { "m/d/yyyy": "yyyy/m/d", "m/d/yyyy h:mm": "yyyy/m/d h:mm", "[$-x-sysdate]dddd, mmmm dd, yyyy": "[$-x-sysdate]" };
const ERROR = /^#(?:N\/A|VALUE!|REF!|DIV\/0!|NUM!|NAME\?|NULL!|SPILL!|CALC!|FIELD!|GETTING_DATA)$/;

/** Bytes of a value grid as JSON in UTF-8, near enough. */
function jsonBytes(rows: readonly (readonly unknown[])[]): number {
  let bytes = 2;
  for (const row of rows) {
    bytes += 3 + row.length;
    for (const cell of row) {
      if (typeof cell === "string") {
        bytes += cell.length + 2;
        for (let i = 0; i < cell.length; i++) {
          const code = cell.charCodeAt(i);
          if (code > 0x7ff) bytes += 2;
          else if (code > 0x7f || code === 34 || code === 92 || code < 32) bytes++;
        }
      } else bytes += String(cell).length;
    }
  }
  return bytes;
}

export async function readExcelGrids(batch: ExcelBatch, options: ReadOptions = {}): Promise<ReadResult> {
  const warnings: Warning[] = [];
  const { jobs, merges } = await survey(batch, options, warnings);
  const reader = new BlockReader(batch);
  const total = jobs.reduce((sum, job) => sum + job.rowCount, 0);
  let done = 0;
  let budget = TARGET_BYTES;
  for (;;) {
    batch.check(options);
    const blocks = nextBlocks(jobs, budget);
    if (blocks.length === 0) break;
    try {
      await reader.read(blocks);
    } catch (error) {
      if (!isPayloadError(error) || (blocks.length === 1 && blocks[0]!.rows === 1)) throw error;
      budget = Math.min(budget, blocks.reduce((sum, block) => sum + block.rows * block.job.bytesPerRow, 0)) / 2;
      continue;
    }
    // A small success has measured the rows anew: back to full blocks.
    budget = TARGET_BYTES;
    for (const block of blocks) {
      block.job.done += block.rows;
      done += block.rows;
    }
    options.onProgress?.({ stage: "read", done, total, detail: blocks.at(-1)!.job.name });
  }
  await readHiddenRows(batch, jobs);
  const grids = jobs.map((job): SheetGrid => {
    for (const area of merges.get(job.name) ?? []) job.builder.merge(area);
    return job.builder.grid(null, job.name, job.hidden);
  });
  return { grids, warnings };
}

/** Which sheets there are, how large, what is merged; and the first rows of each, to know their bytes and number columns. */
async function survey(batch: ExcelBatch, options: ReadOptions, warnings: Warning[]): Promise<{ jobs: SheetJob[]; merges: Map<string, Area[]> }> {
  const mergesKnown = batch.supports(13);
  return batch.run(async (context) => {
    const wanted = options.sheets === undefined ? null : new Set(options.sheets);
    const states = (await sheetStates(context)).filter((state) => !state.ours && (wanted === null || wanted.has(state.name)));
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
    for (const { state, used, merged } of found) {
      if (merged !== null && !merged.isNullObject) merges.set(state.name, areasOf(merged.address));
      const empty = used.isNullObject;
      const job: SheetJob = {
        name: state.name, hidden: state.visibility !== "Visible", builder: new GridBuilder(), numeric: new Set(),
        top: empty ? 0 : used.rowIndex, left: empty ? 0 : used.columnIndex, rowCount: empty ? 0 : used.rowCount, columnCount: empty ? 0 : used.columnCount,
        // null says: some rows are, some are not.
        hiddenRows: empty || used.rowHidden === false ? "none" : used.rowHidden === true ? "all" : "some",
        bytesPerRow: 0, done: 0,
      };
      jobs.push(job);
      if (empty) continue;
      const probe = state.sheet.getRangeByIndexes(job.top, job.left, Math.min(PROBE_ROWS, job.rowCount), job.columnCount);
      probe.load("values");
      probes.push(probe);
    }
    if (probes.length > 0) await context.sync();
    for (const job of jobs.filter((one) => one.rowCount > 0)) {
      const rows = probes.shift()!.values as Cell[][];
      rows.forEach((row) => row.forEach((cell, column) => typeof cell === "number" && job.numeric.add(column)));
      job.bytesPerRow = jsonBytes(rows) / rows.length + job.numeric.size * 12;
    }
    if (!mergesKnown && jobs.some((job) => job.rowCount > 0)) warnings.push(mergesUnknown(batch));
    return { jobs, merges };
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

/** As many rows, over as many sheets, as fit into one answer. */
function nextBlocks(jobs: readonly SheetJob[], budget: number): Block[] {
  const blocks: Block[] = [];
  let left = budget;
  for (const job of jobs) {
    if (job.done >= job.rowCount) continue;
    const fitting = Math.floor(left / job.bytesPerRow);
    if (fitting < 1 && blocks.length > 0) break;
    const rows = Math.max(1, Math.min(fitting, job.rowCount - job.done));
    blocks.push({ job, from: job.done, rows });
    left -= rows * job.bytesPerRow;
    if (job.done + rows < job.rowCount) break;
  }
  return blocks;
}

class BlockReader {
  private readonly codes = new Map<string, number>();
  private readonly formats: NumberFormat[] = [];
  private readonly shaper = new CellShaper(this.formats, false);

  constructor(private readonly batch: ExcelBatch) {}

  async read(blocks: readonly Block[]): Promise<void> {
    const answers = await this.batch.run(async (context) => {
      const parts = blocks.map((block) => {
        const { job } = block;
        const sheet = context.workbook.worksheets.getItem(job.name);
        const range = sheet.getRangeByIndexes(job.top + block.from, job.left, block.rows, job.columnCount);
        range.load("values");
        return { block, sheet, range, formats: this.load(sheet, block, [...job.numeric]) };
      });
      await context.sync();
      // Columns where numbers appear for the first time: their formats are fetched after the fact.
      let more = false;
      for (const part of parts) {
        const values = part.range.values as Cell[][] | null;
        if (values === null) throw new HostFault("tooLarge", this.batch.language, "null");
        const late = numericColumns(values).filter((column) => !part.block.job.numeric.has(column));
        if (late.length === 0) continue;
        more = true;
        for (const [column, range] of this.load(part.sheet, part.block, late)) part.formats.set(column, range);
      }
      if (more) await context.sync();
      return parts.map((part) => ({ block: part.block, values: part.range.values as Cell[][], formats: new Map([...part.formats].map(([column, range]) => [column, range.numberFormat as string[][]])) }));
    });
    for (const answer of answers) this.take(answer.block, answer.values, answer.formats);
  }

  private load(sheet: Excel.Worksheet, { job, from, rows }: Block, columns: readonly number[]): Map<number, Excel.Range> {
    return new Map(columns.map((column) => {
      const range = sheet.getRangeByIndexes(job.top + from, job.left + column, rows, 1);
      range.load("numberFormat");
      return [column, range];
    }));
  }

  private take({ job, from }: Block, values: readonly (readonly Cell[])[], formats: ReadonlyMap<number, readonly (readonly string[])[]>): void {
    let bytes = jsonBytes(values);
    for (const [column, codes] of formats) {
      job.numeric.add(column);
      bytes += jsonBytes(codes);
    }
    job.bytesPerRow = (bytes / values.length) * 1.04 + 1;
    values.forEach((cells, index) => {
      cells.forEach((cell, column) => {
        if (cell === "") return;
        const value = typeof cell === "number" ? this.shaper.number(this.style(formats.get(column)?.[index]?.[0] ?? "General"), cell) : typeof cell === "string" && ERROR.test(cell) ? errorCell(cell) : cell;
        job.builder.cell(job.left + column, value);
      });
      job.builder.endRow(job.top + from + index);
    });
  }

  private style(code: string): number {
    let style = this.codes.get(code);
    if (style === undefined) {
      style = this.formats.push(numberFormat(LOCAL[code] ?? code)) - 1;
      this.codes.set(code, style);
    }
    return style;
  }
}

function numericColumns(rows: readonly (readonly Cell[])[]): number[] {
  const found = new Set<number>();
  for (const row of rows) for (let column = 0; column < row.length; column++) if (typeof row[column] === "number") found.add(column);
  return [...found];
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
