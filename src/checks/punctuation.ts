/** Chinese sentences with Chinese punctuation; what stands in quotes is a cell's own text and stays as it is. */

const MARKS: Readonly<Record<string, string>> = { ",": "，", ";": "；", ":": "：", "(": "（", ")": "）" };

/** Full-width , ; : ( ) outside “…” where a Chinese character, a bracket or a quote stands beside; decimals and times stay. */
export function chinesePunctuation(text: string): string {
  return text
    .split(/(“[^”]*”)/)
    .map((part, i) => (i % 2 === 1 ? part : part.replace(/[(),;:]/g, (mark, at: number, whole: string) => {
      const before = whole[at - 1] ?? "”";
      const after = whole[at + 1] ?? "“";
      return /\d/.test(before) && /\d/.test(after) && mark !== "(" && mark !== ")" ? mark : (MARKS[mark] ?? mark);
    })))
    .join("");
}
