/**
 * Level per pair of value numbers. A pair of common values is asked for hundreds of times and compared once; what is rare need not be
 * kept, so the table has a largest size and a newcomer takes the place of what stood there.
 */
export class PairMemo {
  private keys: Float64Array;
  private levels: Uint8Array;
  private bits: number;
  private misses = 0;

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
    if (this.keys[at] === key) return this.levels[at]!;
    const level = this.compare(low, high);
    this.keys[at] = key;
    this.levels[at] = level;
    if (++this.misses >= this.keys.length && this.bits < MOST) this.grow();
    return level;
  }

  private grow(): void {
    const { keys, levels } = this;
    this.misses = 0;
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

const MOST = 18;

const placeOf = (low: number, high: number, bits: number): number => Math.imul(Math.imul(low, 0x9e3779b1) ^ high, 0x85ebca6b) >>> (32 - bits);
