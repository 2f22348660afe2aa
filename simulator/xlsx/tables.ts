/** Tables: a part each. Their columns are named as their header cells say; otherwise Excel would call the file damaged. */
import { areaText, parseAddress } from "../model/address.js";
import type { SheetModel, TableModel } from "../model/sheet.js";
import { settleHeaders } from "../model/table-headers.js";
import { filterState, readCriteria, writeFilter } from "./filters.js";
import { one, only, type Piece, type ReadContext } from "./piece.js";
import { cellText, fileText } from "./shared-strings.js";
import { XmlElement } from "./xml-tree.js";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

function readTable(tree: XmlElement, part: string, context: ReadContext): TableModel | null {
  const area = parseAddress(tree.get("ref") ?? "")?.area;
  if (area === undefined) return null;
  const filter = tree.child("autoFilter"), style = tree.child("tableStyleInfo");
  const columns = tree.child("tableColumns")?.all("tableColumn") ?? [];
  const hidden = filter?.all("filterColumn").filter((column) => column.is("hiddenButton")).length ?? 0;
  return {
    id: context.book.newId(), part, name: tree.get("displayName") ?? tree.get("name") ?? "", area, style: style?.get("name") ?? "",
    showHeaders: tree.get("headerRowCount") !== "0", showTotals: Number(tree.get("totalsRowCount") ?? 0) > 0, showBandedRows: style?.is("showRowStripes") ?? false,
    showFilterButton: filter !== undefined && hidden < columns.length, filter: readCriteria(filter), columns: columns.map((column) => cellText(column.get("name") ?? "")),
  };
}

const columnName = (text: string): string => fileText(text).replaceAll("\n", "_x000a_");

function build(old: XmlElement | null, table: TableModel, names: readonly string[], id: number): XmlElement {
  const tree = old ?? new XmlElement("table", { xmlns: MAIN, id });
  const p = tree.prefix;
  const ref = areaText(table.area);
  if (old === null || tree.get("displayName") !== table.name) tree.set("name", table.name).set("displayName", table.name);
  tree.set("ref", ref);
  if (old === null) tree.set("totalsRowShown", 0);
  if (!table.showHeaders) tree.set("headerRowCount", 0);
  const totals = Number(tree.get("totalsRowCount") ?? 0) > 0;
  if (totals !== table.showTotals) tree.set("totalsRowCount", table.showTotals ? 1 : undefined);
  const body = areaText({ ...table.area, bottom: table.area.bottom - (table.showTotals ? 1 : 0) });
  const filter = tree.child("autoFilter");
  if (!table.showFilterButton && filter && filter.all("filterColumn").every((column) => !column.is("hiddenButton"))) tree.remove(filter);
  else if (table.showFilterButton || filter) {
    const written = writeFilter(filter, p, body, table.filter);
    if (filter === undefined) tree.children.unshift(written);
  }
  const columns = tree.child("tableColumns") ?? new XmlElement(`${p}tableColumns`);
  const list = columns.all("tableColumn");
  let next = Math.max(0, ...list.map((column) => Number(column.get("id") ?? 0))) + 1;
  // A column is known by its name; one renamed by its place.
  const known = new Map(list.map((column) => [cellText(column.get("name") ?? ""), column]));
  const now = names.map((name, index) => {
    const there = list[index];
    const renamed = there !== undefined && !names.includes(cellText(there.get("name") ?? "")) && list.length === names.length ? there : undefined;
    return known.get(name) ?? (renamed ?? new XmlElement(`${p}tableColumn`, { id: next++ })).set("name", columnName(name));
  });
  columns.children.splice(0, columns.children.length, ...now);
  columns.set("count", now.length);
  if (tree.child("tableColumns") === undefined) tree.children.push(columns);
  let style = tree.child("tableStyleInfo");
  if (style === undefined && (table.style !== "" || table.showBandedRows)) {
    style = new XmlElement(`${p}tableStyleInfo`, { name: table.style, showFirstColumn: 0, showLastColumn: 0, showRowStripes: 0, showColumnStripes: 0 });
    tree.children.splice(tree.children.indexOf(columns) + 1, 0, style);
  }
  style?.set("name", table.style || undefined).set("showRowStripes", table.showBandedRows ? 1 : 0);
  return tree;
}

/** A sheet under comparison has no cells: its tables' columns are named as in the file. */
const namesOf = (sheet: SheetModel, table: TableModel): readonly string[] => (sheet.id === "" ? (table.columns ?? []) : settleHeaders(sheet, table));

function stateOf(sheet: SheetModel, table: TableModel): unknown {
  const { part, name, area, style, showHeaders, showTotals, showBandedRows, showFilterButton, filter } = table;
  return [part, name, areaText(area), style, showHeaders, showTotals, showBandedRows, showFilterButton, filterState(filter), namesOf(sheet, table)];
}

export const tablesPiece: Piece = {
  names: ["tableParts"],
  read(elements, sheet, context) {
    for (const part of only(elements, "tableParts")?.all("tablePart") ?? []) {
      const related = context.related(part.get("r:id") ?? part.get("id") ?? "");
      const table = related === null ? null : readTable(related.tree, related.part, context);
      if (table !== null) sheet.tables.push(table);
    }
  },
  state: (sheet) => sheet.tables.map((table) => stateOf(sheet, table)),
  write(sheet, old, context) {
    const before = only(old, "tableParts");
    const ids = new Map<string, string>();
    const known = new Map<string, XmlElement>();
    for (const element of before?.all("tablePart") ?? []) {
      const id = element.get("r:id") ?? element.get("id") ?? "";
      const related = context.related(id);
      if (related === null) continue;
      ids.set(related.part, id);
      known.set(related.part, related.tree);
    }
    const kept = new Set(sheet.tables.map((table) => table.part));
    for (const [part, id] of ids) {
      if (kept.has(part)) continue;
      context.removePart(part);
      context.unlink(id);
    }
    const parts = sheet.tables.map((table) => {
      const tree = table.part === undefined ? undefined : known.get(table.part);
      const names = settleHeaders(sheet, table);
      if (tree === undefined || table.part === undefined) return context.putTable(null, (id) => build(null, table, names, id));
      const was = readTable(tree, table.part, context);
      if (was === null || JSON.stringify(stateOf({ id: "" } as SheetModel, was)) !== JSON.stringify(stateOf(sheet, table))) context.putTable(table.part, (id) => build(tree, table, names, id));
      return ids.get(table.part)!;
    });
    if (parts.length === 0) return one("tableParts", null);
    const idName = [...(before?.elements[0]?.attributes.keys() ?? [])].find((name) => name.endsWith(":id")) ?? "r:id";
    const namespace = before === undefined ? { "xmlns:r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships" } : {};
    return one("tableParts", new XmlElement("tableParts", { ...namespace, count: parts.length }, parts.map((id) => new XmlElement("tablePart", { [idName]: id }))));
  },
};
