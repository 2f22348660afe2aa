/** Ranges as the API hands them about: what they point at, and what is allowed on them. */
import type { Area } from "../../src/model.js";
import { areaText, intersect, parseAddress, parseAddresses, sheetPrefix } from "../model/address.js";
import type { SheetModel } from "../model/sheet.js";
import type { WorkbookModel } from "../model/workbook.js";
import { ApiObject } from "../protocol/api-class.js";
import { accessDenied, invalidArgument } from "../protocol/host-error.js";

export interface RangeTarget {
  readonly book: WorkbookModel;
  readonly sheet: SheetModel;
  area: Area;
}

export interface AreasTarget {
  readonly book: WorkbookModel;
  readonly sheet: SheetModel;
  areas: Area[];
}

/** Longest address text that getRanges takes (OfficeDev/office-js#5198). */
export const LONGEST_ADDRESS = 8_192;

/** A1 text of an argument → area on a sheet. @throws HostError InvalidArgument */
export function areaArgument(book: WorkbookModel, sheet: SheetModel, argument: unknown): RangeTarget {
  if (argument instanceof ApiObject) return rangeTarget(argument);
  if (typeof argument !== "string") throw invalidArgument();
  const parsed = parseAddress(argument);
  if (parsed !== null) {
    const other = parsed.sheet === null ? sheet : book.sheet(parsed.sheet);
    if (other === null) throw invalidArgument();
    return { book, sheet: other, area: parsed.area };
  }
  const name = sheet.names.get(argument.toLowerCase()) ?? book.names.get(argument.toLowerCase());
  const named = name === undefined ? null : parseAddress(name.formula.replace(/^=/, ""));
  if (named === null) throw invalidArgument();
  return { book, sheet: (named.sheet === null ? null : book.sheet(named.sheet)) ?? sheet, area: named.area };
}

/** @throws HostError InvalidArgument: no address, or text longer than 8,192 characters */
export function areasArgument(book: WorkbookModel, sheet: SheetModel, argument: unknown): AreasTarget {
  if (typeof argument !== "string" || argument.length > LONGEST_ADDRESS) throw invalidArgument();
  const parsed = parseAddresses(argument);
  if (parsed === null || parsed.some((one) => one.sheet !== null && book.sheet(one.sheet) !== sheet)) throw invalidArgument();
  return { book, sheet, areas: parsed.map((one) => one.area) };
}

/** The range that a proxy argument stands for. @throws HostError InvalidArgument */
export function rangeTarget(argument: unknown): RangeTarget {
  if (!(argument instanceof ApiObject) || argument.type.name !== "Range") throw invalidArgument();
  return argument.target as RangeTarget;
}

export function addressOf(target: RangeTarget | AreasTarget): string {
  const prefix = sheetPrefix(target.sheet.name);
  return "area" in target ? prefix + areaText(target.area) : target.areas.map((area) => prefix + areaText(area)).join(",");
}

/** A sheet-wide area cut to what is used; for reading and styling of unbounded ranges. */
export function usedPart(target: RangeTarget, valuesOnly: boolean): Area | null {
  const used = target.sheet.usedArea(valuesOnly);
  return used === null ? null : intersect(used, target.area);
}

export type Guarded = "insertRows" | "insertColumns" | "deleteRows" | "deleteColumns" | "contents" | "formatCells" | "formatRows" | "formatColumns" | "filter" | "objects";

/** @throws HostError AccessDenied: the sheet is protected and does not allow this */
export function guard(sheet: SheetModel, what: Guarded, areas: readonly Area[] = []): void {
  if (!sheet.protection.protected) return;
  const allowed: Partial<Record<Guarded, string>> = { formatCells: "allowFormatCells", formatRows: "allowFormatRows", formatColumns: "allowFormatColumns", filter: "allowAutoFilter", insertRows: "allowInsertRows", insertColumns: "allowInsertColumns", deleteRows: "allowDeleteRows", deleteColumns: "allowDeleteColumns" };
  const option = allowed[what];
  if (option !== undefined && sheet.protection.options[option] === true) return;
  if (what === "contents" && areas.length > 0 && areas.every((area) => isUnlocked(sheet, area))) return;
  throw accessDenied();
}

function isUnlocked(sheet: SheetModel, area: Area): boolean {
  for (let row = area.top; row <= area.bottom; row++) {
    for (let column = area.left; column <= area.right; column++) if (sheet.table.value(sheet.style(row, column), "locked") !== false) return false;
  }
  return true;
}
