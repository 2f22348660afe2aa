/**
 * Cells out of Excel in as few requests as its 5 MB per answer allow. Read are `values` of all cells, and `numberFormat` of the columns
 * that hold numbers (a date is a number with a format) or show text otherwise than it is (@"村"). `text` is not read: it says "#####" in narrow columns, doubles the bytes, and
 * follows from value and format. An error value comes as its name.
 */
/// <reference types="office-js" />
import type { GridBuilder } from "../import/grid-builder.js";
import { isPayloadError, type ExcelBatch } from "./excel-batch.js";
import { CellReader, type RawCell } from "./cell-reader.js";
import { jsonBytes } from "./json-bytes.js";
import { HostFault, type RunOptions } from "./workbook-host.js";

/** Bytes of one answer to aim at: below 5 MB by what an estimate may be wrong. */
const TARGET_BYTES = 4_800_000;

const LEAST_BYTES = 200_000;

/** A rectangle of a sheet to be read from its top to its end. */
export interface BlockJob {
  readonly name: string;
  readonly top: number;
  readonly left: number;
  readonly rowCount: number;
  readonly columnCount: number;
  readonly builder: GridBuilder;
  /** Columns (0-based inside the block) whose formats are read along with the values. */
  readonly formatted: Set<number>;
  bytesPerRow: number;
  done: number;
}

/** Of whole columns Excel gives no values. */
const MOST_ROWS = 500_000;

interface Block {
  readonly job: BlockJob;
  readonly from: number;
  readonly rows: number;
}

/** Reads the jobs to their ends into their builders. Progress counts rows, of all jobs and of the sheet at work. */
export async function readBlocks(batch: ExcelBatch, jobs: readonly BlockJob[], date1904: boolean, options: RunOptions = {}): Promise<void> {
  const reader = new BlockReader(batch, date1904);
  const total = jobs.reduce((sum, job) => sum + job.rowCount, 0);
  let done = 0;
  let target = TARGET_BYTES, refused = 0;
  let budget = target;
  for (;;) {
    batch.check(options);
    const blocks = nextBlocks(jobs, budget);
    if (blocks.length === 0) break;
    try {
      await reader.read(blocks);
    } catch (error) {
      if (!isPayloadError(error) || (blocks.length === 1 && blocks[0]!.rows === 1)) throw error;
      // Once may be a wrong estimate; more often it is this Excel, which takes less, or counts otherwise.
      if (++refused % 2 === 0) target = Math.max(LEAST_BYTES, target / 2);
      budget = Math.min(budget, blocks.reduce((sum, block) => sum + block.rows * block.job.bytesPerRow, 0)) / 2;
      continue;
    }
    // A small success has measured the rows anew: back to full blocks.
    budget = target;
    for (const { job, rows } of blocks) {
      job.done += rows;
      done += rows;
      options.onProgress?.({ stage: "read", done, total, detail: job.name, sheet: { name: job.name, done: job.done, total: job.rowCount } });
    }
  }
}

/** As many rows, over as many sheets, as fit into one answer. */
function nextBlocks(jobs: readonly BlockJob[], budget: number): Block[] {
  const blocks: Block[] = [];
  let left = budget;
  for (const job of jobs) {
    if (job.done >= job.rowCount) continue;
    const fitting = Math.floor(left / job.bytesPerRow);
    if (fitting < 1 && blocks.length > 0) break;
    const rows = Math.max(1, Math.min(fitting, MOST_ROWS, job.rowCount - job.done));
    blocks.push({ job, from: job.done, rows });
    left -= rows * job.bytesPerRow;
    if (job.done + rows < job.rowCount) break;
  }
  return blocks;
}

class BlockReader {
  private readonly cells: CellReader;

  constructor(
    private readonly batch: ExcelBatch,
    date1904: boolean,
  ) {
    this.cells = new CellReader(date1904);
  }

  async read(blocks: readonly Block[]): Promise<void> {
    const answers = await this.batch.run(async (context) => {
      const parts = blocks.map((block) => {
        const { job } = block;
        const sheet = context.workbook.worksheets.getItem(job.name);
        const range = sheet.getRangeByIndexes(job.top + block.from, job.left, block.rows, job.columnCount);
        range.load("values");
        return { block, sheet, range, formats: this.load(sheet, block, [...job.formatted]) };
      });
      await context.sync();
      // Columns where numbers appear for the first time: their formats are fetched after the fact.
      let more = false;
      for (const part of parts) {
        const values = part.range.values as RawCell[][] | null;
        if (values === null) throw new HostFault("tooLarge", this.batch.language, "null");
        const late = numericColumns(values).filter((column) => !part.block.job.formatted.has(column));
        if (late.length === 0) continue;
        more = true;
        for (const [column, range] of this.load(part.sheet, part.block, late)) part.formats.set(column, range);
      }
      if (more) await context.sync();
      return parts.map((part) => ({ block: part.block, values: part.range.values as RawCell[][], formats: new Map([...part.formats].map(([column, range]) => [column, range.numberFormat as string[][]])) }));
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

  private take({ job, from }: Block, values: readonly (readonly RawCell[])[], formats: ReadonlyMap<number, readonly (readonly string[])[]>): void {
    let bytes = jsonBytes(values);
    for (const [column, codes] of formats) {
      job.formatted.add(column);
      bytes += jsonBytes(codes);
    }
    job.bytesPerRow = (bytes / values.length) * 1.04 + 1;
    values.forEach((cells, index) => {
      cells.forEach((cell, column) => {
        if (cell !== "") job.builder.cell(job.left + column, this.cells.shape(cell, formats.get(column)?.[index]?.[0]));
      });
      job.builder.endRow(job.top + from + index);
    });
  }
}

function numericColumns(rows: readonly (readonly RawCell[])[]): number[] {
  const found = new Set<number>();
  for (const row of rows) for (let column = 0; column < row.length; column++) if (typeof row[column] === "number") found.add(column);
  return [...found];
}

