/** What the user decided, as it is remembered in the workbook: read with care, since files are older than the program that reads them. */
import type { TableOverride } from "../../src/model.js";
import type { PartDate } from "../../src/survey.js";
import { NO_CHOICES, type Choices } from "../engine/protocol.js";

export const CHOICES_KEY = "choices";
export const LAST_RUN_KEY = "lastRun";

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === "string";
const isMonth = (value: unknown): value is string => isText(value) && /^\d{4}-(?:0[1-9]|1[0-2])$/.test(value);
const isRow = (value: unknown): value is number => typeof value === "number" && Number.isInteger(value) && value >= 0;

/** null: not in a form that this program knows. */
export function choicesFrom(value: unknown): Choices | null {
  if (value === undefined || value === null) return NO_CHOICES;
  if (!isObject(value) || !Array.isArray(value["overrides"]) || !Array.isArray(value["dates"])) return null;
  const overrides = value["overrides"].map(overrideFrom);
  const dates = value["dates"].map(dateFrom);
  const period = value["period"];
  if (overrides.includes(null) || dates.includes(null)) return null;
  if (period !== null && !(isObject(period) && isMonth(period["from"]) && isMonth(period["to"]))) return null;
  return {
    overrides: overrides.filter((one) => one !== null),
    dates: dates.filter((one) => one !== null),
    period: period === null ? null : { from: String(period["from"]), to: String(period["to"]) },
  };
}

function overrideFrom(value: unknown): TableOverride | null {
  if (!isObject(value) || !isText(value["sheet"])) return null;
  const { file, sheet, record, headerRows, columns } = value;
  if (file !== null && file !== undefined && !isText(file)) return null;
  if (record !== undefined && record !== null && !isText(record)) return null;
  if (headerRows !== undefined && !(Array.isArray(headerRows) && headerRows.length === 2 && headerRows.every(isRow))) return null;
  if (columns !== undefined && !(isObject(columns) && Object.entries(columns).every(([column, field]) => /^\d+$/.test(column) && (field === null || isText(field))))) return null;
  return {
    file: isText(file) ? file : null,
    sheet,
    ...(record === undefined ? {} : { record }),
    ...(headerRows === undefined ? {} : { headerRows: [Number(headerRows[0]), Number(headerRows[1])] as const }),
    ...(columns === undefined ? {} : { columns: Object.fromEntries(Object.entries(columns).map(([column, field]) => [Number(column), isText(field) ? field : null])) }),
  };
}

function dateFrom(value: unknown): PartDate | null {
  if (!isObject(value) || !isText(value["record"]) || !isText(value["asOf"]) || !/^\d{4}-\d{2}-\d{2}$/.test(value["asOf"])) return null;
  const village = value["village"];
  return village === null || isText(village) ? { record: value["record"], village, asOf: value["asOf"] } : null;
}

export function withOverride(choices: Choices, file: string | null, sheet: string, override: TableOverride | null): Choices {
  const others = choices.overrides.filter((one) => one.sheet !== sheet || one.file !== file);
  return { ...choices, overrides: override === null ? others : [...others, override] };
}

export function withDate(choices: Choices, date: PartDate, forget: boolean): Choices {
  const others = choices.dates.filter((one) => one.record !== date.record || one.village !== date.village);
  return { ...choices, dates: forget ? others : [...others, date] };
}
