/**
 * What rows may share, as numbers: a whole value, a word of it, a part of a date, a coarse sound. Made once per distinct value, straight
 * from its characters: no text is built for a feature, and rows hold numbers only.
 */
import { growable } from "./growing.js";
import type { Field, Lists } from "./fields.js";
import { hasChinese } from "./normal-value.js";
import type { Tongue } from "./settings.js";

export interface Features {
  readonly size: number;
  /** Features of row r, those of its first column first: of[start[r]] … of[start[r + 1] - 1]. */
  readonly start: Int32Array;
  readonly of: Int32Array;
  /** Column of the row from which each of them comes: column[start[r]] …. */
  readonly column: Uint8Array;
  /** Column in which a feature was seen first. Names share their features over all their columns, so that a swapped name is found too. */
  readonly field: Int32Array;
  /** 1 for columns of names. */
  readonly names: Uint8Array;
  /** What a feature says, as 64 bits. */
  readonly ones: Int32Array;
  readonly twos: Int32Array;
}

export function featuresOf(lists: Lists, tongue: Tongue | null): Features {
  const { fields, rows } = lists;
  const numbers = new FeatureNumbers();
  const sounds = new Sounds(tongue);
  // Features of a value: pool[at[value]] says how many, then come they. 0: not asked yet.
  let pool = new Int32Array(1 << 14);
  let filled = 1;
  const names = new Map<object, Int32Array>();
  const places = fields.map((field) => {
    const made = field.type === "name" ? names.get(field.dictionary) : undefined;
    const own = made ?? new Int32Array(field.dictionary.values.length);
    if (field.type === "name") names.set(field.dictionary, own);
    return own;
  });
  const start = new Int32Array(rows + 1);
  let of = new Int32Array(Math.max(1 << 14, rows * 4));
  let column = new Uint8Array(of.length);
  let n = 0;
  for (let row = 0; row < rows; row++) {
    for (let f = 0; f < fields.length; f++) {
      const field = fields[f]!;
      const value = field.code[row]!;
      if (value === 0) continue;
      const at = places[f]!;
      let from = at[value]!;
      if (from === 0) {
        const text = field.dictionary.values[value] ?? "";
        numbers.begin(field.type === "name" ? NAMES : f, f);
        addFeatures(numbers, field, text, sounds);
        pool = growable(pool, filled + numbers.found + 1);
        at[value] = from = filled;
        pool[filled++] = numbers.found;
        for (let i = 0; i < numbers.found; i++) pool[filled++] = numbers.own[i]!;
      }
      const end = from + pool[from]!;
      of = growable(of, n + end - from);
      if (column.length < of.length) column = widened(column, of.length);
      column.fill(f, n, n + end - from);
      while (from < end) of[n++] = pool[++from]!;
    }
    start[row + 1] = n;
  }
  return { size: numbers.size, start, of, column, field: numbers.field, names: Uint8Array.from(fields, ({ type }) => (type === "name" ? 1 : 0)), ones: numbers.ones, twos: numbers.twos };
}

function widened(bytes: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer> {
  const wide = new Uint8Array(length);
  wide.set(bytes);
  return wide;
}

/** The group of all columns of names. */
const NAMES = -1;

/**
 * Numbers features in the order in which they come. A feature is known by 64 bits of its characters: should two ever agree, strangers
 * would share one block more.
 */
class FeatureNumbers {
  size = 0;
  field: Int32Array<ArrayBuffer> = new Int32Array(1 << 12);
  /** Features of the value at hand: the first `found`. */
  readonly own: number[] = [];
  found = 0;
  ones = new Int32Array(1 << 12);
  twos = new Int32Array(1 << 12);
  private table = new Int32Array(1 << 13);
  private one = 0;
  private two = 0;
  private group = 0;
  private column = 0;

  begin(group: number, column: number): void {
    this.found = 0;
    this.group = group;
    this.column = column;
  }

  /** A feature of the characters from … to (and those added before `end`), of a kind told by one character. */
  add(kind: number, text: string, from: number, to: number): void {
    this.open(kind);
    this.range(text, from, to);
    this.end();
  }

  open(kind: number): void {
    this.one = Math.imul(kind + 1, 0x9e3779b1) ^ this.group;
    this.two = Math.imul(this.group + 1, 0x85ebca6b) ^ kind;
  }

  range(text: string, from: number, to: number): void {
    for (let i = from; i < to; i++) this.unit(text.charCodeAt(i));
  }

  unit(unit: number): void {
    const one = Math.imul(this.one ^ unit, 0x9e3779b1);
    this.one = one ^ (one >>> 15);
    const two = Math.imul(this.two + unit, 0x85ebca6b);
    this.two = two ^ (two >>> 13);
  }

  end(): void {
    const { one, two } = this;
    const mask = this.table.length - 1;
    let at = (Math.imul(one ^ (two >>> 7), 0xc2b2ae35) >>> 0) & mask;
    at = (at ^ (one >>> 16)) & mask;
    let number: number;
    for (;;) {
      number = this.table[at]! - 1;
      if (number < 0 || (this.ones[number] === one && this.twos[number] === two)) break;
      at = (at + 1) & mask;
    }
    if (number < 0) {
      number = this.size++;
      this.table[at] = number + 1;
      this.ones = growable(this.ones, this.size);
      this.twos = growable(this.twos, this.size);
      this.field = growable(this.field, this.size);
      this.ones[number] = one;
      this.twos[number] = two;
      this.field[number] = this.column;
      if (this.size * 2 > mask) this.grow();
    }
    for (let i = 0; i < this.found; i++) if (this.own[i] === number) return;
    this.own[this.found++] = number;
  }

  private grow(): void {
    const table = new Int32Array(this.table.length * 4);
    const mask = table.length - 1;
    for (let number = 0; number < this.size; number++) {
      const one = this.ones[number]!;
      let at = (Math.imul(one ^ (this.twos[number]! >>> 7), 0xc2b2ae35) >>> 0) & mask;
      at = (at ^ (one >>> 16)) & mask;
      while (table[at] !== 0) at = (at + 1) & mask;
      table[at] = number + 1;
    }
    this.table = table;
  }
}

/** First reading of each character, asked once. */
class Sounds {
  private readonly known = [new Map<string, string>(), new Map<string, string>()] as const;

  constructor(private readonly tongue: Tongue | null) {}

  /** Adds the sound of a name, syllable by syllable. */
  add(numbers: FeatureNumbers, text: string): void {
    const { tongue } = this;
    if (tongue === null) return;
    numbers.open(TILDE);
    let first = true;
    for (const character of text) {
      if (!first) numbers.unit(SPACE);
      const known = this.known[first ? 0 : 1];
      let sound = known.get(character);
      if (sound === undefined) known.set(character, (sound = tongue.readings(character, first)[0] ?? character));
      numbers.range(sound, 0, sound.length);
      first = false;
    }
    numbers.end();
  }
}

const kind = (character: string): number => character.charCodeAt(0);
const SPACE = kind(" ");
const WHOLE = kind("=");
const TILDE = kind("~");
const HEAD = kind("^");
const TAIL = kind("$");
const WORD = kind("-");
const MAIL = kind("@");

const VOWELS = new Set([..."aeiouyhw"].map(kind));

/** First letter and up to four of the consonants after it, doubled ones once. */
function addSkeleton(numbers: FeatureNumbers, text: string, from: number, to: number): void {
  numbers.open(TILDE);
  numbers.unit(text.charCodeAt(from));
  let last = -1;
  let kept = 0;
  for (let i = from + 1; i < to && kept < 4; i++) {
    const unit = text.charCodeAt(i);
    if (unit === last || VOWELS.has(unit)) continue;
    numbers.unit(unit);
    last = unit;
    kept++;
  }
  numbers.end();
}

function addFeatures(numbers: FeatureNumbers, field: Field, text: string, sounds: Sounds): void {
  const { length } = text;
  const head = (to: number): void => numbers.add(HEAD, text, 0, Math.min(length, to));
  const tail = (from: number): void => numbers.add(TAIL, text, Math.max(0, from), length);
  // A damaged ID number is not anybody's whole one.
  if (field.type !== "idNumber" || !text.includes("?")) numbers.add(WHOLE, text, 0, length);
  switch (field.type) {
    case "name":
      if (hasChinese(text)) sounds.add(numbers, text);
      else eachWord(text, (from, to) => addNameWord(numbers, text, from, to));
      return;
    case "text": {
      if (text.includes("@")) {
        const local = text.indexOf("@");
        numbers.add(MAIL, text, 0, local);
        head(Math.min(4, local));
        return;
      }
      if (text.includes(" ")) eachWord(text, (from, to) => void (to - from >= 3 && numbers.add(WORD, text, from, to)));
      if (length >= 5) head(4);
      if (hasChinese(text)) for (let i = 0; i + 1 < length; i++) numbers.add(WORD, text, i, i + 2);
      return;
    }
    case "date":
      if (length !== 8) return;
      numbers.add(kind("y"), text, 0, 6);
      numbers.add(kind("m"), text, 4, 8);
      numbers.open(kind("d"));
      numbers.range(text, 0, 4);
      numbers.range(text, 6, 8);
      numbers.end();
      return;
    case "postcode":
      if (length >= 4) head(length - 2);
      return;
    case "idNumber":
      head(14);
      if (text.includes("?")) return;
      numbers.add(kind("t"), text, Math.min(6, length), Math.min(17, length));
      numbers.open(kind("a"));
      numbers.range(text, 0, Math.min(6, length));
      numbers.range(text, Math.min(10, length), Math.min(17, length));
      numbers.end();
      return;
    case "phone":
      tail(length - 7);
      head(7);
      return;
    case "number":
      return;
    case "code": {
      if (text.includes("@")) {
        numbers.add(MAIL, text, 0, text.indexOf("@"));
        return;
      }
      if (length < 6) return;
      head(length >> 1);
      tail(length >> 1);
    }
  }
}

function addNameWord(numbers: FeatureNumbers, text: string, from: number, to: number): void {
  const length = to - from;
  if (length < 2) return;
  numbers.add(WHOLE, text, from, to);
  if (length >= 3) addSkeleton(numbers, text, from, to);
  if (length < 5) return;
  numbers.add(HEAD, text, from, from + 3);
  numbers.add(TAIL, text, to - 4, to);
}

function eachWord(text: string, word: (from: number, to: number) => void): void {
  let from = 0;
  while (from <= text.length) {
    const space = text.indexOf(" ", from);
    const to = space < 0 ? text.length : space;
    word(from, to);
    from = to + 1;
  }
}
