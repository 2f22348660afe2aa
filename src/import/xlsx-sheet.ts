/** One worksheet part → SheetGrid, tag by tag. */
import type { Area, CellValue, SheetGrid } from "../model.js";
import { errorCell, type CellShaper } from "./cell-shaper.js";
import { GridBuilder, MAX_COLUMNS, MAX_ROWS } from "./grid-builder.js";
import { attributesOf, Attributes, ascii, decodeText, XmlError, type XmlHandler } from "./xml-scanner.js";
import { isTrue, StringItem, unescapeControls } from "./xlsx-parts.js";

export const SHEET_TAGS = ["row", "c", "v", "f", "is", "t", "rPh", "sheetData", "mergeCell"] as const;
const ROW = 0, C = 1, V = 2, F = 3, IS = 4, T = 5, RPH = 6, SHEET_DATA = 7, MERGE = 8;

const enum Kind { number, shared, formulaText, inline, boolean, error, date }

export interface SheetContext {
  readonly strings: readonly string[];
  readonly shaper: CellShaper;
  /** Inline and formula texts met before, so that equal texts are one string. */
  readonly known: Map<string, string>;
}

export class SheetHandler implements XmlHandler {
  private readonly builder = new GridBuilder();
  private readonly attributes = new Attributes();
  private readonly item = new StringItem();
  private inData = false;
  private inValue = false;
  private row = -1;
  private column = -1;
  private kind = Kind.number;
  private style = 0;
  private hasFormula = false;
  private hasValue = false;
  private value: CellValue = null;
  /** Text of <v> that came in pieces or is no plain number. */
  private raw = "";

  /** Formula cells without a stored result: how many, and where the first is. */
  uncalculated = 0;
  firstUncalculated: { readonly row: number; readonly column: number } | null = null;

  constructor(private readonly context: SheetContext) {}

  /** 1-based row at hand, for error messages; null before the first. */
  get currentRow(): number | null {
    return this.row < 0 ? null : this.row + 1;
  }

  open(name: number, bytes: Uint8Array, from: number, to: number): void {
    if (!this.inData) {
      if (name === SHEET_DATA) this.inData = true;
      else if (name === MERGE) this.openMerge(bytes, from, to);
      return;
    }
    switch (name) {
      case C: this.openCell(bytes, from, to); break;
      case V: this.inValue = true; this.raw = ""; break;
      case F: this.hasFormula = true; break;
      case ROW: this.openRow(bytes, from, to); break;
      case IS: this.item.start(); break;
      case T: this.item.openText(); break;
      case RPH: this.item.openPhonetic(); break;
      default: break;
    }
  }

  close(name: number): void {
    switch (name) {
      case V: this.inValue = false; break;
      case C: if (this.inData) this.closeCell(); break;
      case ROW: if (this.inData) this.builder.endRow(this.row); break;
      case T: this.item.closeText(); break;
      case RPH: this.item.closePhonetic(); break;
      case IS:
        this.raw = this.item.finish();
        this.hasValue = true;
        break;
      case SHEET_DATA: this.inData = false; break;
      default: break;
    }
  }

  text(bytes: Uint8Array, from: number, to: number, cdata: boolean): void {
    if (this.inValue) {
      this.hasValue = true;
      if (this.value !== null) throw new XmlError("a value in two pieces");
      if (this.kind === Kind.shared && this.raw === "") {
        const index = wholeNumber(bytes, from, to);
        if (index < 0) throw new XmlError("a shared string's number");
        const text = this.context.strings[index];
        if (text === undefined) throw new XmlError("a shared string that is not there");
        this.value = this.context.shaper.text(this.style, text);
        return;
      }
      if (this.kind === Kind.number && this.raw === "") {
        const whole = wholeNumber(bytes, from, to);
        if (whole >= 0) {
          this.value = this.context.shaper.number(this.style, whole);
          return;
        }
      }
      this.raw += decodeText(bytes, from, to, cdata);
    } else {
      this.item.add(bytes, from, to, cdata);
    }
  }

  grid(file: string | null, sheet: string, hidden: boolean): SheetGrid {
    return this.builder.grid(file, sheet, hidden);
  }

  private openRow(bytes: Uint8Array, from: number, to: number): void {
    this.row++;
    this.column = -1;
    const attributes = this.attributes.over(bytes, from, to);
    while (attributes.next()) {
      const length = attributes.nameEnd - attributes.nameStart;
      if (length === 1 && bytes[attributes.nameStart] === 114) {
        const row = wholeNumber(bytes, attributes.valueStart, attributes.valueEnd);
        if (row < 1 || row > MAX_ROWS) throw new XmlError("a row number out of range");
        this.row = row - 1;
      } else if (length === 6 && attributes.name() === "hidden" && isTrue(attributes.value())) {
        this.builder.hide(this.row);
      }
    }
  }

  private openCell(bytes: Uint8Array, from: number, to: number): void {
    this.column++;
    this.kind = Kind.number;
    this.style = 0;
    this.hasFormula = false;
    this.hasValue = false;
    this.value = null;
    this.raw = "";
    const attributes = this.attributes.over(bytes, from, to);
    while (attributes.next()) {
      if (attributes.nameEnd - attributes.nameStart !== 1) continue;
      const start = attributes.valueStart;
      const end = attributes.valueEnd;
      switch (bytes[attributes.nameStart]) {
        case 114: // r
          this.column = columnOf(bytes, start, end);
          if (this.column < 0 || this.column >= MAX_COLUMNS) throw new XmlError("a cell address");
          break;
        case 115: // s
          this.style = wholeNumber(bytes, start, end);
          break;
        case 116: // t
          this.kind = kindOf(bytes, start, end);
          break;
        default: break;
      }
    }
  }

  private closeCell(): void {
    if (this.hasFormula && (!this.hasValue || (this.raw === "" && this.value === null)) && this.kind !== Kind.formulaText) {
      this.uncalculated++;
      this.firstUncalculated ??= { row: this.row, column: this.column };
      return;
    }
    if (!this.hasValue) return;
    if (this.raw !== "") this.value = this.shapeRaw();
    this.builder.cell(this.column, this.value);
  }

  private shapeRaw(): CellValue {
    const { raw, style } = this;
    const { shaper } = this.context;
    switch (this.kind) {
      case Kind.number: {
        if (raw.trim() === "") return null;
        const number = Number(raw);
        if (Number.isNaN(number)) throw new XmlError("a number that is none");
        return shaper.number(style, number);
      }
      case Kind.boolean: return isTrue(raw.trim());
      case Kind.error: return errorCell(raw.trim());
      case Kind.date: return this.shapeDate(raw.trim());
      default: {
        const text = this.kind === Kind.formulaText ? unescapeControls(raw) : raw;
        return shaper.text(style, this.same(text));
      }
    }
  }

  private same(text: string): string {
    const { known } = this.context;
    const before = known.get(text);
    if (before !== undefined) return before;
    known.set(text, text);
    return text;
  }

  /** t="d": ISO 8601 (strict OOXML). */
  private shapeDate(iso: string): CellValue {
    const time = Date.parse(/^\d{4}-\d\d-\d\d$/.test(iso) ? `${iso}T00:00:00Z` : /(?:Z|[+-]\d\d:?\d\d)$/.test(iso) ? iso : `${iso}Z`);
    if (Number.isNaN(time)) return this.same(iso);
    const days = time / 86400000 + 25569; // 1970-01-01 is serial 25569
    return this.context.shaper.serialDate(this.style, days > 60 ? days : days - 1);
  }

  private openMerge(bytes: Uint8Array, from: number, to: number): void {
    const area = areaOf(attributesOf(bytes, from, to).get("ref") ?? "");
    if (area !== null) this.builder.merge(area);
  }
}

/** Digits → number; -1 if there is anything else, or more digits than are exact. */
export function wholeNumber(bytes: Uint8Array, from: number, to: number): number {
  if (to - from > 15 || to === from) return -1;
  let number = 0;
  for (let at = from; at < to; at++) {
    const digit = bytes[at]! - 48;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

/** Column of an address like AB12, 0-based; -1 if it has none. */
function columnOf(bytes: Uint8Array, from: number, to: number): number {
  let column = 0;
  for (let at = from; at < to; at++) {
    const letter = bytes[at]! & 0xdf; // upper case
    if (letter < 65 || letter > 90) break;
    column = column * 26 + (letter - 64);
    if (column > MAX_COLUMNS) return -1;
  }
  return column - 1;
}

function kindOf(bytes: Uint8Array, from: number, to: number): Kind {
  if (to - from === 1) {
    switch (bytes[from]) {
      case 115: return Kind.shared;
      case 98: return Kind.boolean;
      case 101: return Kind.error;
      case 100: return Kind.date;
      default: return Kind.number;
    }
  }
  switch (ascii(bytes, from, to)) {
    case "str": return Kind.formulaText;
    case "inlineStr": return Kind.inline;
    default: return Kind.number;
  }
}

function areaOf(reference: string): Area | null {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/i.exec(reference);
  if (match === null) return null;
  const [, left = "", top = "", right = "", bottom = ""] = match;
  const column = (letters: string): number => [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { top: Number(top) - 1, left: column(left), bottom: Number(bottom) - 1, right: column(right) };
}
