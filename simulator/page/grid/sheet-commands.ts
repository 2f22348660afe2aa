/** What the user does to whole sheets: adding, deleting, renaming, showing again. */
import type { SheetModel } from "../../model/sheet.js";
import type { BookView } from "./book-view.js";

function allowed(view: BookView): boolean {
  if (!view.book.structureProtected) return true;
  view.notify(view.words.protectedTitle, view.words.protectedBook);
  return false;
}

export function addSheet(view: BookView): void {
  if (!allowed(view)) return;
  view.book.activate(view.book.addSheet());
}

export function deleteSheet(view: BookView, sheet: SheetModel): void {
  if (!allowed(view)) return;
  if (view.book.visibleSheets().length <= 1 && sheet.visibility === "Visible") {
    view.notify(view.words.deleteSheet, view.words.lastSheet);
    return;
  }
  view.endEdit();
  view.book.deleteSheet(sheet);
}

/** False: the name cannot be used, which was said. */
export function renameSheet(view: BookView, sheet: SheetModel, name: string): boolean {
  if (name === sheet.name) return true;
  if (!allowed(view)) return true;
  try {
    view.book.renameSheet(sheet, name);
  } catch {
    view.notify(view.words.renameSheet, view.words.badSheetName);
    return false;
  }
  view.undoStack.clear();
  view.changed();
  return true;
}

export function hideSheet(view: BookView, sheet: SheetModel): void {
  if (!allowed(view)) return;
  const others = view.book.visibleSheets().filter((one) => one !== sheet);
  if (others[0] === undefined) {
    view.notify(view.words.hideSheet, view.words.lastSheet);
    return;
  }
  const index = view.book.sheets.indexOf(sheet);
  sheet.visibility = "Hidden";
  if (view.book.active === sheet) view.openSheet(view.book.sheets.slice(index).find((one) => one.visibility === "Visible") ?? others.at(-1)!);
  view.changed();
}

export function unhideSheet(view: BookView, sheet: SheetModel): void {
  if (!allowed(view)) return;
  sheet.visibility = "Visible";
  view.openSheet(sheet);
  view.changed();
}
