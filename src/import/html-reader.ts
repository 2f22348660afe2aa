/**
 * HTML tables that systems export under the name .xls. All tables go onto one sheet, one beneath the other, as Excel opens
 * them. Cells stay text: Excel would turn an 18-digit number into 4.3E+17, but the file holds every digit.
 */
import type { SheetGrid } from "../model.js";
import { GridBuilder, MAX_COLUMNS, MAX_ROWS } from "./grid-builder.js";
import { fileStem } from "./read-context.js";

export function looksLikeHtml(text: string): boolean {
  const head = text.slice(0, 4096).trimStart();
  return /^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|style|table|div|center|font)\b/i.test(head);
}

/** The charset that the head declares, lower case, or null. */
export function declaredCharset(bytes: Uint8Array): string | null {
  let head = "";
  for (const byte of bytes.subarray(0, 2048)) head += String.fromCharCode(byte);
  return /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1]?.toLowerCase() ?? null;
}

/** The grid of all tables of the page; null if there is no table. */
export function readHtml(file: string, text: string): SheetGrid | null {
  const builder = new GridBuilder();
  const reader = new TableReader(builder);
  // Tags, comments, and the contents of script and style in one pass.
  const token = /<!--[\s\S]*?(?:-->|$)|<(script|style|xml)\b[\s\S]*?<\/\1\s*>|<(\/?)([a-z][\w:-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/gi;
  let at = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    reader.text(text, at, match.index);
    at = token.lastIndex;
    const name = match[3];
    if (name !== undefined) reader.tag(name.toLowerCase(), match[2] === "/", match[4] ?? "");
  }
  reader.finish();
  if (!reader.sawTable) return null;
  return builder.grid(file, worksheetName(text) ?? fileStem(file), false);
}

/** The name that Excel and those who imitate it write: <x:ExcelWorksheet><x:Name>…; only if there is just one. */
function worksheetName(text: string): string | null {
  const names = [...text.slice(0, 20000).matchAll(/<x:Name>([^<]*)<\/x:Name>/gi)];
  const name = names.length === 1 ? resolveEntities(names[0]?.[1] ?? "").trim() : "";
  return name === "" ? null : name;
}

class TableReader {
  sawTable = false;
  private depth = 0;
  private row = -1;
  private column = 0;
  private inCell = false;
  private content = "";
  private span = { columns: 1, rows: 1 };
  /** Rows that cells from above still cover, by column: the last such row. */
  private covered: number[] = [];

  constructor(private readonly builder: GridBuilder) {}

  text(source: string, from: number, to: number): void {
    if (this.inCell && to > from) this.content += source.slice(from, to).replace(/[\t\n\r\f ]+/g, " ");
  }

  tag(name: string, closing: boolean, attributes: string): void {
    switch (name) {
      case "table":
        this.sawTable = true;
        if (this.inCell) this.content += closing ? "" : " "; // a table inside a cell is its text
        this.depth += closing ? -1 : 1;
        if (this.depth <= 0) {
          this.finish();
          this.depth = 0;
        }
        break;
      case "tr":
        if (this.depth !== 1) break;
        this.endRow();
        if (!closing) {
          this.row++;
          this.column = 0;
        }
        break;
      case "td": case "th":
        if (this.depth !== 1) break;
        this.endCell();
        if (!closing) this.startCell(attributes);
        break;
      case "br": case "p": case "div":
        if (this.inCell && (name === "br" || closing)) this.content += "\n";
        break;
      default: break;
    }
  }

  finish(): void {
    this.endRow();
    // What is left of a row span ends with its table.
    this.covered = [];
  }

  private startCell(attributes: string): void {
    if (this.row < 0) this.row = 0;
    while ((this.covered[this.column] ?? -1) >= this.row) this.column++;
    const number = (name: string, most: number): number => {
      const value = Number(new RegExp(`\\b${name}\\s*=\\s*["']?(\\d+)`, "i").exec(attributes)?.[1] ?? 1);
      return Math.max(1, Math.min(value, most));
    };
    this.span = { columns: number("colspan", MAX_COLUMNS - this.column), rows: number("rowspan", MAX_ROWS) };
    this.inCell = true;
    this.content = "";
  }

  private endCell(): void {
    if (!this.inCell) return;
    this.inCell = false;
    const { columns, rows } = this.span;
    const text = resolveEntities(this.content).replace(/ *\n */g, "\n").replace(/^[ \n]+|[ \n]+$/g, "");
    if (text !== "") this.builder.cell(this.column, text);
    if (columns > 1 || rows > 1) {
      const area = { top: this.row, left: this.column, bottom: this.row + rows - 1, right: this.column + columns - 1 };
      this.builder.merge(area);
      if (rows > 1) for (let column = area.left; column <= area.right; column++) this.covered[column] = area.bottom;
    }
    this.column += columns;
  }

  private endRow(): void {
    this.endCell();
    if (this.row >= 0) this.builder.endRow(this.row);
  }
}

const NAMED: Readonly<Record<string, string>> = {
  amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0", middot: "·", times: "×", mdash: "—", ndash: "–", hellip: "…",
  ldquo: "“", rdquo: "”", lsquo: "‘", rsquo: "’", ensp: "\u2002", emsp: "\u2003",
};

function resolveEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));?/gi, (whole, decimal?: string, hex?: string, named?: string) => {
    if (named !== undefined) return NAMED[named] ?? whole;
    const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hex ?? "", 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
