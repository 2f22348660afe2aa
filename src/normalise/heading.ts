/** The year and month a part speaks of, from what its table says about itself. */
import type { MonthNumber, TableBlock } from "../model.js";
import type { Heading } from "./column-reader.js";
import { fold } from "./fold.js";
import { withDigits } from "./chinese-numeral.js";

const YEAR = /(?<!\d)(19[5-9]\d|20[0-4]\d)(?!\d)/g;

/** Month, as-of date, then a year in title, sheet name or file name. */
export function headingOf(block: TableBlock): Heading {
  if (block.month !== null) return { year: Math.floor(block.month / 12), month: (block.month % 12) + 1 };
  if (block.asOf !== null) return { year: Number(block.asOf.slice(0, 4)), month: Number(block.asOf.slice(5, 7)) };
  for (const text of [block.title, block.sheet, (block.file ?? "").replace(/\.[^./\\]*$/, "")]) {
    const year = onlyYear(text);
    if (year > 0) return { year, month: 0 };
  }
  return null;
}

/** The last year a text names; 0 if it names none. */
function onlyYear(text: string): number {
  const years = withDigits(fold(text).text).match(YEAR);
  return years === null ? 0 : Number(years.at(-1));
}

/** Latest year of any heading or of the period; 0 if nothing says a year. */
export function limitYearOf(headings: readonly Heading[], periodTo: MonthNumber | null): number {
  let year = periodTo === null ? 0 : Math.floor(periodTo / 12);
  for (const heading of headings) if (heading !== null && heading.year > year) year = heading.year;
  return year;
}

/** For a part that says nothing: the year that every other part says. */
export function commonHeading(headings: readonly Heading[]): Heading {
  const years = new Set<number>();
  for (const heading of headings) if (heading !== null) years.add(heading.year);
  const [year] = years;
  return years.size === 1 && year !== undefined ? { year, month: 0 } : null;
}
