/** What the bytes of a row and a cell mean, and all of a sheet's cells into the model. */
import { XmlError } from "../../src/import/xml-scanner.js";
import { wholeNumber } from "../../src/import/xlsx-sheet.js";
import { MAX_COLUMNS, parseAddress } from "../model/address.js";
import { DAYS_TO_1904 } from "../model/cells.js";
import type { CellExtra, SheetModel, Track } from "../model/sheet.js";
import { PLAIN } from "../model/styles.js";
import { CellError, type Scalar } from "../model/typed-value.js";
import { SharedFormula } from "./shared-formula.js";
import { cellText, inlineItem, type SharedStrings } from "./shared-strings.js";
import type { SheetDataScanner } from "./sheet-data.js";

export interface CellContext {
  readonly strings: SharedStrings;
  /** Style ids by the file's numbers. */
  readonly styles: readonly number[];
  readonly date1904: boolean;
  /** Texts met before, so that equal texts are one string. */
  readonly known: Map<string, string>;
}

/** Shared formulas of a sheet by their number. */
export type SharedFormulas = Map<string, SharedFormula>;

export class CellDecoder {
  value: Scalar | null = null;
  /** With "=". */
  formula: string | null = null;
  extra: CellExtra | null = null;
  /** Number of the shared formula this cell belongs to; null if none. */
  shared: string | null = null;

  constructor(private readonly context: CellContext, readonly formulas: SharedFormulas) {}

  /** @throws XmlError */
  decode(cell: SheetDataScanner): void {
    this.formula = null;
    this.extra = null;
    this.shared = null;
    if (cell.formulaFrom >= 0) this.readFormula(cell);
    this.value = this.readValue(cell);
    if (cell.more) {
      const more = [...cell.attributesIn(cell.from, cell.to)].filter(([name]) => name !== "r" && name !== "s" && name !== "t");
      this.add({ attributes: more.map(([name, value]) => `${name}="${value}"`).join(" ") });
    }
  }

  private readValue(cell: SheetDataScanner): Scalar | null {
    const { valueFrom: from, valueTo: to, bytes } = cell;
    if (cell.kind === "inlineStr") {
      if (cell.inlineFrom < 0) return null;
      const { text, rich } = inlineItem(new TextDecoder().decode(bytes.subarray(cell.inlineFrom, cell.inlineTo)));
      if (rich !== null) this.add({ rich });
      return this.same(text);
    }
    if (from < 0) return null;
    if (cell.kind === "s") {
      let index = wholeNumber(bytes, from, to);
      if (index < 0) {
        const trimmed = cell.content(from, to).trim();
        if (trimmed === "") return null;
        index = Number(trimmed);
      }
      const text = this.context.strings.texts[index];
      if (text === undefined) throw new XmlError("a shared string that is not there");
      const rich = this.context.strings.rich.get(index);
      if (rich !== undefined) this.add({ rich });
      return text;
    }
    if (cell.kind === "n") {
      const whole = wholeNumber(bytes, from, to);
      if (whole >= 0) return whole;
      const text = cell.content(from, to).trim();
      if (text === "") return null;
      const number = Number(text);
      if (Number.isNaN(number)) throw new XmlError("a number that is none");
      return number;
    }
    const text = cell.content(from, to);
    if (cell.kind === "str") return this.same(cellText(text));
    if (cell.kind === "b") return /^(?:1|true)$/i.test(text.trim());
    if (cell.kind === "e") return new CellError(text.trim());
    return this.isoDate(text.trim());
  }

  /** t="d": ISO 8601 (strict OOXML). */
  private isoDate(iso: string): Scalar {
    const time = Date.parse(/^\d{4}-\d\d-\d\d$/.test(iso) ? `${iso}T00:00:00Z` : /(?:Z|[+-]\d\d:?\d\d)$/.test(iso) ? iso : `${iso}Z`);
    if (Number.isNaN(time)) return this.same(iso);
    const days = time / 86_400_000 + 25_569; // 1970-01-01 is serial 25569
    return this.context.date1904 ? days - DAYS_TO_1904 : days > 60 ? days : days - 1;
  }

  private readFormula(cell: SheetDataScanner): void {
    const { tagTo, from, to } = cell.formulaParts();
    const attributes = cell.attributesIn(cell.formulaFrom, tagTo);
    const text = cell.content(from, to);
    const kind = attributes.get("t");
    const number = attributes.get("si");
    if (kind === "shared" && number !== undefined) {
      this.shared = number;
      if (text !== "" && !this.formulas.has(number)) this.formulas.set(number, new SharedFormula(cell.row, cell.column, text));
      const own = text !== "" ? text : this.formulas.get(number)?.at(cell.row, cell.column);
      this.formula = own === undefined ? null : `=${own}`;
      return;
    }
    if (text === "") return; // a data table, or nothing at all: the bytes are kept, the value is what counts
    this.formula = `=${text}`;
    if (kind !== "array") return;
    const area = parseAddress(attributes.get("ref") ?? "")?.area;
    const more = [...attributes].filter(([name]) => !["t", "ref", "si", "ca"].includes(name)).map(([name, value]) => ` ${name}="${value}"`).join("");
    if (area) this.add({ array: { rows: area.bottom - area.top + 1, columns: area.right - area.left + 1, attributes: more } });
  }

  private add(extra: CellExtra): void {
    this.extra = Object.assign(this.extra ?? {}, extra);
  }

  private same(text: string): string {
    const before = this.context.known.get(text);
    if (before !== undefined) return before;
    this.context.known.set(text, text);
    return text;
  }
}

/** null if the row says nothing of its own. */
export function rowTrack(attributes: ReadonlyMap<string, string>, context: CellContext, plainColumns: boolean): Track | null {
  const on = (name: string): boolean => /^(?:1|true|on)$/.test(attributes.get(name) ?? "");
  const track: Track = {};
  const height = Number(attributes.get("ht") ?? Number.NaN);
  if (!Number.isNaN(height)) track[on("customHeight") ? "size" : "fit"] = height;
  if (on("hidden")) track.hidden = true;
  if (on("customFormat")) {
    const style = context.styles[Number(attributes.get("s") ?? 0)] ?? 0;
    if (style !== 0) track.style = style;
    else if (!plainColumns) track.style = PLAIN;
  }
  const outline = Number(attributes.get("outlineLevel") ?? 0);
  if (outline > 0) track.outline = outline;
  if (on("collapsed")) track.collapsed = true;
  for (const _ in track) return Object.freeze(track);
  return null;
}

/** All rows and cells; columns have to be there. Returns the shared formulas by their numbers. @throws XmlError */
export function readCells(scanner: SheetDataScanner, sheet: SheetModel, context: CellContext): SharedFormulas {
  const decoder = new CellDecoder(context, new Map());
  const late: { row: number; column: number; shared: string }[] = [];
  const plainColumns = [...sheet.columns.values()].every((track) => track.style === undefined);
  while (scanner.nextRow()) {
    const { row } = scanner;
    const track = rowTrack(scanner.rowAttributes(), context, plainColumns);
    if (track !== null) sheet.rows.set(row, track);
    const values: (Scalar | null)[] = [];
    const styles: number[] = [];
    while (scanner.nextCell()) {
      const { column } = scanner;
      decoder.decode(scanner);
      const { value, formula, extra } = decoder;
      if (value !== null) {
        while (values.length < column) values.push(null);
        values.push(value);
      }
      let style = context.styles[scanner.style] ?? 0;
      if (style === 0 && (!plainColumns || track?.style !== undefined) && sheet.trackStyle(row, column) !== 0) style = PLAIN;
      if (style !== 0) {
        while (styles.length < column) styles.push(0);
        styles.push(style);
      }
      if (formula !== null) sheet.formulas.set(row * MAX_COLUMNS + column, formula);
      else if (decoder.shared !== null) late.push({ row, column, shared: decoder.shared });
      if (extra !== null) sheet.extras.set(row * MAX_COLUMNS + column, extra);
    }
    if (values.length > 0) {
      while (sheet.values.length < row) sheet.values.push([]);
      sheet.values.push(values);
    }
    if (styles.length > 0) {
      while (sheet.styles.length < row) sheet.styles.push([]);
      sheet.styles.push(styles);
    }
  }
  for (const { row, column, shared } of late) {
    const formula = decoder.formulas.get(shared)?.at(row, column);
    if (formula !== undefined) sheet.formulas.set(row * MAX_COLUMNS + column, `=${formula}`);
  }
  sheet.version++;
  sheet.edits++;
  return decoder.formulas;
}
