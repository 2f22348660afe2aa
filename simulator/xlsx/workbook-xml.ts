/** workbook.xml: the sheets in their order, names, protection, what is active. */
import type { NameModel, SheetModel, Visibility } from "../model/sheet.js";
import type { WorkbookModel } from "../model/workbook.js";
import { resolveTarget, typeWord, type Relation } from "./package.js";
import { escapeContent, XmlElement } from "./xml-tree.js";
import { areaText, parseAddresses, sheetPrefix } from "../model/address.js";

const STATES: Readonly<Record<string, Visibility>> = { visible: "Visible", hidden: "Hidden", veryHidden: "VeryHidden" };

/** Print areas and titles are names, too; to the model they are page settings. */
const PRINT_AREA = "_xlnm.Print_Area", PRINT_TITLES = "_xlnm.Print_Titles", FILTER = "_xlnm._FilterDatabase";

export interface BookSheet {
  readonly sheet: SheetModel;
  readonly part: string;
}

/** Fills the book with empty sheets, in order, and says where their parts are. Sheets without cells (charts) are remembered by name. */
export function readWorkbookPart(tree: XmlElement, relations: readonly Relation[], workbookPart: string, book: WorkbookModel): BookSheet[] {
  book.date1904 = tree.child("workbookPr")?.is("date1904") ?? false;
  book.structureProtected = tree.child("workbookProtection")?.is("lockStructure") ?? false;
  const byId = new Map(relations.map((relation) => [relation.id, relation]));
  const all = (tree.child("sheets")?.all("sheet") ?? []).map((element): BookSheet | null => {
    const relation = byId.get(element.get("r:id") ?? element.get("id") ?? "");
    const name = element.get("name") ?? "";
    if (relation === undefined || relation.external || typeWord(relation.type) !== "worksheet") {
      book.otherSheets.add(name);
      return null;
    }
    const sheet = book.makeSheet(name);
    sheet.visibility = STATES[element.get("state") ?? "visible"] ?? "Visible";
    book.sheets.push(sheet);
    return { sheet, part: resolveTarget(workbookPart, relation.target) };
  });
  const active = all[Number(tree.child("bookViews")?.child("workbookView")?.get("activeTab") ?? 0)]?.sheet;
  book.active = active?.visibility === "Visible" ? active : (book.visibleSheets()[0] ?? book.sheets[0] ?? null);
  for (const element of tree.child("definedNames")?.all("definedName") ?? []) {
    const at = element.get("localSheetId");
    readName(element, at === undefined ? null : (all[Number(at)]?.sheet ?? undefined), book);
  }
  return all.filter((one) => one !== null);
}

function readName(element: XmlElement, sheet: SheetModel | null | undefined, book: WorkbookModel): void {
  const name = element.get("name") ?? "";
  if (sheet === undefined) return; // of a sheet without cells
  if (/^_xlnm\./i.test(name)) {
    if (sheet !== null) readPrintName(name, element.text, sheet);
    return;
  }
  const model: NameModel = { name, formula: `=${element.text}`, visible: !element.is("hidden"), comment: element.get("comment") ?? "" };
  (sheet === null ? book.names : sheet.names).set(name.toLowerCase(), model);
}

function readPrintName(name: string, formula: string, sheet: SheetModel): void {
  const areas = parseAddresses(formula);
  if (areas === null) return; // a formula: kept, not understood
  if (name.toLowerCase() === PRINT_AREA.toLowerCase()) sheet.page["printArea"] = areas.map(({ area }) => areaText(area)).join(",");
  else if (name.toLowerCase() === PRINT_TITLES.toLowerCase()) {
    for (const { area } of areas) {
      if (area.left === 0 && area.right === 16_383) sheet.page["titleRows"] = areaText(area);
      else sheet.page["titleColumns"] = areaText(area);
    }
  }
}

/** The names that a sheet's page settings and filter make. null: none. */
function ownNames(sheet: SheetModel): Map<string, string | null> {
  const fixed = (text: unknown): string[] => (typeof text === "string" ? (parseAddresses(text) ?? []).map(({ area }) => sheetPrefix(sheet.name) + areaText(area, true)) : []);
  const titles = [...fixed(sheet.page["titleColumns"]), ...fixed(sheet.page["titleRows"])];
  const area = fixed(sheet.page["printArea"]);
  return new Map([
    [PRINT_AREA, area.length > 0 ? area.join(",") : null], [PRINT_TITLES, titles.length > 0 ? titles.join(",") : null],
    [FILTER, sheet.autoFilter === null ? null : sheetPrefix(sheet.name) + areaText(sheet.autoFilter.area, true)],
  ]);
}

export interface SheetEntry {
  readonly sheet: SheetModel;
  /** Its element as the file has it; null for a new sheet. */
  readonly element: XmlElement | null;
  readonly relation: string;
  /** Its part had to be written. */
  readonly rewritten: boolean;
}

export interface BookState {
  /** Every sheet with its number and relationship, in the order of the model. */
  readonly entries: readonly SheetEntry[];
  /** Which sheet the file's numbers of sheets mean. */
  readonly originalOrder: readonly (SheetModel | null)[];
  readonly recalculate: boolean;
}

/** Changes the tree to what the book is now; false if nothing had to change. */
export function writeWorkbookPart(tree: XmlElement, book: WorkbookModel, state: BookState): boolean {
  const before = String(tree);
  const p = tree.prefix;
  const sheets = tree.child("sheets") ?? new XmlElement(`${p}sheets`);
  const old = sheets.all("sheet");
  const elements = orderedSheets(old, state, p);
  if (elements.length !== old.length || elements.some((element, n) => element !== old[n])) sheets.children.splice(0, sheets.children.length, ...elements);
  const indexOf = new Map<SheetModel, number>();
  for (const { sheet, element } of state.entries) indexOf.set(sheet, elements.findIndex((one) => one === element || (element === null && one.get("name") === sheet.name)));
  writeNames(tree, book, state, indexOf);
  writeViews(tree, book, indexOf, old.length);
  const protection = tree.child("workbookProtection");
  if (book.structureProtected !== (protection?.is("lockStructure") ?? false)) {
    if (protection) protection.set("lockStructure", book.structureProtected ? 1 : undefined);
    else insert(tree, new XmlElement(`${p}workbookProtection`, { lockStructure: 1 }));
  }
  if (state.recalculate) {
    const calc = tree.child("calcPr") ?? new XmlElement(`${p}calcPr`);
    calc.set("fullCalcOnLoad", 1);
    if (tree.child("calcPr") === undefined) insert(tree, calc);
  }
  return String(tree) !== before;
}

/** Sheets in the model's order; those without cells stay behind the sheet they stood behind. */
function orderedSheets(old: readonly XmlElement[], state: BookState, p: string): XmlElement[] {
  const ids = old.map((element) => Number(element.get("sheetId") ?? 0));
  let next = Math.max(0, ...ids) + 1;
  const idName = [...(old[0]?.attributes.keys() ?? [])].find((name) => name.endsWith(":id")) ?? "r:id";
  const known = new Set(state.entries.map(({ element }) => element));
  const result: XmlElement[] = [];
  const kept = (after: XmlElement | null): void => {
    let at = after === null ? 0 : old.indexOf(after) + 1;
    for (; at < old.length && state.originalOrder[at] === null; at++) result.push(old[at]!);
  };
  kept(null);
  // Behind a sheet that was deleted: behind the last one before it that is still there.
  const orphans = old.filter((_, at) => state.originalOrder[at] === null && at > 0);
  for (const { sheet, element, relation } of state.entries) {
    const one = element ?? new XmlElement(`${p}sheet`, { name: sheet.name, sheetId: next++, [idName]: relation });
    if (one.get("name") !== sheet.name) one.set("name", sheet.name);
    const word = Object.entries(STATES).find(([, visibility]) => visibility === sheet.visibility)![0];
    if ((one.get("state") ?? "visible") !== word) one.set("state", word === "visible" ? undefined : word);
    result.push(one);
    if (element !== null) kept(element);
  }
  for (const orphan of orphans) if (!result.includes(orphan) && !known.has(orphan)) result.push(orphan);
  return result;
}

function writeViews(tree: XmlElement, book: WorkbookModel, indexOf: ReadonlyMap<SheetModel, number>, sheetsBefore: number): void {
  const view = tree.child("bookViews")?.child("workbookView");
  const active = book.active === null ? 0 : (indexOf.get(book.active) ?? 0);
  if (view === undefined) {
    if (active > 0) insert(tree, new XmlElement(`${tree.prefix}bookViews`, {}, [new XmlElement(`${tree.prefix}workbookView`, { activeTab: active })]));
    return;
  }
  if (Number(view.get("activeTab") ?? 0) !== active) view.set("activeTab", active === 0 ? undefined : active);
  const count = tree.child("sheets")?.all("sheet").length ?? sheetsBefore;
  if (Number(view.get("firstSheet") ?? 0) >= count) view.set("firstSheet", undefined);
}

function writeNames(tree: XmlElement, book: WorkbookModel, state: BookState, indexOf: ReadonlyMap<SheetModel, number>): void {
  const list = tree.child("definedNames");
  const result: XmlElement[] = [];
  const done = new Set<NameModel>();
  const printed = new Map<SheetModel, Map<string, string | null>>([...indexOf.keys()].map((sheet) => [sheet, ownNames(sheet)]));
  const changed = (element: XmlElement, text: string): XmlElement => {
    if (element.text !== text) element.children.splice(0, element.children.length, escapeContent(text));
    return element;
  };
  for (const element of list?.all("definedName") ?? []) {
    const at = element.get("localSheetId");
    const name = element.get("name") ?? "";
    const sheet = at === undefined ? null : (state.originalOrder[Number(at)] ?? undefined);
    if (sheet === undefined) {
      result.push(element); // of a chart sheet
      continue;
    }
    if (sheet !== null) {
      const index = indexOf.get(sheet);
      if (index === undefined) continue; // gone with its sheet
      if (String(index) !== at) element.set("localSheetId", index);
    }
    if (/^_xlnm\./i.test(name)) {
      const own = sheet === null ? undefined : printed.get(sheet);
      const key = [...(own?.keys() ?? [])].find((one) => one.toLowerCase() === name.toLowerCase());
      if (own === undefined || key === undefined || (key !== FILTER && parseAddresses(element.text) === null)) {
        result.push(element);
        if (key !== undefined) own?.delete(key);
        continue;
      }
      const text = own.get(key) ?? null;
      own.delete(key);
      if (text !== null) result.push(sameAreas(element.text, text) ? element : changed(element, text));
      else if (key === FILTER) result.push(element); // a filter taken off leaves its name, as in Excel
      continue;
    }
    const model = (sheet === null ? book.names : sheet.names).get(name.toLowerCase());
    if (model === undefined) continue;
    done.add(model);
    changed(element, model.formula.replace(/^=/, ""));
    if (element.is("hidden") === model.visible) element.set("hidden", model.visible ? undefined : 1);
    if ((element.get("comment") ?? "") !== model.comment) element.set("comment", model.comment || undefined);
    if (name !== model.name) element.set("name", model.name);
    result.push(element);
  }
  const add = (name: string, text: string, sheet: SheetModel | null, hidden: boolean, comment: string): void => {
    result.push(new XmlElement(`${tree.prefix}definedName`, { name, comment: comment || undefined, localSheetId: sheet === null ? undefined : indexOf.get(sheet), hidden: hidden ? 1 : undefined }, [escapeContent(text)]));
  };
  for (const model of book.names.values()) if (!done.has(model)) add(model.name, model.formula.replace(/^=/, ""), null, !model.visible, model.comment);
  for (const [sheet, own] of printed) {
    for (const model of sheet.names.values()) if (!done.has(model)) add(model.name, model.formula.replace(/^=/, ""), sheet, !model.visible, model.comment);
    // A filter without its name is what some programs write; it is left so.
    const rewritten = state.entries.some((entry) => entry.sheet === sheet && entry.rewritten);
    for (const [name, text] of own) if (text !== null && (name !== FILTER || rewritten)) add(name, text, sheet, name === FILTER, "");
  }
  if (result.length === 0) {
    if (list) tree.remove(list);
  } else if (list === undefined) insert(tree, new XmlElement(`${tree.prefix}definedNames`, {}, result));
  else if (result.length !== list.elements.length || result.some((element, n) => element !== list.elements[n])) list.children.splice(0, list.children.length, ...result);
}

function sameAreas(a: string, b: string): boolean {
  const areas = (text: string): string => (parseAddresses(text) ?? []).map(({ sheet, area }) => `${sheet ?? ""}!${areaText(area)}`).sort().join();
  return areas(a) === areas(b);
}

const ORDER = [
  "fileVersion", "fileSharing", "workbookPr", "AlternateContent", "revisionPtr", "absPath", "workbookProtection", "bookViews", "sheets", "functionGroups", "externalReferences", "definedNames", "calcPr",
  "oleSize", "customWorkbookViews", "pivotCaches",
];

/** Puts a new element where the schema wants it. */
function insert(tree: XmlElement, element: XmlElement): void {
  const rank = ORDER.indexOf(element.local);
  let at = tree.children.findIndex((child) => typeof child !== "string" && (ORDER.indexOf(child.local) > rank || !ORDER.includes(child.local)) && child.local !== "fileRecoveryPr");
  const later = tree.children.findIndex((child) => typeof child !== "string" && ORDER.indexOf(child.local) > rank);
  if (later >= 0) at = later;
  tree.children.splice(at < 0 ? tree.children.length : at, 0, element);
}
