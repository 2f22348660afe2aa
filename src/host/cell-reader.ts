/** A cell of an open workbook, value and number format as its program gives them → what the engine sees. */
import type { CellValue } from "../model.js";
import { CellShaper, errorCell } from "../import/cell-shaper.js";
import { numberFormat, type NumberFormat } from "../import/number-format.js";

/** "" is an empty cell; an error comes as its name. */
export type RawCell = string | number | boolean;

/** Codes as Excel's API gives them, where Chinese Excel shows something else. */
const LOCAL: Readonly<Record<string, string>> = { "m/d/yyyy": "yyyy/m/d", "m/d/yyyy h:mm": "yyyy/m/d h:mm", "[$-x-sysdate]dddd, mmmm dd, yyyy": "[$-x-sysdate]" };
const ERROR = /^#(?:N\/A|VALUE!|REF!|DIV\/0!|NUM!|NAME\?|NULL!|SPILL!|CALC!|FIELD!|GETTING_DATA)$/;

/** Equal texts become one string as long as one of them is remembered: a column of 已婚 costs one text, not one per row. */
class Texts {
  private readonly known: string[] = [];

  one(text: string): string {
    let hash = text.length;
    for (let i = 0; i < text.length && i < 24; i++) hash = (hash * 31 + text.charCodeAt(i)) | 0;
    const place = hash & 0xffff;
    const before = this.known[place];
    if (before === text) return before;
    this.known[place] = text;
    return text;
  }
}

export class CellReader {
  private readonly texts = new Texts();
  private readonly codes = new Map<string, number>();
  private readonly formats: NumberFormat[] = [];
  private readonly shaper: CellShaper;

  /** @param date1904 days are counted from 1904 (workbooks from old Macs) */
  constructor(date1904: boolean) {
    this.shaper = new CellShaper(this.formats, date1904);
  }

  /** @param format undefined if nobody asked: General */
  shape(cell: RawCell, format: string | undefined): CellValue {
    if (cell === "") return null;
    if (typeof cell === "number") return this.shaper.number(this.style(format ?? "General"), cell);
    if (typeof cell !== "string") return cell;
    if (ERROR.test(cell)) return errorCell(cell);
    const text = this.texts.one(cell);
    return format === undefined ? text : this.shaper.text(this.style(format), text);
  }

  /** True if text shows otherwise than it is under this format (@"村"). */
  showsText(format: string): boolean {
    return this.formats[this.style(format)]!.showText !== null;
  }

  private style(code: string): number {
    let style = this.codes.get(code);
    if (style === undefined) {
      style = this.formats.push(numberFormat(LOCAL[code] ?? code)) - 1;
      this.codes.set(code, style);
    }
    return style;
  }
}
