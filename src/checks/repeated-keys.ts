/** Rows under keys, of which nearly all occur once: a list is made only when a key comes a second time. */
export class RepeatedKeys<K> {
  private readonly first = new Map<K, number>();
  private readonly lists = new Map<K, number[]>();

  add(key: K, row: number): void {
    const before = this.first.get(key);
    if (before === undefined) {
      this.first.set(key, row);
      return;
    }
    const list = this.lists.get(key);
    if (list === undefined) this.lists.set(key, [before, row]);
    else list.push(row);
  }

  /** The rows of every key that came at least twice. */
  repeated(): Iterable<readonly number[]> {
    return this.lists.values();
  }
}
