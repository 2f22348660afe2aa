/**
 * Rows under keys, of which nearly all occur once. A text as key must be built, hashed and kept; so rows are first told apart by a number
 * made of what the key would say, and only those whose number comes twice are asked for the key itself.
 */
export class RepeatedKeys<K> {
  private readonly rows: number[] = [];
  private readonly hashes: number[] = [];

  /** @param keyOf key of a row that was added */
  constructor(private readonly keyOf: (row: number) => K) {}

  /** @param hash equal for equal keys (`hashed`) */
  add(hash: number, row: number): void {
    this.rows.push(row);
    this.hashes.push(hash);
  }

  /** The rows of every key that came at least twice, those first whose second row came first. */
  repeated(): Iterable<readonly number[]> {
    const { rows, hashes } = this;
    let size = 1 << 10;
    while (size < rows.length * 8) size *= 2;
    const seen = new Uint8Array(size);
    const again = new Uint8Array(size);
    for (const hash of hashes) {
      const at = hash & (size - 1);
      if (seen[at] === 1) again[at] = 1;
      seen[at] = 1;
    }
    const first = new Map<K, number>();
    const lists = new Map<K, number[]>();
    for (let i = 0; i < rows.length; i++) {
      if (again[(hashes[i] ?? 0) & (size - 1)] === 0) continue;
      const row = rows[i] ?? 0;
      const key = this.keyOf(row);
      const before = first.get(key);
      const list = lists.get(key);
      if (before === undefined) first.set(key, row);
      else if (list === undefined) lists.set(key, [before, row]);
      else list.push(row);
    }
    return lists.values();
  }
}

/** One more text or whole number taken into a hash. */
export function hashed(hash: number, part: string | number): number {
  if (typeof part === "number") return mixed(hash ^ part);
  let all = mixed(hash ^ part.length);
  for (let i = 0; i < part.length; i++) all = mixed(all ^ part.charCodeAt(i));
  return all;
}

function mixed(hash: number): number {
  const product = Math.imul(hash, 0x9e3779b1);
  return product ^ (product >>> 15);
}
