/** Typed arrays of a length that is not known beforehand. */

/** The array itself if it has room for `length` items, or a copy of at least twice its size. */
export function growable(array: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  if (length <= array.length) return array;
  const larger = new Int32Array(Math.max(length, array.length * 2));
  larger.set(array);
  return larger;
}
