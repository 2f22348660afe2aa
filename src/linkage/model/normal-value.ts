/** A raw cell → the form in which it is compared; "" where it says nothing. Called once per distinct raw value. */
import { chineseName, chineseNumber } from "./chinese-value.js";
import { normalDate } from "./normal-date.js";
import type { FieldType, Tongue } from "./settings.js";

const NOTHING = new Set(["null", "none", "nan", "n/a", "na", "unknown", "-", "--", "?", "/", "\\", "无", "不详", "未知", "暂无"]);
const ENTITIES: ReadonlyMap<string, string> = new Map([["amp", "&"], ["lt", "<"], ["gt", ">"], ["quot", "\""], ["apos", "'"], ["nbsp", " "], ["mdash", "-"], ["ndash", "-"]]);
const ASCII = /^[\x20-\x7e]*$/;
const MARKS = /[\u0300-\u036f]/g;
const CJK = /[\u3400-\u9fff]/;

export function hasChinese(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x3400 && unit <= 0x9fff) return true;
  }
  return false;
}

/** Width, case, accents and blanks do not make another value. */
export function plain(raw: string, tongue: Tongue | null): string {
  let text = raw;
  if (text.includes("&")) {
    text = text.replace(/&(#\d+|[a-z]+);/gi, (whole, name: string) => {
      if (name.startsWith("#")) return String.fromCodePoint(Math.min(0x10ffff, Number(name.slice(1))));
      return ENTITIES.get(name.toLowerCase()) ?? (/^[a-z](?:uml|acute|grave|circ|tilde|cedil|slash|ring)$/i.test(name) ? name[0]! : whole);
    });
  }
  if (!ASCII.test(text)) {
    text = text.normalize("NFKD").replace(MARKS, "").normalize("NFC");
    if (tongue !== null && CJK.test(text)) text = tongue.simplify(text);
  }
  text = text.toLowerCase().replace(/\s+/g, " ").trim();
  return NOTHING.has(text) ? "" : text;
}

export function normalValue(raw: string, type: FieldType, tongue: Tongue | null): string {
  if (raw === "") return "";
  const text = plain(raw, tongue);
  if (text === "") return "";
  switch (type) {
    case "name":
      return CJK.test(text) ? chineseName(text) : text.replace(/[^\p{L}\p{N}@]+/gu, " ").trim();
    case "text":
      return text.includes("@") ? text.replace(/\s/g, "") : text.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
    case "date":
      return normalDate(text);
    case "idNumber":
      return normalId(text);
    case "phone": {
      const digits = text.replace(/\D/g, "");
      return digits.length > 10 ? digits.slice(-11).replace(/^86|^0+/, "") : digits.replace(/^0+/, "");
    }
    case "postcode":
      return text.replace(/[^\p{L}\p{N}]/gu, "");
    case "number": {
      const number = Number(text.replace(/[,\s]/g, ""));
      return Number.isFinite(number) ? String(number) : text.replace(/\s/g, "");
    }
    case "code":
      return text.includes("@") ? text.replace(/\s/g, "") : chineseNumber(text.replace(/[^\p{L}\p{N}]/gu, ""));
  }
}

export { normalDate };

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

export function checkCharacter(digits17: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += (digits17.charCodeAt(i) - 48) * (WEIGHTS[i] ?? 0);
  return "10x98765432"[sum % 11] ?? "";
}

/** Digits that must have survived for a number to say anything: more than the area and the year. */
const TELLING = 10;

/** 18 places, lower-case x; 15 digits are raised to 18 (GB 11643); "?" for digits a spreadsheet destroyed. */
export function normalId(text: string): string {
  const exponent = /^(\d)\.(\d+)e\+?(14|17)$/.exec(text.replace(/\s/g, ""));
  if (exponent !== null) {
    const kept = `${exponent[1] ?? ""}${exponent[2] ?? ""}`;
    if (kept.length < TELLING) return "";
    if (exponent[3] === "17") return kept.slice(0, 15).padEnd(18, "?");
    const fifteen = kept.padEnd(15, "?");
    return `${fifteen.slice(0, 6)}19${fifteen.slice(6)}?`.slice(0, 18);
  }
  // An x that is not the check character hides a digit.
  const bare = text.replace(/[*＊]/g, "?").replace(/[×хχ]/g, "x").replace(/[^0-9x?]/g, "").replace(/x(?=.)/g, "?").replace(/(?<=\?)x$/, "?");
  if (/^(\d)\1*$/.test(bare)) return "";
  if (bare.includes("?")) return bare.replaceAll("?", "").length < TELLING ? "" : bare;
  if (/^\d{15}$/.test(bare)) {
    // Not an old number but a new one cut short: what should be the month is the decade.
    if (!/^\d{8}(?:0[1-9]|1[0-2])/.test(bare) && validBirth(bare.slice(6, 14))) return `${bare}???`;
    const raised = `${bare.slice(0, 6)}19${bare.slice(6)}`;
    return raised + checkCharacter(raised);
  }
  // Excel keeps 15 digits of a number and makes the last three 000; one in eleven passes its check all the same.
  if (/^\d{15}000$/.test(bare)) return `${bare.slice(0, 15)}???`;
  return bare;
}

/** The check character is right and the birth date exists. */
export function validId(id: string): boolean {
  if (id.length !== 18) return false;
  for (let i = 0; i < 17; i++) {
    const unit = id.charCodeAt(i);
    if (unit < 48 || unit > 57) return false;
  }
  return checkCharacter(id) === id[17] && validBirth(id.slice(6, 14));
}

function validBirth(digits: string): boolean {
  const year = Number(digits.slice(0, 4));
  const month = Number(digits.slice(4, 6));
  const day = Number(digits.slice(6));
  return year >= 1880 && year < 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}
