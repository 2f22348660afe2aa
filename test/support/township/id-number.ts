/** Chinese ID numbers of invented people (GB 11643: area, birth date, sequence whose parity is the sex, check character). */
import { ymd } from "./calendar.js";
import type { Random } from "./random.js";

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

export function checkCharacter(first17: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += Number(first17[i]) * (WEIGHTS[i] ?? 0);
  return "10X98765432"[sum % 11] ?? "";
}

const two = (n: number): string => (n < 10 ? `0${n}` : String(n));

export class IdNumbers {
  private readonly used = new Set<string>();

  constructor(private readonly random: Random) {}

  issue(area: string, birth: number, sex: "male" | "female"): string {
    const { y, m, d } = ymd(birth);
    const head = `${area}${y}${two(m)}${two(d)}`;
    for (;;) {
      const sequence = this.random.int(1, 499) * 2 - (sex === "male" ? 1 : 0);
      const first = head + String(sequence).padStart(3, "0");
      if (this.used.has(first)) continue;
      this.used.add(first);
      return first + checkCharacter(first);
    }
  }
}

/** The 15-digit form of a number of somebody born in the twentieth century. */
export function shortForm(id: string): string {
  return id.slice(0, 6) + id.slice(8, 17);
}

/** Positions whose digit stands in both forms and says nothing of century or check character. */
const SHARED = [4, 5, 8, 9, 10, 11, 12, 13, 14, 15];

/** One digit wrong; the number keeps a birth date that could exist. */
export function wrongDigit(id: string, random: Random): string {
  for (;;) {
    const at = random.pick(SHARED);
    const digit = (Number(id[at]) + random.int(1, 9)) % 10;
    const wrong = id.slice(0, at) + String(digit) + id.slice(at + 1);
    if (wrong !== id && possible(wrong)) return wrong;
  }
}

/** Two neighbouring digits exchanged; undefined where all neighbours are equal. */
export function swappedDigits(id: string, random: Random): string | undefined {
  for (const at of random.shuffle([4, 8, 10, 12, 14, 15])) {
    const wrong = id.slice(0, at) + id[at + 1] + id[at] + id.slice(at + 2);
    if (wrong !== id && possible(wrong)) return wrong;
  }
  return undefined;
}

function possible(id: string): boolean {
  const month = Number(id.slice(10, 12));
  const day = Number(id.slice(12, 14));
  return month >= 1 && month <= 12 && day >= 1 && day <= 28;
}

/** The same number with a wrong check character: nothing else can tell. */
export function wrongCheck(id: string, random: Random): string {
  const right = id[17];
  for (;;) {
    const c = random.pick([..."0123456789X"]);
    if (c !== right) return id.slice(0, 17) + c;
  }
}
