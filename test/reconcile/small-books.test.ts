/** Small books as villages hand them in: what stands in remarks, codes without a word of their own, copies, parts not handed in. */
import { describe, expect, it } from "vitest";
import type { FindingsFile, SheetGrid } from "../../src/model.js";
import { builtInProfiles } from "../../src/profile/built-in.js";
import { reconcile } from "../../src/reconcile.js";
import { idNumber } from "../support/id-number.js";

const NAMES = ["安玉兰", "白秀英", "蔡小红", "戴春梅", "方金莲", "高桂香", "何满秀", "贾细妹"];
const WOMEN = NAMES.map((name, i) => ({ name, id: idNumber(`197${i}-03-04`, 2 * i + 2), husband: `赵${"一二三四五六七八"[i] ?? ""}`, village: i < 5 ? "新塘村" : "横岭村" }));
type Row = Readonly<Record<string, string>>;

function sheet(name: string, rows: readonly (readonly string[])[], file = name): SheetGrid {
  return { file: `${file}.xlsx`, sheet: name, rows: [[name], ...rows], columnCount: rows[0]?.length ?? 0, merges: [] };
}

/** A ledger of all women; `own` changes single cells by name and header. */
function ledger(name: string, own: Readonly<Record<string, Row>> = {}, file = name, who = WOMEN): SheetGrid {
  const headers = ["村名", "姓名", "身份证号", "丈夫姓名", "婚姻状况", "避孕措施", "措施日期", "居住状况", "备注"];
  return sheet(name, [headers, ...who.map((woman) => {
    const row: Row = { 村名: woman.village, 姓名: woman.name, 身份证号: woman.id, 丈夫姓名: woman.husband, 婚姻状况: "初婚", 避孕措施: "上环", 措施日期: "2001-05-06", 居住状况: "常住", ...own[woman.name] };
    return headers.map((header) => row[header] ?? "");
  })], file);
}

function slips(events: readonly (readonly [string, string, string])[]): SheetGrid {
  return sheet("村级报告单", [["村名", "月份", "姓名", "身份证号", "变动类型", "发生日期"], ...events.map(([name, what, day]) => {
    const woman = WOMEN.find((one) => one.name === name);
    return [woman?.village ?? "", day.slice(0, 7), name, woman?.id ?? "", what, day];
  })]);
}

async function found(...grids: readonly SheetGrid[]): Promise<FindingsFile> {
  const profile = builtInProfiles.get("nine-records");
  if (profile === undefined) throw new Error("the nine-records profile is built in");
  return (await reconcile(grids, [], { profile, language: "zh" })).file;
}

const lines = (file: FindingsFile): string[] => file.findings.map((one) => `${one.kind} ${one.field ?? one.absentFrom ?? ""} ${one.suspect ?? "-"} ${one.cells.map((cell) => cell.value).join("/")}`).sort();

describe("codes of methods", () => {
  it("reads the single digits of BYJYCS", async () => {
    const codes = Object.fromEntries(NAMES.map((name) => [name, { 避孕措施: "1" }]));
    expect(lines(await found(ledger("手工台帐"), ledger("电脑台帐", { ...codes, 戴春梅: { 避孕措施: "2" } })))).toEqual(["mismatch method - 上环/2"]);
  });
  it("takes 其他 for a method only where the book has no word for it", async () => {
    const hand = ledger("手工台帐", { 安玉兰: { 避孕措施: "皮埋" }, 白秀英: { 避孕措施: "避孕套" }, 蔡小红: { 避孕措施: "避孕套" } });
    const wordless = ledger("电脑台帐", { 安玉兰: { 避孕措施: "其他" }, 白秀英: { 避孕措施: "药具" }, 蔡小红: { 避孕措施: "药具" } });
    expect(lines(await found(hand, wordless)).filter((line) => line.startsWith("mismatch"))).toEqual([]);
    const knowing = ledger("电脑台帐", { 安玉兰: { 避孕措施: "皮埋" }, 白秀英: { 避孕措施: "避孕套" }, 蔡小红: { 避孕措施: "其他" } });
    expect(lines(await found(hand, knowing))).toEqual(["mismatch method - 避孕套/其他"]);
  });
});

describe("residence", () => {
  it("asks where a book says that she lives apart from the registration", async () => {
    expect(lines(await found(ledger("手工台帐"), ledger("电脑台帐", { 安玉兰: { 居住状况: "流出", 备注: "人在户不在" }, 白秀英: { 居住状况: "流出" } })))).toEqual([
      "mismatch residence - 常住/流出", "review residence - 常住/流出",
    ]);
  });
});

describe("copies of a sheet", () => {
  it("are read once, and it is said", async () => {
    const file = await found(ledger("手工台帐"), ledger("电脑台帐"), ledger("电脑台帐", {}, "电脑台帐 - 副本"));
    expect(file.findings).toEqual([]);
    expect(file.warnings.map((warning) => warning.code)).toContain("copiedSheet");
    expect(file.records.filter((record) => record.record === "electronicLedger")).toHaveLength(1);
  });
  it("that differ in one cell are both read", async () => {
    const file = await found(ledger("手工台帐"), ledger("电脑台帐"), ledger("电脑台帐", { 安玉兰: { 措施日期: "2001-05-07" } }, "电脑台帐 - 副本"));
    expect(file.warnings.map((warning) => warning.code)).not.toContain("copiedSheet");
  });
});

describe("events", () => {
  const taken = { 安玉兰: { 措施日期: "2004-05-11" }, 白秀英: { 措施日期: "2004-05-12" } };
  it("reports a change of the ledgers without a slip, also where no slip tells such a change", async () => {
    expect(lines(await found(ledger("手工台帐", taken), ledger("电脑台帐", taken), slips([["安玉兰", "上环", "2004-05-11"]])))).toEqual(["missing reportSlips - 白秀英/白秀英/2004-05-12/2004-05-12"]);
    const alone = await found(ledger("手工台帐", taken), ledger("电脑台帐", taken), slips([["蔡小红", "人工流产", "2004-05-20"]]));
    expect(lines(alone)).toEqual(["missing reportSlips - 安玉兰/安玉兰/2004-05-11/2004-05-11", "missing reportSlips - 白秀英/白秀英/2004-05-12/2004-05-12"]);
  });
  it("reads the event out of the handbook's sentence", async () => {
    const handbook = sheet("工作手册", [["村名", "月份", "姓名", "丈夫姓名", "内容摘要"], ["新塘村", "2004-05", "安玉兰", "赵一", "5月11日在镇服务所上环"]]);
    expect(lines(await found(ledger("手工台帐", taken), ledger("电脑台帐", taken), slips([["安玉兰", "上环", "2004-05-11"], ["白秀英", "上环", "2004-05-12"]]), handbook)))
      .toEqual(["missing workHandbook - 白秀英/上环"]);
  });
  it("does not take the name of the service in a title for a birth", async () => {
    const handbook: SheetGrid = { ...sheet("手册", [["月份", "姓名", "丈夫姓名", "发生日期", "内容摘要"], ["2004-05", "安玉兰", "赵一", "2004-05-11", "在镇里上环"]]) };
    const titled = { ...handbook, rows: [["新塘村计划生育专干工作手册"], ...handbook.rows.slice(1)] };
    expect(lines(await found(ledger("手工台帐", taken), ledger("电脑台帐", taken), slips([["安玉兰", "上环", "2004-05-11"], ["白秀英", "上环", "2004-05-12"]]), titled)))
      .toEqual(["missing workHandbook - 白秀英/上环"]);
  });
  it("calls nobody missing whose line in the handbook does not say what happened", async () => {
    const untold = sheet("工作手册", [["村名", "月份", "姓名", "丈夫姓名", "内容摘要"], ["新塘村", "2004-05", "安玉兰", "赵一", "已上门"]]);
    expect(lines(await found(ledger("手工台帐", taken), ledger("电脑台帐", taken), slips([["安玉兰", "上环", "2004-05-11"], ["白秀英", "上环", "2004-05-12"]]), untold)))
      .toEqual(["missing workHandbook - 白秀英/上环"]);
  });
  it("names the ledger that did not take over what slip and other ledger say", async () => {
    const own = { ...taken, 安玉兰: { 避孕措施: "避孕套", 措施日期: "2004-05-11" } };
    const [line] = lines(await found(ledger("手工台帐", own), ledger("电脑台帐", taken), slips([["安玉兰", "上环", "2004-05-11"], ["白秀英", "上环", "2004-05-12"]])));
    expect(line).toBe("mismatch method handLedger 避孕套/上环/上环");
  });
});

describe("parts not handed in", () => {
  it("a hamlet's name that one clerk writes is no village that has not handed in: each woman's village differs", async () => {
    const hamlet = { 村名: "坳上" };
    const own = Object.fromEntries(NAMES.slice(0, 3).map((name) => [name, hamlet]));
    const told = await found(ledger("手工台帐"), ledger("电脑台帐", own));
    expect(told.findings.map(({ kind, field }) => `${kind} ${field ?? ""}`)).toEqual(Array.from({ length: 3 }, () => "mismatch village"));
  });

  it("is one finding for a village of three women", async () => {
    const file = await found(ledger("手工台帐"), ledger("电脑台帐", {}, "电脑台帐", WOMEN.filter((woman) => woman.village === "新塘村")));
    expect(file.findings.map((one) => [one.kind, one.village, one.absentFrom])).toEqual([["missing", "横岭村", "electronicLedger"]]);
  });
});

describe("one woman in one book", () => {
  const hand = ledger("手工台帐", { 安玉兰: { 村名: "新墉村" }, 白秀英: { 备注: "人户分离" } });
  it("is missing also where her village stands in no other row, and a question where she lives apart", async () => {
    const without = ledger("电脑台帐", {}, "电脑台帐", WOMEN.filter((woman) => woman.name !== "安玉兰" && woman.name !== "白秀英"));
    expect(lines(await found(hand, without))).toEqual(["missing electronicLedger - 安玉兰", "review  - 白秀英"]);
  });
});

describe("books without an as-of date", () => {
  const dated = (grid: SheetGrid): SheetGrid => ({ ...grid, rows: [[`${grid.sheet}（截止2001年5月6日）`], ...grid.rows.slice(1)] });
  it("are not taken to end at their latest entry: a later date in one of them is a question, whichever has it", async () => {
    const later = { 白秀英: { 措施日期: "2001-05-09" } };
    for (const [hand, computer, values] of [[{}, later, "2001-05-06/2001-05-09"], [later, {}, "2001-05-09/2001-05-06"]] as const) {
      const file = await found(ledger("手工台帐", hand), ledger("电脑台帐", computer));
      expect(lines(file)).toEqual([`review methodDate - ${values}`]);
      expect(file.findings[0]?.why).toContain("截止日期不同");
    }
    expect(lines(await found(ledger("手工台帐"), ledger("电脑台帐", { 白秀英: { 避孕措施: "避孕套", 措施日期: "2001-05-09" } })))).toEqual(["review method - 上环/避孕套"]);
  });
  it("unlike books that say so: what happened afterwards they cannot know", async () => {
    expect(lines(await found(dated(ledger("手工台帐")), ledger("电脑台帐", { 白秀英: { 措施日期: "2001-05-09" } })))).toEqual([]);
  });
  it("an earlier date than the latest entry differs, as ever", async () => {
    expect(lines(await found(ledger("手工台帐"), ledger("电脑台帐", { 白秀英: { 措施日期: "2001-05-02" } })))).toEqual(["mismatch methodDate - 2001-05-06/2001-05-02"]);
  });
  it("a bride in one of them alone is a question", async () => {
    const married = (grid: SheetGrid, day: string): SheetGrid => ({ ...grid, columnCount: grid.columnCount + 1, rows: grid.rows.map((row, r) => (r === 0 ? row : r === 1 ? [...row, "初婚日期"] : [...row, row[1] === "安玉兰" ? day : "1999-02-03"])) });
    const file = await found(married(ledger("手工台帐"), "2001-05-20"), married(ledger("电脑台帐", {}, "电脑台帐", WOMEN.filter((woman) => woman.name !== "安玉兰")), ""));
    expect(lines(file)).toEqual(["review  - 安玉兰"]);
  });
});

describe("a supplies ledger that keeps its stock in the same table", () => {
  it("adds up what came in and what went out", async () => {
    const book = sheet("药具台帐", [
      ["村名", "日期", "摘要", "姓名", "品名", "单位", "收入", "发出", "结存"],
      ["新塘村", "2004-05-02", "镇调入", "", "避孕套", "只", "100", "", "150"],
      ["新塘村", "2004-05-04", "发放", "安玉兰", "避孕套", "只", "", "10", "140"],
      ["新塘村", "2004-05-06", "发放", "白秀英", "避孕套", "只", "", "10", "130"],
    ]);
    const report = (received: string, issued: string, closing: string): SheetGrid => sheet("药具报表", [["村名", "月份", "药具名称", "单位", "上月结存", "本月领入", "本月发放", "本月结存"], ["新塘村", "2004-05", "避孕套", "只", "50", received, issued, closing]]);
    const using = { 安玉兰: { 避孕措施: "避孕套" }, 白秀英: { 避孕措施: "避孕套" } };
    expect(lines(await found(ledger("手工台帐", using), ledger("电脑台帐", using), book, report("100", "20", "130")))).toEqual([]);
    expect((await found(ledger("手工台帐", using), ledger("电脑台帐", using), book, report("120", "20", "150"))).findings.map((one) => [one.kind, one.field])).toEqual([["total", "received"]]);
    expect((await found(ledger("手工台帐", using), ledger("电脑台帐", using), book, report("100", "30", "120"))).findings.map((one) => [one.kind, one.field])).toEqual([["total", "issued"]]);
  });
});

describe("a column that nobody filled in", () => {
  it("is named by the cell that shows its header, which may be merged over two rows", async () => {
    const plain = ledger("手工台帐", Object.fromEntries(NAMES.map((name) => [name, { 婚姻状况: "" }])));
    const [title = [], headers = [], ...rows] = plain.rows;
    const tall: SheetGrid = { ...plain, rows: [title, headers, [], ...rows], merges: headers.map((_, column) => ({ top: 1, bottom: 2, left: column, right: column })) };
    const file = await found(tall, ledger("电脑台帐"));
    const blank = file.findings.find((one) => one.kind === "blank" && one.field === "maritalStatus");
    expect(blank?.cells[0]).toMatchObject({ address: "E2", value: "婚姻状况" });
  });
});
