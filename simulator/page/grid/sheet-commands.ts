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
    view.book.checkSheetName(name, sheet);
  } catch {
    view.notify(view.words.renameSheet, view.words.badSheetName);
    return false;
  }
  renameReferences(view, sheet.name, name);
  sheet.name = name;
  view.undoStack.clear();
  view.changed();
  return true;
}

/** Formulas, names and conditional formats keep meaning the same sheet. */
function renameReferences(view: BookView, from: string, to: string): void {
  const { book } = view;
  const old = [`'${from.replaceAll("'", "''")}'!`, `${from}!`];
  const next = `'${to.replaceAll("'", "''")}'!`;
  const renamed = (formula: string): string => {
    if (!formula.toLowerCase().includes(from.toLowerCase())) return formula;
    // References, not texts: what stands between double quotes is left alone.
    return formula.split(/("(?:[^"]|"")*")/).map((part, index) => (index % 2 === 1 ? part : replaceReference(part, old, next))).join("");
  };
  for (const sheet of book.sheets) {
    for (const [key, formula] of sheet.formulas) sheet.formulas.set(key, renamed(formula));
    for (const name of sheet.names.values()) name.formula = renamed(name.formula);
    for (const format of sheet.conditionalFormats) format.formula = renamed(format.formula);
  }
  for (const name of book.names.values()) name.formula = renamed(name.formula);
}

function replaceReference(text: string, old: readonly string[], next: string): string {
  const [quoted, plain] = old as [string, string];
  const escape = (part: string): string => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return text.replace(new RegExp(`${escape(quoted)}|(?<![\\p{L}\\p{N}_.'])${escape(plain)}`, "giu"), () => next);
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
