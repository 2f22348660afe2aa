/** styles.xml → style records. What the records have no word for is kept beside the value it belongs to (".raw"). */
import { BUILTIN_FORMATS } from "../../src/import/number-format.js";
import { STYLE_DEFAULTS, type StyleTable, type StyleValue } from "../model/styles.js";
import { colourDetail, type Colours } from "./colours.js";
import type { XmlElement } from "./xml-tree.js";

export type Look = Record<string, StyleValue>;

export interface StyleSource {
  /** Style ids by the file's numbers (cellXfs), and back; of equal ones the first. */
  readonly ids: readonly number[];
  readonly numbers: ReadonlyMap<number, number>;
  readonly fonts: readonly Look[];
  readonly fills: readonly Look[];
  readonly borders: readonly Look[];
  /** Custom number formats by code. */
  readonly formats: ReadonlyMap<string, number>;
  readonly dxfs: readonly { readonly look: Look; readonly xml: string }[];
  readonly tree: XmlElement;
}

export const UNDERLINES: Readonly<Record<string, string>> = { single: "Single", double: "Double", singleAccounting: "SingleAccountant", doubleAccounting: "DoubleAccountant", none: "None" };
export const ACROSS: Readonly<Record<string, string>> = { general: "General", left: "Left", center: "Center", right: "Right", fill: "Fill", justify: "Justify", centerContinuous: "CenterAcrossSelection", distributed: "Distributed" };
export const UPRIGHT: Readonly<Record<string, string>> = { top: "Top", center: "Center", bottom: "Bottom", justify: "Justify", distributed: "Distributed" };
export const PATTERNS: Readonly<Record<string, string>> = {
  mediumGray: "Gray50", darkGray: "Gray75", lightGray: "Gray25", darkHorizontal: "Horizontal", darkVertical: "Vertical", darkDown: "Down", darkUp: "Up", darkGrid: "Checker",
  darkTrellis: "SemiGray75", lightHorizontal: "LightHorizontal", lightVertical: "LightVertical", lightDown: "LightDown", lightUp: "LightUp", lightGrid: "Grid", lightTrellis: "CrissCross",
  gray125: "Gray16", gray0625: "Gray8",
};
/** Line of a file → style and weight of the API. */
export const LINES: Readonly<Record<string, readonly [style: string, weight: string]>> = {
  thin: ["Continuous", "Thin"], medium: ["Continuous", "Medium"], thick: ["Continuous", "Thick"], hair: ["Continuous", "Hairline"], dashed: ["Dash", "Thin"], mediumDashed: ["Dash", "Medium"],
  dotted: ["Dot", "Thin"], dashDot: ["DashDot", "Thin"], mediumDashDot: ["DashDot", "Medium"], dashDotDot: ["DashDotDot", "Thin"], mediumDashDotDot: ["DashDotDot", "Medium"],
  double: ["Double", "Thin"], slantDashDot: ["SlantDashDot", "Thin"],
};
export const EDGES = [["left", "EdgeLeft"], ["right", "EdgeRight"], ["top", "EdgeTop"], ["bottom", "EdgeBottom"]] as const;

/** Built-in formats that mean the same everywhere; the others (dates, money) follow the system and are kept by number. */
export const PLAIN_FORMATS: ReadonlySet<number> = new Set([0, 1, 2, 3, 4, 9, 10, 11, 49]);

export const CHINESE = '<charset val="134"/>';

export function fontLook(font: XmlElement | undefined, colours: Colours): Look {
  const look: Look = {};
  const on = (name: string): boolean => font?.child(name)?.is("val", true) ?? false;
  const flag = (name: string): boolean => font?.child(name) !== undefined && (font.child(name)!.get("val") === undefined || on(name));
  look["font.name"] = font?.child("name")?.get("val") ?? String(STYLE_DEFAULTS["font.name"]);
  const detail = (font?.elements ?? []).filter((one) => ["family", "charset", "scheme"].includes(one.local)).join("");
  // What a Chinese name is written with anyway says nothing.
  look["font.name.raw"] = detail === CHINESE && /[\u2e80-\u9fff]/.test(String(look["font.name"])) ? "" : detail;
  look["font.size"] = Number(font?.child("sz")?.get("val") ?? 11);
  const colour = font?.child("color");
  look["font.color"] = colours.resolve(colour, "#000000") ?? "#000000";
  look["font.color.raw"] = colour === undefined ? "-" : colourDetail(colour);
  look["font.bold"] = flag("b");
  look["font.italic"] = flag("i");
  look["font.strikethrough"] = flag("strike");
  const underline = font?.child("u");
  look["font.underline"] = underline === undefined ? "None" : (UNDERLINES[underline.get("val") ?? "single"] ?? "Single");
  const script = font?.child("vertAlign")?.get("val");
  look["font.superscript"] = script === "superscript";
  look["font.subscript"] = script === "subscript";
  look["font.more.raw"] = (font?.elements ?? []).filter((one) => ["condense", "extend", "outline", "shadow"].includes(one.local)).join("");
  return look;
}

function fillLook(fill: XmlElement, colours: Colours): Look {
  const gradient = fill.child("gradientFill");
  if (gradient !== undefined) {
    const first = colours.resolve(gradient.child("stop")?.child("color"));
    return { "fill.raw": fill.inner, ...(first !== null && { "fill.color": first }) };
  }
  const pattern = fill.child("patternFill");
  const type = pattern?.get("patternType") ?? "none";
  if (pattern === undefined || type === "none") return {};
  const front = pattern.child("fgColor"), back = pattern.child("bgColor");
  if (type === "solid") return { "fill.color": colours.resolve(front, "#FFFFFF") ?? "#FFFFFF", "fill.color.raw": colourDetail(front) };
  const look: Look = { "fill.pattern": PATTERNS[type] ?? "Gray50", "fill.raw": colourDetail(front) === "" && colourDetail(back) === "" && PATTERNS[type] !== undefined ? "" : fill.inner };
  const ground = colours.resolve(back), lines = colours.resolve(front);
  if (ground !== null) look["fill.color"] = ground;
  if (lines !== null) look["fill.patternColor"] = lines;
  return look;
}

function borderLook(border: XmlElement, colours: Colours): Look {
  const look: Look = {};
  const put = (edge: string, line: XmlElement | undefined): void => {
    const known = LINES[line?.get("style") ?? "none"];
    if (known === undefined || line === undefined) return;
    look[`border.${edge}.style`] = known[0];
    look[`border.${edge}.weight`] = known[1];
    look[`border.${edge}.color`] = colours.resolve(line.child("color"), "#000000") ?? "#000000";
    look[`border.${edge}.color.raw`] = colourDetail(line.child("color"));
  };
  for (const [name, edge] of EDGES) put(edge, border.child(name) ?? border.child(name === "left" ? "start" : name === "right" ? "end" : name));
  if (border.is("diagonalDown")) put("DiagonalDown", border.child("diagonal"));
  if (border.is("diagonalUp")) put("DiagonalUp", border.child("diagonal"));
  return look;
}

function alignmentLook(alignment: XmlElement | undefined): Look {
  const turn = Number(alignment?.get("textRotation") ?? 0);
  const more = [...(alignment?.attributes ?? [])].filter(([name]) => ["readingOrder", "justifyLastLine", "relativeIndent"].includes(name));
  return {
    horizontalAlignment: ACROSS[alignment?.get("horizontal") ?? "general"] ?? "General",
    verticalAlignment: UPRIGHT[alignment?.get("vertical") ?? "bottom"] ?? "Bottom",
    wrapText: alignment?.is("wrapText") ?? false,
    indentLevel: Number(alignment?.get("indent") ?? 0),
    shrinkToFit: alignment?.is("shrinkToFit") ?? false,
    textOrientation: turn === 255 ? 180 : turn > 90 ? 90 - turn : turn,
    "alignment.raw": more.map(([name, value]) => `${name}="${value}"`).join(" "),
  };
}

/** A dxf holds only what it changes. Its solid fill is its background. */
export function dxfLook(dxf: XmlElement, colours: Colours): Look {
  const look: Look = {};
  const font = dxf.child("font");
  if (font !== undefined) {
    const whole = fontLook(font, colours);
    const parts: Readonly<Record<string, string>> = { b: "font.bold", i: "font.italic", strike: "font.strikethrough", u: "font.underline", color: "font.color" };
    for (const [name, key] of Object.entries(parts)) if (font.child(name) !== undefined) look[key] = whole[key]!;
  }
  const pattern = dxf.child("fill")?.child("patternFill");
  const colour = colours.resolve(pattern?.child("bgColor")) ?? (pattern?.get("patternType") === "solid" ? colours.resolve(pattern.child("fgColor")) : null);
  if (colour !== null) look["fill.color"] = colour;
  const format = dxf.child("numFmt")?.get("formatCode");
  if (format !== undefined) look["numberFormat"] = format;
  const border = dxf.child("border");
  if (border !== undefined) for (const [key, value] of Object.entries(borderLook(border, colours))) if (!key.endsWith(".raw")) look[key] = value;
  return look;
}

/** Makes the table's defaults those of the file. Before any other style is made. */
export function readStyles(tree: XmlElement, colours: Colours, table: StyleTable): StyleSource {
  colours.usePalette(tree.child("colors")?.child("indexedColors"));
  const fonts = (tree.child("fonts")?.all("font") ?? []).map((font) => fontLook(font, colours));
  const fills = (tree.child("fills")?.all("fill") ?? []).map((fill) => fillLook(fill, colours));
  const borders = (tree.child("borders")?.all("border") ?? []).map((border) => borderLook(border, colours));
  const codes = new Map((tree.child("numFmts")?.all("numFmt") ?? []).map((one) => [Number(one.get("numFmtId")), one.get("formatCode") ?? "General"]));
  const noFont = fontLook(undefined, colours);
  const looks = (tree.child("cellXfs")?.all("xf") ?? []).map((xf): Look => {
    const format = Number(xf.get("numFmtId") ?? 0);
    const protection = xf.child("protection");
    const parent = Number(xf.get("xfId") ?? 0);
    return {
      numberFormat: BUILTIN_FORMATS[format] ?? codes.get(format) ?? "General",
      "numberFormat.raw": BUILTIN_FORMATS[format] !== undefined && !PLAIN_FORMATS.has(format) ? String(format) : "",
      ...(fonts[Number(xf.get("fontId") ?? 0)] ?? noFont),
      ...fills[Number(xf.get("fillId") ?? 0)],
      ...borders[Number(xf.get("borderId") ?? 0)],
      ...alignmentLook(xf.child("alignment")),
      locked: protection?.is("locked", true) ?? true,
      formulaHidden: protection?.is("hidden") ?? false,
      quotePrefix: xf.is("quotePrefix"),
      ...(parent !== 0 && { "cellStyle.raw": String(parent) }),
    };
  });
  const [plain] = looks;
  if (plain) table.setDefaults(Object.fromEntries(Object.entries(plain).filter(([name]) => !/^(?:fill|border)\./.test(name))));
  const ids = looks.map((look) => table.intern(look));
  const numbers = new Map<number, number>();
  ids.forEach((id, number) => {
    if (!numbers.has(id)) numbers.set(id, number);
  });
  const formats = new Map<string, number>();
  for (const [id, code] of codes) if (BUILTIN_FORMATS[id] === undefined && !formats.has(code)) formats.set(code, id);
  const dxfs = (tree.child("dxfs")?.all("dxf") ?? []).map((dxf) => ({ look: dxfLook(dxf, colours), xml: String(dxf) }));
  return { ids, numbers, fonts, fills, borders, formats, dxfs, tree };
}

/** Width of the widest digit in pixels at 96 dpi: what column widths count. Measured fonts; others by their usual proportions. */
export function digitWidth(font: Look | undefined): number {
  const name = String(font?.["font.name"] ?? "Calibri"), size = Number(font?.["font.size"] ?? 11);
  const pixels = Math.round((size * 96) / 72);
  if (/[\u2e80-\u9fff]|^(?:SimSun|NSimSun|SimHei|KaiTi|FangSong|Microsoft YaHei|DengXian)/i.test(name)) return Math.ceil(pixels / 2);
  const share = /^Calibri|^Carlito/i.test(name) ? 0.507 : /^Verdana|^DejaVu/i.test(name) ? 0.636 : /^Times|^Liberation Serif/i.test(name) ? 0.5 : 0.556;
  return Math.max(1, Math.round(((size * 96) / 72) * share));
}
