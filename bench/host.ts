/**
 * npm run bench:host: the add-in's host on nine sheets of 50,000 rows × 20 columns, through real office.js on the simulated Excel on the
 * web (5 MB per request and answer): requests, bytes, seconds, memory, and the floor that the limit sets. Seconds are those of this machine
 * without Excel's own work: a real Excel is far slower, which is why requests are counted.
 */
import { SimulatedExcel } from "../simulator/host/simulated-excel.js";
import { PROFILES, WEB_PAYLOAD } from "../simulator/host/profile.js";
import { startOffice } from "../simulator/node/office-in-node.js";
import { excelHost } from "../src/host/excel-host.js";
import type { SheetGrid } from "../src/model.js";
import { bigWorkbook, blocksFor, bytesOfKeys, bytesToRead, bytesToWrite, costOf, listsOf, scatteredMarks, type Cost } from "./host-load.js";

const [sheetCount = "9", rowCount = "50000", markCount = "20000", findingCount = "40000"] = process.argv.slice(2);

const memory = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
};
const start = memory();
const book = bigWorkbook(Number(sheetCount), Number(rowCount));
const excel = new SimulatedExcel(book, { profile: PROFILES.web });
const { Excel, Office } = await startOffice(excel);
const host = excelHost({ excel: Excel, language: "zh", isSetSupported: (name, version) => Office.context.requirements.isSetSupported(name, version) });
const modelMegabytes = memory() - start;

interface Line extends Cost {
  readonly name: string;
  readonly floor: number | null;
  readonly allowed: number | null;
  readonly seconds: number;
}
const lines: Line[] = [];

async function measure<T>(name: string, work: () => Promise<T>): Promise<{ result: T; done: (floor: number | null, allowed: number | null) => Line }> {
  excel.log.clear();
  const before = performance.now();
  const result = await work();
  const seconds = (performance.now() - before) / 1000;
  const cost = costOf(excel.log.own);
  return { result, done: (floor, allowed) => {
    const line = { name, floor, allowed, seconds, ...cost };
    lines.push(line);
    return line;
  } };
}

const read = await measure("read all sheets", () => host.readGrids());
const grids: readonly SheetGrid[] = read.result.grids;
excel.log.clear();
const gridMegabytes = memory() - start - modelMegabytes;
const readFloor = blocksFor(bytesToRead(book));
const reading = read.done(readFloor, null);
const marks = scatteredMarks(grids, Number(markCount));
const sheets = listsOf(Number(findingCount));
const wrote = await measure("write marks and lists", () => host.apply({ grids, marks, sheets }));
const writeFloor = blocksFor(bytesToWrite(sheets, marks, grids));
const writing = wrote.done(writeFloor, null);
const runFloor = readFloor + writeFloor;
const run: Line = {
  name: "the whole run", floor: runFloor, allowed: Math.floor(1.2 * runFloor) + 20, seconds: reading.seconds + writing.seconds, requests: reading.requests + writing.requests, refused: reading.refused + writing.refused,
  largestIn: Math.max(reading.largestIn, writing.largestIn), largestOut: Math.max(reading.largestOut, writing.largestOut),
};
lines.push(run);
(await measure("clear", () => host.clear("run"))).done(null, null);
const marking = await measure(`mark ${wrote.result.marked.toLocaleString("en")} cells alone`, () => host.apply({ grids, marks, sheets: null }));
const marked = marking.done(blocksFor(bytesOfKeys(marks, grids)), 40);
(await measure("list sheets", () => host.listSheets())).done(null, null);
const last = grids[0]!;
(await measure("go to a row that has moved", () => host.select({ sheet: last.sheet, address: "C2", row: [0, 1].map((column) => ({ column, text: String(last.rows.at(-1)![column]) })) }))).done(null, null);

process.stdout.write(`${sheetCount} sheets × ${Number(rowCount).toLocaleString("en")} rows × ${grids[0]!.columnCount} columns, ${wrote.result.marked.toLocaleString("en")} marks, ${Number(findingCount).toLocaleString("en")} findings in the list\n\n`);
process.stdout.write("step                          requests  floor  allowed  refused  largest request  largest answer  seconds\n");
const bytes = (count: number): string => count.toLocaleString("en");
for (const line of lines) {
  process.stdout.write(`${line.name.padEnd(30)}${String(line.requests).padStart(8)}${String(line.floor ?? "").padStart(7)}${String(line.allowed ?? "").padStart(9)}${String(line.refused).padStart(9)}${bytes(line.largestIn).padStart(17)}${bytes(line.largestOut).padStart(16)}${line.seconds.toFixed(1).padStart(9)}\n`);
}
process.stdout.write(`\nlimit per request and answer ${bytes(WEB_PAYLOAD)}; in memory: workbook ${modelMegabytes.toFixed(0)} MB, grids ${gridMegabytes.toFixed(0)} MB; highest of the whole process ${(process.resourceUsage().maxRSS / 1e3).toFixed(0)} MB\n`);
const over = lines.filter((line) => line.largestIn > WEB_PAYLOAD || line.largestOut > WEB_PAYLOAD);
if (over.length > 0 || (run.allowed !== null && run.requests > run.allowed) || marked.requests > 40) {
  process.stderr.write("more than allowed\n");
  process.exitCode = 1;
}
