/** Weights of the engine written out and named in the profile: the same links again, and none of them hangs on anybody else. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { link } from "../../src/linkage/link.js";
import type { CellValue, FrozenWeights } from "../../src/model.js";
import type { Profile } from "../../src/profile/profile.js";
import { nineRecords, township, type SheetLiteral } from "../support/books.js";
import { idNumber } from "../support/id-number.js";
import { COLUMNS, ledgerPair, type PairRow } from "../support/ledger-pair.js";

const { hand, system } = ledgerPair(47, 320, "awful");
const cells = (row: PairRow): CellValue[] => COLUMNS.map((column) => row[column]);
const ledgers = (one: readonly PairRow[], two: readonly PairRow[]): SheetLiteral[] => [
  { record: "handLedger", columns: COLUMNS, rows: one.map(cells) },
  { record: "electronicLedger", columns: COLUMNS, rows: two.map(cells) },
];
/** Lines that name a woman by name and village, some with her husband: where namesakes live, nothing tells which one is meant. */
const handbook: SheetLiteral = {
  record: "workHandbook", columns: ["name", "village", "spouseName", "event"],
  rows: hand.filter((_, i) => i % 3 === 0).map((row, i): CellValue[] => [row.name, row.village, i % 2 === 0 ? null : row.spouseName, "上环"]),
};
const supplies: SheetLiteral = { record: "suppliesLedger", columns: ["name", "village", "item"], rows: system.filter((_, i) => i % 4 === 0).map((row): CellValue[] => [row.name, row.village, "避孕套"]) };
const namesakes: PairRow[] = [1, 2].map((n) => ({ name: "王秀英", idNumber: idNumber(`197${n}-03-04`, 2 * n), birthDate: `197${n}-03-04`, spouseName: n === 1 ? "李大山" : "赵德福", village: hand[0]?.village ?? "", group: String(n), childName: "" }));
const namesOnly: SheetLiteral = { record: "feedbackSlips", columns: ["name", "village"], rows: [["王秀英", hand[0]?.village ?? ""], ["王秀英", "外地村"]] };
const books = (moreHand: readonly PairRow[], moreSystem: readonly PairRow[]): SheetLiteral[] => [...ledgers([...hand, ...namesakes, ...moreHand], [...system, ...namesakes, ...moreSystem]), handbook, supplies, namesOnly];

const withWeights = (weights: FrozenWeights | null): Profile => {
  const profile = nineRecords();
  return weights === null ? profile : { ...profile, settings: { ...profile.settings, weights } };
};

function weightsOf(sheets: readonly SheetLiteral[], given: FrozenWeights | null = null): FrozenWeights {
  let found: FrozenWeights | null = null;
  link(township(sheets).books, withWeights(given), "zh", null, (weights) => (found = weights));
  if (found === null) throw new Error("no weights");
  return JSON.parse(JSON.stringify(found)) as FrozenWeights;
}

interface Outcome {
  /** By row: the rows of its person, how sure it is, by which pass. */
  readonly rows: ReadonlyMap<string, string>;
  readonly ties: readonly string[];
  readonly linked: number;
  readonly loose: number;
}

/** What was linked, rows named by record and place; of each record only its first `most` rows are told. */
function linked(sheets: readonly SheetLiteral[], weights: FrozenWeights | null, most: ReadonlyMap<string, number> = new Map()): Outcome {
  const { books: all } = township(sheets);
  const entities = link(all, withWeights(weights), "zh");
  const nameOf = (row: number): string | null => {
    const block = all.blockOf[row] ?? 0;
    const record = all.blocks[block]?.record ?? "";
    const place = row - (all.offsets[block] ?? 0);
    return place < (most.get(record) ?? Infinity) ? `${record} ${place}` : null;
  };
  const membersOf = (entity: number): string[] => [...entities.rows.slice(entities.start[entity], entities.start[entity + 1])].flatMap((row) => nameOf(row) ?? []).sort();
  const rows = new Map<string, string>();
  for (let row = 0; row < all.total; row++) {
    const name = nameOf(row);
    if (name === null) continue;
    const { certainty, pass } = entities.link(row);
    rows.set(name, `${membersOf(entities.of[row] ?? -1).join(" + ")} ${certainty} ${pass}`);
  }
  const sizes = Array.from({ length: entities.count }, (_, e) => membersOf(e).length);
  const ties = entities.ties.flatMap(({ row, candidates }) => (nameOf(row) === null ? [] : [`${nameOf(row)} → ${candidates.map((one) => membersOf(one).join(" + ")).sort().join(" | ")}`])).sort();
  return { rows, ties, linked: sizes.filter((size) => size > 1).length, loose: sizes.filter((size) => size === 1).length };
}

const weights = weightsOf(books([], []));
const own = new Map(books([], []).map(({ record, rows }) => [record, rows.length]));

describe("weights written out", () => {
  it("name every column, and give nearly the same links again", () => {
    expect(weights.columns.map(({ name }) => name)).toContain("householdCode");
    const straight = linked(books([], []), null);
    const again = linked(books([], []), weights);
    expect(again.linked).toBeGreaterThan(280);
    expect([...again.rows].filter(([row, told]) => told.split(" ").slice(0, -2).join() !== straight.rows.get(row)?.split(" ").slice(0, -2).join()).length).toBeLessThanOrEqual(6);
  });

  it("hold no ID number, no code and no value that fewer than three people share", () => {
    const more = (name: string, count: number): PairRow[] => Array.from({ length: count }, (_, i) => ({ ...namesakes[0]!, name, idNumber: idNumber("1960-05-06", 20 * name.length + 2 * i) }));
    const people = [...hand, ...more("王秀英", 3), ...more("仉璎", 2)];
    const coded = ledgers(people, people).map((sheet): SheetLiteral => ({ ...sheet, columns: [...COLUMNS, "householdCode", "personCode"], rows: people.map((row, i) => [...cells(row), `户${i % 50}`, `P${i % 90}`]) }));
    const { columns } = weightsOf(coded);
    const common = (column: string): string[] => Object.keys(columns.find(({ name }) => name === column)?.common ?? {});
    for (const column of ["idNumber", "spouseIdNumber", "householdCode", "personCode"]) expect(common(column)).toEqual([]);
    expect(common("name")).toContain("王秀英");
    for (const name of common("name")) expect(people.filter((row) => row.name === name).length).toBeGreaterThanOrEqual(3);
    for (const name of common("spouseName")) expect(people.filter((row) => row.spouseName === name).length).toBeGreaterThanOrEqual(3);
    const text = JSON.stringify(columns);
    for (const row of people) if (row.idNumber.length > 10) expect(text).not.toContain(row.idNumber);
  });

  it("mean the same where a village is written otherwise", () => {
    const village = Object.keys(weights.columns.find(({ name }) => name === "village")?.common ?? {});
    expect(village.length).toBeGreaterThan(1);
    const committee = books([], []).map((sheet): SheetLiteral => ({ ...sheet, rows: sheet.rows.map((row) => row.map((cell) => (typeof cell === "string" && cell.endsWith("村") ? `${cell}委会` : cell))) }));
    expect(linked(committee, weights)).toEqual(linked(books([], []), weights));
  });

  it("taken up are handed out as they came", () => {
    expect(weightsOf(ledgers(hand.slice(0, 50), system.slice(0, 50)), weights)).toEqual(weights);
  });

  it("of other columns are refused by name", () => {
    const [first, ...rest] = weights.columns;
    if (first === undefined) throw new Error("no columns");
    expect(() => linked(books([], []), { ...weights, columns: [{ ...first, name: "nickname" }, ...rest] })).toThrow("name");
    expect(() => linked(books([], []), { ...weights, columns: [{ ...first, weight: first.weight.slice(1) }, ...rest] })).toThrow("name");
  });
});

describe("with frozen weights", () => {
  const before = linked(books([], []), weights, own);

  /** Somebody else's name, or else somebody's village, group, day of birth, child: never both. */
  const stranger = fc.tuple(fc.integer({ min: 0, max: hand.length - 1 }), fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean(), fc.integer({ min: 1, max: 400 })).map(([at, sharesName, sharesVillage, sharesDay, withId, serial]): PairRow => {
    const other = hand[at];
    const birth = `1931-0${(serial % 9) + 1}-1${serial % 7}`;
    return {
      name: sharesName ? (other?.name ?? "") : "仉璎", idNumber: withId ? idNumber(birth, 2 * serial) : "", birthDate: !sharesName && sharesDay ? (other?.birthDate ?? "") : birth,
      spouseName: "鲜于辅", village: !sharesName && sharesVillage ? (other?.village ?? "") : "天涯村", group: other?.group ?? "3", childName: !sharesName && sharesDay ? (other?.childName ?? "") : "",
    };
  });

  it("the books hold links, loose ends and ties", () => {
    expect(before.linked).toBeGreaterThan(280);
    expect(before.loose).toBeGreaterThan(10);
    expect(before.ties.length).toBeGreaterThan(0);
  });

  it("an unrelated person, in either ledger or in both, changes no link, no certainty and no tie", () => {
    fc.assert(
      fc.property(fc.array(stranger, { minLength: 1, maxLength: 3 }), fc.constantFrom("hand", "electronic", "both"), (people, where) => {
        const more = books(where === "electronic" ? [] : people, where === "hand" ? [] : people);
        const after = linked(more, weights, own);
        expect(after.rows).toEqual(before.rows);
        expect(after.ties).toEqual(before.ties);
      }),
      { numRuns: 40 },
    );
  }, 240_000);

  it("nor does one that makes one ledger's loose ends fewer than the other's", () => {
    const columns = ["name", "village", "birthDate", "spouseName"] as const;
    const sheets = (strangers: number): SheetLiteral[] => [
      { record: "handLedger", columns, rows: [["王秀英", "新塘村", "1971", null], ...Array.from({ length: strangers }, (_, i): CellValue[] => ["鲜于辅", "天涯村", `193${i}-02-03`, `仉${"甲乙丙丁"[i] ?? ""}`])] },
      { record: "electronicLedger", columns, rows: [["王秀英", "新塘村", "1971-03-04", "李大山"], ["王秀英", "新塘村", "1971-08-09", "赵德福"]] },
    ];
    const told = (strangers: number): Outcome => linked(sheets(strangers), weights, new Map([["handLedger", 1], ["electronicLedger", 2]]));
    expect(told(0).ties).toHaveLength(1);
    for (const strangers of [1, 2, 3]) expect(told(strangers)).toEqual(told(0));
  });

  it("nor does one that makes a block larger than it may be where weights are estimated", () => {
    const columns = ["name", "village", "group", "householdCode", "marriageDate", "birthDate"] as const;
    const known: CellValue[] = ["王秀英", "新塘村", "1", "户77", "1993-05-06", null];
    const crowd = (count: number): CellValue[][] => Array.from({ length: count }, (_, i): CellValue[] => ["王秀英", "新塘村", String(2 + (i % 7)), `户${1000 + i}`, `19${70 + (i % 20)}-0${1 + (i % 9)}-1${i % 10}`, `19${40 + (i % 12)}-0${1 + (i % 9)}-0${1 + (i % 7)}`]);
    const sheets = (count: number): SheetLiteral[] => [
      { record: "handLedger", columns, rows: [known] },
      { record: "electronicLedger", columns, rows: [known.map((cell) => cell), ...crowd(count)].map((row, i) => (i === 0 ? [...row.slice(0, 5), "1968"] : row)) },
    ];
    const found = (count: number): string | undefined => linked(sheets(count), weights, new Map([["handLedger", 1], ["electronicLedger", 1]])).rows.get("handLedger 0");
    expect(found(200)).toContain("electronicLedger 0");
    for (const count of [298, 299, 300, 301, 600]) expect(found(count)).toBe(found(200));
  });
});
