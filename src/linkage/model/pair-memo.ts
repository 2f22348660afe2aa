/** Level per pair of value numbers, open addressing; a pair is asked for hundreds of times and compared once. */
export class PairMemo {
  private keys: Float64Array;
  private levels: Uint8Array;
  private mask: number;
  private filled = 0;

  constructor(private readonly compare: (x: number, y: number) => number, bits = 12) {
    this.keys = new Float64Array(1 << bits);
    this.levels = new Uint8Array(1 << bits);
    this.mask = (1 << bits) - 1;
  }

  get(a: number, b: number): number {
    const low = a < b ? a : b;
    const high = a < b ? b : a;
    const key = low * 67108864 + high + 1;
    let at = (Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) >>> 0;
    at = (at ^ (at >>> 15)) & this.mask;
    for (;;) {
      const found = this.keys[at]!;
      if (found === key) return this.levels[at]!;
      if (found === 0) break;
      at = (at + 1) & this.mask;
    }
    const level = this.compare(low, high);
    this.keys[at] = key;
    this.levels[at] = level;
    if (++this.filled * 2 > this.mask) this.grow();
    return level;
  }

  private grow(): void {
    const { keys, levels } = this;
    const size = keys.length * 4;
    this.keys = new Float64Array(size);
    this.levels = new Uint8Array(size);
    this.mask = size - 1;
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]!;
      if (key === 0) continue;
      const low = Math.floor((key - 1) / 67108864);
      const high = key - 1 - low * 67108864;
      let at = (Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) >>> 0;
      at = (at ^ (at >>> 15)) & this.mask;
      while (this.keys[at] !== 0) at = (at + 1) & this.mask;
      this.keys[at] = key;
      this.levels[at] = levels[i]!;
    }
  }
}
