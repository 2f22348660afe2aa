/**
 * Level per pair of value numbers. A pair of common values is asked for hundreds of times and compared once; of values that are one
 * person's own nearly every pair is new. So a newcomer takes the place of what stood there, and the table grows only while it helps.
 */
export class PairMemo {
  private keys: Float64Array;
  private levels: Uint8Array;
  private bits: number;
  private misses = 0;
  private hits = 0;

  constructor(private readonly compare: (x: number, y: number) => number, bits = 10) {
    this.bits = bits;
    this.keys = new Float64Array(1 << bits);
    this.levels = new Uint8Array(1 << bits);
  }

  get(a: number, b: number): number {
    const low = a < b ? a : b;
    const high = a < b ? b : a;
    const key = low * 67108864 + high + 1;
    const at = placeOf(low, high, this.bits);
    if (this.keys[at] === key) {
      this.hits++;
      return this.levels[at]!;
    }
    const level = this.compare(low, high);
    this.keys[at] = key;
    this.levels[at] = level;
    if (++this.misses >= this.keys.length) {
      if (this.hits * 4 > this.misses && this.bits < MOST) this.grow();
      this.misses = this.hits = 0;
    }
    return level;
  }

  private grow(): void {
    const { keys, levels } = this;
    this.bits += 2;
    this.keys = new Float64Array(1 << this.bits);
    this.levels = new Uint8Array(1 << this.bits);
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]!;
      if (key === 0) continue;
      const low = Math.floor((key - 1) / 67108864);
      const at = placeOf(low, key - 1 - low * 67108864, this.bits);
      this.keys[at] = key;
      this.levels[at] = levels[i]!;
    }
  }
}

const MOST = 20;

const placeOf = (low: number, high: number, bits: number): number => Math.imul(Math.imul(low, 0x9e3779b1) ^ high, 0x85ebca6b) >>> (32 - bits);
