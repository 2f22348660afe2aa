/** Who is the same person: named passes over real normal values, and the laws that hold for any books. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { link } from "../../src/linkage/link.js";
import type { CellValue } from "../../src/model.js";
import { idNumber } from "../support/id-number.js";
import { township, type SheetLiteral } from "../support/books.js";

const COLUMNS = ["name", "idNumber", "birthDate", "spouseName"] as const;

function ledger(record: string, rows: readonly (readonly CellValue[])[], village = "新塘村"): SheetLiteral {
  return { record, village, columns: COLUMNS, rows };
}

/** Names of the linked rows, one sorted group per person, groups sorted. */
function groups(sheets: readonly SheetLiteral[]): string[][] {
  const { books, context } = township(sheets);
  const entities = link(books, context.profile, "zh");
  const found: string[][] = [];
  for (let e = 0; e < entities.count; e++) {
    const rows = [...entities.rows.slice(entities.start[e], entities.start[e + 1])];
    found.push(rows.map((row) => {
      const block = books.blocks[books.blockOf[row] ?? 0];
      const at = row - (books.offsets[books.blockOf[row] ?? 0] ?? 0);
      return `${block?.record ?? ""}:${block?.columns.get("name")?.values[at]?.text ?? ""}`;
    }).sort());
  }
  return found.sort((a, b) => (a.join() < b.join() ? -1 : 1));
}

const pair = (left: CellValue[], right: CellValue[]): number => groups([ledger("handLedger", [left]), ledger("electronicLedger", [right])]).length;
const ID = idNumber("1975-03-04", 2);

describe("one person in two ledgers", () => {
  it.each<[string, CellValue[], CellValue[]]>([
    ["same number", ["安玉兰", ID, "1975.3.4", "王大山"], ["安玉兰", ID, "1975-03-04", "王大山"]],
    ["15 and 18 digits", ["安玉兰", `${ID.slice(0, 6)}${ID.slice(8, 17)}`, null, "王大山"], ["安玉兰", ID, null, null]],
    ["one digit wrong", ["安玉兰", `${ID.slice(0, 14)}9${ID.slice(15)}`, "1975.3.4", "王大山"], ["安玉兰", ID, "1975-03-04", "王大山"]],
    ["digits lost to the spreadsheet", ["安玉兰", `${ID.slice(0, 15)}000`, "1975.3.4", "王大山"], ["安玉兰", ID, "1975-03-04", null]],
    ["name one character wrong", ["安玉蓝", ID, "1975.3.4", "王大山"], ["安玉兰", ID, "1975-03-04", "王大山"]],
    ["no number, name and birth", ["安玉兰", null, "1975.3.4", "王大山"], ["安玉兰", ID, "1975-03-04", "王大山"]],
    ["no number, wrong birth date, same spouse", ["安玉兰", null, "1975.3.14", "王大山"], ["安玉兰", ID, "1975-03-04", "王大山"]],
    ["name wrong, no number, birth and spouse right", ["安玉蓝", null, "1975.3.4", "王大山"], ["安玉兰", ID, "1975-03-04", "王大山"]],
  ])("%s", (_, left, right) => {
    expect(pair(left, right)).toBe(1);
  });

  it.each<[string, CellValue[], CellValue[]]>([
    ["two valid numbers far apart", ["安玉兰", ID, "1975.3.4", null], ["安玉兰", idNumber("1971-08-09", 4), "1971.8.9", null]],
    ["name alone", ["安玉兰", null, "1975.3.4", "王大山"], ["安玉兰", null, "1962.8.9", "李国强"]],
    ["one number at two people", ["安玉兰", ID, "1975.3.4", "王大山"], ["白秀英", ID, "1962.8.9", "李国强"]],
  ])("not: %s", (_, left, right) => {
    expect(pair(left, right)).toBe(2);
  });
});

describe("rows without a number", () => {
  const first: CellValue[] = ["王秀英", idNumber("1970-01-02", 2), "1970.1.2", "李大山"];
  const second: CellValue[] = ["王秀英", idNumber("1974-05-06", 4), "1974.5.6", "赵德福"];
  const books = [ledger("handLedger", [first, second]), ledger("electronicLedger", [first, second])];

  it("go to the namesake whose husband they name", () => {
    const found = groups([...books, { record: "workHandbook", village: "新塘村", columns: ["name", "spouseName", "event"], rows: [["王秀英", "赵德福", "放环"]] }]);
    expect(found.map((group) => group.length).sort()).toEqual([2, 3]);
  });

  it("are left as a tie where nothing tells the namesakes apart", () => {
    const { books: all, context } = township([...books, { record: "suppliesLedger", village: "新塘村", columns: ["name", "item"], rows: [["王秀英", "避孕套"]] }]);
    const entities = link(all, context.profile, "zh");
    expect(entities.ties).toHaveLength(1);
    expect(entities.ties[0]?.candidates).toHaveLength(2);
    expect(entities.count).toBe(3);
  });
});

describe("a ledger row that two rows of the other ledger fit alike", () => {
  const namesakes = ledger("electronicLedger", [["王秀英", null, "1971-03-04", "李大山"], ["王秀英", null, "1971-03-19", "赵德福"]]);
  it.each([0, 1, 2, 3])("is a tie of that row, with %i other rows left over beside it", (others) => {
    const rows: CellValue[][] = [["王秀英", null, "1971-03", null], ...Array.from({ length: others }, (_, i): CellValue[] => ["鲜于辅", null, `193${i}-02-03`, `仉${"甲乙丙"[i] ?? ""}`])];
    const { books, context } = township([ledger("handLedger", rows), namesakes]);
    const { ties, count, of } = link(books, context.profile, "zh");
    expect(count).toBe(3 + others);
    expect(ties.map(({ row, candidates }) => [row, [...candidates].sort()])).toEqual([[0, [of[1 + others], of[2 + others]].sort()]]);
  });
});

describe("laws", () => {
  const SURNAMES = ["王", "李", "张"];
  const GIVEN = ["秀英", "玉兰", "红"];
  const person = fc.record({ surname: fc.constantFrom(...SURNAMES), given: fc.constantFrom(...GIVEN), day: fc.integer({ min: 1, max: 28 }), serial: fc.integer({ min: 1, max: 99 }), husband: fc.constantFrom("赵一", "钱二", "孙三") });
  const row = (p: { surname: string; given: string; day: number; serial: number; husband: string }, withId: boolean): CellValue[] => {
    const birth = `1975-03-${String(p.day).padStart(2, "0")}`;
    return [p.surname + p.given, withId ? idNumber(birth, p.serial * 2) : null, birth, p.husband];
  };

  it("the order of rows and of books changes nothing", () => {
    fc.assert(
      fc.property(fc.array(person, { minLength: 1, maxLength: 12 }), fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), fc.integer(), (people, ids, seed) => {
        const left = people.map((p, i) => row(p, ids[i] ?? true));
        const right = people.map((p) => row(p, true));
        const plain = groups([ledger("handLedger", left), ledger("electronicLedger", right)]);
        const turned = (rows: CellValue[][]): CellValue[][] => [...rows.slice(Math.abs(seed) % rows.length), ...rows.slice(0, Math.abs(seed) % rows.length)].reverse();
        expect(groups([ledger("electronicLedger", turned(right)), ledger("handLedger", turned(left))])).toEqual(plain);
      }),
      { numRuns: 60 },
    );
  });

  it("people with different valid numbers far apart never become one", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { minLength: 2, maxLength: 8 }), (years) => {
        const rows = years.map((year): CellValue[] => ["王秀英", idNumber(`${1950 + year}-0${(year % 9) + 1}-1${year % 9}`, year * 20 + 2), null, "李大山"]);
        expect(groups([ledger("handLedger", rows), ledger("electronicLedger", rows)])).toHaveLength(rows.length);
      }),
    );
  });
});
