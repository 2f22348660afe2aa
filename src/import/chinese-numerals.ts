/** Digits as the number formats [DBNum1] 二〇〇四, [DBNum2] 贰零零肆 and [DBNum3] ２００４ show them. */

export type NumeralStyle = 1 | 2 | 3;

const DIGITS: Readonly<Record<NumeralStyle, string>> = { 1: "〇一二三四五六七八九", 2: "零壹贰叁肆伍陆柒捌玖", 3: "０１２３４５６７８９" };
const UNITS: Readonly<Record<1 | 2, readonly string[]>> = { 1: ["", "十", "百", "千"], 2: ["", "拾", "佰", "仟"] };
const GROUPS = ["", "万", "亿", "兆"];

/** A date as shown: years digit by digit (二〇〇四), months and days as numbers (十二). */
export function numeralsInDate(shown: string, style: NumeralStyle): string {
  return shown.replace(/\d+/g, (run) => {
    if (style === 3 || run.length !== 2 || run.startsWith("0")) return digitByDigit(run, style);
    const tens = Number(run[0]);
    const ones = Number(run[1]);
    const head = tens === 1 && style === 1 ? "" : DIGITS[style][tens];
    return `${head}${UNITS[style][1]}${ones === 0 ? "" : DIGITS[style][ones]}`;
  });
}

/** A whole number in words; decimals digit by digit. What is no plain number is left as it is. */
export function numeralsInNumber(shown: string, style: NumeralStyle): string {
  const match = /^(-?)(\d{1,16})(?:\.(\d+))?$/.exec(shown);
  if (style === 3 || match === null) return digitByDigit(shown, style);
  const [, sign = "", whole = "", decimals] = match;
  const words = wholeInWords(whole, style);
  return `${sign}${words}${decimals === undefined ? "" : `.${digitByDigit(decimals, style)}`}`;
}

function digitByDigit(text: string, style: NumeralStyle): string {
  return text.replace(/\d/g, (digit) => DIGITS[style][Number(digit)] ?? digit);
}

function wholeInWords(digits: string, style: 1 | 2): string {
  const zero = DIGITS[style][0] ?? "";
  let words = "";
  let pendingZero = false;
  let groupHasDigit = false;
  for (let i = 0; i < digits.length; i++) {
    const place = digits.length - 1 - i;
    const digit = Number(digits[i]);
    if (digit === 0) {
      pendingZero = words !== "";
    } else {
      if (pendingZero) words += zero;
      pendingZero = false;
      groupHasDigit = true;
      words += `${DIGITS[style][digit]}${UNITS[style][place % 4]}`;
    }
    if (place % 4 === 0 && place > 0 && groupHasDigit) {
      words += GROUPS[place / 4] ?? "";
      groupHasDigit = false;
    }
  }
  return words === "" ? zero : words;
}
