/** Where households outnumber repeats, one house is not taken for one person: a third class is found; and only there. */
import { describe, expect, it } from "vitest";
import { loadTongue } from "../../../src/link/tongue.js";
import { decide, type AcceptedPair } from "../../../src/linkage/model/decide.js";
import type { InputColumn } from "../../../src/linkage/model/fields.js";
import { compareLists, type LinkOptions } from "../../../src/linkage/model/link-lists.js";
import { register, REGISTER_COLUMNS, type RegisterRow } from "../../support/households.js";
import { COLUMNS, ledgerPair } from "../../support/ledger-pair.js";

const TYPES = { name: "name", birthDate: "date", head: "name", village: "text", group: "code", house: "code" } as const;
type Name = (typeof REGISTER_COLUMNS)[number];

const columnsOf = (rows: readonly RegisterRow[], names: readonly Name[] = REGISTER_COLUMNS, second: readonly RegisterRow[] | null = null): InputColumn[] =>
  names.map((name) => ({ name, type: TYPES[name], first: rows.map((row) => row[name]), second: second?.map((row) => row[name]) ?? null }));

async function linked(columns: readonly InputColumn[], oneToOne = false): Promise<{ pairs: readonly AcceptedPair[]; family: boolean }> {
  const options: LinkOptions = { oneToOne, tongue: await loadTongue(columns) };
  const linkage = compareLists(columns, options);
  return { pairs: decide(linkage, options).pairs, family: linkage.model.family !== undefined };
}

describe("a register of households without ID numbers", () => {
  const WITHOUT_HEAD: readonly Name[] = ["name", "birthDate", "village", "group", "house"];
  it.each([[1, REGISTER_COLUMNS], [3, WITHOUT_HEAD]] as const)("register %i: who stands there twice is found, their families are not (%j)", async (seed, names) => {
    const { rows, person, household } = register(seed, 600, 0.04);
    const { pairs, family } = await linked(columnsOf(rows, names));
    expect(family).toBe(true);
    const twice = rows.length - new Set(person).size;
    const right = pairs.filter(({ a, b }) => person[a] === person[b]);
    expect(twice).toBeGreaterThan(70);
    expect(right.length).toBeGreaterThanOrEqual(0.9 * pairs.length);
    expect(right.length).toBeGreaterThanOrEqual(0.9 * twice);
    const sure = pairs.filter(({ probability }) => probability >= 0.95);
    expect(sure.length).toBeGreaterThan(0.5 * twice);
    expect(sure.filter(({ a, b }) => person[a] === person[b]).length).toBeGreaterThanOrEqual(0.95 * sure.length);
    const relatives = pairs.filter(({ a, b }) => person[a] !== person[b] && household[a] === household[b]);
    expect(relatives.length).toBeLessThanOrEqual(0.05 * pairs.length);
  });

  it("of the birth date the year alone is known: that is enough to tell a brother", async () => {
    const { rows, person } = register(1, 600, 0.04);
    const { pairs, family } = await linked(columnsOf(rows.map((row) => ({ ...row, birthDate: row.birthDate.slice(0, 4) }))));
    expect(family).toBe(true);
    const right = pairs.filter(({ a, b }) => person[a] === person[b]).length;
    expect(right).toBeGreaterThanOrEqual(0.9 * pairs.length);
    expect(right).toBeGreaterThanOrEqual(0.9 * (rows.length - new Set(person).size));
  });

  it("nobody stands there twice: no links at all", async () => {
    const { rows } = register(4, 400, 0);
    const { pairs, family } = await linked(columnsOf(rows));
    expect(family).toBe(true);
    expect(pairs.length).toBeLessThanOrEqual(3);
  });

  it("two registers one to one: everybody to themselves, nobody to a relative", async () => {
    const { rows, person, household } = register(5, 300, 1);
    const later = person.map((own, row) => person.indexOf(own) < row);
    // Every eighth person stands in one of the two only, where a relative would be free.
    const kept = (second: boolean) => (row: number): boolean => later[row] === second && person[row]! % 8 !== (second ? 1 : 2);
    const [left, right] = [[...rows.keys()].filter(kept(false)), [...rows.keys()].filter(kept(true))];
    const { pairs } = await linked(columnsOf(left.map((row) => rows[row]!), REGISTER_COLUMNS, right.map((row) => rows[row]!)), true);
    const both = left.filter((row) => right.some((other) => person[other] === person[row])).length;
    const good = pairs.filter(({ a, b }) => person[left[a]!] === person[right[b]!]);
    expect(both).toBeGreaterThan(800);
    expect(good.length).toBeGreaterThanOrEqual(0.99 * both);
    expect(pairs.filter(({ a, b }) => person[left[a]!] !== person[right[b]!] && household[left[a]!] === household[right[b]!])).toEqual([]);
    expect(good.length).toBeGreaterThanOrEqual(0.99 * pairs.length);
  });
});

describe("lists without households", () => {
  it("one person of each house: no third class, and the repeats are found", async () => {
    const all = register(6, 1500, 0.04);
    const chosen = new Map<number, number>();
    all.household.forEach((household, row) => chosen.set(household, Math.max(chosen.get(household) ?? 0, all.person[row]! % 3 === household % 3 ? all.person[row]! : 0)));
    const kept = [...all.rows.keys()].filter((row) => chosen.get(all.household[row]!) === all.person[row]);
    const { pairs, family } = await linked(columnsOf(kept.map((row) => all.rows[row]!)));
    expect(kept.length).toBeGreaterThan(1200);
    expect(family).toBe(false);
    const twice = kept.length - new Set(kept.map((row) => all.person[row])).size;
    expect(twice).toBeGreaterThan(40);
    const right = pairs.filter(({ a, b }) => all.person[kept[a]!] === all.person[kept[b]!]).length;
    expect(right).toBeGreaterThanOrEqual(0.95 * twice);
    expect(right).toBeGreaterThanOrEqual(0.95 * pairs.length);
  });

  it.each<[readonly Name[]]>([[["name", "birthDate"]], [["name", "birthDate", "village"]]])("whole households, but nothing that a household shares: %j", async (names) => {
    const { rows } = register(7, 300, 0.04);
    const found = await linked(columnsOf(rows, names));
    expect(found.family).toBe(false);
    expect(found.pairs.length).toBeGreaterThan(20);
  });

  const LEDGER = { name: "name", idNumber: "idNumber", birthDate: "date", spouseName: "name", village: "text", group: "code", childName: "name" } as const;
  it.each([["usual", 7], ["usual", 5], ["awful", 7]] as const)("ledgers, %s noise, %i columns: as two lists, as one, and one of them alone", async (noise, width) => {
    const { hand, system } = ledgerPair(11, 300, noise);
    for (const [first, second, oneToOne] of [[hand, system, true], [hand, system, false], [[...hand, ...system], null, false], [hand, null, false]] as const) {
      const columns = COLUMNS.slice(0, width).map((name): InputColumn => ({ name, type: LEDGER[name], first: first.map((row) => row[name]), second: second?.map((row) => row[name]) ?? null }));
      expect((await linked(columns, oneToOne)).family).toBe(false);
    }
  });
});
