/** Chinese numerals as people write days, months and groups: 七, 十二, 二十四, 廿四, 卅. */

const DIGITS = "〇一二三四五六七八九";

/** The digit of one character; NaN for any other text. */
export const numeralDigit = (character: string): number => {
  const digit = DIGITS.indexOf(character.replace("零", "〇").replace("○", "〇").replace("两", "二"));
  return character.length === 1 && digit >= 0 ? digit : Number.NaN;
};

/** A number below a hundred; NaN if it is none. */
export function numeral(text: string): number {
  const spelt = text.replace("廿", "二十").replace("卅", "三十");
  if (!spelt.includes("十")) return numeralDigit(spelt);
  const [high = "", low = "", more] = spelt.split("十");
  if (more !== undefined) return Number.NaN;
  return (high === "" ? 1 : numeralDigit(high)) * 10 + (low === "" ? 0 : numeralDigit(low));
}
