/** One worksheet's XML, in the element order of ECMA-376 §18.3.1.99, handed on in pieces so that no sheet is ever one long string. */
import type { Area, Look, ReportCell, ReportSheet } from "../model.js";
import type { StyleBook } from "./xlsx-writer-styles.js";
import { capText, columnLetters, escapeXml, quotedSheet, rangeOf, XML_HEAD } from "./xlsx-writer-xml.js";

export const MAX_ROWS = 1_048_576;
export const MAX_COLUMNS = 16_384;
/** Characters of XML per piece. */
const PIECE = 1 << 16;
/** Excel refuses longer formulas, and longer texts inside one. */
const LONGEST_FORMULA = 8_000;
const LONGEST_LITERAL = 250;
/** Breaks per sheet in Excel. */
const MOST_BREAKS = 1_026;

/** All texts of the workbook once; cells hold their number. */
export class SharedTexts {
  private readonly numbers = new Map<string, number>();
  uses = 0;

  of(text: string): number {
    this.uses++;
    let number = this.numbers.get(text);
    if (number === undefined) {
      number = this.numbers.size;
      this.numbers.set(text, number);
    }
    return number;
  }

  write(out: (xml: string) => void): void {
    let xml = `${XML_HEAD}<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="${this.uses}" uniqueCount="${this.numbers.size}">`;
    for (const text of this.numbers.keys()) {
      xml += `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`;
      if (xml.length > PIECE) {
        out(xml);
        xml = "";
      }
    }
    out(`${xml}</sst>`);
  }
}

export interface NoteAt {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** "text" as a formula literal, in parts if it is long. */
function literal(text: string): string {
  const parts: string[] = [];
  for (let from = 0; from < text.length || from === 0; from += LONGEST_LITERAL) parts.push(`"${text.slice(from, from + LONGEST_LITERAL).replace(/"/g, '""')}"`);
  return parts.join("&");
}

/**
 * A jump as a HYPERLINK formula, not as a hyperlink of the sheet: those are kept by address, apart from the cells, and need not move when
 * a table is sorted, while a formula is the cell's content and moves with its row. There is also no limit of 65,530.
 */
export function linkFormula(link: NonNullable<ReportCell["link"]>, value: string): string | null {
  let target = literal(`#${quotedSheet(link.sheet)}!${link.address}`);
  if (link.find) {
    const { column, text } = link.find;
    const range = `${quotedSheet(link.sheet)}!$${column}:$${column}`;
    const wanted = literal(text.replace(/[~*?]/g, "~$&"));
    // The row is looked up by one column, the jump goes to the address's own. A text that is gone must not turn the link into #N/A.
    const letters = /^\$?[A-Za-z]+/.exec(link.address)?.[0].replace("$", "") ?? column;
    target = `IFERROR(${literal(`#${quotedSheet(link.sheet)}!${letters}`)}&MATCH(${wanted},${range},0),${target})`;
  }
  const formula = `HYPERLINK(${target},${literal(value)})`;
  return formula.length > LONGEST_FORMULA ? null : formula;
}

/** Excel would take such a text for a formula once the cell is edited. */
function looksLikeFormula(text: string): boolean {
  const first = text.charCodeAt(0);
  return first === 61 || first === 43 || first === 45 || first === 64; // = + - @
}

/** Overlapping or one-cell merges make Excel repair the file: the first of two that overlap stays. */
export function cleanMerges(merges: readonly Area[], rows: number): Area[] {
  const kept: Area[] = [];
  const taken = new Map<number, Area[]>();
  for (const raw of merges) {
    const area = { top: Math.max(0, raw.top), left: Math.max(0, raw.left), bottom: Math.min(raw.bottom, Math.max(rows, raw.top + 1) - 1, MAX_ROWS - 1), right: Math.min(raw.right, MAX_COLUMNS - 1) };
    if (area.bottom < area.top || area.right < area.left || (area.bottom === area.top && area.right === area.left)) continue;
    let free = true;
    for (let r = area.top; r <= area.bottom && free; r++) free = !(taken.get(r)?.some((other) => other.left <= area.right && other.right >= area.left) ?? false);
    if (!free) continue;
    for (let r = area.top; r <= area.bottom; r++) {
      const list = taken.get(r);
      if (list) list.push(area);
      else taken.set(r, [area]);
    }
    kept.push(area);
  }
  return kept;
}

export interface SheetParts {
  readonly notes: readonly NoteAt[];
}

/**
 * Writes the sheet. `relation` numbers: rId1 is the table if there is one; rId2 the notes' drawing. Returns the notes met on the way.
 * Throws RangeError for a sheet larger than Excel's.
 */
export function writeSheet(sheet: ReportSheet, texts: SharedTexts, styles: StyleBook, selected: boolean, out: (xml: string) => void): SheetParts {
  const notes: NoteAt[] = [];
  if (sheet.rows.length > MAX_ROWS) throw new RangeError(`sheet ${sheet.name}: ${sheet.rows.length} rows, at most ${MAX_ROWS}`);
  let columns = sheet.widths.length;
  for (const row of sheet.rows) if (row && row.length > columns) columns = row.length;
  if (columns > MAX_COLUMNS) throw new RangeError(`sheet ${sheet.name}: ${columns} columns, at most ${MAX_COLUMNS}`);
  const letters = Array.from({ length: columns }, (_, c) => columnLetters(c));

  let xml = `${XML_HEAD}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">`;
  if (sheet.print?.fitToWidth) xml += '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>';
  if (sheet.rows.length > 0 && columns > 0) xml += `<dimension ref="A1:${columnLetters(columns - 1)}${sheet.rows.length}"/>`;
  xml += sheetView(sheet, selected);
  xml += '<sheetFormatPr defaultRowHeight="15"/>';
  if (sheet.widths.length > 0) {
    const hidden = new Set(sheet.hiddenColumns ?? []);
    xml += "<cols>";
    sheet.widths.forEach((width, c) => {
      xml += `<col min="${c + 1}" max="${c + 1}" width="${Math.max(0.5, Math.min(255, Math.round(width * 100) / 100))}" customWidth="1"${hidden.has(c) ? ' hidden="1"' : ""}/>`;
    });
    xml += "</cols>";
  }
  xml += "<sheetData>";
  const plain: Look = sheet.plain ?? "cell";
  const plainStyle = styles.of(plain, false);

  for (let r = 0; r < sheet.rows.length; r++) {
    const row = sheet.rows[r];
    const height = sheet.heights?.get(r);
    if (!row && height === undefined) continue;
    xml += height === undefined ? `<row r="${r + 1}">` : `<row r="${r + 1}" ht="${Math.round(Math.min(409, height) * 4) / 4}" customHeight="1">`;
    const length = row ? row.length : 0;
    const number = String(r + 1);
    for (let c = 0; c < length; c++) {
      const cell = row?.[c];
      if (cell === null || cell === undefined) continue;
      const at = (letters[c] ?? "") + number;
      if (typeof cell === "number") {
        xml += Number.isFinite(cell) ? `<c r="${at}" s="${plainStyle}"><v>${cell}</v></c>` : "";
      } else if (typeof cell === "string") {
        const style = looksLikeFormula(cell) ? styles.of(plain, true) : plainStyle;
        xml += cell === "" ? "" : `<c r="${at}" s="${style}" t="s"><v>${texts.of(capText(cell))}</v></c>`;
      } else {
        xml += fullCell(cell, at, texts, styles, plain);
        if (cell.note !== undefined) notes.push({ row: r, column: c, text: capText(cell.note) });
      }
    }
    xml += "</row>";
    if (xml.length > PIECE) {
      out(xml);
      xml = "";
    }
  }
  xml += "</sheetData>";
  out(xml + tail(sheet, notes.length > 0));
  return { notes };
}

function fullCell(cell: ReportCell, at: string, texts: SharedTexts, styles: StyleBook, plain: Look): string {
  const look = cell.look ?? plain;
  const { value } = cell;
  if (value === null || value === "" || (typeof value === "number" && !Number.isFinite(value))) return `<c r="${at}" s="${styles.of(look, false, cell.format)}"/>`;
  if (cell.link) {
    const text = capText(String(value));
    const formula = linkFormula(cell.link, text);
    if (formula !== null) return `<c r="${at}" s="${styles.of(look, false)}" t="str"><f>${escapeXml(formula)}</f><v>${escapeXml(text)}</v></c>`;
  }
  if (typeof value === "number") return `<c r="${at}" s="${styles.of(look, false, cell.format)}"><v>${value}</v></c>`;
  return `<c r="${at}" s="${styles.of(look, looksLikeFormula(value), cell.format)}" t="s"><v>${texts.of(capText(value))}</v></c>`;
}

function sheetView(sheet: ReportSheet, selected: boolean): string {
  const rows = sheet.freezeRows ?? 0;
  const columns = sheet.freezeColumns ?? 0;
  const attributes = `${sheet.gridLines === false ? ' showGridLines="0"' : ""}${selected ? ' tabSelected="1"' : ""}`;
  if (rows === 0 && columns === 0) return `<sheetViews><sheetView${attributes} workbookViewId="0"/></sheetViews>`;
  const pane = rows > 0 && columns > 0 ? "bottomRight" : rows > 0 ? "bottomLeft" : "topRight";
  const split = `${columns > 0 ? ` xSplit="${columns}"` : ""}${rows > 0 ? ` ySplit="${rows}"` : ""}`;
  const corner = `${columnLetters(columns)}${rows + 1}`;
  return `<sheetViews><sheetView${attributes} workbookViewId="0"><pane${split} topLeftCell="${corner}" activePane="${pane}" state="frozen"/><selection pane="${pane}" activeCell="${corner}" sqref="${corner}"/></sheetView></sheetViews>`;
}

/** Everything after the cells, in the schema's order. */
function tail(sheet: ReportSheet, hasNotes: boolean): string {
  let xml = "";
  const merges = cleanMerges(sheet.merges ?? [], sheet.rows.length);
  if (merges.length > 0) xml += `<mergeCells count="${merges.length}">${merges.map((area) => `<mergeCell ref="${rangeOf(area)}"/>`).join("")}</mergeCells>`;
  const choices = sheet.choices ?? [];
  if (choices.length > 0) {
    xml += `<dataValidations count="${choices.length}">${choices
      .map((choice) => `<dataValidation type="list" allowBlank="1" showErrorMessage="0" sqref="${rangeOf(choice.area)}"><formula1>${escapeXml(`"${choice.values.join(",")}"`)}</formula1></dataValidation>`)
      .join("")}</dataValidations>`;
  }
  const print = sheet.print;
  if (print) {
    const { side, top, bottom } = print.margins ?? { side: 0.5, top: 0.75, bottom: 0.75 };
    xml += print.fitToWidth ? "" : '<printOptions horizontalCentered="1"/>';
    xml += `<pageMargins left="${side}" right="${side}" top="${top}" bottom="${bottom}" header="0.3" footer="0.3"/>`;
    xml += `<pageSetup paperSize="9"${print.fitToWidth ? ' fitToWidth="1" fitToHeight="0"' : ""} orientation="${print.orientation}"/>`;
    if (print.header !== undefined || print.footer !== undefined) {
      xml += `<headerFooter>${print.header === undefined ? "" : `<oddHeader>${escapeXml(print.header)}</oddHeader>`}${print.footer === undefined ? "" : `<oddFooter>${escapeXml(print.footer)}</oddFooter>`}</headerFooter>`;
    }
    const breaks = (print.breaks ?? []).filter((row) => row > 0).slice(0, MOST_BREAKS);
    if (breaks.length > 0) {
      xml += `<rowBreaks count="${breaks.length}" manualBreakCount="${breaks.length}">${breaks.map((row) => `<brk id="${row}" max="16383" man="1"/>`).join("")}</rowBreaks>`;
    }
  } else xml += '<pageMargins left="0.5" right="0.5" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>';
  if (hasNotes) xml += '<legacyDrawing r:id="rId2"/>';
  if (sheet.table) xml += '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>';
  return `${xml}</worksheet>`;
}
