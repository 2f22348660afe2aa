/**
 * Steps through the rows and cells of a worksheet's <sheetData> as bytes, and says where each lies, so that cells nobody changed can be
 * copied as they are. No tree, no strings but those asked for.
 */
import { Attributes, ascii, decodeText, XmlError } from "../../src/import/xml-scanner.js";
import { wholeNumber } from "../../src/import/xlsx-sheet.js";
import { MAX_COLUMNS, MAX_ROWS } from "../model/address.js";
import { tagEnd } from "./bytes.js";
import { parseXml } from "./xml-tree.js";

export type CellKind = "n" | "s" | "str" | "inlineStr" | "b" | "e" | "d";

const LT = 60, SLASH = 47;

export class SheetDataScanner {
  /** The row at hand, 0-based; its tag's bytes; whether it is written as an empty element. */
  row = -1;
  rowFrom = 0;
  rowTagTo = 0;
  rowEmpty = false;
  /** The cell at hand: 0-based column, number of its style, its bytes. */
  column = -1;
  style = 0;
  kind: CellKind = "n";
  from = 0;
  to = 0;
  /** Bytes inside <v>, inside <is>, and of the whole <f>; -1 if there is none. */
  valueFrom = -1;
  valueTo = -1;
  inlineFrom = -1;
  inlineTo = -1;
  formulaFrom = -1;
  formulaTo = -1;
  /** The cell has attributes beyond r, s and t. */
  more = false;

  private at: number;
  private inRow = false;
  private readonly attributes = new Attributes();

  /** @param from, to what is inside <sheetData> */
  constructor(readonly bytes: Uint8Array, from: number, private readonly end: number) {
    this.at = from;
  }

  /** Position after the last thing read: where </row> or </sheetData> begins. */
  get position(): number {
    return this.at;
  }

  nextRow(): boolean {
    const { bytes } = this;
    while (this.inRow) this.nextCell();
    for (;;) {
      const at = this.nextTag();
      if (at < 0) return false;
      const close = tagEnd(bytes, at);
      const nameTo = this.nameEnd(at + 1);
      if (!this.named(at + 1, nameTo, 114, "row")) {
        this.at = this.skip(at, close);
        continue;
      }
      this.rowFrom = at;
      this.rowTagTo = close + 1;
      this.rowEmpty = bytes[close - 1] === SLASH;
      this.at = close + 1;
      this.inRow = !this.rowEmpty;
      this.column = -1;
      this.row++;
      const attributes = this.attributes.over(bytes, nameTo, this.rowEmpty ? close - 1 : close);
      while (attributes.next()) {
        if (attributes.nameEnd - attributes.nameStart !== 1 || bytes[attributes.nameStart] !== 114) continue;
        const number = wholeNumber(bytes, attributes.valueStart, attributes.valueEnd);
        if (number < 1 || number > MAX_ROWS || number - 1 < this.row) throw new XmlError("a row number out of order");
        this.row = number - 1;
      }
      return true;
    }
  }

  /** After the last cell `position` is at the row's closing tag's end. */
  nextCell(): boolean {
    if (!this.inRow) return false;
    const { bytes } = this;
    for (;;) {
      const at = this.nextTag();
      if (at < 0) throw new XmlError("a row that does not end");
      if (bytes[at + 1] === SLASH) {
        this.at = tagEnd(bytes, at) + 1;
        this.inRow = false;
        return false;
      }
      const close = tagEnd(bytes, at);
      const nameTo = this.nameEnd(at + 1);
      if (!this.named(at + 1, nameTo, 99, "c")) {
        this.at = this.skip(at, close);
        continue;
      }
      this.from = at;
      const empty = bytes[close - 1] === SLASH;
      this.openCell(nameTo, empty ? close - 1 : close);
      this.valueFrom = this.inlineFrom = this.formulaFrom = -1;
      this.at = close + 1;
      if (!empty) this.inside();
      this.to = this.at;
      return true;
    }
  }

  /** Attributes of the row at hand by local name. */
  rowAttributes(): Map<string, string> {
    return this.attributesIn(this.rowFrom, this.rowTagTo);
  }

  /** The tag at [from, to) with its attributes by full name. */
  attributesIn(from: number, to: number): Map<string, string> {
    const text = decodeText(this.bytes, from, to, true);
    const open = /^<(?:"[^"]*"|'[^']*'|[^"'>])*>/.exec(text)![0];
    return parseXml(open.endsWith("/>") ? open : `${open.slice(0, -1)}/>`).attributes;
  }

  /** Text between two positions: entities resolved, CDATA opened. */
  content(from: number, to: number): string {
    const { bytes } = this;
    for (let at = from; at < to; at++) if (bytes[at] === LT) return parseXml(`<x>${decodeText(bytes, from, to, true)}</x>`).text;
    return decodeText(bytes, from, to);
  }

  /** Opening tag's end and content of the formula element at hand. */
  formulaParts(): { readonly tagTo: number; readonly from: number; readonly to: number } {
    const close = tagEnd(this.bytes, this.formulaFrom);
    if (this.bytes[close - 1] === SLASH) return { tagTo: close + 1, from: close + 1, to: close + 1 };
    let to = this.formulaTo - 1;
    while (this.bytes[to] !== LT) to--;
    return { tagTo: close + 1, from: close + 1, to };
  }

  private openCell(from: number, to: number): void {
    const { bytes } = this;
    this.column++;
    this.style = 0;
    this.kind = "n";
    this.more = false;
    const attributes = this.attributes.over(bytes, from, to);
    while (attributes.next()) {
      const start = attributes.valueStart, end = attributes.valueEnd;
      const letter = attributes.nameEnd - attributes.nameStart === 1 ? bytes[attributes.nameStart] : 0;
      if (letter === 114) {
        const column = columnOf(bytes, start, end);
        if (column < this.column || column >= MAX_COLUMNS) throw new XmlError("a cell out of order");
        this.column = column;
      } else if (letter === 115) {
        this.style = Math.max(0, wholeNumber(bytes, start, end));
      } else if (letter === 116) {
        this.kind = kindOf(bytes, start, end);
      } else {
        this.more = true;
      }
    }
  }

  private inside(): void {
    const { bytes } = this;
    for (;;) {
      const at = this.nextTag();
      if (at < 0) throw new XmlError("a cell that does not end");
      const close = tagEnd(bytes, at);
      if (bytes[at + 1] === SLASH) {
        this.at = close + 1;
        return;
      }
      const nameTo = this.nameEnd(at + 1);
      const after = this.skip(at, close);
      const innerFrom = close + 1;
      // Back over the closing tag, which may have a prefix.
      let innerTo = after;
      if (bytes[close - 1] === SLASH) innerTo = innerFrom;
      else do innerTo--; while (bytes[innerTo] !== LT);
      if (this.named(at + 1, nameTo, 118, "v")) [this.valueFrom, this.valueTo] = [innerFrom, innerTo];
      else if (this.named(at + 1, nameTo, 102, "f")) [this.formulaFrom, this.formulaTo] = [at, after];
      else if (this.named(at + 1, nameTo, 105, "is")) [this.inlineFrom, this.inlineTo] = [innerFrom, innerTo];
      this.at = after;
    }
  }

  /** Position of the next tag that is no comment; -1 at the end. */
  private nextTag(): number {
    const { bytes, end } = this;
    let at = this.at;
    for (;;) {
      while (at < end && bytes[at] !== LT) at++;
      if (at >= end) {
        this.at = end;
        return -1;
      }
      if (bytes[at + 1] !== 33 && bytes[at + 1] !== 63) return at;
      at = tagEnd(bytes, at) + 1;
    }
  }

  /** Position after the element whose opening tag is [at, close]. */
  private skip(at: number, close: number): number {
    const { bytes, end } = this;
    if (bytes[at + 1] === SLASH) throw new XmlError("a closing tag too many");
    if (bytes[close - 1] === SLASH) return close + 1;
    let depth = 1;
    let here = close + 1;
    for (;;) {
      while (here < end && bytes[here] !== LT) here++;
      if (here >= end) throw new XmlError("broken off");
      const next = bytes[here + 1];
      if (next === 33 && bytes[here + 2] === 91) {
        while (here < end && !(bytes[here] === 62 && bytes[here - 1] === 93 && bytes[here - 2] === 93)) here++;
        here++;
        continue;
      }
      const tag = tagEnd(bytes, here);
      if (next === SLASH) depth--;
      else if (next !== 33 && next !== 63 && bytes[tag - 1] !== SLASH) depth++;
      here = tag + 1;
      if (depth === 0) return here;
    }
  }

  private nameEnd(at: number): number {
    const { bytes } = this;
    let end = at;
    while (bytes[end] !== 62 && bytes[end] !== SLASH && bytes[end]! > 32) end++;
    return end;
  }

  private named(from: number, to: number, first: number, name: string): boolean {
    const { bytes } = this;
    const start = to - name.length;
    if (start < from || bytes[start] !== first || (start > from && bytes[start - 1] !== 58)) return false;
    for (let n = 1; n < name.length; n++) if (bytes[start + n] !== name.charCodeAt(n)) return false;
    return true;
  }
}

function columnOf(bytes: Uint8Array, from: number, to: number): number {
  let column = 0;
  for (let at = from; at < to; at++) {
    const letter = bytes[at]! & 0xdf;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + (letter - 64);
    if (column > MAX_COLUMNS) return -1;
  }
  return column - 1;
}

function kindOf(bytes: Uint8Array, from: number, to: number): CellKind {
  const kind = to - from === 1 ? String.fromCharCode(bytes[from]!) : ascii(bytes, from, to);
  return kind === "s" || kind === "b" || kind === "e" || kind === "d" || kind === "str" || kind === "inlineStr" ? kind : "n";
}
