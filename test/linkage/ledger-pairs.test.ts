/** Two Chinese ledgers with known truth: what the linkage promises at usual and at awful noise, by the list command's method and by the engine. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadTongue } from "../../src/link/tongue.js";
import { decide } from "../../src/linkage/model/decide.js";
import type { InputColumn } from "../../src/linkage/model/fields.js";
import { compareLists } from "../../src/linkage/model/link-lists.js";
import { reviewOf } from "../../src/linkage/model/review.js";
import { builtInProfiles } from "../../src/profile/built-in.js";
import { COLUMNS, ledgerPair, ledgerSheet, type PairRow } from "../support/ledger-pair.js";
import { scoreLinks } from "../support/score/links.js";

const TYPES = { name: "name", idNumber: "idNumber", birthDate: "date", spouseName: "name", village: "text", group: "code", childName: "name" } as const;
const LEVELS = [
  { noise: "clean", precision: 1, recall: 1 },
  { noise: "usual", precision: 0.999, recall: 0.995 },
  { noise: "awful", precision: 0.99, recall: 0.97 },
] as const;

const profile = builtInProfiles.get("nine-records");
if (profile === undefined) throw new Error("the nine-records profile is built in");

describe.each(LEVELS)("$noise noise: precision ≥ $precision, recall ≥ $recall", ({ noise, precision, recall }) => {
  it("as two lists, one to one, without group and child; what is wrong is in review", async () => {
    const { hand, system, truth } = ledgerPair(41, 1500, noise);
    const columns = COLUMNS.slice(0, 5).map((name): InputColumn => ({ name, type: TYPES[name], first: hand.map((row) => row[name]), second: system.map((row) => row[name]) }));
    const options = { oneToOne: true, tongue: await loadTongue(columns) };
    const linkage = compareLists(columns, options);
    const decision = decide(linkage, options);
    const { pairs } = decision;
    const right = pairs.filter(({ a, b }) => truth[a] === b).length;
    expect(right / pairs.length).toBeGreaterThanOrEqual(precision);
    expect(right / truth.filter((b) => b >= 0).length).toBeGreaterThanOrEqual(recall);
    const sure = pairs.filter(({ probability }) => probability >= 0.95);
    expect(sure.filter(({ a, b }) => truth[a] === b).length).toBeGreaterThanOrEqual(0.95 * sure.length);
    const asked = new Set(reviewOf(linkage, decision).flatMap(({ a, b }) => [`a${a}`, `b${b}`]));
    expect(asked.size).toBeLessThanOrEqual(0.02 * (hand.length + system.length));
    const found = new Map(pairs.map(({ a, b }) => [a, b]));
    const wrong = truth.flatMap((b, a) => ((found.get(a) ?? -1) === b ? [] : [asked.has(`a${a}`) || asked.has(`b${b}`)]));
    expect(wrong.filter(Boolean).length).toBeGreaterThanOrEqual(0.8 * wrong.length - 1);
  });

  it("as the hand and the electronic ledger of a township", () => {
    const { hand, system, truth } = ledgerPair(42, 1500, noise);
    const person = new Map<string, string>();
    truth.forEach((b, a) => {
      person.set(`手工台帐|${a + 1}`, `h${a}`);
      if (b >= 0) person.set(`电脑台帐|${b + 1}`, `h${a}`);
    });
    const found = scoreLinks([ledgerSheet("手工台帐", hand), ledgerSheet("电脑台帐", system)], (_, name, row) => person.get(`${name}|${row}`) ?? `${name}${row}`, profile);
    expect(found.precision).toBeGreaterThanOrEqual(precision);
    expect(found.recall).toBeGreaterThanOrEqual(recall);
    expect(found.sureRight).toBeGreaterThanOrEqual(0.95 * found.sure);
    expect(found.askedRows).toBeLessThanOrEqual(0.02 * found.ledgerRows);
  });
});

describe("an unrelated person in the books", () => {
  const { hand, system } = ledgerPair(43, 500, "awful");
  /** Certainty by linked rows, hand and system, told by their places. */
  function links(left: readonly PairRow[], right: readonly PairRow[]): Map<string, number> {
    if (profile === undefined) throw new Error("no profile");
    const { entities, books } = scoreLinks([ledgerSheet("手工台帐", left), ledgerSheet("电脑台帐", right)], () => null, profile);
    const found = new Map<string, number>();
    const [first = 0, second = 0] = books.blocks.map((block, b) => (block.block.sheet === "手工台帐" ? 0 : 1) * 1e6 + (books.offsets[b] ?? 0)).sort((x, y) => x - y).map((offset) => offset % 1e6);
    for (let a = 0; a < left.length; a++) {
      const entity = entities.of[first + a] ?? -1;
      for (const row of entities.rows.subarray(entities.start[entity], entities.start[entity + 1])) {
        const b = row - second;
        if (b >= 0 && b < right.length && !(row >= first && row < first + left.length)) found.set(`${a}|${b}`, entities.link(first + a).certainty);
      }
    }
    return found;
  }
  const before = links(hand, system);
  const sure = [...before].filter(([, certainty]) => certainty >= 0.99).map(([name]) => name);

  it("changes no sure link, whatever she shares with others", () => {
    expect(sure.length).toBeGreaterThan(420);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: hand.length - 1 }), fc.constantFrom("王秀英", "仉璎", "欧阳雪"), fc.boolean(), fc.boolean(), (at, name, inHand, sharesVillage) => {
        const stranger: PairRow = { name, idNumber: "11010119300101123X", birthDate: "1930-01-01", spouseName: "鲜于辅", village: sharesVillage ? (hand[at]?.village ?? "") : "天涯村", group: "3", childName: "" };
        const after = links(inHand ? [...hand, stranger] : hand, inHand ? system : [...system, stranger]);
        expect(sure.filter((link) => !after.has(link))).toEqual([]);
      }),
      { numRuns: 8 },
    );
  }, 240_000);
});
