/** Sheet properties with the page setup they belong to, views, default sizes, columns, merged cells. */
import { areaText, MAX_COLUMNS, parseAddress } from "../model/address.js";
import type { SheetModel, Track } from "../model/sheet.js";
import { PLAIN } from "../model/styles.js";
import { one, only, type Piece, type ReadContext } from "./piece.js";
import { XmlElement } from "./xml-tree.js";

const PAPERS: Readonly<Record<string, string>> = { 1: "Letter", 3: "Tabloid", 5: "Legal", 7: "Executive", 8: "A3", 9: "A4", 11: "A5", 12: "B4", 13: "B5" };

interface Zoom {
  scale?: number;
  horizontalFitToPages?: number;
  verticalFitToPages?: number;
}

const fits = (zoom: Zoom | undefined): boolean => zoom?.horizontalFitToPages !== undefined || zoom?.verticalFitToPages !== undefined;

/** Tab colour and "fit to page" stand in sheetPr, the rest of the page setup in pageSetup. */
export const propertiesPiece: Piece = {
  names: ["sheetPr", "pageSetup"],
  read(elements, sheet, context) {
    const properties = only(elements, "sheetPr"), setup = only(elements, "pageSetup");
    sheet.tabColor = context.colours.resolve(properties?.child("tabColor")) ?? "";
    if (setup?.get("orientation") === "landscape") sheet.page["orientation"] = "Landscape";
    const paper = setup?.get("paperSize");
    if (paper !== undefined && paper !== "9") sheet.page["paperSize"] = PAPERS[paper] ?? `#${paper}`;
    if (properties?.child("pageSetUpPr")?.is("fitToPage") === true) {
      const across = Number(setup?.get("fitToWidth") ?? 1), down = Number(setup?.get("fitToHeight") ?? 1);
      sheet.page["zoom"] = { ...(across > 0 && { horizontalFitToPages: across }), ...(down > 0 && { verticalFitToPages: down }) };
    } else if (Number(setup?.get("scale") ?? 100) !== 100) {
      sheet.page["zoom"] = { scale: Number(setup?.get("scale")) };
    }
  },
  state: ({ tabColor, page }) => [tabColor, page["orientation"], page["paperSize"], page["zoom"]],
  write(sheet, old, context) {
    const properties = only(old, "sheetPr") ?? new XmlElement("sheetPr");
    const colour = properties.child("tabColor");
    if (sheet.tabColor !== (context.colours.resolve(colour) ?? "")) {
      if (colour) properties.remove(colour);
      if (sheet.tabColor !== "") properties.children.unshift(new XmlElement(`${properties.prefix}tabColor`, { rgb: `FF${sheet.tabColor.slice(1)}` }));
    }
    const zoom = sheet.page["zoom"] as Zoom | undefined;
    let setUp = properties.child("pageSetUpPr");
    if (fits(zoom) && setUp === undefined) properties.children.push((setUp = new XmlElement(`${properties.prefix}pageSetUpPr`)));
    setUp?.set("fitToPage", fits(zoom) ? 1 : undefined);
    const setup = only(old, "pageSetup") ?? new XmlElement("pageSetup");
    const paper = sheet.page["paperSize"];
    const code = paper === undefined ? "9" : (Object.entries(PAPERS).find(([, name]) => name === paper)?.[0] ?? String(paper).replace(/^#/, ""));
    if (paper !== undefined || old.get("pageSetup") === undefined || setup.get("paperSize") !== undefined) setup.set("paperSize", /^\d+$/.test(code) ? code : undefined);
    setup.set("orientation", sheet.page["orientation"] === "Landscape" ? "landscape" : setup.get("orientation") === undefined ? undefined : "portrait");
    if (fits(zoom)) setup.set("fitToWidth", zoom?.horizontalFitToPages ?? 0).set("fitToHeight", zoom?.verticalFitToPages ?? 0);
    else setup.set("fitToWidth", undefined).set("fitToHeight", undefined).set("scale", zoom?.scale);
    const asked = ["orientation", "paperSize", "zoom"].some((name) => sheet.page[name] !== undefined) || Object.keys(sheet.page).length > 0;
    return new Map([
      ["sheetPr", properties.attributes.size + properties.children.length > 0 ? [properties] : []],
      ["pageSetup", asked || old.get("pageSetup") !== undefined ? [setup] : []],
    ]);
  },
};

export const viewPiece: Piece = {
  names: ["sheetViews"],
  read(elements, sheet) {
    const view = only(elements, "sheetViews")?.child("sheetView");
    sheet.showGridlines = view?.is("showGridLines", true) ?? true;
    const pane = view?.child("pane");
    if (pane !== undefined && /^frozen/.test(pane.get("state") ?? "")) {
      const rows = Number(pane.get("ySplit") ?? 0), columns = Number(pane.get("xSplit") ?? 0);
      if (rows > 0 || columns > 0) sheet.freeze = { rows, columns };
    }
  },
  state: ({ showGridlines, freeze }) => [showGridlines, freeze],
  write(sheet, old) {
    const views = only(old, "sheetViews") ?? new XmlElement("sheetViews");
    let view = views.child("sheetView");
    if (view === undefined) views.children.unshift((view = new XmlElement(`${views.prefix}sheetView`, { workbookViewId: 0 })));
    view.set("showGridLines", sheet.showGridlines ? undefined : 0);
    const pane = view.child("pane");
    const { rows, columns } = sheet.freeze ?? { rows: 0, columns: 0 };
    if (Number(pane?.get("ySplit") ?? 0) !== rows || Number(pane?.get("xSplit") ?? 0) !== columns || (pane !== undefined) !== (sheet.freeze !== null)) {
      // Selections belong to panes: with other panes they would be wrong.
      for (const child of [...view.all("pane"), ...view.all("selection")]) view.remove(child);
      if (sheet.freeze !== null) {
        const active = rows > 0 && columns > 0 ? "bottomRight" : rows > 0 ? "bottomLeft" : "topRight";
        const corner = areaText({ top: rows, left: columns, bottom: rows, right: columns });
        view.children.unshift(
          new XmlElement(`${views.prefix}pane`, { xSplit: columns || undefined, ySplit: rows || undefined, topLeftCell: corner, activePane: active, state: "frozen" }),
          new XmlElement(`${views.prefix}selection`, { pane: active, activeCell: corner, sqref: corner }),
        );
      }
    }
    return one("sheetViews", views);
  },
};

/** Width in characters → pixels → points, and back (ECMA-376 part 1, 18.3.1.13). */
export function widthPoints(width: number, digit: number): number {
  return Math.trunc(((256 * width + Math.trunc(128 / digit)) / 256) * digit) * 0.75;
}

export function pointsWidth(points: number, digit: number): number {
  return Math.trunc((Math.round(points / 0.75) / digit) * 256) / 256;
}

/** Excel's column width where a file says none: 8 characters and margins, in whole eights of pixels. */
export function standardWidth(digit: number, characters = 8): number {
  return Math.ceil((characters * digit + 5) / 8) * 8 * 0.75;
}

export const formatPiece: Piece = {
  names: ["sheetFormatPr"],
  read(elements, sheet, { digit }) {
    const format = only(elements, "sheetFormatPr");
    const width = format?.get("defaultColWidth"), height = format?.get("defaultRowHeight");
    sheet.defaults = {
      columnWidth: width === undefined ? standardWidth(digit, Number(format?.get("baseColWidth") ?? 8)) : widthPoints(Number(width), digit),
      rowHeight: height === undefined ? sheet.defaults.rowHeight : Number(height),
    };
  },
  state: ({ defaults }) => [defaults.columnWidth, defaults.rowHeight],
  write(sheet, old, { digit }) {
    const format = only(old, "sheetFormatPr") ?? new XmlElement("sheetFormatPr");
    const { columnWidth, rowHeight } = sheet.defaults;
    format.set("defaultColWidth", columnWidth === standardWidth(digit) ? undefined : pointsWidth(columnWidth, digit)).set("defaultRowHeight", rowHeight);
    return one("sheetFormatPr", format);
  },
};

function columnTrack(col: XmlElement, sheet: SheetModel, { digit, styles }: ReadContext): Track | null {
  const track: Track = {};
  const width = col.get("width");
  if (width !== undefined) {
    const points = widthPoints(Number(width), digit);
    if (col.is("customWidth")) track.size = points;
    else if (points !== sheet.defaults.columnWidth) track.fit = points;
  }
  if (col.is("hidden")) track.hidden = true;
  const style = styles.ids[Number(col.get("style") ?? 0)] ?? 0;
  if (style !== 0) track.style = style;
  const outline = Number(col.get("outlineLevel") ?? 0);
  if (outline > 0) track.outline = outline;
  if (col.is("collapsed")) track.collapsed = true;
  return Object.keys(track).length === 0 ? null : Object.freeze(track);
}

/** Columns one after another with what they say; neighbours that say the same together. */
function columnRuns(sheet: SheetModel): { from: number; to: number; track: Track; key: string }[] {
  const runs: { from: number; to: number; track: Track; key: string }[] = [];
  for (const [column, track] of [...sheet.columns].sort(([a], [b]) => a - b)) {
    const last = runs.at(-1);
    if (last?.track === track && last.to === column - 1) {
      last.to = column;
      continue;
    }
    const key = JSON.stringify([track.size, track.fit, track.hidden === true, track.style ?? 0, track.outline, track.collapsed === true]);
    if (key === EMPTY_TRACK) continue;
    if (last?.to === column - 1 && last.key === key) last.to = column;
    else runs.push({ from: column, to: column, track, key });
  }
  return runs;
}
const EMPTY_TRACK = JSON.stringify([undefined, undefined, false, 0, undefined, false]);

export const columnsPiece: Piece = {
  names: ["cols"],
  read(elements, sheet, context) {
    for (const col of only(elements, "cols")?.all("col") ?? []) {
      const track = columnTrack(col, sheet, context);
      if (track === null) continue;
      for (let n = Number(col.get("min") ?? 1); n <= Math.min(MAX_COLUMNS, Number(col.get("max") ?? 0)); n++) sheet.columns.set(n - 1, track);
    }
  },
  state: (sheet) => columnRuns(sheet).map(({ from, to, key }) => [from, to, key]),
  write(sheet, old, { digit, writer }) {
    const before = only(old, "cols")?.all("col") ?? [];
    /** The width as it was written, if it still means the same. */
    const exact = (column: number, points: number): string | undefined => {
      const width = before.find((col) => Number(col.get("min")) <= column + 1 && Number(col.get("max")) >= column + 1)?.get("width");
      return width !== undefined && widthPoints(Number(width), digit) === points ? width : undefined;
    };
    const cols = columnRuns(sheet).map(({ from, to, track }) => {
      const points = track.size ?? track.fit ?? sheet.defaults.columnWidth;
      const style = track.style === PLAIN ? 0 : (track.style ?? 0);
      return new XmlElement("col", {
        min: from + 1, max: to + 1, width: exact(from, points) ?? pointsWidth(points, digit), style: style === 0 ? undefined : writer.number(style), hidden: track.hidden === true ? 1 : undefined,
        customWidth: track.size === undefined ? undefined : 1, outlineLevel: track.outline, collapsed: track.collapsed === true ? 1 : undefined,
      });
    });
    return one("cols", cols.length === 0 ? null : new XmlElement("cols", {}, cols));
  },
};

export const mergesPiece: Piece = {
  names: ["mergeCells"],
  read(elements, sheet) {
    for (const cell of only(elements, "mergeCells")?.all("mergeCell") ?? []) {
      const area = parseAddress(cell.get("ref") ?? "")?.area;
      if (area !== undefined) sheet.merges.push(area);
    }
  },
  state: ({ merges }) => merges.map((area) => areaText(area)),
  write(sheet) {
    if (sheet.merges.length === 0) return one("mergeCells", null);
    return one("mergeCells", new XmlElement("mergeCells", { count: sheet.merges.length }, sheet.merges.map((area) => new XmlElement("mergeCell", { ref: areaText(area) }))));
  },
};
