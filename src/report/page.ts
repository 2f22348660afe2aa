/** A sheet laid out line by line over a fixed grid of columns, as forms and summaries are. */
import type { Area, Look, ReportCell } from "../model.js";
import { heightOf, lineCount, rowHeight, type Row } from "./layout.js";

/** A cell of a line that covers `span` grid columns. */
export interface Piece {
  readonly value: string | number | null;
  readonly span: number;
  readonly look: Look;
  readonly link?: NonNullable<ReportCell["link"]>;
}

export class Page {
  readonly rows: (Row | null)[] = [];
  readonly merges: Area[] = [];
  readonly heights = new Map<number, number>();

  constructor(readonly widths: readonly number[]) {}

  get next(): number {
    return this.rows.length;
  }

  /** Width of `span` columns from `from`. */
  width(from: number, span: number): number {
    let width = 0;
    for (let column = from; column < from + span; column++) width += this.widths[column] ?? 0;
    return width;
  }

  /** Height that the pieces need in points. */
  measure(pieces: readonly Piece[]): number {
    let from = 0;
    const cells = pieces.map((piece) => {
      const cell = { text: piece.value === null ? "" : String(piece.value), width: this.width(from, piece.span) };
      from += piece.span;
      return cell;
    });
    return rowHeight(cells);
  }

  /** Appends a line; its height is measured unless given. Covered cells get the look too, so that borders close. */
  line(pieces: readonly Piece[], height?: number): number {
    const at = this.rows.length;
    const row: Row = [];
    for (const piece of pieces) {
      const from = row.length;
      row.push({ value: piece.value, look: piece.look, ...(piece.link ? { link: piece.link } : {}) });
      for (let covered = 1; covered < piece.span; covered++) row.push({ value: null, look: piece.look });
      if (piece.span > 1) this.merges.push({ top: at, bottom: at, left: from, right: from + piece.span - 1 });
    }
    this.rows.push(row);
    this.heights.set(at, height ?? this.measure(pieces));
    return at;
  }

  /** A larger line (titles): its font is not the body's, so it is measured with its own line height. */
  heading(text: string, look: Look, points: number): number {
    const all = this.widths.length;
    const scale = points / 10.5;
    return this.line([{ value: text, span: all, look }], heightOf(lineCount(text, this.width(0, all) / scale), points * 1.6));
  }

  gap(height: number): void {
    this.heights.set(this.rows.length, height);
    this.rows.push(null);
  }
}
