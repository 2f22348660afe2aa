/** Two value numbers of one column as one number, whichever comes first. */

/** More values than any column has; two of them fit into the 53 bits of a number. */
const WIDTH = 2 ** 26;

export const pairOf = (x: number, y: number): number => (x < y ? x * WIDTH + y : y * WIDTH + x);

/** The two values, the lower first. */
export function valuesOf(pair: number): readonly [number, number] {
  const low = Math.floor(pair / WIDTH);
  return [low, pair - low * WIDTH];
}
