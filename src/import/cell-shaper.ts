/**
 * A raw cell value under its format becomes what the engine sees: a bare value where it is shown as it is, else a ShownCell.
 * Cells of equal format and value share one object, so that a column of dates costs a few thousand objects, not a million.
 */
import type { CellValue } from "../model.js";
import { fifteenDigits, numberFormat, type NumberFormat } from "./number-format.js";

/** Days between the epochs 1900 and 1904: serials are kept in the 1900 system everywhere. */
const EPOCH_1904 = 1462;

const GENERAL = numberFormat("General");
const ERRORS = new Map<string, CellValue>();
const BARE_LIMIT = 1e11; // General shows more digits as 1.23457E+11

export function errorCell(name: string): CellValue {
  let cell = ERRORS.get(name);
  if (cell === undefined) ERRORS.set(name, (cell = { kind: "error", value: name, shown: name }));
  return cell;
}

export class CellShaper {
  private readonly general = new Map<number, CellValue>();
  private readonly caches: (Map<number, CellValue> | undefined)[] = [];

  /** @param formats by style index; a style without entry is General */
  constructor(private readonly formats: readonly NumberFormat[], private readonly date1904: boolean) {}

  number(style: number, value: number): CellValue {
    const format = this.formats[style];
    const kind = format === undefined ? "general" : format.kind;
    if (kind === "general" || kind === "plain") {
      if (Number.isInteger(value) && value < (kind === "plain" ? 1e15 : BARE_LIMIT) && value > -BARE_LIMIT) return value === 0 ? 0 : value;
    }
    const cache = format === undefined ? this.general : (this.caches[style] ??= new Map<number, CellValue>());
    let cell = cache.get(value);
    if (cell === undefined) cache.set(value, (cell = this.shape(format, value)));
    return cell;
  }

  text(style: number, text: string): CellValue {
    if (text === "") return null;
    const show = this.formats[style]?.showText ?? null;
    if (show === null) return text;
    const shown = show(text);
    return shown === text ? text : { kind: "text", value: text, shown };
  }

  /** A date that the file holds as text (ISO 8601, strict OOXML). */
  serialDate(style: number, serial1900: number): CellValue {
    return this.number(style, this.date1904 ? serial1900 - EPOCH_1904 : serial1900);
  }

  private shape(format: NumberFormat | undefined, value: number): CellValue {
    if (format?.kind === "date") {
      const serial = this.date1904 ? value + EPOCH_1904 : value;
      const shown = format.show(serial);
      return shown === null ? errorCell("#####") : { kind: "date", value: serial, shown };
    }
    const shown = (format ?? GENERAL).show(value) ?? "";
    if (shown === String(value)) return value;
    return { kind: "number", value: fifteenDigits(value), shown };
  }
}
