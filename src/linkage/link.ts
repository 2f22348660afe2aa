/**
 * Who is the same person, over all records: named passes, the surest evidence first, rows already claimed out.
 *
 *   1 sameIdNumber   one ID number, nothing against it
 *   2 books          the person books (ledgers) among themselves, one to one, the best sum of evidence
 *   3 left           the people of one ledger only, once more: among so few, a village or a month is block enough
 *   4 anchored       every other row to a person of the books
 *   5 others         what is left, among itself (a slip and a handbook line about someone in no ledger)
 *
 * The evidence is weighed by a model estimated from the two ledgers without labels (person-model.ts), or by the profile's weights if it
 * has any. A candidate is taken only if it is clearly ahead of the next; otherwise it is a tie, left to a person, as are people of the
 * ledgers who may be one (doubts.ts). Nothing depends on the order of rows or files.
 */
import type { Books, Entities, FrozenWeights, Language, PairAnswer, RecordId } from "../model.js";
import type { Profile } from "../profile/profile.js";
import { makeClusters, type Clusters } from "./clusters.js";
import { entitiesOf } from "./entities.js";
import { evidenceOf, type Evidence } from "./evidence.js";
import { joinPasses } from "./join.js";
import { PersonModel } from "./person-model.js";
import { isForeign, pairText, unitsOf, type Units } from "./units.js";

/**
 * Links all rows. Rows of records without persons get entity -1.
 * @param answered what the user said of two ledger rows (`pairText`): it outweighs everything
 * @param onWeights is given the weights, those of the profile or those estimated
 */
export function link(
  books: Books, profile: Profile, language: Language, answered: ((pair: string) => PairAnswer | null) | null = null, onWeights: ((weights: FrozenWeights) => void) | null = null,
): Entities {
  const kinds = new Map(profile.records.map((record) => [record.id, record.rowKind]));
  const personal = (record: RecordId): boolean => kinds.get(record) !== "stock";
  const ledger = (record: RecordId): boolean => kinds.get(record) === "person";
  const women = (record: RecordId): boolean => ledger(record) && profile.records.find((r) => r.id === record)?.women === true;
  const units = unitsOf(books, personal, women, ledger);
  let personBooks = 0;
  let oncePerPerson = 0; // books in which two rows are two people unless the evidence is strong (a migrant's children, twins)
  units.records.forEach((record, bit) => {
    if (ledger(record)) personBooks |= 1 << bit;
    if (ledger(record) || kinds.get(record) === "flow") oncePerPerson |= 1 << bit;
  });
  const model = new PersonModel(units.units, profile.settings.weights ?? null);
  const evidence = evidenceOf(units.units, model, answered === null ? null : (a, b) => ((a.books & personBooks) !== 0 && (b.books & personBooks) !== 0 ? answered(pairText(a, b)) : null));
  const clusters = makeClusters(units.units, evidence, oncePerPerson);
  sameIdNumber(units, clusters, evidence);
  const joined = joinPasses(units.units, clusters, model, evidence, personBooks);
  const weights = onWeights === null ? null : model.freeze();
  if (weights !== null) onWeights?.(weights);
  return entitiesOf(books, units, { clusters, model, evidence, personBooks, ...joined }, language);
}

/** Pass 1: one full ID number, and at least one of name, birth date or spouse does not speak against it. */
function sameIdNumber(units: Units, clusters: Clusters, evidence: (a: number, b: number) => Evidence): void {
  const groups = new Map<string, number[]>();
  units.units.forEach((unit, i) => {
    if (unit.id === null || unit.id.damaged || unit.id.id18.length !== 18) return;
    const group = groups.get(unit.id.id18);
    if (group === undefined) groups.set(unit.id.id18, [i]);
    else group.push(i);
  });
  for (const group of groups.values()) {
    if (group.length < 2) continue;
    for (let i = 1; i < group.length; i++) {
      for (let j = 0; j < i; j++) {
        const a = group[i] ?? 0;
        const b = group[j] ?? 0;
        const x = clusters.find(a);
        const y = clusters.find(b);
        if (x !== y && (units.units[a]?.name === units.units[b]?.name || agrees(evidence(a, b), [a, b].some((unit) => isForeign(units.units[unit]))))) clusters.merge(x, y);
      }
    }
  }
}

/**
 * The same number can stand at two people by a slip of the pen; then name, birth and spouse all differ.
 * @param foreign a row shows that the number is another's: then another name and birth date are another woman, even beside the husband who was copied too
 */
function agrees(found: Evidence, foreign: boolean): boolean {
  if (found.answer !== undefined) return found.answer === "same";
  if (found.name === "close" && found.birth === "different" && found.spouse === "different") return false;
  if (found.name !== "different" && !foreign) return true;
  if (found.birth === "same" || found.birth === "month") return true;
  if (found.spouse === "same" || found.spouse === "close") return !foreign || found.name === "close";
  return !foreign && found.birth === "none" && found.spouse === "none";
}
