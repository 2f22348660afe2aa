/** New looks → the end of styles.xml. Nothing that is there changes its number or its bytes. */
import { BUILTIN_FORMATS } from "../../src/import/number-format.js";
import { PLAIN, type StyleTable, type StyleValue } from "../model/styles.js";
import { decode, slice } from "./bytes.js";
import { ACROSS, CHINESE, EDGES, LINES, PATTERNS, PLAIN_FORMATS, UNDERLINES, UPRIGHT, type Look, type StyleSource } from "./styles-read.js";
import { escapeAttribute } from "./xml-tree.js";

type Get = (name: string) => StyleValue | null;

const reverse = (map: Readonly<Record<string, string>>): Map<string, string> => new Map(Object.entries(map).map(([file, api]) => [api, file]));
const UNDERLINE = reverse(UNDERLINES), HORIZONTAL = reverse(ACROSS), VERTICAL = reverse(UPRIGHT), PATTERN = reverse(PATTERNS);
const LINE = new Map(Object.entries(LINES).map(([file, [style, weight]]) => [`${style} ${weight}`, file]));

function colour(name: string, value: StyleValue | null, detail: StyleValue | null): string {
  if (detail === "-") return "";
  if (typeof detail === "string" && detail !== "") return `<${name} ${detail}/>`;
  return `<${name} rgb="FF${String(value ?? "#000000").slice(1)}"/>`;
}

function fontXml(get: Get): string {
  const script = get("font.superscript") === true ? "superscript" : get("font.subscript") === true ? "subscript" : null;
  const underline = UNDERLINE.get(String(get("font.underline"))) ?? "none";
  const named = String(get("font.name.raw") ?? "");
  return (
    `<font>${get("font.bold") === true ? "<b/>" : ""}${get("font.italic") === true ? "<i/>" : ""}${get("font.strikethrough") === true ? "<strike/>" : ""}${String(get("font.more.raw") ?? "")}` +
    `${underline === "none" ? "" : underline === "single" ? "<u/>" : `<u val="${underline}"/>`}${script === null ? "" : `<vertAlign val="${script}"/>`}<sz val="${String(get("font.size"))}"/>` +
    `${colour("color", get("font.color"), get("font.color.raw"))}<name val="${escapeAttribute(String(get("font.name")))}"/>${named !== "" ? named : /[\u2e80-\u9fff]/.test(String(get("font.name"))) ? CHINESE : ""}</font>`
  );
}

/** `own` is the look without defaults: white as a default is no fill. */
function fillXml(own: Look): string {
  const raw = own["fill.raw"];
  if (typeof raw === "string" && raw !== "") return `<fill>${raw}</fill>`;
  const pattern = PATTERN.get(String(own["fill.pattern"] ?? ""));
  if (pattern !== undefined) {
    const front = own["fill.patternColor"], back = own["fill.color"];
    return `<fill><patternFill patternType="${pattern}">${front === undefined ? "" : colour("fgColor", front, null)}${back === undefined ? "" : colour("bgColor", back, own["fill.color.raw"] ?? null)}</patternFill></fill>`;
  }
  const plain = own["fill.color"];
  if (plain === undefined || own["fill.pattern"] === "None") return '<fill><patternFill patternType="none"/></fill>';
  return `<fill><patternFill patternType="solid">${colour("fgColor", plain, own["fill.color.raw"] ?? null)}<bgColor indexed="64"/></patternFill></fill>`;
}

function lineOf(own: Look, edge: string): string | null {
  const style = own[`border.${edge}.style`];
  if (style === undefined || style === "None") return null;
  return LINE.get(`${String(style)} ${String(own[`border.${edge}.weight`] ?? "Thin")}`) ?? LINE.get(`${String(style)} Medium`) ?? LINE.get(`${String(style)} Thin`) ?? "thin";
}

function borderXml(own: Look, dxf = false): string {
  const side = (name: string, edge: string): string => {
    const line = lineOf(own, edge);
    return line === null ? (dxf ? "" : `<${name}/>`) : `<${name} style="${line}">${colour("color", own[`border.${edge}.color`] ?? null, own[`border.${edge}.color.raw`] ?? null)}</${name}>`;
  };
  const down = lineOf(own, "DiagonalDown") !== null, up = lineOf(own, "DiagonalUp") !== null;
  return `<border${up ? ' diagonalUp="1"' : ""}${down ? ' diagonalDown="1"' : ""}>${EDGES.map(([name, edge]) => side(name, edge)).join("")}${dxf ? "" : side("diagonal", down ? "DiagonalDown" : "DiagonalUp")}</border>`;
}

function alignmentXml(get: Get): string {
  const turn = Number(get("textOrientation") ?? 0);
  const attributes: [string, string | number | false][] = [
    ["horizontal", get("horizontalAlignment") !== "General" && (HORIZONTAL.get(String(get("horizontalAlignment"))) ?? false)],
    ["vertical", get("verticalAlignment") !== "Bottom" && (VERTICAL.get(String(get("verticalAlignment"))) ?? false)],
    ["textRotation", turn !== 0 && (turn === 180 ? 255 : turn < 0 ? 90 - turn : turn)],
    ["wrapText", get("wrapText") === true && 1],
    ["indent", get("indentLevel") !== 0 && Number(get("indentLevel"))],
    ["shrinkToFit", get("shrinkToFit") === true && 1],
  ];
  const text = attributes.filter(([, value]) => value !== false).map(([name, value]) => ` ${name}="${String(value)}"`).join("");
  const more = String(get("alignment.raw") ?? "");
  return text === "" && more === "" ? "" : `<alignment${text}${more === "" ? "" : ` ${more}`}/>`;
}

function dxfXml(look: Look): string {
  const font =
    (look["font.bold"] === undefined ? "" : `<b val="${look["font.bold"] === true ? 1 : 0}"/>`) +
    (look["font.italic"] === undefined ? "" : `<i val="${look["font.italic"] === true ? 1 : 0}"/>`) +
    (look["font.strikethrough"] === undefined ? "" : `<strike val="${look["font.strikethrough"] === true ? 1 : 0}"/>`) +
    (look["font.underline"] === undefined ? "" : `<u val="${UNDERLINE.get(String(look["font.underline"])) ?? "none"}"/>`) +
    (look["font.color"] === undefined ? "" : colour("color", look["font.color"], null));
  const fill = look["fill.color"];
  const borders = Object.keys(look).some((name) => name.startsWith("border."));
  const format = look["numberFormat"];
  return (
    `<dxf>${font === "" ? "" : `<font>${font}</font>`}${format === undefined ? "" : `<numFmt numFmtId="${200 + (hash(String(format)) % 4000)}" formatCode="${escapeAttribute(String(format))}"/>`}` +
    `${fill === undefined ? "" : `<fill><patternFill patternType="solid">${colour("fgColor", fill, null)}${colour("bgColor", fill, null)}</patternFill></fill>`}${borders ? borderXml(look, true) : ""}</dxf>`
  );
}

function hash(text: string): number {
  let sum = 7;
  for (const char of text) sum = (sum * 31 + char.codePointAt(0)!) % 1_000_003;
  return sum;
}

/** One list of styles.xml: what is there by what it says, and what is new. */
class List {
  private readonly known = new Map<string, number>();
  readonly added: string[] = [];
  private count: number;

  constructor(existing: readonly string[], count: number) {
    existing.forEach((xml, index) => {
      if (!this.known.has(xml)) this.known.set(xml, index);
    });
    this.count = count;
  }

  number(xml: string): number {
    let index = this.known.get(xml);
    if (index === undefined) {
      index = this.count++;
      this.known.set(xml, index);
      this.added.push(xml);
    }
    return index;
  }

  get total(): number {
    return this.count;
  }
}

export class StyleWriter {
  private readonly fonts: List;
  private readonly fills: List;
  private readonly borders: List;
  private readonly xfs: List;
  private readonly dxfs: List;
  private readonly formats: Map<string, number>;
  private readonly newFormats: string[] = [];
  private readonly numbers: Map<number, number>;
  private nextFormat: number;

  constructor(private readonly source: StyleSource, private readonly table: StyleTable) {
    this.fonts = new List(source.fonts.map((look) => fontXml((name) => look[name] ?? null)), source.fonts.length);
    this.fills = new List(source.fills.map(fillXml), source.fills.length);
    this.borders = new List(source.borders.map((look) => borderXml(look)), source.borders.length);
    this.xfs = new List([], source.ids.length);
    // One that holds more than it shows is nobody else's.
    this.dxfs = new List(source.dxfs.map(({ look, xml }) => (/<(?:\w+:)?(?:alignment|protection|extLst|gradientFill|name|sz)\b/.test(xml) ? xml : dxfXml(look))), source.dxfs.length);
    this.formats = new Map(source.formats);
    this.nextFormat = Math.max(163, ...this.formats.values()) + 1;
    this.numbers = new Map(source.numbers);
    const plain = this.numbers.get(0);
    if (plain !== undefined) this.numbers.set(PLAIN, plain);
  }

  /** The file's number (cellXfs) of a style. */
  number(id: number): number {
    let number = this.numbers.get(id);
    if (number === undefined) {
      number = this.xfs.number(this.xfXml(id));
      this.numbers.set(id, number);
    }
    return number;
  }

  /** The file's number (dxfs) of a conditional look; null if it changes nothing. */
  dxf(look: Look): number | null {
    return Object.keys(look).length === 0 ? null : this.dxfs.number(dxfXml(look));
  }

  private formatNumber(get: Get): number {
    const raw = String(get("numberFormat.raw") ?? ""), code = String(get("numberFormat"));
    if (raw !== "") return Number(raw);
    for (const id of PLAIN_FORMATS) if (BUILTIN_FORMATS[id] === code) return id;
    let number = this.formats.get(code);
    if (number === undefined) {
      number = this.nextFormat++;
      this.formats.set(code, number);
      this.newFormats.push(`<numFmt numFmtId="${number}" formatCode="${escapeAttribute(code)}"/>`);
    }
    return number;
  }

  private xfXml(id: number): string {
    const get: Get = (name) => this.table.value(id, name);
    const own = this.table.get(id) as Look;
    const format = this.formatNumber(get), font = this.fonts.number(fontXml(get)), fill = this.fills.number(fillXml(own)), border = this.borders.number(borderXml(own));
    const alignment = alignmentXml(get);
    const unlocked = get("locked") !== true, hidden = get("formulaHidden") === true;
    const protection = unlocked || hidden ? `<protection${unlocked ? ' locked="0"' : ""}${hidden ? ' hidden="1"' : ""}/>` : "";
    const inside = alignment + protection;
    return (
      `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="${String(get("cellStyle.raw") || "0")}"${get("quotePrefix") === true ? ' quotePrefix="1"' : ""}` +
      `${format === 0 ? "" : ' applyNumberFormat="1"'}${font === 0 ? "" : ' applyFont="1"'}${fill === 0 ? "" : ' applyFill="1"'}${border === 0 ? "" : ' applyBorder="1"'}` +
      `${alignment === "" ? "" : ' applyAlignment="1"'}${protection === "" ? "" : ' applyProtection="1"'}${inside === "" ? "/>" : `>${inside}</xf>`}`
    );
  }

  /** The part with what is new at the end of its lists; null if nothing is. */
  result(part: Uint8Array): string | null {
    const lists: readonly (readonly [name: string, added: readonly string[], total: number])[] = [
      ["numFmts", this.newFormats, (this.source.tree.child("numFmts")?.all("numFmt").length ?? 0) + this.newFormats.length],
      ["fonts", this.fonts.added, this.fonts.total], ["fills", this.fills.added, this.fills.total], ["borders", this.borders.added, this.borders.total],
      ["cellXfs", this.xfs.added, this.xfs.total], ["dxfs", this.dxfs.added, this.dxfs.total],
    ];
    if (lists.every(([, added]) => added.length === 0)) return null;
    const { children, prefix, inside } = slice(part);
    const order = ["numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors", "extLst"];
    let text = "", at = 0;
    const copyTo = (to: number): void => {
      text += decode(part, at, to);
      at = to;
    };
    const prefixed = (xml: string): string => (prefix === "" ? xml : xml.replace(/<(\/?)(?=[A-Za-z]\w*[\s/>])/g, `<$1${prefix}`));
    for (const [name, added, total] of lists) {
      if (added.length === 0) continue;
      const there = children.find((child) => child.local === name);
      if (there === undefined) {
        const next = children.find((child) => order.indexOf(child.local) > order.indexOf(name));
        copyTo(next?.from ?? inside[1]);
        text += prefixed(`<${name} count="${total}">${added.join("")}</${name}>`);
        continue;
      }
      copyTo(there.from);
      const raw = decode(part, there.from, there.to);
      const open = /^<[^>]*>/.exec(raw)![0];
      const counted = /\scount="/.test(open) ? open.replace(/(\scount=")\d*(")/, `$1${total}$2`) : open.replace(/(\/?>)$/, ` count="${total}"$1`);
      const closing = raw.endsWith("/>") && open.length === raw.length ? null : raw.slice(raw.lastIndexOf("</"));
      text += closing === null ? `${counted.replace(/\/>$/, ">")}${prefixed(added.join(""))}</${prefix}${name}>` : counted + raw.slice(open.length, raw.lastIndexOf("</")) + prefixed(added.join("")) + closing;
      at = there.to;
    }
    copyTo(part.length);
    return text;
  }
}
