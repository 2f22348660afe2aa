/**
 * 公民身份号码 (GB 11643): 6 digits area, 8 birth date, 3 sequence (odd: male), 1 check character. The 15-digit form lacks the
 * century and the check character. Excel keeps 15 digits of a number: the last three of an ID typed as a number become 000.
 */
import type { NormalId } from "../model.js";
import type { BlankWords } from "./blank.js";
import { isDay } from "./calendar.js";
import { cellText, numberText, stepList, type OpenCell } from "./cell.js";
import { fold } from "./fold.js";

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK = "10X98765432";

/** Legal "no number" entries of the systems; never a key. */
const PLACEHOLDERS = /^(?:系统生成|系统自动|自动生成|暂无|未办|未上户|无身份证|没有身份证|没有|不详|未知|待补|待查|遗失|丢失|其他|其它|无号码|无证件|办理中)/;
const SAME_DIGITS = /^(\d)\1*$/;
const LOOSE = /^[^0-9]*(\d{17}[0-9X]|\d{15})[^0-9X]*$/;
const EXPONENT = /^(\d)(?:\.(\d+))?E\+?(\d{2})$/;
const MASKED = /^[0-9*?]{17}[0-9X*?]$/;

/** Check character of the first 17 digits. */
export function checkCharacter(digits17: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += (digits17.charCodeAt(i) - 48) * (WEIGHTS[i] ?? 0);
  return CHECK[sum % 11] ?? "";
}

interface Read {
  readonly id18: string;
  readonly damaged: boolean;
  readonly from15: boolean;
}

export function normaliseId(cell: OpenCell, blank: BlankWords): NormalId {
  const { shown } = cell;
  if (cell.error) return idOf(cell, "invalid", shown.trim(), "error", null, false, false);
  if (cell.value === null) return idOf(cell, "blank", "", null, null, false, false);
  const isNumber = typeof cell.value === "number" && !cell.serial;
  const raw = isNumber ? numberText(cell.value) : cellText(cell);
  const { text, lower, changed, fullWidth } = cleanId(raw);
  if (blank(text) || SAME_DIGITS.test(text) || PLACEHOLDERS.test(text)) return idOf(cell, "blank", "", null, null, false, false);
  const read = readId(text, isNumber);
  return read === null
    ? idOf(cell, "invalid", text, "idLength", null, changed, fullWidth, lower)
    : idOf(cell, "value", text, null, read, changed, fullWidth, lower);
}

/** Digits and X only, as far as the rest is mere dress: blanks, hyphens, a leading apostrophe, a label, a remark in brackets. */
function cleanId(raw: string): { text: string; lower: boolean; changed: boolean; fullWidth: boolean } {
  const folded = fold(raw);
  let text = folded.text;
  if (text.length !== 18 || !isPlain(text)) text = text.replace(/[ '"`’‘“”_·\-]/g, "");
  const upper = text.replace(/[xхХχΧ×✕╳]/g, "X").replace(/e(?=\+?\d)/g, "E");
  const lower = upper !== text;
  if (upper.length !== 18 && upper.length !== 15) {
    const inside = LOOSE.exec(upper)?.[1];
    if (inside !== undefined) return { text: inside, lower, changed: true, fullWidth: folded.fullWidth };
  }
  return { text: upper, lower, changed: folded.trimmed || text !== folded.text, fullWidth: folded.fullWidth };
}

function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if ((code < 48 || code > 57) && code !== 88) return false;
  }
  return true;
}

function digitsOnly(text: string, to: number): boolean {
  for (let i = 0; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code < 48 || code > 57) return false;
  }
  return true;
}

function readId(text: string, isNumber: boolean): Read | null {
  if (text.length === 18 && digitsOnly(text, 17) && (digitsOnly(text.slice(17), 1) || text.endsWith("X"))) {
    // A number of 18 digits never has its last three; as text, 000 shows it where the check character is wrong too.
    const lost = isNumber || text.endsWith("000000") || (text.endsWith("000") && checkCharacter(text) !== "0" && innerBirth(text) !== "");
    return lost ? { id18: survivingDigits(text), damaged: true, from15: false } : { id18: text, damaged: false, from15: false };
  }
  if (text.length === 15 && digitsOnly(text, 15)) return { id18: from15(text), damaged: false, from15: true };
  // 17 digits as a number: the 18th was dropped, and Excel kept only 15 of those.
  if (isNumber && text.length === 17 && innerBirth(`${text}0`) !== "") return { id18: `${text.slice(0, 15)}???`, damaged: true, from15: false };
  const exponent = EXPONENT.exec(text);
  if (exponent !== null) return fromExponent(`${exponent[1] ?? ""}${exponent[2] ?? ""}`, Number(exponent[3]));
  if (text.length === 18 && MASKED.test(text) && /\d/.test(text)) return { id18: text.replaceAll("*", "?"), damaged: true, from15: false };
  return null;
}

/** The last three are lost; where "4.30203E+17" was typed back as a number, all the zeros behind are. */
function survivingDigits(text: string): string {
  const kept = text.slice(0, 15);
  return (innerBirth(text) === "" ? kept.replace(/0+$/, "") : kept).padEnd(18, "?");
}

/**
 * "4.30203E+17": the digits before the cut are what is left. The last of them may be rounded up, unless all 15 are there, or the
 * next one is the century of an 18-digit number (1 or 2).
 */
function fromExponent(mantissa: string, power: number): Read | null {
  const exact = mantissa.length >= 15 || (mantissa.length === 6 && power === 17);
  const sure = (exact ? mantissa : `${mantissa.slice(0, -1)}?`).slice(0, 15);
  if (power === 17) return { id18: sure.padEnd(18, "?"), damaged: true, from15: false };
  if (power !== 14) return null;
  if (mantissa.length >= 15) return { id18: from15(sure), damaged: false, from15: true };
  const padded = sure.padEnd(15, "?");
  return { id18: `${padded.slice(0, 6)}19${padded.slice(6)}?`, damaged: true, from15: true };
}

function from15(digits: string): string {
  const digits17 = `${digits.slice(0, 6)}19${digits.slice(6)}`;
  return digits17 + checkCharacter(digits17);
}

/** "YYYY-MM-DD" inside an 18-character number; "" if it is no day or not all there. */
function innerBirth(id18: string): string {
  const year = Number(id18.slice(6, 10));
  const month = Number(id18.slice(10, 12));
  const day = Number(id18.slice(12, 14));
  if (!(year >= 1880 && year <= 2099) || !isDay(year, month, day)) return "";
  return `${id18.slice(6, 10)}-${id18.slice(10, 12)}-${id18.slice(12, 14)}`;
}

function idOf(
  cell: OpenCell, state: NormalId["state"], cleaned: string, issue: string | null, read: Read | null,
  changed: boolean, fullWidth: boolean, lower = false,
): NormalId {
  const id18 = read?.id18 ?? "";
  const damaged = read?.damaged ?? false;
  const birth = read === null ? "" : innerBirth(id18);
  const sequence = id18.charCodeAt(16);
  const sex = sequence >= 48 && sequence <= 57 ? (sequence % 2 === 1 ? "male" : "female") : null;
  let problem = issue;
  if (read !== null) {
    if (damaged) problem = "damaged";
    else if (birth === "") problem = "idDate";
    else if (checkCharacter(id18) !== id18[17]) problem = "checkDigit";
  }
  const steps = stepList(
    cell, changed && "trimmed", fullWidth && "fullWidth", (read?.from15 ?? false) && "id15to18", lower && "upperX", damaged && "damagedNumber",
  );
  return {
    type: "idNumber", state: problem === null ? state : "invalid", shown: cell.shown, text: read === null ? cleaned : id18,
    steps, issue: problem, id18, valid: read !== null && problem === null, damaged, birth, sex,
  };
}
