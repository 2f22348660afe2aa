/** The rows that hold each value of a column. */

export interface RowsByValue {
  /** Rows of value v, ascending: rows[start[v]] … rows[start[v + 1] - 1]. Value 0, nothing, has none. */
  readonly start: Int32Array;
  readonly rows: Int32Array;
}

export function rowsByValue(code: Int32Array, values: number): RowsByValue {
  const start = new Int32Array(values + 1);
  for (let row = 0; row < code.length; row++) if (code[row] !== 0) start[code[row]! + 1]!++;
  for (let v = 0; v < values; v++) start[v + 1]! += start[v]!;
  const next = start.slice();
  const rows = new Int32Array(start[values]!);
  for (let row = 0; row < code.length; row++) if (code[row] !== 0) rows[next[code[row]!]!++] = row;
  return { start, rows };
}
