/** What a cell looks like on the screen: its text, and its style as CSS. */
import type { CSSProperties } from "react";
import { joinText } from "../../model/formula.js";
import { shownText } from "../../model/cells.js";
import { conditionalFormatsAt } from "../../model/conditional.js";
import type { ConditionalFormatModel, SheetModel, TableModel } from "../../model/sheet.js";
import type { CellStyle } from "../../model/styles.js";
import { CellError } from "../../model/typed-value.js";
import type { WorkbookModel } from "../../model/workbook.js";
import { hasLink } from "./cell-text.js";
import { mergesOf } from "./merges.js";
import { hasHalfWidthDigits, textWidth } from "./text-width.js";

export interface CellView {
  readonly text: string;
  readonly style: CSSProperties;
  readonly wrap: boolean;
  readonly link: boolean;
  /** Text that may run over empty cells to its right. */
  readonly overflows: boolean;
  /** A table's header cell with a filter button. */
  readonly filter: "none" | "button" | "active";
  /** Names of the marks' levels and the like are not known here: the conditional formats that hold, for tests. */
  readonly marked: boolean;
  /** Style of the line that conditional formats draw around the cell; "" without one. Where the system sets all colours, all else is gone. */
  readonly frame: string;
}

/** Quotes and semicolons cannot leave a font's name. */
const fontFamily = (name: string): string => `"${name.replace(/["\\;{}]/g, "")}", "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif`;

const WEIGHTS: Readonly<Record<string, number>> = { Hairline: 1, Thin: 1, Medium: 2, Thick: 3 };
const LINES: Readonly<Record<string, string>> = { Continuous: "solid", Dash: "dashed", DashDot: "dashed", DashDotDot: "dotted", Dot: "dotted", Double: "double", SlantDashDot: "dashed" };

const SIDES = ["Top", "Right", "Bottom", "Left"] as const;

/** Longhands only: React sets changed properties one by one, and a shorthand would undo a colour set beside it. */
function border(side: string, width: number, line: string, color: string): Record<string, string> {
  return { [`border${side}Width`]: `${width}px`, [`border${side}Style`]: line, [`border${side}Color`]: color };
}

function edge(style: Readonly<Record<string, unknown>>, side: string): Record<string, string> {
  const line = style[`border.Edge${side}.style`];
  if (line === undefined || line === "None") return {};
  const width = line === "Double" ? 3 : (WEIGHTS[String(style[`border.Edge${side}.weight`] ?? "Thin")] ?? 1);
  return border(side, width, LINES[String(line)] ?? "solid", String(style[`border.Edge${side}.color`] ?? "#000000"));
}

const HORIZONTAL: Readonly<Record<string, string>> = { Left: "flex-start", Center: "center", Right: "flex-end", Fill: "flex-start", Justify: "flex-start", CenterAcrossSelection: "center", Distributed: "center" };
const VERTICAL: Readonly<Record<string, string>> = { Top: "flex-start", Center: "center", Bottom: "flex-end", Justify: "flex-start", Distributed: "center" };

/** The part of the look that a style alone decides; the same object for the same style. */
const looks = new WeakMap<CellStyle, CSSProperties>();

function lookOf(style: CellStyle): CSSProperties {
  let look = looks.get(style);
  if (look !== undefined) return look;
  const fill = style["fill.color"];
  const css: Record<string, string | number> = {};
  if (style["font.name"] !== undefined) {
    css["fontFamily"] = fontFamily(String(style["font.name"]));
    if (!hasHalfWidthDigits(String(style["font.name"]))) css["fontSizeAdjust"] = "none";
  }
  if (style["font.size"] !== undefined) css["fontSize"] = `${(Number(style["font.size"]) * 4) / 3}px`;
  if (style["font.bold"] === true) css["fontWeight"] = 700;
  if (style["font.italic"] === true) css["fontStyle"] = "italic";
  if (style["font.color"] !== undefined) css["color"] = String(style["font.color"]);
  Object.assign(css, decoration(style["font.underline"], style["font.strikethrough"]));
  if (fill !== undefined) Object.assign(css, filled(String(fill)));
  const vertical = VERTICAL[String(style["verticalAlignment"] ?? "Center")];
  if (vertical !== undefined && vertical !== "center") css["alignItems"] = vertical;
  for (const side of SIDES) Object.assign(css, edge(style, side));
  if (typeof style["indentLevel"] === "number" && style["indentLevel"] > 0) css[style["horizontalAlignment"] === "Right" ? "paddingRight" : "paddingLeft"] = `${3 + 9 * style["indentLevel"]}px`;
  look = css;
  looks.set(style, look);
  return look;
}

/** A fill hides the grid lines it touches; black text on it stays black whatever the theme. */
function filled(color: string): CSSProperties {
  return { backgroundColor: color, borderRightColor: color, borderBottomColor: color, color: "#000000" };
}

function decoration(underline: unknown, strike: unknown): CSSProperties {
  const lines = [underline !== undefined && underline !== "None" ? "underline" : "", strike === true ? "line-through" : ""].filter((line) => line !== "");
  if (lines.length === 0) return {};
  return { textDecorationLine: lines.join(" "), ...(String(underline).startsWith("Double") ? { textDecorationStyle: "double" as const } : {}) };
}

type ConditionalLook = Readonly<Record<string, string | number | boolean>>;

/** The first that sets a property wins. */
function together(formats: readonly ConditionalFormatModel[]): ConditionalLook {
  const all: Record<string, string | number | boolean> = {};
  for (const { format } of formats) for (const [name, value] of Object.entries(format)) all[name] ??= value;
  return all;
}

function conditionalLook(all: ConditionalLook): CSSProperties {
  const css: CSSProperties = {};
  if (all["fill.color"] !== undefined) Object.assign(css, filled(String(all["fill.color"])));
  if (all["font.color"] !== undefined) css.color = String(all["font.color"]);
  if (all["font.bold"] !== undefined) css.fontWeight = all["font.bold"] === true ? 700 : 400;
  if (all["font.italic"] !== undefined) css.fontStyle = all["font.italic"] === true ? "italic" : "normal";
  if (all["font.underline"] !== undefined || all["font.strikethrough"] !== undefined) Object.assign(css, decoration(all["font.underline"], all["font.strikethrough"]));
  for (const side of SIDES) Object.assign(css, edge(all, side));
  return css;
}

/** Two cells share a line, and what is drawn later lies on top: the lower and the right one draw the line of a conditional format beside them. */
function linesBeside(book: WorkbookModel, sheet: SheetModel, row: number, column: number): CSSProperties {
  const from = (r: number, c: number, its: string, side: string): Record<string, string> => {
    const drawn = sheet.conditionalFormats.some(({ areas, format }) => format[`border.Edge${its}.style`] !== undefined && areas.some((area) => r >= area.top && r <= area.bottom && c >= area.left && c <= area.right));
    if (!drawn || mergesOf(sheet).inRow(r).some((area) => c >= area.left && c <= area.right && (r !== area.top || c !== area.left))) return {};
    const all = together(conditionalFormatsAt(book, sheet, r, c));
    return edge({ [`border.Edge${side}.style`]: all[`border.Edge${its}.style`], [`border.Edge${side}.color`]: all[`border.Edge${its}.color`] }, side);
  };
  return { ...(row > 0 && !sheet.isRowHidden(row - 1) ? from(row - 1, column, "Bottom", "Top") : {}), ...(column > 0 ? from(row, column - 1, "Right", "Left") : {}) };
}

interface TablePart {
  readonly look: CSSProperties;
  readonly filter: CellView["filter"];
}

function tablePart(table: TableModel, row: number, column: number): TablePart {
  const { area } = table;
  const filter = table.filter.has(column - area.left) ? "active" : "button";
  if (table.showHeaders && row === area.top) return { look: tableHeader(table.style), filter: table.showFilterButton ? filter : "none" };
  if (table.style === "" || /^none$/i.test(table.style)) return { look: {}, filter: "none" };
  if (table.showTotals && row === area.bottom) return { look: { fontWeight: 700, ...border("Top", 3, "double", "#7f7f7f") }, filter: "none" };
  const band = table.showBandedRows && (row - area.top - (table.showHeaders ? 1 : 0)) % 2 === 0;
  return { look: band ? filled(paletteOf(table.style).band) : {}, filter: "none" };
}

/** Excel's light, medium and dark table styles come in seven colours each, in this order. */
const PALETTES = [
  { head: "#595959", band: "#EDEDED" },
  { head: "#4472C4", band: "#DDE6F4" },
  { head: "#C55A11", band: "#FBE5D6" },
  { head: "#767171", band: "#EDEDED" },
  { head: "#7F6000", band: "#FFF2CC" },
  { head: "#2E75B6", band: "#DEEBF7" },
  { head: "#548235", band: "#E2EFDA" },
] as const;

function paletteOf(style: string): (typeof PALETTES)[number] {
  const number = Number(/(\d+)$/.exec(style)?.[1] ?? 2);
  return PALETTES[(number - 1) % 7]!;
}

function tableHeader(style: string): CSSProperties {
  if (style === "" || /^none$/i.test(style)) return {};
  const { head } = paletteOf(style);
  if (/Light/i.test(style)) return { fontWeight: 700, ...border("Bottom", 1, "solid", head) };
  return { ...filled(head), color: "#ffffff", fontWeight: 700 };
}

const LINK_LOOK: CSSProperties = { color: "#0563C1", textDecorationLine: "underline" };

/** @param width pixels of the cell: a number that does not fit becomes ##### */
export function cellView(book: WorkbookModel, sheet: SheetModel, row: number, column: number, width: number): CellView {
  const style = sheet.table.get(sheet.style(row, column));
  const value = sheet.value(row, column);
  let look = lookOf(style);
  let filter: CellView["filter"] = "none";
  for (const table of sheet.tables) {
    const { area } = table;
    if (row < area.top || row > area.bottom || column < area.left || column > area.right) continue;
    const part = tablePart(table, row, column);
    // A cell's own look goes over the table's.
    look = { ...part.look, ...look };
    ({ filter } = part);
  }
  const auto = sheet.autoFilter;
  if (auto !== null && row === auto.area.top && column >= auto.area.left && column <= auto.area.right) filter = auto.criteria.has(column - auto.area.left) ? "active" : "button";
  const link = value !== null && hasLink(sheet, row, column);
  if (link) look = style["font.color"] === undefined ? { ...look, ...LINK_LOOK } : look;
  let marked = false, frame = "";
  if (sheet.conditionalFormats.length > 0) {
    const formats = conditionalFormatsAt(book, sheet, row, column);
    marked = formats.length > 0;
    look = { ...look, ...linesBeside(book, sheet, row, column) };
    if (marked) {
      const all = together(formats);
      look = { ...look, ...conditionalLook(all) };
      frame = LINES[String(SIDES.map((side) => all[`border.Edge${side}.style`]).find((line) => line !== undefined))] ?? "";
    }
  }
  if (value === null) return { text: "", style: look, wrap: false, link, overflows: false, filter, marked, frame };
  const wrap = style["wrapText"] === true || (typeof value === "string" && style["horizontalAlignment"] === "Justify");
  const alignment = String(style["horizontalAlignment"] ?? "General");
  const isNumber = typeof value === "number";
  const justify = alignment === "General" ? (isNumber ? "flex-end" : typeof value === "boolean" || value instanceof CellError ? "center" : "flex-start") : HORIZONTAL[alignment];
  if (justify !== undefined && justify !== "flex-start") look = { ...look, justifyContent: justify, ...(wrap ? { textAlign: justify === "center" ? "center" : "right" } : {}) };
  let text = shownText(sheet, row, column);
  if (isNumber) text = fitted(text, value, style, width);
  // Line breaks show only in wrapped cells.
  else if (!wrap && text.includes("\n")) text = text.replaceAll("\n", "");
  return { text, style: look, wrap, link, overflows: typeof value === "string" && !wrap && justify === "flex-start", filter, marked, frame };
}

/** Numbers lose decimals (General) or become ##### rather than be cut. */
function fitted(text: string, value: number, style: CellStyle, width: number): string {
  const room = width - 6;
  const size = (Number(style["font.size"] ?? 11) * 4) / 3;
  const fits = (shown: string): boolean => textWidth(shown, size, style["font.bold"] === true, String(style["font.name"] ?? "")) <= room;
  // Nothing wider than this has so few characters.
  if (text.length * size * 0.62 <= room || fits(text)) return text;
  if ((style["numberFormat"] ?? "General") === "General") {
    for (let digits = 14; digits > 2; digits--) {
      const shorter = joinText(Number(value.toPrecision(digits)));
      if (fits(shorter)) return Number.isInteger(value) && !shorter.includes("E") ? hashes(room, size) : shorter;
    }
    const short = value.toExponential(1).toUpperCase().replace(/E([+-])(\d)$/, "E$10$2");
    if (fits(short)) return short;
  }
  return hashes(room, size);
}

function hashes(room: number, size: number): string {
  return "#".repeat(Math.max(1, Math.floor(room / (size * 0.56))));
}
