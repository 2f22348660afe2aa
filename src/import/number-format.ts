/**
 * What a number looks like under a number format, as Excel in Chinese shows it. SheetJS's formatter (SSF) does the work; the
 * format is first put into the form it accepts: SSF knows neither literal Chinese without quotes (yyyy年m月), dots between
 * date parts (yyyy.m.d), weekdays (aaaa), nor [DBNum1].
 */
import { SSF } from "@e965/xlsx";
import { numeralsInDate, numeralsInNumber, type NumeralStyle } from "./chinese-numerals.js";

export interface NumberFormat {
  readonly code: string;
  /** "date": shows year, month or day. A time alone is a number. "plain": whole numbers look like themselves. */
  readonly kind: "general" | "plain" | "number" | "date";
  /** The text shown; null if Excel shows ##### (a date before 1900 or after 9999) . */
  show(value: number): string | null;
  /** Text under a format with a text section of its own ("村"@); null: text is shown as it is. */
  readonly showText: ((text: string) => string) | null;
}

const LAST_SERIAL = 2958465; // 9999-12-31
const WEEKDAYS = "日一二三四五六";
const MONTHS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];

/** Built-in formats as zh-CN Excel shows them (ECMA-376 part 1, 18.8.30, zh-cn; 14 and 22 follow the system's short date). */
export const BUILTIN_FORMATS: Readonly<Record<number, string>> = {
  0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
  5: '"¥"#,##0;"¥"\\-#,##0', 6: '"¥"#,##0;[Red]"¥"\\-#,##0', 7: '"¥"#,##0.00;"¥"\\-#,##0.00', 8: '"¥"#,##0.00;[Red]"¥"\\-#,##0.00',
  9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
  14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
  27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"',
  34: '上午/下午h"时"mm"分"', 35: '上午/下午h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"',
  37: "#,##0;\\-#,##0", 38: "#,##0;[Red]\\-#,##0", 39: "#,##0.00;\\-#,##0.00", 40: "#,##0.00;[Red]\\-#,##0.00",
  41: "#,##0;\\-#,##0", 42: '"¥"#,##0;"¥"\\-#,##0', 43: "#,##0.00;\\-#,##0.00", 44: '"¥"#,##0.00;"¥"\\-#,##0.00',
  45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
  50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"',
  55: '上午/下午h"时"mm"分"', 56: '上午/下午h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
};

const compiled = new Map<string, NumberFormat>();

/** Never throws: a format that cannot be understood shows numbers as General does, and is told to `misunderstood`. */
export function numberFormat(code: string, misunderstood?: (code: string) => void): NumberFormat {
  let format = compiled.get(code);
  if (format === undefined) {
    format = compile(code);
    compiled.set(code, format);
  }
  if (misunderstood !== undefined && format.kind === "general" && !isGeneral(code)) misunderstood(code);
  return format;
}

function isGeneral(code: string): boolean {
  return /^\s*(?:general|g\/通用格式|@|)\s*$/i.test(code);
}

const GENERAL: NumberFormat = { code: "General", kind: "general", show: (value) => general(value), showText: null };

function general(value: number): string {
  return SSF.format("General", value) as string;
}

function compile(code: string): NumberFormat {
  if (isGeneral(code)) return GENERAL;
  const sections = splitSections(code).map((section) => rewriteSection(section));
  const first = sections[0]!;
  const joined = sections.map((section) => section.text).join(";");
  const textSection = sections.length === 4 ? sections[3] : sections.find((section) => section.text.includes("@"));
  const showText = textSection === undefined || textSection.text === "@" || textSection.text === "General"
    ? null
    : (text: string): string => SSF.format(joined, text) as string;
  try {
    SSF.format(withWords(first, joined, 38108.5), 38108.5);
    SSF.format(withWords(first, joined, 1), -1);
    showText?.("a");
  } catch {
    return { ...GENERAL, code };
  }
  const digits = first.numerals;
  if (first.calendar) {
    return {
      code, kind: "date", showText,
      show(value) {
        if (value < 0 || value >= LAST_SERIAL + 1) return null;
        const shown = SSF.format(withWords(first, joined, value), value) as string;
        return digits === null ? shown : numeralsInDate(shown, digits);
      },
    };
  }
  return {
    code, kind: joined === "0" && digits === null ? "plain" : "number", showText,
    show(value) {
      const shown = (SSF.format(withWords(first, joined, value), fifteenDigits(value)) as string).trim();
      return digits === null ? shown : numeralsInNumber(shown, digits);
    },
  };
}

/** Excel shows 15 digits and zeros after them, whatever the file holds. */
export function fifteenDigits(value: number): number {
  return Math.abs(value) >= 1e15 ? Number(value.toPrecision(15)) : value;
}

interface Section {
  /** Marks \u0001 … \u0006 stand for words that depend on the value. */
  readonly text: string;
  readonly calendar: boolean;
  readonly numerals: NumeralStyle | null;
}

function splitSections(code: string): string[] {
  const sections: string[] = [];
  let from = 0;
  for (let at = 0; at < code.length; at++) {
    const char = code[at];
    if (char === "\\" || char === "_" || char === "*") at++;
    else if (char === '"') at = closing(code, at, '"');
    else if (char === "[") at = closing(code, at, "]");
    else if (char === ";") {
      sections.push(code.slice(from, at));
      from = at + 1;
    }
  }
  sections.push(code.slice(from));
  return sections.slice(0, 4);
}

function closing(code: string, at: number, mark: string): number {
  const end = code.indexOf(mark, at + 1);
  return end < 0 ? code.length : end;
}

/** A piece of a section: a date or time part, a literal, or what SSF shall see as it stands. */
interface Piece {
  readonly kind: "part" | "literal" | "raw";
  readonly text: string;
}

function rewriteSection(code: string): Section {
  if (/\[\$-(?:x-)?(?:sysdate|f800)\]/i.test(code)) code = 'yyyy"年"m"月"d"日"'; // the system's long date
  else if (/\[\$-(?:x-)?(?:systime|f400)\]/i.test(code)) code = "h:mm:ss"; // the system's time
  const pieces: Piece[] = [];
  let numerals: NumeralStyle | null = null;
  let chinese = false;
  for (let at = 0; at < code.length; at++) {
    const char = code[at]!;
    const rest = code.slice(at);
    if (char === '"') {
      const end = closing(code, at, '"');
      pieces.push({ kind: "literal", text: code.slice(at + 1, end) });
      at = end;
    } else if (char === "\\") {
      pieces.push({ kind: "literal", text: code[++at] ?? "" });
    } else if (char === "_" || char === "*") {
      at++; // blank room and fill characters are no text
    } else if (char === "[") {
      const end = closing(code, at, "]");
      const inside = code.slice(at + 1, end);
      const numeral = /^dbnum([123])/i.exec(inside);
      if (numeral !== null) numerals = Number(numeral[1]) as NumeralStyle;
      else if (inside.startsWith("$")) {
        const [symbol = "", locale = ""] = inside.slice(1).split("-");
        chinese ||= /(?:[048]04|^zh)/i.test(locale);
        if (symbol !== "") pieces.push({ kind: "literal", text: symbol });
      } else if (/^(?:h+|m+|s+)$/i.test(inside)) pieces.push({ kind: "part", text: `[${inside}]` });
      else if (/^[<>=]/.test(inside)) pieces.push({ kind: "raw", text: `[${inside}]` });
      at = end; // colours and the like are no text
    } else {
      const word = /^(?:general|g\/通用格式|am\/pm|a\/p|上午\/下午|a{3,}|y+|m+|d+|h+|s+|e(?![+-])|g+|b[12]?|e[+-])/i.exec(rest)?.[0];
      if (word !== undefined) {
        pieces.push(classify(word));
        at += word.length - 1;
      } else if (/[0#?.,%+\-()/: $@]/.test(char)) {
        pieces.push({ kind: "raw", text: char });
      } else {
        pieces.push({ kind: "literal", text: char });
      }
    }
  }
  return assemble(pieces, numerals, chinese);
}

function classify(word: string): Piece {
  if (/^(?:general|g\/)/i.test(word)) return { kind: "raw", text: "General" };
  if (/^e[+-]/i.test(word)) return { kind: "raw", text: word.toUpperCase() };
  if (/^g+$/i.test(word)) return { kind: "literal", text: "" };
  if (/^aaaa/i.test(word)) return { kind: "part", text: "\u0001" };
  if (/^aaa/i.test(word)) return { kind: "part", text: "\u0002" };
  if (/^[hs]{3,}$/i.test(word)) return { kind: "part", text: word.slice(0, 2).toLowerCase() };
  return { kind: "part", text: /^(?:am\/pm|a\/p)$/i.test(word) ? word.toUpperCase() : word.toLowerCase() };
}

function assemble(pieces: readonly Piece[], numerals: NumeralStyle | null, chinese: boolean): Section {
  const parts = pieces.filter((piece) => piece.kind === "part").map((piece) => piece.text);
  const isTime = (text: string | undefined): boolean => text !== undefined && /^\[?[hs]/.test(text);
  // m is minutes after an hour or before seconds, else months (and a month alone is a date).
  const calendar = parts.some((text, index) =>
    /^(?:y|d|e|b|\u0001|\u0002)/.test(text) || (/^m/.test(text) && (text.length > 2 || !(isTime(parts[index - 1]) || isTime(parts[index + 1])))));
  const dated = parts.length > 0;
  const alone = pieces.every((piece) => piece.text === "General" || piece.text === "");
  let text = "";
  pieces.forEach((piece, index) => {
    if (piece.text === "General" && piece.kind === "raw" && !alone) {
      text += "\u0006"; // SSF drops what stands beside General
    } else if (piece.kind === "literal") {
      for (const char of piece.text) text += char === '"' ? '\\"' : `"${char}"`;
    } else if (piece.kind === "part") {
      if (chinese && /^d{4,}$/.test(piece.text)) text += "\u0001";
      else if (chinese && piece.text === "ddd") text += "\u0003";
      else if (chinese && piece.text === "mmmm") text += "\u0004";
      else if (chinese && piece.text === "mmm") text += "\u0005";
      else text += piece.text;
    } else if (!dated || piece.text.startsWith("[")) {
      text += piece.text;
    } else {
      // In a date everything else is literal but the fraction of a second (ss.00).
      const next = pieces[index + 1]?.text;
      const before = pieces[index - 1]?.text ?? "";
      const fraction = piece.text === "." ? /^\[?s/.test(before) && next === "0" : piece.text === "0" && /[.0]/.test(before);
      text += fraction || piece.text === "@" ? piece.text : `"${piece.text}"`;
    }
  });
  return { text, calendar, numerals };
}

/** Puts the words for the weekday and the month, and the number where General stands beside other text, into the format. */
function withWords(first: Section, joined: string, value: number): string {
  if (joined.includes("\u0006")) {
    const minus = value < 0 && !joined.includes(";") ? "-" : ""; // a second section writes its own sign
    joined = joined.replaceAll("\u0006", `"${minus}${general(Math.abs(value))}"`);
  }
  if (!/[\u0001-\u0005]/.test(first.text)) return joined;
  const parts = SSF.parse_date_code(value) as { m: number; q: number } | null;
  const day = WEEKDAYS[parts?.q ?? 0] ?? "";
  const month = parts?.m ?? 1;
  return joined
    .replaceAll("\u0001", `"星期${day}"`).replaceAll("\u0002", `"${day}"`).replaceAll("\u0003", `"周${day}"`)
    .replaceAll("\u0004", `"${MONTHS[month - 1] ?? ""}月"`).replaceAll("\u0005", `"${month}月"`);
}
