/** Clusters of units → entities of rows, ties by entity, and why a row belongs where it does. */
import type { Books, Doubt, Entities, EvidenceStep, Language, RowLink, Tie } from "../model.js";
import { because, certainty, TELLING, waterfall } from "./evidence.js";
import type { Linked } from "./join.js";
import { pairText, type Units } from "./units.js";

const CONFIRMED_WORDS = { zh: "已核实是同一人", en: "confirmed to be one person" };
/** Rows of an entity that are looked at to explain a link. */
const MOST_ROWS = 200;

export function entitiesOf(books: Books, units: Units, linked: Linked, language: Language): Entities {
  const { clusters, model, evidence, passes, ties: tied, doubts: doubted } = linked;
  const of = new Int32Array(books.total).fill(-1);
  const numbers = new Map<number, number>();
  let count = 0;
  for (let row = 0; row < books.total; row++) {
    const unit = units.of[row] ?? -1;
    if (unit < 0) continue;
    const root = clusters.find(unit);
    let entity = numbers.get(root);
    if (entity === undefined) {
      entity = count++;
      numbers.set(root, entity);
    }
    of[row] = entity;
  }
  const start = new Int32Array(count + 1);
  for (const entity of of) if (entity >= 0) start[entity + 1] = (start[entity + 1] ?? 0) + 1;
  for (let i = 0; i < count; i++) start[i + 1] = (start[i + 1] ?? 0) + (start[i] ?? 0);
  const rows = new Int32Array(start[count] ?? 0);
  const next = start.slice();
  for (let row = 0; row < books.total; row++) {
    const entity = of[row] ?? -1;
    if (entity < 0) continue;
    const at = next[entity] ?? 0;
    rows[at] = row;
    next[entity] = at + 1;
  }
  const ties: Tie[] = [];
  for (const [unit, candidates] of tied) {
    const root = clusters.find(unit);
    const people = [...new Set(candidates.map((c) => clusters.find(c)))].filter((c) => c !== root);
    if (people.length < 2) continue;
    const row = units.units[unit]?.rows[0];
    if (row === undefined) continue;
    ties.push({
      row,
      candidates: people.map((c) => numbers.get(c) ?? -1).filter((c) => c >= 0),
      because: because(units.units, model, unit, people[0] ?? unit).map((w) => w[language]),
    });
  }
  const doubts = doubted.map(({ a, b, bits, linked: held, answer }): Doubt => {
    const steps = waterfall(units.units, model, a, b);
    return {
      ...(answer === undefined ? {} : { answer }),
      rows: [ledgerRow(a), ledgerRow(b)], linked: held, pair: pairText(units.units[a], units.units[b]), certainty: certainty(bits),
      because: steps.filter((step) => step.bits > TELLING).map(({ words }) => words[language]), evidence: told(steps),
    };
  });
  const known = new Map<number, RowLink>();
  return {
    count, of, start, rows, ties, doubts,
    link(row) {
      let found = known.get(row);
      if (found === undefined) known.set(row, (found = linkOf(row)));
      return found;
    },
  };

  function linkOf(row: number): RowLink {
    const unit = units.of[row] ?? -1;
    const entity = of[row] ?? -1;
    const own = units.units[unit];
    if (own === undefined || entity < 0) return { certainty: 1, because: [], pass: "none" };
    let best: { unit: number; bits: number; answered: boolean } | null = null;
    const from = start[entity] ?? 0;
    for (let i = from; i < Math.min(start[entity + 1] ?? 0, from + MOST_ROWS); i++) {
      const other = units.of[rows[i] ?? 0] ?? -1;
      if (other < 0) continue;
      if (other === unit && (own.rows.length < 2 || (own.books & (own.books - 1)) === 0)) continue;
      const { bits, answer } = evidence(unit, other);
      if (best === null || bits > best.bits) best = { unit: other, bits, answered: answer !== undefined };
    }
    if (best === null) return { certainty: 1, because: [], pass: "alone" };
    const pass = passes.get(unit) ?? (own.id !== null ? "sameIdNumber" : "sameWriting");
    const steps = [...(best.answered ? [{ words: CONFIRMED_WORDS, bits: best.bits }] : []), ...waterfall(units.units, model, unit, best.unit)];
    return {
      certainty: certainty(best.bits), because: steps.filter(({ bits }) => bits > TELLING).map(({ words }) => words[language]), pass,
      evidence: told(steps),
    };
  }

  function ledgerRow(unit: number): number {
    const { personBooks } = linked;
    const rows = units.units[unit]?.rows ?? [];
    return rows.find((row) => ((1 << units.records.indexOf(books.blocks[books.blockOf[row] ?? 0]?.record ?? "")) & personBooks) !== 0) ?? 0;
  }

  function told(steps: ReturnType<typeof waterfall>): EvidenceStep[] {
    return steps.map(({ words, bits }) => ({ label: words[language], bits: Math.round(bits * 10) / 10 }));
  }
}
