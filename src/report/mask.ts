/**
 * ID numbers are masked in every output unless the user asks otherwise (contract: Findings file): the first six and the last four
 * characters stay, `430203********1234`. The area stays readable, birth date and sex do not.
 */
import type { Finding, FindingsFile, RecordInfo } from "../model.js";

const KEEP_HEAD = 6;
const KEEP_TAIL = 4;
const STAR = 42;
/** Fewer digits than this hold no ID number (a birth date in an "ID or birth date" column has eight). */
const SHORTEST = 9;

function isDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 0xff10 && code <= 0xff19);
}

/** X stands for 10 as the last character of an ID number; also full width, and × as some type it. */
function isCheckX(code: number): boolean {
  return code === 88 || code === 120 || code === 0xff38 || code === 0xff58 || code === 0xd7;
}

/** Stars over the digits of `text` except the first six and the last four; anything between the digits stays where it is. */
function starDigits(text: string): string {
  const places: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    // A star counts for the digit it hides, so that masking again changes nothing.
    if (isDigit(code) || code === STAR || (isCheckX(code) && places.length >= 14)) places.push(i);
  }
  if (places.length < SHORTEST) return text;
  // A number with lost digits shows no tail: with it, too little would be hidden.
  const tail = places.length >= 15 ? KEEP_TAIL : 0;
  const characters = text.split("");
  for (let n = KEEP_HEAD; n < places.length - tail; n++) characters[places[n] ?? 0] = "*";
  return characters.join("");
}

/**
 * A cell of an ID-number column. Everything that has the digits of an ID number is masked, damaged and mistyped ones too; words
 * (暂无) and short numbers stay. A masked number stays as it is.
 */
export function maskIdCell(text: string): string {
  return text.length < SHORTEST ? text : starDigits(text);
}

const WHOLE = /(?<![0-9０-９])[0-9０-９]{14,18}[0-9０-９xXｘＸ×](?![0-9０-９])/g;
// Typed in groups: 430203 19750304 1234, 430203-750304-123.
const GROUPED = /(?<![0-9０-９])[0-9０-９]{6}[ \u00a0\u3000-](?:[0-9０-９]{4}[ \u00a0\u3000-]?[0-9０-９]{4}[ \u00a0\u3000-]?[0-9０-９]{3}[0-9０-９xXｘＸ×]|[0-9０-９]{6}[ \u00a0\u3000-]?[0-9０-９]{3})(?![0-9０-９])/g;

function plain(digits: string): string {
  return digits.replace(/[０-９]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xff10 + 48));
}

/** Whether a run of digits has a birth date where an ID number has it; other long numbers (household codes) have none. */
function hasBirthDate(run: string): boolean {
  const digits = plain(run);
  if (digits.length === 15) return /^\d{8}(0\d|1[0-2])[0-3]\d/.test(digits);
  return /^\d{6}(18|19|20)\d\d/.test(digits);
}

/**
 * Free text: numbers shaped like an ID number (15 to 19 characters, so that one lost or doubled digit hides nothing less).
 * `everyLongNumber` masks long numbers without a birth date too: for sentences about ID numbers, which may be wrong.
 */
export function maskText(text: string, everyLongNumber = false): string {
  if (text.length < 15) return text;
  return text
    .replace(WHOLE, (run) => (everyLongNumber || hasBirthDate(run) ? starDigits(run) : run))
    .replace(GROUPED, (run) => starDigits(run));
}

/** The field without the place of a child: childIdNumber#2 → childIdNumber. */
export function baseField(field: string): string {
  const hash = field.indexOf("#");
  return hash < 0 ? field : field.slice(0, hash);
}

function columnLetters(address: string): string {
  let end = 0;
  while (end < address.length && address.charCodeAt(end) >= 65) end++;
  return address.slice(0, end);
}

/** Sheet columns of ID numbers, as keys `file NUL sheet NUL letters`. */
function maskedColumns(records: readonly RecordInfo[], fields: ReadonlySet<string>): Set<string> {
  const columns = new Set<string>();
  for (const record of records) {
    for (const column of record.columns) {
      if (column.field !== null && fields.has(baseField(column.field))) columns.add(`${record.file ?? ""}\0${record.sheet}\0${column.column}`);
    }
  }
  return columns;
}

/**
 * The finding with its ID numbers masked: values and normal values of ID cells wholly, sentences where they name one.
 * `fields` are the profile's fields with `mask`.
 */
function maskFinding(finding: Finding, fields: ReadonlySet<string>, columns: ReadonlySet<string>): Finding {
  const own = finding.field !== null && fields.has(baseField(finding.field));
  return {
    ...finding,
    why: maskText(finding.why, true),
    link: { certainty: finding.link.certainty, because: finding.link.because.map((phrase) => maskText(phrase, true)) },
    cells: finding.cells.map((cell) => {
      const whole = own || columns.has(`${cell.file ?? ""}\0${cell.sheet}\0${columnLetters(cell.address)}`);
      return whole
        ? { ...cell, value: maskIdCell(cell.value), normal: maskIdCell(cell.normal) }
        : { ...cell, value: maskText(cell.value), normal: maskText(cell.normal) };
    }),
  };
}

/** The whole findings file masked, as `--json` writes it and as every report shows it. Masking twice changes nothing. */
export function maskFindingsFile(file: FindingsFile, fields: ReadonlySet<string>): FindingsFile {
  const columns = maskedColumns(file.records, fields);
  return {
    ...file,
    findings: file.findings.map((finding) => maskFinding(finding, fields, columns)),
    warnings: file.warnings.map((warning) => ({ ...warning, message: maskText(warning.message, true) })),
    notRun: file.notRun.map((entry) => ({ ...entry, why: maskText(entry.why, true) })),
    patterns: file.patterns.map((pattern) => ({ ...pattern, why: maskText(pattern.why, true) })),
  };
}
