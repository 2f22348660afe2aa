import { describe, expect, it } from "vitest";
import { generateTownship } from "../support/township/generate.js";
import { shown } from "../support/township/write-files.js";
import type { Cell, Sheet, Township, TruthCell } from "../support/township/types.js";

const clean = generateTownship({ seed: 5, women: 1500, villages: 8, noise: "none", errors: false, layouts: "plain" });
const sheetOf = (town: Township, record: Sheet["record"]): Sheet => {
  const sheet = town.books.find((s) => s.record === record);
  if (!sheet) throw new Error(`no ${record}`);
  return sheet;
};
/** Rows under the one heading of a plain sheet. */
const rowsOf = (town: Township, record: Sheet["record"]): Record<string, Cell>[] => {
  const [, head = [], ...rows] = sheetOf(town, record).rows;
  return rows.map((row) => Object.fromEntries(head.map((h, c) => [shown(h), row[c] ?? null])));
};

describe("a clean township agrees with itself", () => {
  it("carries every stock on: opening + received − issued − lost = closing, next opening = closing, save for said transfers", () => {
    const chains = new Map<string, Record<string, Cell>[]>();
    for (const row of rowsOf(clean, "suppliesReport")) {
      const key = [row["村名"], row["药具名称"], row["规格"]].join("|");
      chains.set(key, [...(chains.get(key) ?? []), row]);
      expect(Number(row["上月结存"]) + Number(row["本月领入"]) - Number(row["本月发放"]) - Number(row["报损"] ?? 0)).toBe(Number(row["本月结存"]));
    }
    expect(chains.size).toBeGreaterThan(8);
    for (const chain of chains.values()) {
      chain.sort((a, b) => String(a["月份"]).localeCompare(String(b["月份"])));
      chain.slice(1).forEach((row, i) => {
        const before = chain[i];
        if (shown(before?.["备注"]).includes("月末调入")) expect(Number(row["上月结存"])).toBeGreaterThan(Number(before?.["本月结存"]));
        else expect(row["上月结存"]).toBe(before?.["本月结存"]);
      });
    }
  });

  it("reports as issued what the supplies ledger adds up to, boxes counted as ten", () => {
    const sums = new Map<string, number>();
    for (const row of rowsOf(clean, "suppliesLedger")) {
      const key = [row["村名"], row["药具名称"], row["规格"], shown(row["发放日期"]).slice(0, 7)].join("|");
      sums.set(key, (sums.get(key) ?? 0) + Number(row["数量"]) * (row["单位"] === "盒" ? 10 : 1));
    }
    let compared = 0;
    for (const row of rowsOf(clean, "suppliesReport")) {
      expect(Number(row["本月发放"])).toBe(sums.get([row["村名"], row["药具名称"], row["规格"], row["月份"]].join("|")) ?? 0);
      compared++;
    }
    expect(compared).toBeGreaterThan(50);
  });

  it("has in both ledgers the same women with the same ID, birth date and first marriage, save for lawful differences", () => {
    const mentioned = new Set(clean.truth.lawful.flatMap((l) => l.cells.map((c) => `${c.record}|${/\d+/.exec(c.address)?.[0] ?? ""}`)));
    const system = new Map(rowsOf(clean, "electronicLedger").map((row, i) => [row["身份证号码"], { row, i }]));
    let compared = 0;
    rowsOf(clean, "handLedger").forEach((row, i) => {
      const other = system.get(row["身份证号码"] ?? null);
      if (mentioned.has(`handLedger|${i + 3}`) || (other && mentioned.has(`electronicLedger|${other.i + 3}`))) return;
      expect(other, String(row["妇女姓名"])).toBeDefined();
      for (const field of ["妇女姓名", "出生年月", "初婚日期", "避孕节育措施", "子女数", "户口性质"]) expect(row[field], field).toEqual(other?.row[field]);
      compared++;
    });
    expect(compared).toBeGreaterThan(1300);
  });

  it("shows the effect of every ring fitted, in handbook and ledgers, unless a lawful exception says why not", () => {
    const excused = new Set(clean.truth.lawful.flatMap((l) => l.cells.map((c) => `${c.record}|${c.address}`)));
    const name = (record: TruthCell["record"], row: number, column: string): string => `${record}|${column}${row}`;
    const hand = new Map(rowsOf(clean, "handLedger").map((row, i) => [row["身份证号码"], { row, i }]));
    const book = rowsOf(clean, "workHandbook").map((row) => [row["姓名"], row["事项"], row["发生日期"]].join("|"));
    let compared = 0;
    rowsOf(clean, "reportSlips").forEach((slip, i) => {
      if (slip["变动类型"] !== "放环" || excused.has(name("reportSlips", i + 3, "E"))) return;
      const ledger = hand.get(slip["身份证号码"] ?? null);
      expect(ledger?.row["落实措施日期"]).toBe(slip["发生日期"]);
      expect(book).toContain([slip["姓名"], slip["变动类型"], slip["发生日期"]].join("|"));
      compared++;
    });
    expect(compared).toBeGreaterThan(5);
  });

  it("names no error, and few questions", () => {
    expect(clean.truth.errors).toEqual([]);
    expect(clean.truth.expectedReviews).toBeLessThan(clean.truth.ledgerRows * 0.01);
  });
});
