/** A worksheet part: its pieces into the model; and back, where only pieces that say something else than before are written. */
import { areaText, contains, parseAddress } from "../model/address.js";
import { SheetModel } from "../model/sheet.js";
import { decode, slice, type Slice, type Slices } from "./bytes.js";
import { CARRIED, carryElement } from "./carry.js";
import { readCells, type CellContext, type SharedFormulas } from "./cells-read.js";
import { CellsWriter, sameTrack, type CellChanges, type CellTarget } from "./cells-write.js";
import { conditionalPiece } from "./conditional-xml.js";
import { filterPiece } from "./filters.js";
import { linksPiece } from "./links.js";
import { Patch } from "./patch.js";
import type { Elements, Piece, ReadContext, WriteContext } from "./piece.js";
import { columnsPiece, formatPiece, mergesPiece, propertiesPiece, viewPiece } from "./pieces-basic.js";
import { breaksPiece, headersPiece, marginsPiece, printOptionsPiece, protectionPiece } from "./pieces-page.js";
import { SheetDataScanner } from "./sheet-data.js";
import { tablesPiece } from "./tables.js";
import { validationPiece } from "./validation-xml.js";
import { parseXml, XML_HEAD, XmlElement } from "./xml-tree.js";
import { PartPacker, type PackedPart } from "./zip-writer.js";

/** Order of the elements (CT_Worksheet); what is not here stays behind its neighbour. */
const ORDER = [
  "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate",
  "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks",
  "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems",
  "tableParts", "extLst",
];

/** Before the cells: what the looks of cells depend on. */
const PIECES: readonly Piece[] = [
  propertiesPiece, viewPiece, formatPiece, columnsPiece, mergesPiece, protectionPiece, filterPiece, conditionalPiece, validationPiece, linksPiece, printOptionsPiece, marginsPiece, headersPiece,
  breaksPiece, tablesPiece,
];

const NAMES = new Set([...PIECES.flatMap((piece) => piece.names), ...CARRIED]);

/** What saving needs to know of a sheet as it was opened. */
export interface SheetOrigin {
  readonly part: string;
  /** Its name then. */
  readonly name: string;
  readonly edits: number;
  readonly rows: ReadonlyMap<number, SheetModel["rows"] extends Map<number, infer T> ? T : never>;
  readonly formulas: SharedFormulas;
}

function elementsOf(bytes: Uint8Array, slices: Slices): Elements {
  const found = new Map<string, XmlElement[]>();
  for (const child of slices.children) {
    if (!NAMES.has(child.local)) continue;
    const list = found.get(child.local) ?? [];
    list.push(parseXml(decode(bytes, child.from, child.to)));
    found.set(child.local, list);
  }
  return found;
}

/** Start and end of what is inside <sheetData>, without stepping through it. */
function dataRange(bytes: Uint8Array, data: Slice | undefined): readonly [number, number] {
  if (data === undefined) return [0, 0];
  let from = data.from;
  while (bytes[from] !== 62) from++;
  if (bytes[from - 1] === 47) return [data.to, data.to];
  let to = data.to - 1;
  while (bytes[to] !== 60) to--;
  return [from + 1, to];
}

export function readWorksheet(bytes: Uint8Array, part: string, sheet: SheetModel, context: ReadContext, cells: CellContext): SheetOrigin {
  const slices = slice(bytes, "sheetData");
  const elements = elementsOf(bytes, slices);
  for (const piece of PIECES) piece.read(elements, sheet, context);
  const [from, to] = dataRange(bytes, slices.children.find((child) => child.local === "sheetData"));
  const formulas = readCells(new SheetDataScanner(bytes, from, to), sheet, cells);
  hiddenByFilters(sheet);
  return { part, name: sheet.name, edits: sheet.edits, rows: new Map(sheet.rows), formulas };
}

/** Files do not say why a row is hidden: inside a filter that filters, it was the filter. */
function hiddenByFilters(sheet: SheetModel): void {
  const areas = sheet.tables.filter((table) => table.filter.size > 0).map((table) => table.area);
  if (sheet.autoFilter !== null && sheet.autoFilter.criteria.size > 0) areas.push(sheet.autoFilter.area);
  if (areas.length === 0) return;
  for (const [row, track] of sheet.rows) {
    if (track.hidden !== true || !areas.some((area) => row > area.top && row <= area.bottom)) continue;
    const { hidden: _hidden, ...rest } = track;
    sheet.rows.set(row, Object.freeze({ ...rest, filtered: true }));
  }
}

function rowsDiffer(sheet: SheetModel, origin: SheetOrigin): boolean {
  if (sheet.rows.size !== origin.rows.size) return true;
  for (const [row, track] of sheet.rows) {
    const before = origin.rows.get(row);
    if (before !== track && (before === undefined || !sameTrack(before, track))) return true;
  }
  return false;
}

const prefixed = (xml: string, prefix: string): string => (prefix === "" ? xml : xml.replace(/<(\/?)(?=[A-Za-z]\w*[\s/>])/g, `<$1${prefix}`));

interface NewElement {
  readonly local: string;
  readonly xml: string;
}

/** The pieces that say something else now, and the names of the elements they replace. */
function changedPieces(sheet: SheetModel, elements: Elements, context: WriteContext): { readonly replaced: Set<string>; readonly added: NewElement[] } {
  const before = new SheetModel("", sheet.name, sheet.table);
  before.defaults = { ...context.book.defaults };
  for (const piece of PIECES) piece.read(elements, before, context);
  const replaced = new Set<string>();
  const added: NewElement[] = [];
  let current = elements;
  for (const piece of PIECES) {
    if (JSON.stringify(piece.state(before)) === JSON.stringify(piece.state(sheet))) continue;
    const written = piece.write(sheet, current, context);
    current = new Map([...current, ...written]);
    for (const name of written.keys()) replaced.add(name);
  }
  if (sheet.rowMoves.length > 0) {
    for (const name of CARRIED) {
      const list = current.get(name) ?? [];
      const before = list.join("");
      const holder = new XmlElement("holder", {}, list);
      carryElement(holder, sheet);
      // A list that has lost all it had is not written empty.
      const left = holder.elements.filter((element) => element.elements.length > 0 || element.local === "sortState");
      if (left.join("") === before) continue;
      current = new Map([...current, [name, left]]);
      replaced.add(name);
    }
  }
  if (context.inFront !== null && bringToFront(current, context.inFront)) replaced.add("sheetViews");
  for (const name of replaced) for (const element of current.get(name) ?? []) added.push({ local: name, xml: String(element) });
  return { replaced, added };
}

/** Marks the sheet as the one in front, or not; false if that is what it says. */
function bringToFront(elements: Elements, inFront: boolean): boolean {
  const view = elements.get("sheetViews")?.[0]?.child("sheetView");
  if (view === undefined || view.is("tabSelected") === inFront) return false;
  view.set("tabSelected", inFront ? 1 : undefined);
  return true;
}

/** The part as it is now; null if every byte can stay. */
export function writeWorksheet(bytes: Uint8Array, sheet: SheetModel, origin: SheetOrigin, context: WriteContext, cells: CellContext, target: Omit<CellTarget, "prefix">): { readonly part: PackedPart | null; readonly changes: CellChanges } {
  const slices = slice(bytes, "sheetData");
  const { prefix, children } = slices;
  const { replaced, added } = changedPieces(sheet, elementsOf(bytes, slices), context);
  const patch = new Patch(bytes);
  const data = children.find((child) => child.local === "sheetData");
  // Cells without a look of their own take a column's new one.
  const touched = sheet.edits !== origin.edits || rowsDiffer(sheet, origin) || replaced.has("cols");
  const writer = touched ? new CellsWriter(sheet, { ...target, prefix }) : null;
  const used = touched ? sheet.usedArea(false) : null;
  const waiting = [...added].sort((a, b) => ORDER.indexOf(a.local) - ORDER.indexOf(b.local));
  const putBefore = (rank: number, at: number): void => {
    while (waiting.length > 0 && ORDER.indexOf(waiting[0]!.local) < rank) patch.replace(at, at, prefixed(waiting.shift()!.xml, prefix));
  };
  for (const child of children) {
    const rank = ORDER.indexOf(child.local);
    if (rank >= 0) putBefore(rank, child.from);
    if (replaced.has(child.local)) {
      let xml = "";
      while (waiting[0]?.local === child.local) xml += waiting.shift()!.xml;
      patch.replace(child.from, child.to, prefixed(xml, prefix));
    } else if (child.local === "dimension" && used !== null) {
      const old = parseXml(decode(bytes, child.from, child.to));
      const area = parseAddress(old.get("ref") ?? "")?.area;
      if (area !== undefined && !contains(area, used)) patch.replace(child.from, child.to, String(old.set("ref", areaText(used))));
    } else if (child === data && writer !== null) {
      const [from, to] = dataRange(bytes, data);
      if (from === data.to) {
        let xml = "";
        writer.whole((piece) => { xml += piece; });
        if (xml !== "") patch.replace(data.from, data.to, `<${prefix}sheetData>${xml}</${prefix}sheetData>`);
      } else {
        const plainColumns = [...sheet.columns.values()].every((track) => track.style === undefined);
        writer.patch(new SheetDataScanner(bytes, from, to), patch, cells, origin.formulas, plainColumns);
      }
    }
  }
  putBefore(ORDER.length, slices.inside[1]);
  return { part: patch.finish(origin.part), changes: writer?.changes ?? { cells: false, formulas: false } };
}

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** The part of a sheet that no file has had yet. */
export function newWorksheet(sheet: SheetModel, part: string, context: WriteContext, target: Omit<CellTarget, "prefix">): { readonly part: PackedPart; readonly changes: CellChanges } {
  const { added } = changedPieces(sheet, new Map(), context);
  if (!added.some(({ local }) => local === "sheetViews")) added.push({ local: "sheetViews", xml: '<sheetViews><sheetView workbookViewId="0"/></sheetViews>' });
  const views = added.find(({ local }) => local === "sheetViews");
  if (context.inFront === true && views) added[added.indexOf(views)] = { local: "sheetViews", xml: views.xml.replace("<sheetView ", '<sheetView tabSelected="1" ') };
  if (!added.some(({ local }) => local === "sheetFormatPr")) added.push(...[...formatPiece.write(sheet, new Map(), context)].flatMap(([local, list]) => list.map((one) => ({ local, xml: String(one) }))));
  const packer = new PartPacker();
  packer.text(`${XML_HEAD}<worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}">`);
  const writer = new CellsWriter(sheet, { ...target, prefix: "" });
  const used = sheet.usedArea(false);
  if (used !== null) added.push({ local: "dimension", xml: `<dimension ref="${areaText(used)}"/>` });
  added.sort((a, b) => ORDER.indexOf(a.local) - ORDER.indexOf(b.local));
  const rank = ORDER.indexOf("sheetData");
  for (const { local, xml } of added) if (ORDER.indexOf(local) < rank) packer.text(xml);
  packer.text("<sheetData>");
  writer.whole((xml) => packer.text(xml));
  packer.text("</sheetData>");
  for (const { local, xml } of added) if (ORDER.indexOf(local) > rank) packer.text(xml);
  packer.text("</worksheet>");
  return { part: packer.finish(part), changes: writer.changes };
}
