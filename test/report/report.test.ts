import { beforeAll, describe, expect, it } from "vitest";
import { writeWorkbook } from "../../src/host/xlsx-writer.js";
import type { CellValue, ReportCell, ReportSheet, ReportWorkbook } from "../../src/model.js";
import { reportWords } from "../../src/report/words.js";
import { buildReport } from "../../src/report/report.js";
import { readBack, type ReadBack } from "./read-back.js";
import { PROFILE, sample, type Sample } from "./sample.js";

function report(data: Sample, more: { fullIds?: boolean } = {}): ReportWorkbook {
  return buildReport({ result: data.result, grids: data.grids, profile: PROFILE, runDate: "2004-08-10", ...more });
}

function sheetOf(book: ReportWorkbook, name: string): ReportSheet {
  const sheet = book.sheets.find((each) => each.name === name);
  if (!sheet) throw new Error(`no sheet ${name}`);
  return sheet;
}

function valueOf(cell: ReportCell | string | number | null | undefined): string | number | null {
  return typeof cell === "object" && cell !== null ? cell.value : (cell ?? null);
}

const shown = (value: CellValue | undefined): string => (value === null || value === undefined ? "" : typeof value === "object" ? value.shown : String(value));

describe.each(["zh", "en"] as const)("result workbook (%s)", (language) => {
  const words = reportWords(language);
  const data = sample({ language, womenPerVillage: 240, every: 3 });
  const findings = data.result.file.findings;
  let book: ReportWorkbook;
  let back: ReadBack;
  beforeAll(() => {
    book = report(data);
    back = readBack(writeWorkbook(book));
  });

  it("has its sheets in order and a very hidden store", () => {
    expect(back.names.slice(0, 3)).toEqual([words.sheets.summary, words.sheets.list, words.sheets.notices]);
    expect(back.names.at(-1)).toBe("_reconcile");
    expect(back.parts.get("xl/workbook.xml")).toContain('name="_reconcile" sheetId="8" state="veryHidden"');
    expect(back.parts.get("docProps/core.xml")).toContain("<cp:keywords>ledger-reconcile-result</cp:keywords>");
  });

  it("lists every finding exactly once", () => {
    const rows = back.rows(words.sheets.list);
    const at = (rows[0] ?? []).indexOf("_id");
    expect(rows.slice(1).map((row) => row[at]).sort()).toEqual(findings.map((finding) => finding.id).sort());
  });

  it("keeps ID numbers out of every part of the file", () => {
    const whole = back.everything;
    expect(data.ids.filter((id) => whole.includes(id))).toEqual([]);
    expect(/430203\d{11}[\dX]/.test(whole)).toBe(false);
    expect(whole).toContain("********");
  });

  it("shows ID numbers if asked", () => {
    const whole = readBack(writeWorkbook(report(data, { fullIds: true }))).everything;
    expect(data.ids.slice(0, 20).filter((id) => !whole.includes(id) && !findings.some((finding) => finding.field === "idNumber"))).toEqual([]);
    expect(whole).toContain(data.ids[1]);
  });

  it("copies keep addresses; skipped columns are empty under their header", () => {
    const source = data.grids[0];
    const copy = book.sheets.find((sheet) => valueOf(sheet.rows[0]?.[0]) === shown(source?.rows[0]?.[0]));
    if (!source || !copy) throw new Error("no copy");
    let compared = 0;
    source.rows.forEach((row, r) => {
      row.forEach((value, c) => {
        const text = String(valueOf(copy.rows[r]?.[c]) ?? "");
        if (c === 10) return expect(text).toBe(r === 2 ? "政策属性" : "");
        if (c === 3 || c === 11) return expect(text.slice(0, 6)).toBe(shown(value).slice(0, 6));
        compared++;
        return expect(text).toBe(shown(value));
      });
    });
    expect(compared).toBeGreaterThan(1000);
    expect(back.everything).not.toContain("计划内");
  });

  it("links every finding to the very cell in the copy", () => {
    const list = sheetOf(book, words.sheets.list);
    const heads = (list.rows[0] ?? []).map(valueOf);
    const place = heads.indexOf(words.list.place);
    let checked = 0;
    list.rows.slice(1).forEach((row, i) => {
      const cell = row?.[place];
      const link = typeof cell === "object" && cell !== null ? cell.link : undefined;
      const first = findings[i]?.cells[0];
      expect(link?.address).toBe(first?.address);
      const value = back.value(link?.sheet ?? "", link?.address ?? "");
      // Masked cells aside, the copy shows there what the finding quotes.
      if (!String(value).includes("*")) {
        expect(String(value ?? "")).toBe(first?.value);
        checked++;
      }
      expect(back.formula(words.sheets.list, `${String.fromCharCode(65 + place)}${i + 2}`)).toBe(`HYPERLINK("#'${link?.sheet ?? ""}'!${first?.address ?? ""}","${String(valueOf(cell))}")`);
    });
    expect(checked).toBeGreaterThan(100);
  });

  it("marks the cells of findings with a note and a number, not by colour alone", () => {
    for (const finding of findings) {
      for (const cell of finding.cells) {
        const grid = data.grids.findIndex((each) => each.sheet === cell.sheet);
        const copy = book.sheets.find((sheet) => valueOf(sheet.rows[0]?.[0]) === shown(data.grids[grid]?.rows[0]?.[0]));
        const row = Number(cell.address.slice(1)) - 1;
        const marked = copy?.rows[row]?.[cell.address.charCodeAt(0) - 65];
        if (typeof marked !== "object" || marked === null) throw new Error(`${cell.sheet}!${cell.address} is not marked`);
        expect(marked.look).toMatch(/^mark/);
        expect(marked.note).toContain(finding.number);
        expect(String(valueOf(copy?.rows[row]?.at(-1)))).toContain(finding.number);
      }
    }
  });

  it("gives every village its own findings only, each once, and pages that fit", () => {
    const sheet = sheetOf(book, words.sheets.notices);
    const villages = data.result.matrix.villages;
    const starts = sheet.rows.map((row, r) => ({ text: String(valueOf(row?.[0]) ?? ""), r })).filter(({ text }) => villages.some((village) => text === words.notice.to(village)));
    expect(starts.map(({ text }) => text)).toEqual(villages.map((village) => words.notice.to(village)));
    const pattern = data.result.file.patterns[0];
    starts.forEach(({ r }, v) => {
      const end = (starts[v + 1]?.r ?? sheet.rows.length + 2) - 2;
      const numbers = sheet.rows.slice(r, end).map((row) => String(valueOf(row?.[0]) ?? "")).filter((text) => findings.some((finding) => finding.number === text));
      const wanted = findings.filter((finding) => finding.village === villages[v] && finding.owner !== "township");
      const shared = wanted.filter((finding) => pattern?.village === finding.village && pattern?.check === finding.check && pattern?.field === finding.field && finding.kind !== "review");
      expect([...numbers].sort()).toEqual(wanted.filter((finding) => !shared.includes(finding)).map((finding) => finding.number).sort());
      if (shared.length > 0) expect(sheet.rows.slice(r, end).some((row) => valueOf(row?.[0]) === words.notice.shared)).toBe(true);
    });
    const breaks = [0, ...(sheet.print?.breaks ?? []), sheet.rows.length];
    for (let p = 1; p < breaks.length; p++) {
      let height = 0;
      for (let r = breaks[p - 1] ?? 0; r < (breaks[p] ?? 0); r++) height += sheet.heights?.get(r) ?? 15;
      expect(height).toBeLessThanOrEqual(730);
    }
  });

  it("says on the first page what arrived, the first ten, the matrix and the rates", () => {
    const text = back.rows(words.sheets.summary).flat().filter((value) => value !== null).map(String);
    expect(text.join("\n")).toContain("缺横岭村");
    for (const finding of findings.slice(0, 10)) expect(text).toContain(finding.number);
    expect(text).toContain(words.summary.notArrived);
    expect(text).toContain("个案一致率");
    expect(text.join("\n")).toContain("没有报告单");
    expect(text.join("\n")).toContain("没有差异的人数 ÷ 任一本台帐里的人数");
  });

  it("the number on the first page finds its row although the list was sorted", () => {
    const formulas = [...(back.parts.get("xl/worksheets/sheet1.xml") ?? "").matchAll(/<f>([^<]*)<\/f>/g)].map((match) => match[1]);
    const [number, list] = [findings[0]?.number ?? "", words.sheets.list];
    expect(formulas).toContain(`HYPERLINK(IFERROR(&quot;#'${list}'!A&quot;&amp;MATCH(&quot;${number}&quot;,'${list}'!$A:$A,0),&quot;#'${list}'!A2&quot;),&quot;${number}&quot;)`);
  });
});

describe("odd runs", () => {
  it("without a finding there is a list that says so, and no notice", () => {
    const data = sample({ womenPerVillage: 5, every: 1000 });
    const none = { ...data, result: { ...data.result, file: { ...data.result.file, findings: [], patterns: [], warnings: [] }, clears: new Map() } };
    const back = readBack(writeWorkbook(report(none)));
    expect(back.names).not.toContain("整改通知单");
    expect(back.value("差异清单", "A2")).toBe("没有发现差异");
    expect(back.rows("汇总").flat()).toContain("没有需要村里改的差异，不用发通知单。");
  });

  it("begins a further sheet of notices before Excel's number of page breaks is used up", () => {
    const villages = Array.from({ length: 60 }, (_, i) => `第${i + 1}村`);
    const book = report(sample({ villages, womenPerVillage: 300, every: 1 }));
    const notices = book.sheets.filter((sheet) => sheet.name.startsWith("整改通知单"));
    expect(notices.map((sheet) => sheet.name)).toEqual(["整改通知单", "整改通知单 (2)"]);
    for (const sheet of notices) expect(sheet.print?.breaks?.length).toBeLessThanOrEqual(1026);
    const links = sheetOf(book, "汇总").rows.flat().flatMap((cell) => (typeof cell === "object" && cell?.link && cell.link.sheet.startsWith("整改") ? [cell.link] : []));
    expect(links).toHaveLength(60);
    for (const link of links) expect(valueOf(sheetOf(book, link.sheet).rows[Number(link.address.slice(1)) - 1]?.[0])).toBe("数据核对整改通知单");
  });

  it("names copies legally, uniquely and apart from the report's own sheets", () => {
    const long = ["很长很长很长很长很长很长很长很长很长很长很长的村子/[一]", "很长很长很长很长很长很长很长很长很长很长很长的村子/[二]", "'引号'村"];
    const names = report(sample({ villages: long, womenPerVillage: 10 })).sheets.map((sheet) => sheet.name);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
    for (const name of names) {
      expect(name.length).toBeLessThanOrEqual(31);
      expect(name).not.toMatch(/[:\\/?*[\]]|^'|'$/);
    }
  });

  it("finds nothing to copy where no sheet was recognised", () => {
    const data = sample({ womenPerVillage: 12 });
    const names = report({ ...data, result: { ...data.result, blocks: [] } }).sheets.map((sheet) => sheet.name);
    expect(names).toEqual(["汇总", "差异清单", "整改通知单", "_reconcile"]);
  });
});
