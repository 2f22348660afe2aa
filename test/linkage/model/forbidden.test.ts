/** Two valid ID numbers are two people: such pairs are no candidates, and those that agree otherwise are asked about. */
import { describe, expect, it } from "vitest";
import { loadTongue } from "../../../src/link/tongue.js";
import { decide } from "../../../src/linkage/model/decide.js";
import { makeLists, type InputColumn } from "../../../src/linkage/model/fields.js";
import { withoutForbidden } from "../../../src/linkage/model/forbidden.js";
import { compareLists, type LinkOptions } from "../../../src/linkage/model/link-lists.js";
import { levelsOfPairs } from "../../../src/linkage/model/pair-levels.js";
import { reviewOf } from "../../../src/linkage/model/review.js";
import type { FieldType } from "../../../src/linkage/model/settings.js";
import { idNumber } from "../../support/id-number.js";
import { ledgerPair } from "../../support/ledger-pair.js";

const TYPES: Readonly<Record<string, FieldType>> = { name: "name", idNumber: "idNumber", birthDate: "date", spouseName: "name", village: "text", spouseId: "idNumber" };
type Row = Readonly<Record<string, string>>;
const columnsOf = (names: readonly string[], left: readonly Row[], right: readonly Row[] | null): InputColumn[] =>
  names.map((name) => ({ name, type: TYPES[name]!, first: left.map((row) => row[name] ?? ""), second: right?.map((row) => row[name] ?? "") ?? null }));

const { hand, system, truth } = ledgerPair(31, 300, "usual");
const NAMES = ["name", "idNumber", "birthDate", "spouseName", "village"];
const ID = idNumber("1975-03-04", 412);
const OTHER = idNumber("1981-09-30", 118);
const NEXT = idNumber("1975-03-04", 414);
const HUSBAND = idNumber("1972-05-06", 413);
/** A second number with a birth date of its own, one digit from hers. */
const ANEW = { idNumber: idNumber("1975-03-14", 300), birthDate: "1975-03-14" };
const her: Row = { name: "仉秀英", idNumber: ID, birthDate: "1975-03-04", spouseName: "石大勇", village: "新塘村" };

/** What becomes of the one pair of the last rows of two ledgers: candidate, put aside, or gone. */
function fate(one: Row, two: Row, names: readonly string[] = NAMES, left: readonly Row[] = hand, right: readonly Row[] = system): "kept" | "aside" | "gone" {
  const lists = makeLists(columnsOf(names, [...left, one], [...right, two]), null);
  const at = (input: number): number => [...lists.place].indexOf(input);
  const rows = [at(hand.length), at(hand.length + 1 + system.length)].sort((a, b) => a - b);
  const pairs = { first: Int32Array.of(rows[0]!), second: Int32Array.of(rows[1]!) };
  const levels = new Uint8Array(lists.fields.length);
  levelsOfPairs(lists.fields, [], pairs, levels);
  const found = withoutForbidden(lists, pairs, levels);
  expect(found.levels).toHaveLength(found.pairs.first.length * lists.fields.length);
  return found.pairs.first.length === 1 ? "kept" : found.barred.pairs.first.length === 1 ? "aside" : "gone";
}

describe("a pair of rows", () => {
  it.each<[string, Row, Row, "kept" | "aside" | "gone"]>([
    ["one number", her, { ...her, name: "张梅", spouseName: "李辉" }, "kept"],
    ["two valid numbers, nothing else", her, { ...her, idNumber: OTHER, name: "张梅", birthDate: "1981-09-30", spouseName: "李辉", village: "横岭村" }, "gone"],
    ["two valid numbers, of one village only", her, { ...her, idNumber: OTHER, name: "张梅", birthDate: "1981-09-30", spouseName: "李辉" }, "gone"],
    ["neighbours in the register: twins", her, { ...her, idNumber: NEXT, name: "仉秀兰", spouseName: "李辉" }, "gone"],
    ["two agree, two do not", her, { ...her, idNumber: OTHER, birthDate: "1981-09-30", spouseName: "李辉" }, "gone"],
    ["two agree, one does not, one is missing", her, { ...her, idNumber: NEXT, name: "", spouseName: "李辉" }, "aside"],
    ["three agree, one does not", her, { ...her, idNumber: NEXT, name: "仉秀兰" }, "aside"],
    ["two agree, nothing differs: too little", her, { ...her, idNumber: NEXT, name: "", spouseName: "" }, "aside"],
    ["one agrees, nothing differs", her, { ...her, idNumber: NEXT, name: "", spouseName: "", village: "" }, "gone"],
    ["all agree: a number issued anew, or copied", her, { ...her, idNumber: NEXT }, "kept"],
    ["three agree, nothing differs", her, { ...her, idNumber: NEXT, village: "" }, "kept"],
    ["one of the numbers is her husband's", { ...her, idNumber: HUSBAND }, { ...her, name: "仉秀兰" }, "kept"],
    ["one of the numbers is a neighbour's", { ...her, idNumber: OTHER }, { ...her, name: "仉秀兰" }, "kept"],
    ["both are", { ...her, idNumber: OTHER }, { ...her, idNumber: HUSBAND, name: "仉秀兰" }, "kept"],
    ["one does not pass its check", her, { ...her, idNumber: `${OTHER.slice(0, 16)}0${OTHER.slice(17)}`, name: "仉秀兰" }, "kept"],
    ["one is cut short", her, { ...her, idNumber: OTHER.slice(0, 15), name: "仉秀兰" }, "kept"],
    ["one digit wrong in 15 places", her, { ...her, idNumber: `${ID.slice(0, 6)}${ID.slice(8, 16)}3`, name: "仉秀兰" }, "kept"],
    ["one has none", her, { ...her, idNumber: "", name: "仉秀兰" }, "kept"],
  ])("%s: %s", (_, one, two, expected) => {
    const { foreign } = makeLists(columnsOf(NAMES, hand, system), null).fields[1]!;
    expect([...foreign!].filter((mark) => mark === 1).length).toBeLessThan(6); // the ledgers themselves hold hardly any
    expect(fate(one, two)).toBe(expected);
    expect(fate(two, one)).toBe(expected);
  });

  it("another column of numbers changes nothing, be it empty or the husbands'", () => {
    const cases: [Row, Row][] = [[her, { ...her, idNumber: NEXT, name: "仉秀兰" }], [her, { ...her, idNumber: NEXT }], [her, { ...her, idNumber: OTHER, name: "张梅", birthDate: "1981-09-30", spouseName: "李辉" }]];
    const his = (row: Row, i: number): Row => ({ ...row, spouseId: idNumber(`19${50 + (i % 40)}-0${1 + (i % 9)}-1${i % 10}`, 2 * (i % 400) + 1) });
    const [left, right] = [hand.map(his), system.map((row, i) => his(row, i + 17))];
    expect(cases.map(([one, two]) => fate(one, two))).toEqual(["aside", "kept", "gone"]);
    for (const names of [[...NAMES, "spouseId"], ["spouseId", ...NAMES]]) {
      expect(makeLists(columnsOf(names, left, right), null).fields.filter(({ dated }) => dated).map(({ name }) => name)).toEqual(["idNumber"]);
      for (const [one, two] of cases) {
        const plain = fate(one, two);
        expect(fate(one, two, names)).toBe(plain);
        expect(fate(one, two, names, left, right)).toBe(plain);
      }
    }
  });

  it("two husbands with numbers of their own bar nobody", () => {
    const couple = (row: Row, serial: number): Row => ({ ...row, spouseId: idNumber("1972-05-06", serial) });
    const names = [...NAMES, "spouseId"];
    expect(fate(couple({ ...her, idNumber: "" }, 413), couple({ ...her, name: "仉秀兰", idNumber: "" }, 415), names)).toBe("kept");
    expect(fate(couple(her, 413), couple({ ...her, name: "仉秀兰", idNumber: NEXT }, 413), names)).toBe("aside");
  });
});

describe("two lists", () => {
  async function linked(names: readonly string[], one: readonly Row[], two: readonly Row[], oneToOne: boolean): Promise<{ pairs: Map<string, number>; asked: Set<string> }> {
    const columns = columnsOf(names, [...hand, ...one], [...system, ...two]);
    const options: LinkOptions = { oneToOne, tongue: await loadTongue(columns) };
    const linkage = compareLists(columns, options);
    const decision = decide(linkage, options);
    return {
      pairs: new Map(decision.pairs.map(({ a, b, probability }) => [`${a}|${b}`, probability])),
      asked: new Set(reviewOf(linkage, decision).filter(({ accepted }) => !accepted).map(({ a, b }) => `${a}|${b}`)),
    };
  }
  const mine = (i = 0): string => `${hand.length + i}|${system.length + i}`;

  it.each([true, false])("a barred pair that agrees otherwise is no link, but is asked about (one to one: %s)", async (oneToOne) => {
    const { pairs, asked } = await linked(NAMES, [her], [{ ...her, ...ANEW }], oneToOne);
    expect(pairs.has(mine())).toBe(false);
    expect(asked.has(mine())).toBe(true);
  });

  it("nor is one asked about that is linked to its own partner, or that disagrees", async () => {
    const sister = { ...her, name: "仉秀兰", idNumber: NEXT };
    const { pairs, asked } = await linked(NAMES, [her, sister], [her, sister], true);
    expect(pairs.get(mine(0))).toBeGreaterThan(0.99);
    expect(pairs.get(mine(1))).toBeGreaterThan(0.99);
    expect([...asked].filter((pair) => pair.startsWith(`${hand.length}|`) || pair.endsWith(`|${system.length}`))).toEqual([]);
    const apart = await linked(NAMES, [her], [{ ...her, name: "李梅", idNumber: OTHER, birthDate: "1981-09-30" }], true);
    expect(apart.pairs.has(mine())).toBe(false);
    expect(apart.asked.has(mine())).toBe(false);
  });

  it("a number that is not her own keeps nobody apart", async () => {
    const { pairs } = await linked(NAMES, [her, { ...her, name: "仉玉梅", idNumber: HUSBAND, birthDate: "1968-07-08" }], [her, { ...her, name: "仉玉梅", idNumber: idNumber("1968-07-08", 222), birthDate: "1968-07-08" }], true);
    expect(pairs.get(mine(1))).toBeGreaterThan(0.95);
  });

  it("an empty column of numbers beside the others changes no link", async () => {
    const plain = await linked(NAMES, [her], [{ ...her, ...ANEW }], true);
    const more = await linked([...NAMES, "spouseId"], [her], [{ ...her, ...ANEW }], true);
    expect(plain.pairs.size).toBeGreaterThan(0.95 * truth.filter((b) => b >= 0).length);
    expect([...more.pairs.keys()]).toEqual([...plain.pairs.keys()]);
    for (const [pair, probability] of plain.pairs) expect(more.pairs.get(pair)).toBeCloseTo(probability, 9);
    expect(more.asked).toEqual(plain.asked);
  });
});
