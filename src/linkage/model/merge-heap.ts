/** Links between groups that could be merged next, highest key first; ties by the smaller group numbers, so that the order of pushing does not matter. */
export class MergeHeap {
  /** What `pop` took: two groups, the link between them and its worth when it was pushed. */
  a = 0;
  b = 0;
  link = 0;
  value = 0;
  private size = 0;
  private made = 0;
  private items = new Int32Array(1 << 10);
  private keys = new Float64Array(1 << 10);
  private values = new Float64Array(1 << 10);
  private lows = new Int32Array(1 << 10);
  private highs = new Int32Array(1 << 10);
  private links = new Int32Array(1 << 10);

  /** @param group groups at the two ends of each link */
  constructor(private readonly group: Int32Array) {}

  push(key: number, link: number, value: number): void {
    const item = this.made++;
    if (item === this.items.length) this.grow(item * 2);
    const { items } = this;
    const one = this.group[link * 2]!;
    const two = this.group[link * 2 + 1]!;
    this.keys[item] = key;
    this.values[item] = value;
    this.links[item] = link;
    this.lows[item] = Math.min(one, two);
    this.highs[item] = Math.max(one, two);
    let at = this.size++;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (!this.before(item, items[up]!)) break;
      items[at] = items[up]!;
      at = up;
    }
    items[at] = item;
  }

  /** @returns false where there is nothing left */
  pop(): boolean {
    if (this.size === 0) {
      this.made = 0;
      return false;
    }
    const { items } = this;
    const top = items[0]!;
    this.a = this.lows[top]!;
    this.b = this.highs[top]!;
    this.link = this.links[top]!;
    this.value = this.values[top]!;
    const last = items[--this.size]!;
    let at = 0;
    for (;;) {
      let child = at * 2 + 1;
      if (child >= this.size) break;
      if (child + 1 < this.size && this.before(items[child + 1]!, items[child]!)) child++;
      if (!this.before(items[child]!, last)) break;
      items[at] = items[child]!;
      at = child;
    }
    items[at] = last;
    return true;
  }

  private before(x: number, y: number): boolean {
    const { keys, lows, highs } = this;
    return keys[x] !== keys[y] ? keys[x]! > keys[y]! : lows[x] !== lows[y] ? lows[x]! < lows[y]! : highs[x]! < highs[y]!;
  }

  private grow(length: number): void {
    for (const key of ["items", "lows", "highs", "links"] as const) {
      const larger = new Int32Array(length);
      larger.set(this[key]);
      this[key] = larger;
    }
    for (const key of ["keys", "values"] as const) {
      const larger = new Float64Array(length);
      larger.set(this[key]);
      this[key] = larger;
    }
  }
}
