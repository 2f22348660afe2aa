/** The passes that join what one ID number has not joined: candidates by blocking, the best first, ties where nothing decides. */
import { BlockingKeys } from "./blocking.js";
import type { Clusters } from "./clusters.js";
import { doubtsOf, likeliest, SURE, type Doubt } from "./doubts.js";
import type { Evidence } from "./evidence.js";
import { oneToOne } from "./model/one-to-one.js";
import type { PersonModel } from "./person-model.js";
import { unitKey, type Unit } from "./units.js";

/** Bits that a sure link and a link need, and how far it must be ahead of the next candidate. */
const STRONG = 7;
const ENOUGH = 1;
const AHEAD = 3;
/** A key shared by more clusters than this says nothing and is left out. */
const CROWD = 300;
/** With weights that were given no block may come or go with one more person in it: only what would explode is left out. */
const CROWD_FROZEN = 10 * CROWD;
/** The same for what the model learns from. */
const FEW = 100;

export interface Joined {
  /** Name of the pass that claimed a unit. */
  readonly passes: ReadonlyMap<number, string>;
  /** Units that could be several people, with a unit of each. */
  readonly ties: ReadonlyMap<number, readonly number[]>;
  /** Two units of different ledgers who may be one person: too little was left to say so, or too little to be sure of the link. */
  readonly doubts: readonly Doubt[];
}

export interface Linked extends Joined {
  readonly clusters: Clusters;
  readonly model: PersonModel;
  readonly evidence: (a: number, b: number) => Evidence;
  /** Bits of the records with one row per person. */
  readonly personBooks: number;
}

/** Clusters by blocking key, and the keys they were put there by. */
interface Index {
  readonly groups: ReadonlyMap<number, readonly number[]>;
  each(root: number, take: (key: number) => void): void;
}

interface Pair {
  readonly a: number;
  readonly b: number;
  readonly bits: number;
}

/** @param personBooks bits of the records with one row per person */
export function joinPasses(units: readonly Unit[], clusters: Clusters, model: PersonModel, evidence: Linked["evidence"], personBooks: number): Joined {
  const keys = new BlockingKeys();
  const crowd = model.frozen ? CROWD_FROZEN : CROWD;
  const passes = new Map<number, string>();
  const ties = new Map<number, number[]>();
  const unnumbered = (a: number, b: number): number => model.bitsWithoutNumber(a, b);
  const weak: Doubt[] = [];
  const roots = (): number[] => {
    const found: number[] = [];
    for (let i = 0; i < units.length; i++) if (clusters.find(i) === i) found.push(i);
    return found;
  };
  const inBooks = (root: number): boolean => (clusters.books(root) & personBooks) !== 0;
  const complete = (root: number): boolean => (clusters.books(root) & personBooks) === personBooks;

  const first = roots();
  const inLedgers = first.filter(inBooks);
  // One look over the people of the books serves both passes; roots that have joined since are found by their cluster.
  // What the model learns from is looked up in it too.
  const firstBook = personBooks & -personBooks;
  const sample = model.frozen ? [] : model.sample(firstBook);
  const index = indexOf([...first.filter((root) => !complete(root)), ...new Set(sample.map((unit) => clusters.find(unit)))], inLedgers);
  if (!model.frozen) model.learn(sample, candidatesOf, personBooks & ~firstBook);
  joinPass("books", inLedgers.filter((root) => !complete(root)), index);
  const [few, others] = looseEnds();
  const fewIndex = indexOf(few, others, keysOfFew);
  joinPass("left", few, fewIndex);
  joinPass("anchored", first.filter((root) => !inBooks(root)), index);
  const left = roots().filter((root) => !inBooks(root));
  joinPass("others", left, indexOf(left, left));
  return { passes, ties, doubts: doubtsOf(units, clusters, ledgerUnits, evidence, unnumbered, pairsOfFew(few, fewIndex), weak) };

  /** Units of the other ledgers that share a key with a unit. */
  function* candidatesOf(unit: number): Iterable<number> {
    const own = units[unit];
    if (own === undefined) return;
    const found = new Set<number>();
    keys.each(own, (key) => {
      const group = index.groups.get(key) ?? [];
      if (group.length <= FEW) for (const root of group) found.add(root);
    });
    for (const root of found) for (const member of clusters.members(root)) if (((units[member]?.books ?? 0) & personBooks & ~firstBook) !== 0) yield member;
  }

  /** People of one ledger only: those of the shorter side (with given weights always the first ledger's), and those of the other. */
  function looseEnds(): readonly [readonly number[], readonly number[]] {
    const all = roots().filter((root) => inBooks(root) && !complete(root));
    const [one, two] = [all.filter((root) => (clusters.books(root) & firstBook) !== 0), all.filter((root) => (clusters.books(root) & firstBook) === 0)];
    return model.frozen || one.length <= two.length ? [one, two] : [two, one];
  }

  function ledgerUnits(root: number): readonly number[] {
    return clusters.members(root).filter((member) => ((units[member]?.books ?? 0) & personBooks) !== 0);
  }

  /** Pairs of the loose ends that are still apart, however little speaks for them. */
  function* pairsOfFew(few: readonly number[], index: Index): Iterable<readonly [number, number]> {
    for (const root of few) {
      if (complete(clusters.find(root))) continue;
      for (const other of candidatesIn(index, root)) if (!complete(other)) yield [clusters.find(root), other];
    }
  }

  /** Targets by blocking key, for the keys of `loose` alone. */
  function indexOf(loose: readonly number[], targets: readonly number[], each: Index["each"] = eachKey): Index {
    const wanted = new Map<number, number[]>();
    for (const root of loose) each(root, (key) => void (wanted.has(key) || wanted.set(key, [])));
    keys.freeze();
    for (const root of targets) each(root, (key) => void wanted.get(key)?.push(root));
    return { groups: wanted, each };
  }

  /** The clusters that share a key with a root and are another, as they have joined since. */
  function candidatesIn(index: Index, root: number): Set<number> {
    const candidates = new Set<number>();
    const own = clusters.find(root);
    index.each(root, (key) => {
      const group = index.groups.get(key) ?? [];
      if (group.length > crowd) return;
      for (const one of group) {
        const other = clusters.find(one);
        if (other !== own) candidates.add(other);
      }
    });
    return candidates;
  }

  /** Joins each of `loose` to the best of the indexed targets: the strong pairs first, then those that are good enough, best first. */
  function joinPass(pass: string, loose: readonly number[], index: Index): void {
    const ofBooks = pass === "books" || pass === "left";
    const pairs: Pair[] = [];
    const best = new Map<number, number[]>(); // each cluster's candidates
    const seen = new Set<number>();
    for (const root of loose) {
      for (const other of candidatesIn(index, root)) {
        const { bits } = clusters.compare(root, other);
        if (bits < ENOUGH - AHEAD) continue;
        candidate(root, other);
        if (pass === "left") candidate(other, root); // of these only one side is gone through
        const name = Math.min(root, other) * units.length + Math.max(root, other);
        if (seen.has(name)) continue;
        seen.add(name);
        if (bits >= ENOUGH) pairs.push({ a: root, b: other, bits });
      }
    }
    const contents = new Map<number, string>();
    const keyOf = (root: number): string => {
      let key = contents.get(root);
      if (key === undefined) {
        const unit = units[root];
        contents.set(root, (key = unit === undefined ? "" : unitKey(unit)));
      }
      return key;
    };
    pairs.sort((p, q) => q.bits - p.bits || (keyOf(p.a) < keyOf(q.a) ? -1 : keyOf(p.a) > keyOf(q.a) ? 1 : keyOf(p.b) < keyOf(q.b) ? -1 : 1));
    const partner = ofBooks ? partners(pairs) : new Map<number, number>();
    for (const threshold of [STRONG, ENOUGH]) {
      for (const { a, b } of pairs) {
        const x = clusters.find(a);
        const y = clusters.find(b);
        if (x === y) continue;
        const { bits, answer } = clusters.compare(x, y); // what has joined meanwhile may contradict, or add
        if (bits < threshold) continue;
        const [ofA, ofB] = [rivalsOf(a, x, y, bits), rivalsOf(b, y, x, bits)];
        if (ofA.length > 0 || ofB.length > 0) {
          if (pass !== "others" && ofA.length > 0) ties.set(a, [b, ...ofA]);
          if (pass !== "others" && ofB.length > 0) ties.set(b, [a, ...ofB]);
          continue;
        }
        const from = inBooks(x) ? y : x;
        const weakest = ofBooks && (bits < SURE || answer !== undefined) ? likeliest(ledgerUnits(x), ledgerUnits(y), evidence, unnumbered) : null;
        if (weakest !== null) weak.push({ ...weakest, linked: true });
        clusters.merge(x, y);
        for (const member of clusters.members(clusters.find(x))) if (!passes.has(member)) passes.set(member, pass);
        passes.set(from, pass);
        ties.delete(a);
        ties.delete(b);
      }
    }

    function candidate(root: number, other: number): void {
      const list = best.get(root);
      if (list === undefined) best.set(root, [other]);
      else list.push(other);
    }

    /** Other candidates of `root` (cluster x) nearly as good as y, that are not the same person as y. */
    function rivalsOf(root: number, x: number, y: number, bits: number): number[] {
      const list = best.get(root);
      if (list === undefined) return [];
      const found: number[] = [];
      for (const candidate of list) {
        const other = clusters.find(candidate);
        if (other === x || other === y || found.includes(other)) continue;
        const rival = clusters.compare(x, other).bits;
        if (rival <= bits - AHEAD) continue;
        if (clusters.compare(other, y).bits >= ENOUGH) continue; // they will be one person
        if (taken(other, x) || promised(candidate, x, y, bits - rival)) continue;
        found.push(other);
      }
      return found;
    }

    /** Among the books a candidate that already has its counterpart is no rival. */
    function taken(other: number, x: number): boolean {
      return ofBooks && complete(other) && !complete(x) && clusters.members(other).length > 1;
    }

    /** The candidate goes to another in the best assignment, and giving her to x instead would cost clearly more than `less` gains. */
    function promised(candidate: number, x: number, y: number, less: number): boolean {
      const own = partner.get(candidate);
      if (own === undefined) return false;
      const mate = clusters.find(own);
      const other = clusters.find(candidate);
      if (mate === x || mate === y) return false;
      const kept = clusters.compare(other, mate).bits;
      const swapped = Math.max(0, clusters.compare(mate, y).bits);
      return less + kept - swapped >= AHEAD;
    }
  }

  /** The one-to-one assignment between rows of different books with the greatest sum of evidence. */
  function partners(pairs: readonly Pair[]): ReadonlyMap<number, number> {
    const isFirst = (root: number): boolean => (clusters.books(root) & personBooks) === firstBook;
    const crossing = pairs.filter(({ a, b }) => isFirst(a) !== isFirst(b)).map(({ a, b, bits }) => (isFirst(a) ? { a, b, bits } : { a: b, b: a, bits }));
    const candidates = { first: Int32Array.from(crossing, ({ a }) => a), second: Int32Array.from(crossing, ({ b }) => b) };
    const found = new Map<number, number>();
    for (const i of oneToOne(units.length, candidates, Float64Array.from(crossing, ({ bits }) => bits), 0)) {
      const pair = crossing[i];
      if (pair === undefined) continue;
      found.set(pair.a, pair.b);
      found.set(pair.b, pair.a);
    }
    return found;
  }

  /** Keys of all units of a cluster; a key may come several times. */
  function eachKey(root: number, take: (key: number) => void): void {
    for (const member of clusters.members(root)) {
      const unit = units[member];
      if (unit !== undefined) keys.each(unit, take);
    }
  }

  function keysOfFew(root: number, take: (key: number) => void): void {
    for (const member of clusters.members(root)) {
      const unit = units[member];
      if (unit !== undefined) keys.eachOfFew(unit, take);
    }
  }
}
