/** The session of a pane on real office.js and the real engine: what each button does to the workbook and to what is shown. */
import { describe, expect, it } from "vitest";
import { PROFILES } from "../../simulator/host/profile.js";
import { writeCell } from "../../simulator/model/cells.js";
import { conditionalFormatsAt } from "../../simulator/model/conditional.js";
import { snapshot } from "../../simulator/model/snapshot.js";
import { moveRows, sortRows } from "../../simulator/model/structure.js";
import type { WorkbookModel } from "../../simulator/model/workbook.js";
import { readWorkbook } from "../../src/import/read-workbook.js";
import { reconcile } from "../../src/reconcile.js";
import type { SessionState } from "../../taskpane/state.js";
import { bookOf, settle } from "../host/setup.js";
import { openOn, profile, until, type SessionSetup } from "./setup.js";
import { FIRST_WOMAN, ledger, twoLedgers } from "./small-township.js";

const opened = (): Promise<SessionSetup> => openOn(bookOf(...twoLedgers()));
const state = (setup: SessionSetup): SessionState => setup.session.getState();
const seen = (book: WorkbookModel): string => JSON.stringify(snapshot(book));
const said = (setup: SessionSetup): string[] => state(setup).notices.map((notice) => notice.text);

/** Cells that look marked. */
function marked(book: WorkbookModel): string[] {
  return book.sheets.flatMap((sheet) =>
    sheet.values.flatMap((cells, row) => cells.flatMap((_, column) => (conditionalFormatsAt(book, sheet, row, column).length > 0 ? [`${sheet.name} ${String(sheet.value(row, column))}`] : []))));
}

describe("opening", () => {
  it("says what the sheets are", async () => {
    const setup = await opened();
    expect(state(setup)).toMatchObject({ phase: "ready", tab: "records", work: null, large: false, result: null });
    expect(state(setup).survey?.sheets.map((sheet) => [sheet.sheet, sheet.state, sheet.tables[0]?.record, sheet.tables[0]?.rows])).toEqual([
      ["手工台帐", "read", "handLedger", 8], ["电脑台帐", "read", "electronicLedger", 7],
    ]);
  });
  it("changes nothing in the workbook", async () => {
    const book = bookOf(...twoLedgers());
    const before = seen(book);
    await openOn(book);
    expect(seen(book)).toBe(before);
  });
  it("waits with a large workbook until it is asked", async () => {
    const rows = Array.from({ length: 60_010 }, (_, i) => [i]);
    const wide = { file: null, sheet: "大表", rows: [Array.from({ length: 12 }, (_, i) => `列${i}`), ...rows], columnCount: 12, merges: [] };
    const setup = await openOn(bookOf(wide));
    expect(state(setup)).toMatchObject({ large: true, survey: null, phase: "ready" });
    expect(setup.excel.log.own.reduce((cells, entry) => cells + entry.cellsRead, 0)).toBeLessThan(1_000);
  });
  it("says in words that the workbook cannot be read, and tries again on request", async () => {
    const book = bookOf(...twoLedgers());
    const setup = await openOn(book);
    setup.excel.faults.restart().always({ kind: "refuse", code: "GeneralException" });
    await setup.session.actions.readRecords();
    const [notice] = state(setup).notices;
    expect(notice?.intent).toBe("error");
    expect(notice?.text).toMatch(/Excel/);
    setup.excel.faults.restart();
    notice?.action?.run();
    await until(setup.session, (one) => one.work !== null);
    await until(setup.session, (one) => one.work === null);
    expect(state(setup).survey?.sheets).toHaveLength(2);
  });
});

describe("reconcile", () => {
  it("finds what the command line finds, marks it, and shows it", async () => {
    const setup = await opened();
    await setup.session.actions.reconcile();
    const { result, tab } = state(setup);
    const direct = await reconcile(twoLedgers(), [], { profile, language: "zh", key: "new" });
    expect(direct.file.findings.length).toBeGreaterThanOrEqual(3);
    expect(result?.findings.map((view) => [view.finding.id, view.finding.case, view.finding.number])).toEqual(direct.file.findings.map((one) => [one.id, one.case, one.number]));
    expect(tab).toBe("results");
    expect(marked(setup.book)).toContain("电脑台帐 2001-05-09");
    expect(marked(setup.book)).toContain("电脑台帐 钱九");
    expect(said(setup).join()).toContain("核对完成");
  });

  it("cancelled at any moment leaves the workbook as it was, also one with marks of an earlier run", async () => {
    for (const ranBefore of [false, true]) {
      const first = await opened();
      let moments = 0;
      const stop = first.session.subscribe(() => moments++);
      if (ranBefore) await first.session.actions.reconcile();
      moments = 0;
      await first.session.actions.reconcile();
      stop();
      expect(moments).toBeGreaterThan(8);
      for (let moment = 1; moment <= moments; moment++) {
        const setup = await opened();
        if (ranBefore) await setup.session.actions.reconcile();
        const before = seen(setup.book);
        let at = 0;
        let cancelled = false;
        const end = setup.session.subscribe((one) => {
          if (++at !== moment || one.work === null) return;
          cancelled = true;
          setup.session.actions.cancel();
        });
        await setup.session.actions.reconcile();
        end();
        await settle();
        if (!cancelled || said(setup).join().includes("核对完成")) continue;
        expect(said(setup).join()).toContain("已取消");
        expect(seen(setup.book) === before, `moment ${moment} of ${moments}, ran before: ${ranBefore}`).toBe(true);
        expect(state(setup).work).toBeNull();
        // And the next click works.
        await setup.session.actions.reconcile();
        expect(state(setup).result?.findings.length).toBeGreaterThanOrEqual(3);
      }
    }
  });

  it("says what is fixed, new and still open since the last run, in a pane opened later too", async () => {
    const setup = await opened();
    await setup.session.actions.reconcile();
    const numbers = new Map(state(setup).result?.findings.map((view) => [view.finding.case, view.finding.number]));
    const sheet = setup.book.sheet("电脑台帐")!;
    writeCell(setup.book, sheet, FIRST_WOMAN + 1, 6, "2001-05-06");
    writeCell(setup.book, sheet, FIRST_WOMAN + 2, 3, "孙十");
    await setup.session.close();
    const later = await openOn(setup.book);
    await later.session.actions.reconcile();
    const { result } = state(later);
    expect(result?.run.gone).toMatchObject([{ state: "fixed", name: "白秀英" }]);
    const since = new Map(result?.findings.map((view) => [view.name, view.since]));
    expect(since.get("蔡小红")).toBe("added");
    expect(since.get("何满秀")).toBe("open");
    for (const view of result?.findings ?? []) if (view.since === "open") expect(view.finding.number).toBe(numbers.get(view.finding.case));
  });

  it("leaves a protected sheet alone and says so", async () => {
    const setup = await opened();
    setup.book.sheet("电脑台帐")!.protection = { ...setup.book.sheet("电脑台帐")!.protection, protected: true };
    await setup.session.actions.reconcile();
    expect(state(setup).result?.findings.length).toBeGreaterThanOrEqual(3);
    expect(marked(setup.book).filter((cell) => cell.startsWith("电脑"))).toEqual([]);
    expect(state(setup).notices.find((notice) => notice.intent === "warning")?.details?.join()).toContain("电脑台帐");
  });

  it("runs in every Excel that is supported", async () => {
    for (const one of [PROFILES.oldest, PROFILES.excel2021, PROFILES.web]) {
      const setup = await openOn(bookOf(...twoLedgers()), { profile: one });
      await setup.session.actions.reconcile();
      expect(marked(setup.book).length).toBeGreaterThan(1);
    }
  });

  it("says that nothing is wrong where nothing is", async () => {
    const setup = await openOn(bookOf(ledger("手工台帐"), ledger("电脑台帐")));
    await setup.session.actions.reconcile();
    expect(state(setup).result?.findings).toEqual([]);
    expect(said(setup).join()).toContain("没有发现需要改的地方");
  });

  it("says what to do with an empty workbook, and with one that holds no ledger", async () => {
    const empty = await openOn(bookOf({ file: null, sheet: "Sheet1", rows: [], columnCount: 0, merges: [] }));
    await empty.session.actions.reconcile();
    expect(said(empty).join()).toContain("空的");
    const other = await openOn(bookOf({ file: null, sheet: "Sheet1", rows: [["会议记录"], ["一、讨论"]], columnCount: 1, merges: [] }));
    await other.session.actions.reconcile();
    expect(said(other).join()).toMatch(/没有认出/);
  });

  it("speaks English where Office does", async () => {
    const setup = await openOn(bookOf(...twoLedgers()), { language: "en" });
    await setup.session.actions.reconcile();
    expect(said(setup).join()).toMatch(/to correct/);
    expect(state(setup).result?.findings[0]?.finding.why).toMatch(/[a-z]/);
  });
});

describe("going to cells", () => {
  /** Of the husband's two names the second stands in the electronic ledger. */
  const IN_ELECTRONIC = 1;
  const of = (setup: SessionSetup, name: string): string => state(setup).result!.findings.find((view) => view.name === name)!.finding.id;

  it("follows a row that was sorted or moved", async () => {
    const setup = await opened();
    await setup.session.actions.reconcile();
    const sheet = setup.book.sheet("电脑台帐")!;
    sortRows(setup.book, sheet, { top: FIRST_WOMAN, left: 0, bottom: FIRST_WOMAN + 6, right: 6 }, 1, true);
    moveRows(setup.book, sheet, 1, 2);
    await setup.session.actions.goTo(of(setup, "何满秀"), IN_ELECTRONIC);
    const area = setup.book.selection[0]!;
    expect(sheet.value(area.top, 1)).toBe("何满秀");
    expect(sheet.value(area.top, area.left)).toBe("钱九");
  });
  it("says that a row is gone", async () => {
    const setup = await opened();
    await setup.session.actions.reconcile();
    const sheet = setup.book.sheet("电脑台帐")!;
    const row = sheet.values.findIndex((cells) => cells[1] === "何满秀");
    moveRows(setup.book, sheet, row, -1);
    await setup.session.actions.goTo(of(setup, "何满秀"), IN_ELECTRONIC);
    expect(said(setup).join()).toContain("找不到这一行");
  });
  it("offers to show a hidden cell", async () => {
    const setup = await opened();
    await setup.session.actions.reconcile();
    setup.book.sheet("电脑台帐")!.visibility = "Hidden";
    const id = of(setup, "何满秀");
    await setup.session.actions.goTo(id, IN_ELECTRONIC);
    expect(state(setup).result?.hiddenTarget).toMatchObject({ findingId: id, what: "hiddenSheet", sheet: "电脑台帐" });
    await setup.session.actions.goTo(id, IN_ELECTRONIC, true);
    expect(state(setup).result?.hiddenTarget).toBeNull();
    expect(setup.book.sheet("电脑台帐")!.visibility).toBe("Visible");
  });
  it("walks through the list and stops at its ends", async () => {
    const setup = await opened();
    await setup.session.actions.reconcile();
    setup.session.actions.groupBy("all");
    const ids = state(setup).result!.findings.map((view) => view.finding.id);
    const walked: (string | null)[] = [];
    for (let i = 0; i <= ids.length; i++) {
      await setup.session.actions.walk(1);
      walked.push(state(setup).result!.selected);
    }
    expect(walked).toEqual([...ids, ids.at(-1)]);
    await setup.session.actions.walk(-1);
    expect(state(setup).result!.selected).toBe(ids.at(-2));
  });
});

describe("after the run", () => {
  it("is stale when the user changes a ledger, not when one writes into our lists", async () => {
    const setup = await opened();
    await setup.session.actions.reconcile();
    await setup.session.actions.writeLists();
    const [list] = state(setup).lists.written;
    writeCell(setup.book, setup.book.sheet(list!)!, 60, 0, "已改");
    setup.book.tell({ kind: "edited", sheet: setup.book.sheet(list!)!, area: { top: 60, left: 0, bottom: 60, right: 0 }, change: "RangeEdited" });
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(state(setup).result?.stale).toBeNull();
    const sheet = setup.book.sheet("手工台帐")!;
    writeCell(setup.book, sheet, FIRST_WOMAN, 3, "周八");
    setup.book.tell({ kind: "edited", sheet, area: { top: FIRST_WOMAN, left: 3, bottom: FIRST_WOMAN, right: 3 }, change: "RangeEdited" });
    await until(setup.session, (one) => one.result?.stale !== null);
    expect(state(setup).result?.stale).toEqual({ sheets: ["手工台帐"], changes: 1 });
    await setup.session.actions.writeLists();
    expect(state(setup).question?.title).toContain("改过");
  });

  it("marks go, and everything goes: exactly the workbook before, with the user's edits", async () => {
    const setup = await opened();
    const before = seen(setup.book);
    await setup.session.actions.reconcile();
    expect(seen(setup.book)).not.toBe(before);
    await setup.session.actions.clearMarks();
    expect(seen(setup.book)).toBe(before);
    await setup.session.actions.setPeriod({ from: "2001-01", to: "2001-12" });
    await setup.session.actions.reconcile();
    await setup.session.actions.writeLists();
    expect(setup.book.sheets.length).toBeGreaterThan(4);
    setup.session.actions.clearEverything();
    setup.session.actions.answer(true);
    await until(setup.session, (one) => one.work === null && one.result === null);
    await settle();
    expect(seen(setup.book)).toBe(before);
  });

  it("remembers in the open pane what was found before the marks were cleared", async () => {
    const setup = await opened();
    await setup.session.actions.reconcile();
    await setup.session.actions.clearMarks();
    writeCell(setup.book, setup.book.sheet("电脑台帐")!, FIRST_WOMAN + 1, 6, "2001-05-06");
    await setup.session.actions.reconcile();
    expect(state(setup).result?.run.gone).toMatchObject([{ state: "fixed", name: "白秀英" }]);
  });

  it("opens a village's lists in a workbook of their own", async () => {
    const setup = await opened();
    await setup.session.actions.reconcile();
    const villages = state(setup).lists.villages.map((one) => one.village);
    expect(villages.length).toBeGreaterThan(0);
    await setup.session.actions.openAllVillages();
    expect(state(setup).lists.opened).toEqual(villages);
    const names = setup.newBooks.map((bytes) => readWorkbook("村.xlsx", bytes, { language: "zh", warn: () => undefined }).map((grid) => grid.sheet));
    expect(names).toHaveLength(villages.length);
    for (const sheets of names) expect(sheets.length).toBeGreaterThan(0);
  });
});

describe("what the user says of the records", () => {
  it("is used, remembered in the workbook, and taken back", async () => {
    const setup = await opened();
    const { actions } = setup.session;
    await actions.override(null, "电脑台帐", { file: null, sheet: "电脑台帐", record: null });
    expect(state(setup).survey?.sheets[1]?.state).toBe("ignored");
    await setup.session.close();
    const later = await openOn(setup.book);
    expect(state(later).survey?.sheets[1]?.state).toBe("ignored");
    await later.session.actions.override(null, "电脑台帐", null);
    expect(state(later).survey?.sheets[1]?.tables[0]?.record).toBe("electronicLedger");
    expect([...(await later.host.readSettings()).keys()]).toEqual([]);
  });
  it("a column left out is not compared", async () => {
    const setup = await opened();
    await setup.session.actions.override(null, "电脑台帐", { file: null, sheet: "电脑台帐", columns: { 3: null } });
    await setup.session.actions.reconcile();
    expect(state(setup).result?.findings.some((view) => view.name === "何满秀")).toBe(false);
  });
  it("an as-of date is kept and shown", async () => {
    const setup = await opened();
    await setup.session.actions.setDate({ record: "handLedger", village: "新塘村", asOf: "2004-06-30" }, false);
    const part = state(setup).survey?.records.find((one) => one.record === "handLedger")?.parts.find((one) => one.village === "新塘村");
    expect(part).toMatchObject({ asOf: "2004-06-30", from: "user" });
  });
});

describe("files of the villages", () => {
  const csv = (text: string): { name: string; bytes: () => Promise<Uint8Array> } => ({ name: "横岭村工作手册.csv", bytes: () => Promise.resolve(new TextEncoder().encode(text)) });

  it("are read, compared, and taken away", async () => {
    const setup = await opened();
    await setup.session.actions.addFiles([csv("村级报告单\n村名,月份,姓名,身份证号,变动类型,发生日期\n横岭村,2004-05,高桂香,,出生,2004-05-02\n")]);
    expect(state(setup).files.map((file) => file.file)).toEqual(["横岭村工作手册.csv"]);
    expect(state(setup).survey?.sheets.some((sheet) => sheet.file === "横岭村工作手册.csv")).toBe(true);
    await setup.session.actions.removeFile("横岭村工作手册.csv");
    expect(state(setup).survey?.sheets).toHaveLength(2);
  });
  it("one that cannot be read keeps no other out", async () => {
    const setup = await opened();
    await setup.session.actions.addFiles([{ name: "坏.xlsx", bytes: () => Promise.resolve(new Uint8Array([1, 2, 3])) }, csv("姓名,身份证号\n安玉兰,\n")]);
    expect(state(setup).files).toHaveLength(1);
    expect(state(setup).notices.find((notice) => notice.intent === "error")?.text).toContain("坏.xlsx");
  });
});
