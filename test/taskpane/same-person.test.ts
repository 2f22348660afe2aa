/** 是同一人 and 不是同一人, chosen in the list in Excel, are what the next run goes by; an answer can be taken back. */
import { describe, expect, it } from "vitest";
import type { SheetGrid } from "../../src/model.js";
import { ledgerPair, type PairRow } from "../support/ledger-pair.js";
import { bookOf } from "../host/setup.js";
import { COLUMNS, listOf } from "./list-cells.js";
import { openOn, type SessionSetup } from "./setup.js";

const HEADERS = { name: "妇女姓名", idNumber: "身份证号码", birthDate: "出生年月", spouseName: "丈夫姓名", village: "村名" } as const;
const { hand, system } = ledgerPair(72, 120, "clean");
const village = hand[0]?.village ?? "";
const other = hand.find((row) => row.village !== village)?.village ?? "";
const base: PairRow = { name: "", idNumber: "", birthDate: "", spouseName: "", village, group: "", childName: "" };

function sheet(name: string, rows: readonly PairRow[]): SheetGrid {
  const columns = Object.keys(HEADERS) as (keyof typeof HEADERS)[];
  return { file: null, sheet: name, rows: [columns.map((column) => HEADERS[column]), ...rows.map((row) => columns.map((column) => row[column]))], columnCount: columns.length, merges: [] };
}

/** Types into the question's row of the list, as chosen from its drop-down. */
function answer(setup: SessionSetup, words: string | null): void {
  const { sheet, head, rows } = listOf(setup);
  const row = rows.find((one) => String(sheet.value(one, head.indexOf("为什么"))).includes("许文丽和"));
  if (row === undefined) throw new Error("no question");
  sheet.setValue(row, head.indexOf(COLUMNS[0] ?? ""), words);
}

const views = ({ session }: SessionSetup): { kind: string; outcome: string }[] =>
  (session.getState().result?.findings ?? []).filter(({ finding }) => finding.cells.some(({ value }) => value === "许文丽" || value === "徐文莉")).map(({ finding, outcome }) => ({ kind: finding.kind, outcome }));
const kinds = (setup: SessionSetup): string[] => views(setup).map(({ kind }) => kind).sort();

describe("the question whether two rows are one person", () => {
  it("is answered in the list, and the answer taken back there", async () => {
    const setup = await openOn(bookOf(
      sheet("手工台帐", [...hand, { ...base, name: "许文丽", birthDate: "1975-05-24", spouseName: "石大勇" }]),
      sheet("电脑台帐", [...system, { ...base, name: "徐文莉", birthDate: "1975-05-07", village: other }]),
    ));
    const again = async (): Promise<void> => {
      await setup.session.actions.reconcile();
      await setup.session.actions.writeLists();
    };
    await again();
    expect(kinds(setup)).toEqual(["review"]);

    answer(setup, "不是同一人");
    await again();
    expect(kinds(setup)).toEqual(["missing", "missing", "review"]);
    expect(views(setup).find(({ kind }) => kind === "review")?.outcome).toBe("不是同一人");

    answer(setup, "是同一人");
    await again();
    expect(kinds(setup).filter((kind) => kind === "missing")).toEqual([]);
    expect(kinds(setup)).toContain("mismatch");

    answer(setup, null);
    await again();
    expect(kinds(setup)).toEqual(["review"]);
  });
});
