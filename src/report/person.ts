/** Whom a finding is about, read from the rows its cells stand in: a finding itself names only the cells that differ. */
import type { CellValue, FieldId, Finding, TableBlock } from "../model.js";
import { parseAddress } from "./layout.js";
import { maskIdCell } from "./mask.js";
import { sheetKey } from "./places.js";

export interface Person {
  /** Name of the person, or of the item where the row is about supplies; "" if the row says none. */
  readonly name: string;
  readonly group: string;
  /** Masked unless the run asked for full numbers. */
  readonly id: string;
}

export type PersonLookup = (finding: Finding) => Person;

/** What a person sees in a cell; of a 〃 what it stands for. */
function textOf(value: CellValue | undefined): string {
  if (value === null || value === undefined) return "";
  if (typeof value !== "object") return String(value);
  return value.kind === "ditto" ? String(value.value) : value.shown;
}

/** Data row of a sheet row, or -1; `sheetRows` ascends. */
function dataRow(sheetRows: Int32Array, row: number): number {
  let low = 0;
  let high = sheetRows.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const at = sheetRows[middle] ?? 0;
    if (at === row) return middle;
    if (at < row) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function columnOf(block: TableBlock, field: FieldId): number {
  return block.columns.find((column) => column.field === field)?.column ?? -1;
}

/** Looks names, groups and ID numbers up in the blocks as read; the first row of a finding that has one gives it. */
export function personLookup(blocks: readonly TableBlock[], fullIds: boolean): PersonLookup {
  const bySheet = new Map<string, TableBlock[]>();
  for (const block of blocks) {
    const key = sheetKey(block.file, block.sheet);
    const list = bySheet.get(key);
    if (list) list.push(block);
    else bySheet.set(key, [block]);
  }
  return (finding) => {
    let name = "";
    let item = "";
    let group = "";
    let id = "";
    for (const cell of finding.cells) {
      if (name !== "" && group !== "" && id !== "") break;
      const at = parseAddress(cell.address);
      if (!at) continue;
      for (const block of bySheet.get(sheetKey(cell.file, cell.sheet)) ?? []) {
        if (block.record !== cell.record) continue;
        // Side-by-side blocks share rows: the cell's own block is the one that has its column.
        if (!block.columns.some((column) => column.column === at.column)) continue;
        const row = dataRow(block.sheetRows, at.row);
        if (row < 0) continue;
        const read = (field: FieldId): string => textOf(block.cells.get(columnOf(block, field))?.[row]).trim();
        name ||= read("name");
        item ||= read("item") || (block.constants.find((constant) => constant.field === "item")?.value ?? "");
        group ||= read("group");
        id ||= read("idNumber");
      }
    }
    // A part that has not arrived is about nobody: its cell only shows that the village has such rows elsewhere.
    if (finding.kind === "missing" && finding.entity === null) return { name: "", group: "", id: "" };
    // A sum is about the item, whoever received it.
    if (finding.kind === "total") return { name: item || name, group: "", id: "" };
    return { name: name || item, group, id: fullIds ? id : maskIdCell(id) };
  };
}
