/** What the user does to rows: inserting, deleting, sorting, filtering. */
import type { Area } from "../../../src/model.js";
import { filterRows, showFiltered } from "../../model/filters.js";
import { areaText, intersect, MAX_COLUMNS } from "../../model/address.js";
import { joinText } from "../../model/formula.js";
import type { SheetModel } from "../../model/sheet.js";
import { moveRows, sortRows } from "../../model/structure.js";
import type { BookView } from "./book-view.js";
import { mayEdit } from "./edit-commands.js";
import { sortBody, sortRegion, type SortRegion } from "./region.js";
import { cellStep, shapeStep } from "./undo.js";

function allowed(view: BookView, sheet: SheetModel, option: string): boolean {
  if (!sheet.protection.protected || sheet.protection.options[option] === true) return true;
  view.notify(view.words.protectedTitle, view.words.protectedSheet);
  return false;
}

/** As many rows as are selected, above the selection. */
export function insertRows(view: BookView): void {
  const { sheet } = view.state;
  const { top, bottom } = view.area;
  if (sheet === null || !allowed(view, sheet, "allowInsertRows")) return;
  move(view, sheet, top, Math.min(bottom - top + 1, 10_000));
}

export function deleteRows(view: BookView): void {
  const { sheet } = view.state;
  const { top, bottom } = view.area;
  if (sheet === null || !allowed(view, sheet, "allowDeleteRows")) return;
  const header = sheet.tables.find(({ area }) => area.top >= top && area.top <= bottom && area.bottom > bottom);
  if (header !== undefined) {
    view.notify(view.words.deleteRows, view.words.tableHeader);
    return;
  }
  move(view, sheet, top, -(Math.min(bottom, Math.max(sheet.values.length, top + 1) - 1) - top + 1));
}

function move(view: BookView, sheet: SheetModel, at: number, by: number): void {
  view.endEdit();
  const area: Area = { top: at, left: 0, bottom: at + Math.abs(by) - 1, right: MAX_COLUMNS - 1 };
  view.command(() => view.undoStack.push(shapeStep(view.book, sheet, at, by, area, () => moveRows(view.book, sheet, at, by))));
  const kept = by > 0 ? area : { ...area, bottom: at };
  view.selectArea(kept, { row: at, column: 0 }, { row: kept.bottom, column: MAX_COLUMNS - 1 });
}

/** The region that a sort at the cursor means; null (said) if there is nothing to sort. */
export function regionToSort(view: BookView): SortRegion | null {
  const { sheet, cursor } = view.state;
  if (sheet === null) return null;
  const region = sortRegion(sheet, cursor, view.area);
  if (region === null) view.notify(view.words.sortTitle, view.words.nothingToSort);
  return region;
}

export function sortBy(view: BookView, region: SortRegion, column: number, descending: boolean): void {
  const { sheet } = view.state;
  const body = sortBody(region);
  if (sheet === null || body === null) {
    view.notify(view.words.sortTitle, view.words.nothingToSort);
    return;
  }
  if (!mayEdit(view, sheet, body)) return;
  if (sheet.merges.some((merge) => intersect(merge, body) !== null)) {
    view.notify(view.words.sortTitle, view.words.mergedCells(areaText(body)));
    return;
  }
  view.endEdit();
  const told = (): void => {
    view.book.tell({ kind: "sorted", sheet, area: body });
    view.book.tell({ kind: "edited", sheet, area: body, change: "RangeEdited" });
  };
  view.command(() => view.undoStack.push(cellStep(sheet, body, () => sortRows(view.book, sheet, body, column, descending), told)));
}

export interface FilterPlace {
  readonly area: Area;
  readonly criteria: Map<number, unknown>;
}

/** The table or filter range whose header the cell belongs to. */
export function filterAt(sheet: SheetModel, row: number, column: number): FilterPlace | null {
  const within = (area: Area): boolean => row === area.top && column >= area.left && column <= area.right;
  const table = sheet.tables.find((one) => one.showHeaders && within(one.area));
  if (table !== undefined) return { area: { ...table.area, bottom: table.area.bottom - (table.showTotals ? 1 : 0) }, criteria: table.filter };
  return sheet.autoFilter !== null && within(sheet.autoFilter.area) ? sheet.autoFilter : null;
}

/** Texts of a column below the header, each once, sorted; and which are chosen now. */
export function filterValues(sheet: SheetModel, place: FilterPlace, column: number): { readonly values: readonly string[]; readonly chosen: ReadonlySet<string> } {
  const texts = new Set<string>();
  for (let row = place.area.top + 1; row <= place.area.bottom; row++) texts.add(joinText(sheet.value(row, column)));
  const values = [...texts].sort((a, b) => (a === "" ? 1 : b === "" ? -1 : a.localeCompare(b, "zh", { numeric: true })));
  const criterion = place.criteria.get(column - place.area.left) as { values?: readonly unknown[] } | undefined;
  return { values, chosen: new Set(criterion?.values === undefined ? values : criterion.values.map(String)) };
}

/** null shows all values of the column. Filters of other columns stay. */
export function filterBy(view: BookView, place: FilterPlace, column: number, chosen: readonly string[] | null): void {
  const { sheet } = view.state;
  if (sheet === null || !allowed(view, sheet, "allowAutoFilter")) return;
  if (chosen === null) place.criteria.delete(column - place.area.left);
  else place.criteria.set(column - place.area.left, { filterOn: "Values", values: chosen });
  showFiltered(sheet, place.area);
  for (const [offset, criterion] of place.criteria) {
    const { values } = criterion as { values?: readonly unknown[] };
    if (values !== undefined) filterRows(sheet, place.area, place.area.left + offset, values.map(String));
  }
  view.changed({ layout: true });
}
