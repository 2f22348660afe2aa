/** 是同一人 and 不是同一人, chosen in the list in Excel, are what the next run goes by; an answer can be taken back. */
import { describe, expect, it } from "vitest";
import { snapshot } from "../../simulator/model/snapshot.js";
import { sortRows } from "../../simulator/model/structure.js";
import type { PairAnswer, SheetGrid } from "../../src/model.js";
import type { FindingView } from "../../taskpane/engine/protocol.js";
import { sessionWords } from "../../taskpane/session/words.js";
import { ledgerPair, ledgerSheet, type PairRow } from "../support/ledger-pair.js";
import { bookOf } from "../host/setup.js";
import { COLUMNS, listOf } from "./list-cells.js";
import { openOn, until, type SessionSetup } from "./setup.js";

const { hand, system } = ledgerPair(72, 120, "clean");
const village = hand[0]?.village ?? "";
const other = hand.find((row) => row.village !== village)?.village ?? "";
const base: PairRow = { name: "", idNumber: "", birthDate: "", spouseName: "", village, group: "", childName: "" };

const sheet = (name: string, rows: readonly PairRow[]): SheetGrid => ledgerSheet(name, rows, ["name", "idNumber", "birthDate", "spouseName", "village"]);

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

const openBook = (): Promise<SessionSetup> => openOn(bookOf(
  sheet("手工台帐", [...hand, { ...base, name: "许文丽", birthDate: "1975-05-24", spouseName: "石大勇" }]),
  sheet("电脑台帐", [...system, { ...base, name: "徐文莉", birthDate: "1975-05-07", village: other }]),
));

/** What the list's outcome column says of the question. */
function outcome(setup: SessionSetup): unknown {
  const { sheet, head, rows } = listOf(setup);
  const row = rows.find((one) => String(sheet.value(one, head.indexOf("为什么"))).includes("许文丽和"));
  return row === undefined ? undefined : sheet.value(row, head.indexOf(COLUMNS[0] ?? ""));
}

describe("the question whether two rows are one person", () => {
  it("is answered in the list, and the answer taken back there", async () => {
    const setup = await openBook();
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

  it("is answered in the pane as if it were typed into the list, and the answer taken back there", async () => {
    const setup = await openBook();
    const { session, book } = setup;
    const before = snapshot(book);
    const { actions } = session;
    const question = (): FindingView => {
      const found = session.getState().result?.findings.find(({ pair }) => pair !== null);
      if (found === undefined) throw new Error("no question");
      return found;
    };
    const say = (answer: PairAnswer | null): Promise<void> => actions.answerPair(question().finding.id, answer);
    await actions.reconcile();
    expect(question().pair).toEqual({ ran: null, said: null });

    // Without a list there is nowhere to write it.
    await say("same");
    expect(question().pair?.said).toBeNull();
    expect(session.getState().notices.map(({ text }) => text)).toContain(sessionWords("zh").noListRow);

    await actions.writeLists();
    const { sheet, head, rows } = listOf(setup);
    sortRows(book, sheet, { top: 1, left: 0, bottom: rows.at(-1) ?? 1, right: head.indexOf("_case") }, 0, true);
    const typed = snapshot(book);
    await say("different");
    expect(outcome(setup)).toBe("不是同一人");
    expect(question()).toMatchObject({ pair: { ran: null, said: "different" }, outcome: "不是同一人" });
    await say(null);
    expect(snapshot(book)).toEqual(typed);
    expect(question()).toMatchObject({ pair: { ran: null, said: null }, outcome: "" });
    await say("same");
    await say("different");
    expect(session.getState().result?.stale).toBeNull();

    // 清除标记 leaves the list and what stands there.
    await actions.clearMarks();
    expect(outcome(setup)).toBe("不是同一人");
    await actions.reconcile();
    expect(kinds(setup)).toEqual(["missing", "missing", "review"]);
    expect(question().pair).toEqual({ ran: "different", said: "different" });
    expect(outcome(setup)).toBe("不是同一人");

    await say(null);
    await actions.reconcile();
    expect(kinds(setup)).toEqual(["review"]);
    actions.clearEverything();
    actions.answer(true);
    await until(session, ({ result, work }) => result === null && work === null);
    expect(snapshot(book)).toEqual(before);
  });

  it("is written into no sheet of the user's, even one that looks like a list", async () => {
    const setup = await openBook();
    await setup.session.actions.reconcile();
    await setup.session.actions.writeLists();
    const { sheet, head, rows } = listOf(setup);
    const [row = 1] = rows;
    const id = { column: head.indexOf("_id"), text: String(sheet.value(row, head.indexOf("_id"))) };
    const before = snapshot(setup.book);
    expect(await setup.host.fill({ sheet: "手工台帐", address: "A3" }, "是同一人")).toBe("missing");
    expect(await setup.host.fill({ sheet: "没有这张表", address: "A3" }, "是同一人")).toBe("missing");
    expect(await setup.host.fill({ sheet: sheet.name, address: "N2", row: [{ ...id, text: "f_none" }] }, "是同一人")).toBe("rowGone");
    expect(snapshot(setup.book)).toEqual(before);
    sheet.protection = { ...sheet.protection, protected: true };
    await expect(setup.host.fill({ sheet: sheet.name, address: `N${row + 1}`, row: [id] }, "是同一人")).rejects.toMatchObject({ code: "denied" });
  });
});
