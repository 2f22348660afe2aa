/**
 * Looks become fonts, fills, borders and alignments here, and nowhere else. Chinese forms are set in 宋体; where it is missing, LibreOffice
 * and others substitute another face. The default font is Verdana 10 although no text uses it: column widths count its digits, which are
 * 8 pixels wide, and nearly so in what replaces it elsewhere (DejaVu Sans has the same proportions), so that a form that fills the
 * paper in one program does not run over it in another.
 */
import type { Look } from "../model.js";
import { escapeXml, XML_HEAD } from "./xlsx-writer-xml.js";

interface Style {
  readonly font?: string; // key of FONTS
  readonly fill?: string; // RGB
  readonly border?: keyof typeof BORDERS;
  readonly across?: "left" | "center" | "right";
  readonly wrap?: boolean;
  readonly format?: string;
}

const FACE = '<name val="宋体"/><charset val="134"/>';
const font = (size: number, rest = "", colour = "000000"): string => `<font>${rest}<sz val="${size}"/><color rgb="FF${colour}"/>${FACE}</font>`;

const FONTS = {
  normal: '<font><sz val="10"/><name val="Verdana"/><family val="2"/></font>',
  body: font(10.5),
  bold: font(10.5, "<b/>"),
  title: font(18, "<b/>"),
  section: font(12, "<b/>", "1F3864"),
  tile: font(14, "<b/>"),
  link: font(10.5, "<u/>", "0563C1"),
  muted: font(9, "", "595959"),
  high: font(10.5, "<b/>", "9C0006"),
  middle: font(10.5, "<b/>", "7F4F00"),
  low: font(10.5, "", "1F3864"),
  cell: font(10),
  cellHigh: font(10, "<b/>", "9C0006"),
  cellMiddle: font(10, "<b/>", "7F4F00"),
  cellLow: font(10, "<b/>", "1F3864"),
} as const;

const side = (name: string, style: string | null, colour = "808080"): string => (style === null ? `<${name}/>` : `<${name} style="${style}"><color rgb="FF${colour}"/></${name}>`);
const box = (style: string, colour?: string): string => `<border>${["left", "right", "top", "bottom"].map((name) => side(name, style, colour)).join("")}<diagonal/></border>`;
const below = (style: string, colour?: string): string => `<border><left/><right/><top/>${side("bottom", style, colour)}<diagonal/></border>`;

const BORDERS = {
  none: "<border><left/><right/><top/><bottom/><diagonal/></border>",
  thin: box("thin"),
  line: below("thin", "404040"),
  section: below("medium", "1F3864"),
  high: box("medium", "C00000"),
  middle: box("medium", "BF8F00"),
  low: box("dashed", "2F5597"),
  reference: box("dotted", "595959"),
} as const;

const STYLES: Readonly<Record<Look, Style>> = {
  title: { font: "title", across: "center" },
  subtitle: { font: "body", across: "center" },
  section: { font: "section", border: "section", across: "left" },
  head: { font: "bold", fill: "E7E6E6", border: "thin", across: "center", wrap: true },
  body: { font: "body", border: "thin", across: "left" },
  bodyWrap: { font: "body", border: "thin", across: "left", wrap: true },
  bodyCentre: { font: "body", border: "thin", across: "center", wrap: true },
  input: { font: "body", border: "thin", across: "left", wrap: true },
  number: { font: "body", border: "thin", across: "right" },
  percent: { font: "body", border: "thin", across: "center", format: "0.0%" },
  link: { font: "link", border: "thin", across: "center", wrap: true },
  muted: { font: "muted", across: "left", wrap: true },
  text: { font: "body", across: "left", wrap: true },
  textRight: { font: "body", across: "right" },
  cut: { font: "muted", across: "center" },
  tile: { font: "tile", across: "center" },
  blankLine: { font: "body", border: "line", across: "left" },
  sign: { font: "body", across: "left" },
  badgeHigh: { font: "high", fill: "FBE3E1", border: "thin", across: "center", wrap: true },
  badgeMiddle: { font: "middle", fill: "FFF2CC", border: "thin", across: "center", wrap: true },
  badgeLow: { font: "low", fill: "DEEAF6", border: "thin", across: "center", wrap: true },
  markHigh: { font: "cellHigh", fill: "FBD5D1", border: "high" },
  markMiddle: { font: "cellMiddle", fill: "FFE9A8", border: "middle" },
  markLow: { font: "cellLow", fill: "DEEAF6", border: "low" },
  markRef: { font: "cell", border: "reference" },
  cell: { font: "cell" },
};

/** Built-in number formats have fixed numbers; others are listed from 164 on. */
const BUILT_IN: Readonly<Record<string, number>> = { General: 0, "0": 1, "0.00": 2, "0%": 9, "0.00%": 10, "@": 49 };

/** Hands out cell formats (xf indices) while the sheets are written; `xml()` afterwards lists them. */
export class StyleBook {
  private readonly formats = new Map<string, number>();
  private readonly fills = new Map<string, number>();
  private readonly known = new Map<string, number>();
  private readonly list: string[] = ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"><alignment vertical="center"/></xf>'];
  private readonly plain = new Map<Look, number>();
  private readonly quoted = new Map<Look, number>();

  /**
   * Index of the cell format. `quote` keeps a text that begins like a formula a text when somebody edits the cell.
   */
  of(look: Look, quote: boolean, format?: string): number {
    const quick = quote ? this.quoted : this.plain;
    if (format === undefined) {
      const found = quick.get(look);
      if (found !== undefined) return found;
    }
    const key = `${look}\0${quote ? 1 : 0}\0${format ?? ""}`;
    let index = this.known.get(key);
    if (index === undefined) {
      index = this.list.length;
      this.list.push(this.xf(STYLES[look], quote, format));
      this.known.set(key, index);
    }
    if (format === undefined) quick.set(look, index);
    return index;
  }

  private xf(style: Style, quote: boolean, format: string | undefined): string {
    const code = format ?? style.format ?? "General";
    let number = BUILT_IN[code] ?? this.formats.get(code);
    if (number === undefined) {
      number = 164 + this.formats.size;
      this.formats.set(code, number);
    }
    let fill = 0;
    if (style.fill !== undefined) {
      fill = this.fills.get(style.fill) ?? this.fills.size + 2;
      this.fills.set(style.fill, fill);
    }
    const fontId = Object.keys(FONTS).indexOf(style.font ?? "normal");
    const borderId = Object.keys(BORDERS).indexOf(style.border ?? "none");
    const alignment = `<alignment${style.across ? ` horizontal="${style.across}"` : ""} vertical="center"${style.wrap ? ' wrapText="1"' : ""}/>`;
    return (
      `<xf numFmtId="${number}" fontId="${fontId}" fillId="${fill}" borderId="${borderId}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"` +
      `${quote ? ' quotePrefix="1"' : ""}>${alignment}</xf>`
    );
  }

  xml(): string {
    const formats = [...this.formats].map(([code, id]) => `<numFmt numFmtId="${id}" formatCode="${escapeXml(code)}"/>`);
    const fonts = Object.values(FONTS);
    const fills = [...this.fills.keys()].map((rgb) => `<fill><patternFill patternType="solid"><fgColor rgb="FF${rgb}"/><bgColor indexed="64"/></patternFill></fill>`);
    const borders = Object.values(BORDERS);
    return (
      `${XML_HEAD}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` +
      (formats.length > 0 ? `<numFmts count="${formats.length}">${formats.join("")}</numFmts>` : "") +
      `<fonts count="${fonts.length}">${fonts.join("")}</fonts>` +
      `<fills count="${fills.length + 2}"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${fills.join("")}</fills>` +
      `<borders count="${borders.length}">${borders.join("")}</borders>` +
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"><alignment vertical="center"/></xf></cellStyleXfs>' +
      `<cellXfs count="${this.list.length}">${this.list.join("")}</cellXfs>` +
      '<cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles>' +
      '<dxfs count="0"/><tableStyles count="0" defaultTableStyle="TableStyleMedium9" defaultPivotStyle="PivotStyleLight16"/></styleSheet>'
    );
  }
}
