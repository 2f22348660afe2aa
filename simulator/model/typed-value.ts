/**
 * What Excel makes of text that is typed or assigned to `values`: numbers, dates, percentages, logical values and errors are
 * recognised unless the cell is formatted as text (@) or the text begins with an apostrophe (Range.values: "numeric text becomes number").
 * Dates as Chinese Excel takes them: 2004/3/5, 2004-3-5, 2004年3月5日, 3/5, 3月5日.
 */
export class CellError {
  constructor(readonly code: string) {}
}

export type Scalar = string | number | boolean | CellError;

export const ERROR_TEXTS: ReadonlySet<string> = new Set(["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!", "#CALC!", "#FIELD!"]);

export interface Typed {
  readonly value: Scalar | null;
  /** Format that Excel gives a cell in General when it recognises a date or percentage. */
  readonly format?: string;
  readonly quotePrefix?: true;
}

const DAY = 86_400_000;

/** Excel's serial number of a day; null if there is no such day or it is before 1900. */
export function serialOf(year: number, month: number, day: number): number | null {
  const time = Date.UTC(year, month - 1, day);
  const date = new Date(time);
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || year < 1900 || year > 9999) return null;
  const days = time / DAY + 25_569;
  return days < 61 ? days - 1 : days; // Excel believes in 1900-02-29
}

const fullYear = (text: string): number => (text.length > 2 ? Number(text) : Number(text) + (Number(text) < 30 ? 2000 : 1900));

function dateOf(text: string): Typed | null {
  const full = /^(\d{4}|\d{2})([-/])(\d{1,2})\2(\d{1,2})$/.exec(text);
  if (full) return dated(serialOf(fullYear(full[1]!), Number(full[3]), Number(full[4])), "yyyy/m/d");
  const words = /^(\d{4}|\d{2})年(\d{1,2})月(?:(\d{1,2})日)?$/.exec(text);
  if (words) return dated(serialOf(fullYear(words[1]!), Number(words[2]), Number(words[3] ?? 1)), words[3] === undefined ? 'yyyy"年"m"月"' : 'yyyy"年"m"月"d"日"');
  const month = /^(\d{4})[-/](\d{1,2})$/.exec(text);
  if (month) return dated(serialOf(Number(month[1]), Number(month[2]), 1), "mmm-yy");
  // A year of its own would make results depend on the clock: Excel takes the current one, the simulator 2004.
  const short = /^(\d{1,2})(?:[-/]|月)(\d{1,2})日?$/.exec(text);
  if (short) return dated(serialOf(2004, Number(short[1]), Number(short[2])), 'm"月"d"日"');
  return null;
}

function dated(serial: number | null, format: string): Typed | null {
  return serial === null ? null : { value: serial, format };
}

export function typedValue(input: string | number | boolean, format: string): Typed {
  if (typeof input !== "string") return { value: input };
  if (input === "") return { value: null };
  if (format === "@") return { value: input };
  if (input.startsWith("'")) return { value: input.slice(1), quotePrefix: true };
  const text = input.trim();
  if (/^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(text) || /^[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text)) {
    // Fifteen digits, the rest become zeros: what destroys ID numbers.
    return { value: Number(Number(text.replaceAll(",", "")).toPrecision(15)) };
  }
  const percent = /^([-+]?\d+(?:\.\d+)?)\s*%$/.exec(text);
  if (percent) return { value: Number((Number(percent[1]) / 100).toPrecision(15)), format: percent[1]!.includes(".") ? "0.00%" : "0%" };
  if (/^(?:true|false)$/i.test(text)) return { value: text.toLowerCase() === "true" };
  if (ERROR_TEXTS.has(text.toUpperCase())) return { value: new CellError(text.toUpperCase()) };
  const time = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text);
  if (time && Number(time[2]) < 60) return { value: (Number(time[1]) * 3600 + Number(time[2]) * 60 + Number(time[3] ?? 0)) / 86_400, format: time[3] === undefined ? "h:mm" : "h:mm:ss" };
  return dateOf(text) ?? { value: input };
}
