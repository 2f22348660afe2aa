/**
 * Two valid ID numbers are two people, whatever else agrees: such candidates are taken out before anything is weighed. Those of which nearly all
 * the rest agrees are kept aside, for a person to look at (a number issued anew, or copied from a neighbour).
 */
import type { Candidates } from "./blocking-rules.js";
import { FAR_ID } from "./chinese-evidence.js";
import type { Field, Lists } from "./fields.js";
import { NULL_LEVEL, SAME } from "./levels.js";

export interface Allowed {
  readonly pairs: Candidates;
  readonly levels: Uint8Array;
  /** What was taken out though at least `ASKED` other columns agree and fewer do not; without the level of the number. */
  readonly barred: { readonly pairs: Candidates; readonly levels: Uint8Array };
}

/** Columns that must agree for a barred pair to be kept aside, and for it to be allowed all the same (then none may differ). */
const ASKED = 2;
const ALL = 3;

/** The column of each person's own ID number, not her husband's; -1 none. */
function ownNumber(fields: readonly Field[]): number {
  const ids = fields.flatMap((field, f) => (field.type === "idNumber" && field.dictionary.values.length > 1 ? [f] : []));
  if (ids.length <= 1) return ids[0] ?? -1;
  const dated = ids.filter((f) => fields[f]!.dated);
  return dated.length === 1 ? dated[0]! : -1;
}

/** `pairs` and `levels` are written over. */
export function withoutForbidden({ fields }: Lists, pairs: Candidates, levels: Uint8Array): Allowed {
  const width = fields.length;
  const own = ownNumber(fields);
  const first: number[] = [];
  const second: number[] = [];
  const aside: number[] = [];
  const id = fields[own];
  if (id === undefined) return { pairs, levels, barred: { pairs: { first: new Int32Array(0), second: new Int32Array(0) }, levels: new Uint8Array(0) } };
  let n = 0;
  for (let i = 0; i < pairs.first.length; i++) {
    const a = pairs.first[i]!;
    const b = pairs.second[i]!;
    if (levels[i * width + own]! >= FAR_ID && id.identifies(id.code[a]!) && id.identifies(id.code[b]!)) {
      let agree = 0;
      let apart = 0;
      for (let f = 0; f < width; f++) {
        const level = levels[i * width + f]!;
        if (f === own || level === NULL_LEVEL) continue;
        if (level === SAME) agree++;
        else apart++;
      }
      if (apart > 0 || agree < ALL) {
        if (agree >= ASKED && agree > apart) {
          first.push(a);
          second.push(b);
          for (let f = 0; f < width; f++) aside.push(f === own ? NULL_LEVEL : levels[i * width + f]!);
        }
        continue;
      }
    }
    pairs.first[n] = a;
    pairs.second[n] = b;
    levels.copyWithin(n * width, i * width, (i + 1) * width);
    n++;
  }
  return {
    pairs: { first: pairs.first.subarray(0, n), second: pairs.second.subarray(0, n) }, levels: levels.subarray(0, n * width),
    barred: { pairs: { first: Int32Array.from(first), second: Int32Array.from(second) }, levels: Uint8Array.from(aside) },
  };
}
