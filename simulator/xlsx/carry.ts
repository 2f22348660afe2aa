/**
 * What a file keeps beside the model and that still names cells: when rows moved or sheets got other names, comments, pictures, charts,
 * sparklines and the like have to follow, or they would lie on another person's row.
 */
import { areaText, parseAddress } from "../model/address.js";
import type { SheetModel } from "../model/sheet.js";
import { renameFormula } from "../model/sheet-references.js";
import { movedArea, shiftFormula } from "../model/structure.js";
import type { WorkbookModel } from "../model/workbook.js";
import type { Area } from "../../src/model.js";
import { resolveTarget, typeWord, type PackageEdit } from "./package.js";
import type { Source } from "./source.js";
import { escapeContent, XML_HEAD, type XmlElement } from "./xml-tree.js";

type Moves = SheetModel["rowMoves"];

function carriedArea(area: Area, moves: Moves): Area | null {
  let now: Area | null = area;
  for (const { at, by } of moves) now = now === null ? null : movedArea(now, at, by);
  return now;
}

function carriedRow(row: number, moves: Moves): number | null {
  return carriedArea({ top: row, left: 0, bottom: row, right: 0 }, moves)?.top ?? null;
}

/** "A1:B2 C3" after the moves; "" if nothing is left. */
function carriedList(list: string, moves: Moves): string {
  return list.trim().split(/\s+/).map((text) => {
    const area = parseAddress(text)?.area;
    const now = area === undefined ? undefined : carriedArea(area, moves);
    return now === undefined ? text : now === null ? "" : areaText(now);
  }).filter((text) => text !== "").join(" ");
}

/** Elements of a worksheet that name cells and that the model does not know. */
export const CARRIED: ReadonlySet<string> = new Set(["protectedRanges", "scenarios", "sortState", "cellWatches", "ignoredErrors", "extLst"]);

/** Moves the addresses in an element of the sheet; what has lost all its cells goes. Conditional formats are the model's own business. */
export function carryElement(element: XmlElement, sheet: SheetModel): void {
  for (const child of element.elements) {
    if (child.local === "conditionalFormattings") continue;
    for (const name of ["sqref", "ref", "r"]) {
      const value = child.attributes.get(name);
      if (value === undefined || parseAddress(value.split(" ")[0] ?? "") === null) continue;
      const now = carriedList(value, sheet.rowMoves);
      if (now === "") element.remove(child);
      else child.set(name, now);
    }
    const places = child.child("sqref");
    if (places !== undefined && places.attributes.size === 0) {
      const now = carriedList(places.text, sheet.rowMoves);
      if (now === "") {
        element.remove(child);
        continue;
      }
      places.children.splice(0, places.children.length, escapeContent(now));
    }
    if (child.local === "f") setText(child, shifted(child.text, sheet.name, sheet));
    else carryElement(child, sheet);
  }
}

function setText(element: XmlElement, text: string): void {
  if (element.text !== text) element.children.splice(0, element.children.length, escapeContent(text));
}

function shifted(formula: string, home: string, sheet: SheetModel, name = sheet.name): string {
  return sheet.rowMoves.reduce((now, { at, by }) => shiftFormula(now, home, name, at, by), formula);
}

/** Comments, drawings and charts of the whole workbook. */
export function carryParts(edit: PackageEdit, source: Source, book: WorkbookModel): void {
  const originals = [...source.sheets];
  for (const [sheet, { part }] of originals) if (sheet.rowMoves.length > 0 && book.sheets.includes(sheet)) carryRelated(edit, part, sheet);
  const moved = originals.filter(([sheet]) => sheet.rowMoves.length > 0);
  const renamed = originals.map(([sheet, { name }]) => [name, book.sheets.includes(sheet) ? sheet.name : null] as const).filter(([from, to]) => from !== to);
  if (moved.length + renamed.length === 0) return;
  const follow = (formula: string): string => {
    let now = formula;
    for (const [sheet, { name }] of moved) now = shifted(now, "", sheet, name);
    // Through names that nobody has, so that two sheets may change names.
    renamed.forEach(([from, to], n) => { now = renameFormula(now, from, to === null ? null : `\u0001${n}`); });
    renamed.forEach(([, to], n) => { now = to === null ? now : renameFormula(now, `\u0001${n}`, to); });
    return now;
  };
  for (const name of edit.base.names()) {
    if (/(^|\/)charts\/[^/]*\.xml$/i.test(name)) {
      change(edit, name, (tree) => eachElement(tree, (element) => { if (element.local === "f") setText(element, follow(element.text)); }));
    } else if (/(^|\/)pivotCache\/pivotCacheDefinition[^/]*\.xml$/i.test(name)) {
      change(edit, name, (tree) => eachElement(tree, (element) => {
        if (element.local !== "worksheetSource") return;
        const original = originals.find(([, origin]) => origin.name === element.get("sheet"));
        if (original === undefined) return;
        const ref = element.get("ref");
        if (ref !== undefined) element.set("ref", carriedList(ref, original[0].rowMoves) || ref);
        if (book.sheets.includes(original[0])) element.set("sheet", original[0].name);
      }));
    }
  }
}

function change(edit: PackageEdit, part: string, by: (tree: XmlElement) => void): void {
  if (!edit.has(part)) return;
  const tree = edit.base.tree(part);
  const before = String(tree);
  by(tree);
  if (String(tree) !== before) edit.put(part, XML_HEAD + String(tree));
}

function eachElement(element: XmlElement, visit: (element: XmlElement) => void): void {
  visit(element);
  for (const child of element.elements) eachElement(child, visit);
}

function carryRelated(edit: PackageEdit, sheetPart: string, sheet: SheetModel): void {
  for (const { type, target, external } of edit.relations(sheetPart)) {
    const part = external ? null : edit.base.find(resolveTarget(sheetPart, target));
    if (part === null) continue;
    const word = typeWord(type);
    if (word === "comments" || word === "threadedComment") change(edit, part, (tree) => carryComments(tree, sheet.rowMoves));
    else if (word === "vmlDrawing") change(edit, part, (tree) => carryShapes(tree, sheet.rowMoves));
    else if (word === "drawing") change(edit, part, (tree) => carryAnchors(tree, sheet.rowMoves));
  }
}

/** A comment goes with its row. */
function carryComments(tree: XmlElement, moves: Moves): void {
  const list = tree.child("commentList") ?? tree;
  for (const comment of list.elements) {
    const ref = comment.get("ref");
    if (ref === undefined) continue;
    const now = carriedList(ref, moves);
    if (now === "") list.remove(comment);
    else comment.set("ref", now);
  }
}

/** Old-style shapes: the notes' boxes and form controls. */
function carryShapes(tree: XmlElement, moves: Moves): void {
  for (const shape of tree.all("shape")) {
    const data = shape.child("ClientData");
    const row = data?.child("Row");
    if (row !== undefined) {
      const now = carriedRow(Number(row.text.trim()), moves);
      if (now === null) {
        tree.remove(shape);
        continue;
      }
      setText(row, String(now));
    }
    const anchor = data?.child("Anchor");
    const numbers = anchor?.text.split(",").map(Number) ?? [];
    if (anchor === undefined || numbers.length !== 8) continue;
    const place = carriedBox(numbers[2]!, numbers[6]!, moves);
    setText(anchor, numbers.map((number, n) => (n === 2 ? place[0] : n === 6 ? place[1] : number)).join(", "));
  }
}

function carryAnchors(tree: XmlElement, moves: Moves): void {
  for (const anchor of tree.elements) {
    if (anchor.get("editAs") === "absolute") continue;
    const from = anchor.child("from")?.child("row"), to = anchor.child("to")?.child("row");
    if (from === undefined) continue;
    const first = Number(from.text), last = Number(to?.text ?? from.text);
    const place = carriedBox(first, last, moves);
    setText(from, String(place[0]));
    if (to) setText(to, String(anchor.get("editAs") === "oneCell" ? place[0] + last - first : place[1]));
  }
}

/** Rows of a box; one whose rows have all gone stands where they were. */
function carriedBox(first: number, last: number, moves: Moves): readonly [number, number] {
  const area = carriedArea({ top: first, left: 0, bottom: last, right: 0 }, moves);
  if (area !== null) return [area.top, area.bottom];
  let row = first;
  for (const { at, by } of moves) row = row < at ? row : by < 0 ? Math.max(at, row + by) : row + by;
  return [row, row + last - first];
}
