/**
 * A sheet's cells into its bytes: what says the same as the model is copied, what differs is written anew, in place. A row keeps its
 * other attributes, a cell that only changed its look keeps its formula element.
 */
import { columnName, MAX_COLUMNS } from "../model/address.js";
import { sameValue, type CellExtra, type SheetModel, type Track } from "../model/sheet.js";
import { PLAIN } from "../model/styles.js";
import { CellDecoder, rowTrack, type CellContext, type SharedFormulas } from "./cells-read.js";
import type { Patch } from "./patch.js";
import { fileText, type StringWriter } from "./shared-strings.js";
import type { SheetDataScanner } from "./sheet-data.js";
import type { StyleWriter } from "./styles-write.js";
import { escapeAttribute, escapeContent } from "./xml-tree.js";

export interface CellTarget {
  readonly styles: StyleWriter;
  readonly strings: StringWriter;
  /** "x:" or "". */
  readonly prefix: string;
}

export interface CellChanges {
  /** A cell of the file was written anew, added or taken away. */
  cells: boolean;
  /** A cell got, lost or changed a formula. */
  formulas: boolean;
}

const plain = (style: number): number => (style === PLAIN ? 0 : style);

export class CellsWriter {
  readonly changes: CellChanges = { cells: false, formulas: false };
  private readonly rows: number;
  /** Columns of formula cells by row: they may have no value yet. */
  private readonly formulaColumns = new Map<number, number>();

  constructor(private readonly sheet: SheetModel, private readonly target: CellTarget) {
    let last = Math.max(sheet.values.length, sheet.styles.length);
    for (const row of sheet.rows.keys()) last = Math.max(last, row + 1);
    for (const key of sheet.formulas.keys()) {
      const row = Math.floor(key / MAX_COLUMNS), column = key % MAX_COLUMNS;
      last = Math.max(last, row + 1);
      if ((this.formulaColumns.get(row) ?? -1) < column) this.formulaColumns.set(row, column);
    }
    this.rows = last;
  }

  /** A sheet that has no bytes yet: everything inside <sheetData>. */
  whole(put: (xml: string) => void): void {
    for (let row = 0; row < this.rows; row++) {
      const xml = this.rowXml(row);
      if (xml !== "") put(xml);
    }
  }

  patch(scanner: SheetDataScanner, patch: Patch, context: CellContext, formulas: SharedFormulas, plainColumns: boolean): void {
    const decoder = new CellDecoder(context, new Map(formulas));
    // A shared formula holds as long as the cell that spells it does.
    const lost = new Set([...formulas].filter(([, one]) => this.sheet.formula(one.row, one.column) !== `=${one.formula}`).map(([number]) => number));
    let next = 0;
    while (scanner.nextRow()) {
      const { row } = scanner;
      this.newRows(next, row, patch, scanner.rowFrom);
      next = row + 1;
      this.patchRow(scanner, patch, decoder, context, lost, plainColumns);
    }
    this.newRows(next, this.rows, patch, scanner.position);
  }

  private newRows(from: number, to: number, patch: Patch, at: number): void {
    for (let row = from; row < Math.min(to, this.rows); row++) {
      const xml = this.rowXml(row);
      if (xml === "") continue;
      patch.replace(at, at, xml);
      this.changes.cells = true;
    }
  }

  private patchRow(scanner: SheetDataScanner, patch: Patch, decoder: CellDecoder, context: CellContext, lost: ReadonlySet<string>, plainColumns: boolean): void {
    const { sheet } = this;
    const { row, rowFrom, rowTagTo, rowEmpty } = scanner;
    const attributes = scanner.rowAttributes();
    const width = this.width(row);
    if (rowEmpty) {
      const cells = this.newCells(row, 0, width);
      const tag = this.changedTag(row, attributes, context, cells !== "", plainColumns);
      if (tag === null && cells === "") return;
      const open = tag ?? this.tag(attributes);
      patch.replace(rowFrom, rowTagTo, cells === "" ? `${open.slice(0, -1)}/>` : `${open}${cells}</${this.target.prefix}row>`);
      if (cells !== "") this.changes.cells = true;
      return;
    }
    const spans = /^(\d+):(\d+)$/.exec(attributes.get("spans") ?? "");
    const tag = this.changedTag(row, attributes, context, spans !== null && (width > Number(spans[2]) || this.first(row) + 1 < Number(spans[1])), plainColumns);
    if (tag !== null) patch.replace(rowFrom, rowTagTo, tag);
    let next = 0;
    while (scanner.nextCell()) {
      const { column } = scanner;
      if (column > next) this.insert(row, next, column, patch, scanner.from);
      next = column + 1;
      decoder.decode(scanner);
      const value = sheet.value(row, column), formula = sheet.formula(row, column), own = sheet.styles[row]?.[column] ?? 0;
      const shown = plain(own !== 0 ? own : sheet.trackStyle(row, column));
      const before = plain(context.styles[scanner.style] ?? 0);
      const { shared } = decoder;
      const was = decoder.formula ?? (shared === null ? null : `=${decoder.formulas.get(shared)?.at(row, column) ?? ""}`);
      const sameFormula = was === formula;
      const extra = sheet.extras.get(row * MAX_COLUMNS + column);
      const keepsFormula = sameFormula && (shared === null || !lost.has(shared));
      if (shown === before && keepsFormula && sameValue(value, decoder.value) && sameExtra(extra, decoder.extra)) continue;
      if (!sameFormula) this.changes.formulas = true;
      this.changes.cells = true;
      if (value === null && formula === null && own === 0) patch.replace(scanner.from, scanner.to, "");
      else {
        const style = shown === before ? scanner.style : this.target.styles.number(shown);
        const raw = keepsFormula && formula !== null ? new TextDecoder().decode(scanner.bytes.subarray(scanner.formulaFrom, scanner.formulaTo)) : null;
        patch.replace(scanner.from, scanner.to, this.cellXml(row, column, style, raw));
      }
    }
    // After the last cell the scanner stands behind </row>.
    if (width > next) this.insert(row, next, width, patch, closingTag(scanner));
  }

  private insert(row: number, from: number, to: number, patch: Patch, at: number): void {
    const xml = this.newCells(row, from, to);
    if (xml === "") return;
    patch.replace(at, at, xml);
    this.changes.cells = true;
  }

  /** One more than the last column that has anything. */
  private width(row: number): number {
    const values = this.sheet.values[row], styles = this.sheet.styles[row];
    let width = Math.max(values?.length ?? 0, styles?.length ?? 0, (this.formulaColumns.get(row) ?? -1) + 1);
    while (width > 0 && !this.holds(row, width - 1)) width--;
    return width;
  }

  private first(row: number): number {
    const width = this.width(row);
    for (let column = 0; column < width; column++) if (this.holds(row, column)) return column;
    return width;
  }

  private holds(row: number, column: number): boolean {
    const { sheet } = this;
    return sheet.value(row, column) !== null || (sheet.styles[row]?.[column] ?? 0) !== 0 || sheet.formula(row, column) !== null;
  }

  private newCells(row: number, from: number, to: number): string {
    const { sheet } = this;
    let xml = "";
    for (let column = from; column < to; column++) {
      if (!this.holds(row, column)) continue;
      xml += this.cellXml(row, column, this.target.styles.number(plain(sheet.style(row, column))), null);
      if (sheet.formula(row, column) !== null) this.changes.formulas = true;
    }
    return xml;
  }

  private rowXml(row: number): string {
    const cells = this.newCells(row, 0, this.width(row));
    const track = this.sheet.rows.get(row);
    if (cells === "" && (track === undefined || Object.keys(track).length === 0)) return "";
    const open = this.tag(this.trackAttributes(new Map([["r", String(row + 1)]]), track));
    return cells === "" ? `${open.slice(0, -1)}/>` : `${open}${cells}</${this.target.prefix}row>`;
  }

  private tag(attributes: ReadonlyMap<string, string>): string {
    let tag = `<${this.target.prefix}row`;
    for (const [name, value] of attributes) tag += ` ${name}="${escapeAttribute(value)}"`;
    return `${tag}>`;
  }

  private trackAttributes(attributes: Map<string, string>, track: Track | undefined): Map<string, string> {
    for (const name of ["ht", "customHeight", "hidden", "s", "customFormat", "outlineLevel", "collapsed"]) attributes.delete(name);
    if (track?.style !== undefined) attributes.set("s", String(this.target.styles.number(plain(track.style)))).set("customFormat", "1");
    const height = track?.size ?? track?.fit;
    if (height !== undefined) attributes.set("ht", String(height));
    if (track?.size !== undefined) attributes.set("customHeight", "1");
    if (track?.hidden === true || track?.filtered === true) attributes.set("hidden", "1");
    if (track?.outline !== undefined) attributes.set("outlineLevel", String(track.outline));
    if (track?.collapsed === true) attributes.set("collapsed", "1");
    return attributes;
  }

  /** The row's new tag; null if the old one still says what is so. */
  private changedTag(row: number, attributes: Map<string, string>, context: CellContext, widened: boolean, plainColumns: boolean): string | null {
    const track = this.sheet.rows.get(row);
    const same = sameTrack(rowTrack(attributes, context, plainColumns) ?? {}, track ?? {});
    if (same && !widened) return null;
    const changed = new Map(attributes);
    changed.delete("spans"); // a hint only, and wrong now
    return this.tag(same ? changed : this.trackAttributes(changed, track));
  }

  private cellXml(row: number, column: number, style: number, rawFormula: string | null): string {
    const { sheet, target: { prefix: p, strings } } = this;
    const value = sheet.value(row, column), formula = sheet.formula(row, column);
    const extra = sheet.extras.get(row * MAX_COLUMNS + column);
    const address = columnName(column) + String(row + 1);
    const head = `<${p}c r="${address}"${style === 0 ? "" : ` s="${style}"`}${extra?.attributes === undefined ? "" : ` ${extra.attributes}`}`;
    const f = rawFormula ?? (formula === null ? "" : formulaXml(p, formula, row, column, extra));
    if (value === null) return f === "" ? `${head}/>` : `${head}>${f}</${p}c>`;
    const [type, text] =
      typeof value === "string" ? (f === "" ? ["s", String(strings.number(value, extra?.rich))] : ["str", escapeContent(fileText(value))])
      : typeof value === "number" ? (Number.isFinite(value) ? ["", String(value)] : ["e", "#NUM!"])
      : typeof value === "boolean" ? ["b", value ? "1" : "0"]
      : ["e", escapeContent(value.code)];
    return `${head}${type === "" ? "" : ` t="${type}"`}>${f}<${p}v>${text!}</${p}v></${p}c>`;
  }
}

function formulaXml(p: string, formula: string, row: number, column: number, extra: CellExtra | undefined): string {
  const array = extra?.array;
  const last = array === undefined ? "" : columnName(column + array.columns - 1) + String(row + array.rows);
  const kind = array === undefined ? "" : ` t="array" ref="${columnName(column)}${row + 1}:${last}"${array.attributes}`;
  return `<${p}f${kind}>${escapeContent(formula.slice(1))}</${p}f>`;
}

function sameExtra(a: CellExtra | undefined, b: CellExtra | null): boolean {
  return a?.rich === b?.rich && a?.attributes === b?.attributes && (a?.array === undefined) === (b?.array === undefined);
}

export function sameTrack(a: Track, b: Track): boolean {
  return (
    a.size === b.size && a.fit === b.fit && plain(a.style ?? 0) === plain(b.style ?? 0) && a.outline === b.outline && (a.collapsed ?? false) === (b.collapsed ?? false) &&
    (a.hidden === true || a.filtered === true) === (b.hidden === true || b.filtered === true)
  );
}

function closingTag(scanner: SheetDataScanner): number {
  let at = scanner.position - 1;
  while (scanner.bytes[at] !== 60) at--;
  return at;
}
