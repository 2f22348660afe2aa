import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Normal, TableBlock } from "../../src/model.js";
import { normaliseBlocks } from "../../src/normalise/books.js";
import { block, profile, shown } from "./support.js";

const run = (blocks: readonly TableBlock[], more: Partial<Parameters<typeof normaliseBlocks>[2]> = {}) => normaliseBlocks(blocks, profile, { language: "zh", ...more });
const month = (year: number, number: number): number => year * 12 + number - 1;
const texts = (values: readonly Normal[] | undefined): string[] => (values ?? []).map((value) => value.text);

const hand = block("handLedger", ["name", "birthDate", "method", "methodDate"], [["张三", "75.3.4", "上环", "2004.5.1"], ["李四", "1976-01-02", "药具", "03.11.2"]], {
  villages: ["新塘村", "横岭村"], asOf: "2004-07-05",
});
const computer = block("electronicLedger", ["name", "birthDate", "method", "methodDate"], [["张三", "19750304", "203", 38108], ["李四", "19760102", "205", "20031102"]], {
  villages: ["新塘", "横岭"],
});
const slips = block("reportSlips", ["name", "eventDate", "event"], [["张三", "5.1", "放环"], ["王五", "12.30", "出生"]], { villages: ["新塘村", "新塘村"], month: month(2004, 5) });

describe("books", () => {
  const { books, warnings } = run([hand, computer, slips]);

  test("rows are numbered over all blocks", () => {
    expect(books.offsets).toEqual([0, 2, 4]);
    expect(books.total).toBe(6);
    expect([...books.blockOf]).toEqual([0, 0, 1, 1, 2, 2]);
  });

  test("villages of all spellings are one", () => {
    expect(books.villages).toEqual(["新塘村", "横岭村"].sort());
    expect([...(books.blocks[0]?.village ?? [])]).toEqual([...(books.blocks[1]?.village ?? [])]);
  });

  test("columns hold normal values by field", () => {
    expect(texts(books.blocks[0]?.columns.get("birthDate")?.values)).toEqual(["1975-03-04", "1976-01-02"]);
    expect(texts(books.blocks[1]?.columns.get("method")?.values)).toEqual(["iud", "condom"]);
    expect(texts(books.blocks[2]?.columns.get("eventDate")?.values)).toEqual(["2004-05-01", "2003-12-30"]);
  });

  test("equal cells share one value over all blocks", () => {
    expect(books.blocks[0]?.columns.get("name")?.values[0]).toBe(books.blocks[2]?.columns.get("name")?.values[0]);
  });

  test("report months come from the part", () => {
    expect([...(books.blocks[2]?.month ?? [])]).toEqual([month(2004, 5), month(2004, 5)]);
    expect([...(books.blocks[0]?.month ?? [])]).toEqual([-1, -1]);
    expect(books.period).toEqual({ from: month(2004, 5), to: month(2004, 5) });
  });

  test("parts carry their as-of date and where it is from", () => {
    const of = (record: string) => books.parts.filter((part) => part.record === record).map(({ asOf, asOfFrom, rows }) => ({ asOf, asOfFrom, rows }));
    expect(of("handLedger")).toEqual([{ asOf: "2004-07-05", asOfFrom: "title", rows: 1 }, { asOf: "2004-07-05", asOfFrom: "title", rows: 1 }]);
    expect(of("electronicLedger")).toEqual([{ asOf: "2004-05-01", asOfFrom: "latestEntry", rows: 1 }, { asOf: "2004-05-01", asOfFrom: "latestEntry", rows: 1 }]);
    expect(of("reportSlips")).toEqual([{ asOf: "2004-05-31", asOfFrom: "title", rows: 2 }]);
  });

  test("a class word beside the exact words of another book is one warning", () => {
    expect(warnings).toMatchObject([{ code: "coarseCodes", file: "book.xlsx", sheet: "handLedger", message: expect.stringContaining("药具") as unknown }]);
    expect(books.blocks[0]?.columns.get("method")?.coarse).toBe(true);
    expect(books.blocks[1]?.columns.get("method")?.coarse).toBeUndefined();
  });
});

test("the user's as-of date and period hold", () => {
  const { books } = run([hand, slips], {
    asOf: [{ record: "handLedger", village: null, asOf: "2004-06-30" }, { record: "handLedger", village: "新塘社区", asOf: "2004-08-01" }],
    period: { from: month(2004, 1), to: month(2004, 9) },
  });
  const asOf = new Map(books.parts.filter((part) => part.record === "handLedger").map((part) => [books.villages[part.village], part.asOf]));
  expect([asOf.get("新塘村"), asOf.get("横岭村")]).toEqual(["2004-08-01", "2004-06-30"]);
  expect(books.period).toEqual({ from: month(2004, 1), to: month(2004, 9) });
});

test("one date of a wrong year does not move the as-of date", () => {
  const rows = ["2004-03-01", "2004-05-20", "2007-05-20", "2003-08-01"].map((date, i) => [`妇${i}`, date]);
  const [part] = run([block("electronicLedger", ["name", "methodDate"], rows, { villages: rows.map(() => "新塘村") })]).books.parts;
  expect(part).toMatchObject({ asOf: "2004-05-20", asOfFrom: "latestEntry" });
});

test("a book without dates has no as-of date", () => {
  expect(run([block("electronicLedger", ["name"], [["张三"]])]).books.parts).toEqual([{ record: "electronicLedger", village: -1, asOf: "", asOfFrom: "none", rows: 1 }]);
});

test("months of rows decide over the part's, and give the year to days without one", () => {
  const book = block("workHandbook", ["name", "reportMonth", "eventDate"], [["张三", "2004年3月", "3.5"], ["李四", "2004.4", "4月6日"], ["王五", null, null]]);
  const { books } = run([book]);
  expect([...(books.blocks[0]?.month ?? [])]).toEqual([month(2004, 3), month(2004, 4), -1]);
  expect(texts(books.blocks[0]?.columns.get("eventDate")?.values)).toEqual(["2004-03-05", "2004-04-06", ""]);
  expect(books.period).toEqual({ from: month(2004, 3), to: month(2004, 4) });
});

test("a year in title, sheet or file name serves where the part says no month", () => {
  for (const more of [{ title: "二〇〇四年村级工作手册" }, { sheet: "2004年手册" }, { file: "手册/新塘2004.xlsx" }]) {
    const { books } = run([block("workHandbook", ["name", "reportMonth", "eventDate"], [["张三", "3月", "3.5"]], more)]);
    expect(texts(books.blocks[0]?.columns.get("eventDate")?.values)).toEqual(["2004-03-05"]);
    expect([...(books.blocks[0]?.month ?? [])]).toEqual([month(2004, 3)]);
  }
});

test("a month far from all others is no end of the period", () => {
  const rows = [...Array.from({ length: 6 }, (_, i) => ["张三", `2004年${i + 1}月`]), ["李四", "2040年5月"]];
  expect(run([block("workHandbook", ["name", "reportMonth"], rows)]).books.period).toEqual({ from: month(2004, 1), to: month(2004, 6) });
});

test("身份证号或出生年月: a date is a birth date, not a number", () => {
  const cells = [["张三", "110105491231002"], ["李四", "1975.3.4"], ["王五", shown("date", 27457, "1975-3-4")], ["赵六", "4302031975"], ["钱七", "暂无"]];
  const { books } = run([block("reportSlips", ["name", "idNumber"], cells)]);
  const columns = books.blocks[0]?.columns;
  expect(columns?.get("idNumber")?.values.map((value) => [value.state, value.text, value.issue])).toEqual([
    ["value", "11010519491231002X", null], ["blank", "", null], ["blank", "", null], ["invalid", "4302031975", "idLength"], ["blank", "", null],
  ]);
  expect(texts(columns?.get("birthDate")?.values)).toEqual(["", "1975-03-04", "1975-03-04", "", ""]);
  expect(columns?.get("birthDate")?.column).toBe(1);
  expect(columns?.get("idNumber")?.values[1]?.shown).toBe("1975.3.4");
});

test("a birth date column of its own is left alone", () => {
  const { books } = run([block("reportSlips", ["name", "idNumber", "birthDate"], [["李四", "1975.3.4", "1976.1.1"]])]);
  expect(texts(books.blocks[0]?.columns.get("birthDate")?.values)).toEqual(["1976-01-01"]);
});

test("constants become columns with the cell that says so", () => {
  const constant = { field: "event", value: "出生", row: 1, column: 4 };
  const { books } = run([block("reportSlips", ["name"], [["张三"], ["李四"]], { constants: [constant] })]);
  expect(books.blocks[0]?.columns.get("event")).toMatchObject({ column: 4, at: { row: 1, column: 4 } });
  expect(texts(books.blocks[0]?.columns.get("event")?.values)).toEqual(["birth", "birth"]);
});

test("a field claimed twice is read from the first column that says anything", () => {
  const { books } = run([block("handLedger", ["name", "method", "method"], [["张三", null, "上环"]])]);
  expect(texts(books.blocks[0]?.columns.get("method")?.values)).toEqual(["iud"]);
  expect(books.blocks[0]?.columns.get("method")?.column).toBe(2);
});

test("nothing is invented: no birth date from a number, no children from boys and girls", () => {
  const { books } = run([block("handLedger", ["name", "idNumber", "boys", "girls"], [["张三", "110105491231002", 1, 1]])]);
  expect([...(books.blocks[0]?.columns.keys() ?? [])]).toEqual(["name", "idNumber", "boys", "girls"]);
});

test("a column of months only is coarse and said once per record", () => {
  const one = block("handLedger", ["name", "birthDate"], [["张三", "1975.3"], ["李四", "1976年5月"]], { sheet: "新塘村" });
  const two = block("handLedger", ["name", "birthDate"], [["王五", "1975.8"], ["赵六", null]], { sheet: "横岭村" });
  const { books, warnings } = run([one, two]);
  expect(books.blocks.map((rows) => rows.columns.get("birthDate")?.coarse)).toEqual([true, true]);
  expect(warnings).toMatchObject([{ code: "coarseDates", sheet: null }]);
  const fine = run([block("handLedger", ["name", "birthDate"], [["张三", "1975.3"], ["李四", "1976-05-02"]])]);
  expect(fine.books.blocks[0]?.columns.get("birthDate")?.coarse).toBeUndefined();
  expect(fine.warnings).toEqual([]);
});

test("unknown words are said once, with their place, in both languages", () => {
  const book = block("handLedger", ["name", "method"], [["张三", "上环"], ["李四", "偏方"], ["王五", "偏方"], ["赵六", "秘方"]]);
  expect(run([book]).warnings).toMatchObject([{ code: "unknownWord", address: "B3", message: expect.stringMatching(/2 种写法.*偏方、秘方/) as unknown }]);
  expect(run([book], { language: "en" }).warnings[0]?.message).toContain("2 unknown word(s)");
});

test("headers only is no row and no part", () => {
  const { books } = run([block("handLedger", ["name"], [])]);
  expect(books).toMatchObject({ total: 0, parts: [], period: null, villages: [] });
});

test("the order of the blocks changes neither villages, parts nor period", () => {
  const blocks = [
    hand, computer, slips,
    block("reportSlips", ["name", "eventDate"], [["张三", "4.1"]], { villages: ["荷塘镇横岭村"], month: month(2004, 4) }),
    block("workHandbook", ["name", "reportMonth"], [["张三", "2004-06"]], { villages: ["上塘社区"] }),
    block("suppliesLedger", ["name", "issueDate", "month"], [["张三", "04.6.2", "2004.6"]], { villages: ["新塘居委会"] }),
  ];
  const first = run(blocks).books;
  fc.assert(
    fc.property(fc.shuffledSubarray(blocks, { minLength: blocks.length }), (shuffled) => {
      const { books } = run(shuffled);
      expect({ villages: books.villages, parts: books.parts, period: books.period }).toEqual({ villages: first.villages, parts: first.parts, period: first.period });
      for (const rows of books.blocks) {
        const same = first.blocks.find((other) => other.block === rows.block);
        expect([...rows.columns].map(([field, column]) => [field, texts(column.values)])).toEqual([...(same?.columns ?? [])].map(([field, column]) => [field, texts(column.values)]));
      }
    }),
  );
});

test("one late entry that lies alone does not date a large book", () => {
  const rows = Array.from({ length: 1200 }, (_, i) => [`妇${i}`, `2004-09-${String((i % 28) + 1).padStart(2, "0")}`]);
  const asOf = (all: string[][]): string | undefined => run([block("electronicLedger", ["name", "methodDate"], all, { villages: all.map(() => "新塘村") })]).books.parts[0]?.asOf;
  expect(asOf([...rows, ["迟", "2004-10-27"]])).toBe("2004-09-28");
  expect(asOf([...rows, ["迟", "2004-10-05"]])).toBe("2004-10-05");
  expect(asOf([...rows, ["迟", "2004-10-27"], ["晚", "2004-10-20"]])).toBe("2004-10-27");
});
