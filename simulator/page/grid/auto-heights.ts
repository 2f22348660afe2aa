/**
 * Heights of rows that have none of their own: as Excel does, a row grows with larger letters and with wrapped text. Only rows that hold such
 * a cell are looked at, and text is measured by kinds of characters, which is enough for a height.
 */
import type { SheetModel } from "../../model/sheet.js";
import { joinText } from "../../model/formula.js";
import { mergesOf } from "./merges.js";
import { estimate } from "./text-width.js";

/** Pixels; Excel's tallest row has 409 points. */
const TALLEST = 546;
const LINE = 1.25;

interface TallStyle {
  /** Pixels of the letters. */
  readonly size: number;
  readonly wrap: boolean;
}

export class AutoHeights {
  private readonly rows = new Map<number, number>();
  private readonly tall = new Map<number, TallStyle | null>();

  constructor(
    private readonly sheet: SheetModel,
    private readonly widthOf: (column: number) => number,
    private readonly standard: number,
  ) {}

  of(row: number): number {
    const styles = this.sheet.styles[row];
    if (styles === undefined || styles.length === 0) return this.standard;
    let height = this.rows.get(row);
    if (height === undefined) this.rows.set(row, (height = this.measure(row, styles)));
    return height;
  }

  private measure(row: number, styles: readonly number[]): number {
    let height = this.standard;
    for (let column = 0; column < styles.length; column++) {
      const id = styles[column]!;
      const style = id === 0 ? null : this.tallStyle(id);
      if (style === null) continue;
      const value = this.sheet.value(row, column);
      if (value === null || this.widthOf(column) === 0 || mergesOf(this.sheet).inRow(row).some((area) => area.left <= column && area.right >= column && (style.wrap || area.bottom > area.top))) continue;
      let lines = 1;
      if (style.wrap && typeof value === "string") {
        const room = Math.max(style.size, this.widthOf(column) - 6);
        lines = joinText(value).split("\n").reduce((sum, part) => sum + Math.max(1, Math.ceil(estimate(part, style.size) / room)), 0);
      }
      height = Math.max(height, Math.ceil(lines * style.size * LINE) + 1);
    }
    return Math.min(TALLEST, height);
  }

  /** null: an ordinary style, which makes no row higher. */
  private tallStyle(id: number): TallStyle | null {
    let tall = this.tall.get(id);
    if (tall === undefined) {
      const style = this.sheet.table.get(id);
      const size = (Number(style["font.size"] ?? 11) * 4) / 3, wrap = style["wrapText"] === true;
      tall = wrap || size > 15 ? { size, wrap } : null;
      this.tall.set(id, tall);
    }
    return tall;
  }
}
