/** Texts numbered in the order in which they come. A table of numbers beside an array of texts: large ones cost less than a Map. */
import { growable } from "./growing.js";

export class TextNumbers {
  readonly texts: string[] = [];
  private hashes = new Int32Array(1 << 8);
  private table = new Int32Array(1 << 9);

  /** Number of a text, a new one where it was not seen. */
  of(text: string): number {
    const hash = hashOf(text);
    const at = this.place(text, hash);
    const known = this.table[at]! - 1;
    if (known >= 0) return known;
    const number = this.texts.length;
    this.texts.push(text);
    this.hashes = growable(this.hashes, number + 1);
    this.hashes[number] = hash;
    this.table[at] = number + 1;
    if ((number + 1) * 2 > this.table.length) this.grow();
    return number;
  }

  get(text: string): number | undefined {
    const known = this.table[this.place(text, hashOf(text))]! - 1;
    return known < 0 ? undefined : known;
  }

  private place(text: string, hash: number): number {
    const { table, hashes, texts } = this;
    const mask = table.length - 1;
    let at = hash & mask;
    for (;;) {
      const number = table[at]! - 1;
      if (number < 0 || (hashes[number] === hash && texts[number] === text)) return at;
      at = (at + 1) & mask;
    }
  }

  private grow(): void {
    const table = new Int32Array(this.table.length * 4);
    const mask = table.length - 1;
    for (let number = 0; number < this.texts.length; number++) {
      let at = this.hashes[number]! & mask;
      while (table[at] !== 0) at = (at + 1) & mask;
      table[at] = number + 1;
    }
    this.table = table;
  }
}

function hashOf(text: string): number {
  let hash = text.length;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash;
}
