/** Chinese numerals: 十二 → 12, 二〇〇四 → 2004 (digits read one by one where no 十 or 百 stands between). */

const DIGITS: Readonly<Record<string, number>> = {
  "〇": 0, "零": 0, "○": 0, O: 0, o: 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
  "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
};
const UNITS: Readonly<Record<string, number>> = { "十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000 };
const RUN = /[〇零○一二两三四五六七八九壹贰叁肆伍陆柒捌玖十拾百佰千仟廿卅]+/g;
const IN_DIGITS = /(?<=[\d〇零○一二三四五六七八九])[Oo]+(?=[\d〇零○一二三四五六七八九年])/g;

/** The digits of one run of Chinese numerals ("二〇〇四" → "2004", "廿三" → "23"); null if it is no number. */
export function numeralDigits(run: string): string | null {
  if (!/[十拾百佰千仟廿卅]/.test(run)) {
    let out = "";
    for (const character of run) {
      const digit = DIGITS[character];
      if (digit === undefined) return null;
      out += String(digit);
    }
    return out;
  }
  const expanded = run.replaceAll("廿", "二十").replaceAll("卅", "三十");
  let total = 0;
  let pending = -1;
  for (const character of expanded) {
    const digit = DIGITS[character];
    const unit = UNITS[character];
    if (unit !== undefined) {
      total += (pending < 0 ? 1 : pending) * unit;
      pending = -1;
    } else if (digit !== undefined) pending = digit === 0 ? -1 : digit;
    else return null;
  }
  return String(total + Math.max(pending, 0));
}

/** Every run of Chinese numerals in a text as digits; the very same string if there is none. */
export function withDigits(text: string): string {
  const zeros = text.replace(IN_DIGITS, (run) => "0".repeat(run.length));
  return zeros.replace(RUN, (run) => numeralDigits(run) ?? run);
}
