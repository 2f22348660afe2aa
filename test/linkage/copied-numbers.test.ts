/** A number that is not the row's own, in two ledgers: it joins nobody of another name and birth date, and takes nobody from her own row. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { link } from "../../src/linkage/link.js";
import { isForeign, unitsOf } from "../../src/linkage/units.js";
import type { CellValue, Entities } from "../../src/model.js";
import { idNumber } from "../support/id-number.js";
import { township, type SheetLiteral } from "../support/books.js";
import { ledgerPair } from "../support/ledger-pair.js";

type Row = readonly [name: string, idNumber: string | null, birthDate: string | null, spouseName: string | null];
const { hand, system, truth } = ledgerPair(51, 120, "usual");
const rowsOf = (rows: typeof hand): CellValue[][] => rows.map((row) => [row.name, row.idNumber || null, row.birthDate || null, row.spouseName || null, row.village]);
const VILLAGE = hand[0]!.village;

const ledger = (record: string, rows: readonly (readonly CellValue[])[]): SheetLiteral => ({ record, village: VILLAGE, columns: ["name", "idNumber", "birthDate", "spouseName", "village"], rows });

/** Entities of the rows put at the end of the two ledgers of a township, in order: hand, then electronic. */
function linked(left: readonly Row[], right: readonly Row[], known: boolean): { people: number[]; entities: Entities } {
  const [first, second] = known ? [rowsOf(hand), rowsOf(system)] : [[], []];
  const with_ = (rows: readonly Row[]): CellValue[][] => rows.map((row) => [...row, VILLAGE]);
  const { books, context } = township([ledger("handLedger", [...first, ...with_(left)]), ledger("electronicLedger", [...second, ...with_(right)])]);
  const entities = link(books, context.profile, "zh");
  const people = [...left.map((_, i) => entities.of[first.length + i]!), ...right.map((_, i) => entities.of[first.length + left.length + second.length + i]!)];
  return { people, entities };
}

const HERS = idNumber("1968-07-21", 412);
const NEIGHBOURS = idNumber("1979-11-02", 118);
const HIS = idNumber("1966-02-14", 413);
const her: Row = ["仉秀兰", HERS, "1968-07-21", "石大勇"];
const neighbour: Row = ["童玉梅", NEIGHBOURS, "1979-11-02", "卞国强"];

describe.each([true, false])("beside a township of people: %s", (known) => {
  it("the neighbour's number in her row does not make them one, nor keep her from her own", () => {
    const copied: Row = [her[0], NEIGHBOURS, her[2], her[3]];
    const { people } = linked([copied, neighbour], [her, neighbour], known);
    expect(people[0]).toBe(people[2]);
    expect(people[1]).toBe(people[3]);
    expect(people[0]).not.toBe(people[1]);
  });

  it("nor where the neighbour's husband was copied too", () => {
    const copied: Row = [her[0], NEIGHBOURS, her[2], neighbour[3]];
    const { people } = linked([copied], [neighbour], known);
    expect(people[0]).not.toBe(people[1]);
    const all = linked([copied, neighbour], [her, neighbour], known).people;
    expect(all[1]).toBe(all[3]);
    expect(all[0]).not.toBe(all[3]);
  });

  it("nor where the copied number fails its check in both rows", () => {
    const wrong = `${NEIGHBOURS.slice(0, 5)}8${NEIGHBOURS.slice(6)}`;
    const { people } = linked([[her[0], wrong, her[2], neighbour[3]]], [[neighbour[0], wrong, neighbour[2], neighbour[3]]], known);
    expect(people[0]).not.toBe(people[1]);
    const own = linked([[neighbour[0], wrong, neighbour[2], neighbour[3]]], [[neighbour[0], wrong, neighbour[2], neighbour[3]]], known).people;
    expect(own[0]).toBe(own[1]);
  });

  it("her husband's number in her row keeps her linked, by name, birth date and husband", () => {
    const { people } = linked([[her[0], HIS, her[2], her[3]]], [her], known);
    expect(people[0]).toBe(people[1]);
  });

  it("her husband's number in both rows does not make his second wife of his first", () => {
    const second: Row = ["童春桃", HIS, "1975-12-09", "石大勇"];
    const { people } = linked([[her[0], HIS, her[2], her[3]]], [second], known);
    expect(people[0]).not.toBe(people[1]);
  });

  it("a man's number in the rows of two sisters of whom nothing else is known does not make them one", () => {
    const { people } = linked([["仉秀兰", HIS, null, null]], [["仉秀英", HIS, null, null]], known);
    expect(people[0]).not.toBe(people[1]);
    const own = linked([["仉秀兰", HERS, null, null]], [["仉秀岚", HERS, null, null]], known).people;
    expect(own[0]).toBe(own[1]);
  });

  it("two sisters-in-law, husbands of like names, one number in both rows: two women, each with her own row", () => {
    const one: Row = ["童玉梅", idNumber("1971-05-06", 222), "1971-05-06", "石大勇"];
    const other: Row = ["仉秀兰", idNumber("1976-09-18", 224), "1976-09-18", "石大永"];
    const slip: Row = [other[0], one[1], other[2], other[3]];
    const { people } = linked([one, slip], [one, other], known);
    expect(people[0]).toBe(people[2]);
    expect(people[1]).toBe(people[3]);
    expect(people[0]).not.toBe(people[1]);
    const alone = linked([slip], [one], known).people;
    expect(alone[0]).not.toBe(alone[1]);
  });

  it("one number, names alike and one husband: a slip in her name and her birth date is still her", () => {
    const { people } = linked([["仉秀岚", HERS, "1968-07-12", "石大勇"]], [her], known);
    expect(people[0]).toBe(people[1]);
  });
});

describe("laws", () => {
  it("a copied number never joins two women of different name and birth date, with or without the husband", () => {
    const names = fc.constantFrom("仉秀兰", "童玉梅", "卞春桃", "詹巧云");
    const births = fc.constantFrom("1951-03-04", "1958-11-22", "1966-07-09", "1974-02-17", "1983-09-28");
    fc.assert(fc.property(fc.uniqueArray(names, { minLength: 2, maxLength: 2 }), fc.uniqueArray(births, { minLength: 2, maxLength: 2 }), fc.integer({ min: 1, max: 499 }), fc.boolean(), fc.boolean(), fc.boolean(), ([one = "", two = ""], [born = "", later = ""], serial, husbandToo, theirs, known) => {
      const id = idNumber(born, 2 * serial);
      const own: Row = [one, id, born, "石大勇"];
      const copied: Row = [two, id, later, husbandToo ? "石大勇" : "赵大山"];
      const own2: Row = [two, idNumber(later, 2 * serial), later, "赵大山"];
      const found = linked([copied], theirs ? [own, own2] : [own], known).people;
      expect(found[0]).not.toBe(found[1]);
      if (theirs && !husbandToo) expect(found[0]).toBe(found[2]); // not even the number keeps her from her row
    }), { numRuns: 60 });
  });

  it("nobody of the township is moved by it", () => {
    const BORN = "2001-12-30"; // three digits from every birth date of theirs, and more
    const plain = linked([], [], true).entities;
    const together = (entities: Entities, extraLeft: number): boolean[] => truth.map((b, a) => b >= 0 && entities.of[a] === entities.of[hand.length + extraLeft + b]);
    const before = together(plain, 0);
    expect(before.filter(Boolean).length).toBeGreaterThan(100);
    fc.assert(fc.property(fc.nat(hand.length - 1), fc.boolean(), (at, husbandToo) => {
      const victim = hand[at]!;
      const copied: Row = ["仉璎", victim.idNumber === "" ? HERS : victim.idNumber, BORN, husbandToo ? victim.spouseName : "鲜于辅"];
      const { entities, people } = linked([copied], [], true);
      expect(together(entities, 1)).toEqual(before);
      expect(people[0]).not.toBe(entities.of[at]);
    }), { numRuns: 15 });
  });
});

describe("whose number it is", () => {
  function foreign(rows: readonly Row[], record = "handLedger"): boolean[] {
    const { books } = township([ledger(record, rows.map((row) => [...row, VILLAGE]))]);
    const women = (name: string): boolean => name === "handLedger";
    const { units, of } = unitsOf(books, () => true, women, () => true);
    return rows.map((_, i) => isForeign(units[of[i]!]));
  }

  it.each<[string, Row, boolean]>([
    ["her own", her, false],
    ["a man's", ["仉秀兰", HIS, null, "石大勇"], true],
    ["a man's of her birth date", ["仉秀兰", idNumber("1968-07-21", 413), "1968-07-21", "石大勇"], true],
    ["a neighbour's", ["仉秀兰", NEIGHBOURS, "1968-07-21", "石大勇"], true],
    ["a neighbour's, beside no birth date", ["仉秀兰", NEIGHBOURS, null, "石大勇"], false],
    ["a neighbour's, beside the month only", ["仉秀兰", NEIGHBOURS, "1968-07", "石大勇"], false],
    ["her own, one digit of the birth date wrong", ["仉秀兰", HERS, "1968-07-11", "石大勇"], false],
    ["her own, month and year of the birth date right", ["仉秀兰", HERS, "1968-07-09", "石大勇"], false],
    ["her own, the lunar birth date", ["仉秀兰", HERS, "1968-06-26", "石大勇"], false],
    ["a neighbour's that fails its check", ["仉秀兰", `${NEIGHBOURS.slice(0, 5)}8${NEIGHBOURS.slice(6)}`, "1968-07-21", "石大勇"], true],
    ["her own, the digit of the sex wrong", ["仉秀兰", `${HERS.slice(0, 16)}9${HERS.slice(17)}`, "1968-07-21", "石大勇"], false],
    ["her own, a digit of the birth date in it wrong", ["仉秀兰", `${HERS.slice(0, 12)}1${HERS.slice(13)}`, "1968-07-21", "石大勇"], false],
    ["a neighbour's whose last digits the spreadsheet lost", ["仉秀兰", `${NEIGHBOURS.slice(0, 15)}000`, "1968-07-21", "石大勇"], false],
    ["none", ["仉秀兰", null, "1968-07-21", "石大勇"], false],
  ])("%s", (_, row, expected) => {
    expect(foreign([row])).toEqual([expected]);
  });

  it("in a record of men and women a man's number is a man's", () => {
    expect(foreign([["石大勇", HIS, "1966-02-14", null]], "residents")).toEqual([false]);
  });
});
