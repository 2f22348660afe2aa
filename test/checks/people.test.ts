/** Checks of people, end to end from books: real linkage, every check, assembled findings. One table of cases per check. */
import { describe, expect, it } from "vitest";
import { assemble } from "../../src/checks/assemble.js";
import type { CheckContext } from "../../src/checks/check.js";
import { checkForms } from "../../src/checks/forms.js";
import { partDrafts } from "../../src/checks/parts.js";
import { tieDrafts } from "../../src/checks/ties.js";
import { link } from "../../src/linkage/link.js";
import type { CellValue } from "../../src/model.js";
import { township, type SheetLiteral } from "../support/books.js";
import { idNumber } from "../support/id-number.js";

const HAND = ["name", "idNumber", "birthDate", "maritalStatus", "marriageDate", "spouseName", "children", "lastChildBirth", "method", "methodDate", "residence", "remark"] as const;
const AN: CellValue[] = ["安玉兰", idNumber("1970-03-04", 2), "1970.3.4", "初婚", "1992.5.1", "王大山", 1, "1993.6.7", "上环", "1994.1.2", "常住", null];
const BAI: CellValue[] = ["白秀英", idNumber("1972-08-19", 4), "1972.8.19", "初婚", "1995.10.1", "李国强", 2, "1999.2.3", "女扎", "1999.5.6", "常住", null];
const CAI: CellValue[] = ["蔡小红", idNumber("1975-11-30", 6), "1975.11.30", "初婚", "1998.1.8", "赵德福", 1, "2000.4.5", "避孕套", "2000.6.1", "常住", null];
const DAI: CellValue[] = ["戴春梅", idNumber("1968-01-15", 8), "1968.1.15", "初婚", "1990.2.2", "孙长河", 2, "1996.9.9", "女扎", "1996.12.1", "常住", null];
const PEOPLE = [AN, BAI, CAI, DAI];

function ledger(record: string, rows: readonly (readonly CellValue[])[], village = "新塘村", asOf = "2004-09-30"): SheetLiteral {
  return { record, village, asOf, columns: HAND, rows };
}

function change(row: readonly CellValue[], values: Partial<Record<(typeof HAND)[number], CellValue>>): CellValue[] {
  return row.map((value, i) => {
    const field = HAND[i];
    return field !== undefined && field in values ? (values[field] ?? null) : value;
  });
}

const SLIP = ["name", "idNumber", "spouseName", "event", "eventDate"] as const;
function slips(month: string, rows: readonly (readonly CellValue[])[], village = "新塘村"): SheetLiteral {
  return { record: "reportSlips", village, month, columns: SLIP, rows };
}
function notes(rows: readonly (readonly CellValue[])[], month = "2004-05"): SheetLiteral {
  return { record: "workHandbook", village: "新塘村", month, columns: ["name", "spouseName", "event", "eventDate"], rows };
}
/** An event that both books of events hold and the ledgers need not show, so that every book exists. */
const FILLER: CellValue[] = ["戴春梅", DAI[1] ?? null, "孙长河", "流产", "2004.3.3"];

interface Found {
  readonly line: string;
  readonly suspect: string | null;
  readonly owner: string;
  readonly records: readonly string[];
  readonly why: string;
}

function findings(sheets: readonly SheetLiteral[], checks?: readonly string[]): Found[] {
  const base = township(sheets, { period: ["2004-01", "2004-09"] });
  const context: CheckContext = { ...base.context, entities: link(base.books, base.context.profile, "zh") };
  const specs = context.profile.checks.filter((spec) => checks === undefined || checks.includes(spec.id));
  const drafts = specs.flatMap((spec) => [...(checkForms.get(spec.form)?.({ ...context, spec }).drafts ?? [])]);
  drafts.push(...partDrafts(context), ...tieDrafts(context, drafts));
  return assemble(context, drafts, specs.map((spec) => spec.id)).map(({ draft }) => ({
    line: `${draft.kind} ${draft.check} ${draft.field ?? draft.absentFrom ?? "-"}`,
    suspect: draft.suspect,
    owner: draft.owner,
    records: draft.cells.map((cell) => context.books.blocks[cell.block]?.record ?? ""),
    why: draft.why,
  }));
}

const lines = (sheets: readonly SheetLiteral[]): string[] => findings(sheets).map((one) => one.line).sort();

describe("ledgers", () => {
  it("finds nothing where both books agree", () => {
    expect(lines([ledger("handLedger", PEOPLE), ledger("electronicLedger", PEOPLE)])).toEqual([]);
  });

  const cases: [string, Partial<Record<(typeof HAND)[number], CellValue>>, string[]][] = [
    ["name, one character", { name: "安玉蓝" }, ["mismatch ledgers name"]],
    ["birth date", { birthDate: "1970.3.14" }, ["mismatch ledgers birthDate"]],
    ["one digit of the ID number", { idNumber: `${idNumber("1970-03-04", 2).slice(0, 9)}9${idNumber("1970-03-04", 2).slice(10)}` }, ["mismatch ledgers idNumber"]],
    ["spouse", { spouseName: "王大川" }, ["mismatch ledgers spouseName"]],
    ["method alone", { method: "皮埋" }, ["mismatch ledgers method"]],
    ["method and its date are one matter", { method: "皮埋", methodDate: "2001.1.1" }, ["mismatch ledgers method"]],
    ["method date", { methodDate: "1994.1.20" }, ["mismatch ledgers methodDate"]],
    ["number of children", { children: 2 }, ["mismatch ledgers children"]],
    ["residence", { residence: "流出" }, ["mismatch ledgers residence"]],
    ["written differently", { method: "宫内节育器", birthDate: "19700304", methodDate: "94年1月2日", name: "安 玉兰" }, []],
  ];
  it.each(cases)("%s", (_, values, expected) => {
    expect(lines([ledger("handLedger", [change(AN, values), BAI, CAI, DAI]), ledger("electronicLedger", PEOPLE)])).toEqual(expected);
  });

  it("misses a person in either book, once", () => {
    expect(lines([ledger("handLedger", PEOPLE), ledger("electronicLedger", [AN, BAI, CAI])])).toEqual(["missing ledgers electronicLedger"]);
    expect(lines([ledger("handLedger", [AN, BAI, CAI]), ledger("electronicLedger", PEOPLE)])).toEqual(["missing ledgers handLedger"]);
  });

  it("asks for the ending of a row that the other book has closed", () => {
    const found = findings([ledger("handLedger", PEOPLE), ledger("electronicLedger", [change(AN, { remark: "2004.2 迁出" }), BAI, CAI, DAI])]);
    expect(found.map((one) => one.line)).toEqual(["ended ledgers -"]);
    expect(found[0]?.suspect).toBe("handLedger");
  });

  it("lets a divorced woman's former or blank spouse be", () => {
    const divorced = change(AN, { maritalStatus: "离婚", spouseName: null });
    expect(lines([ledger("handLedger", [divorced, BAI, CAI, DAI]), ledger("electronicLedger", [change(divorced, { spouseName: "王大山" }), BAI, CAI, DAI])])).toEqual([]);
  });

  it("calls another village one 村别不符, not two missing", () => {
    expect(lines([ledger("handLedger", PEOPLE), ledger("electronicLedger", [BAI, CAI, DAI]), ledger("electronicLedger", [AN, ...PEOPLE.map((row) => change(row, { name: `${String(row[0])}乙`, idNumber: null, spouseName: "丁一", birthDate: "1966.6.6" })).slice(1)], "横岭村")]).filter((line) => line.includes("village") || line.includes("handLedger"))).toContain("mismatch ledgers village");
  });

  it("names the odd one out of three independent records", () => {
    const roster: SheetLiteral = { record: "checkupRoster", village: "新塘村", asOf: "2004-09-30", columns: ["name", "idNumber", "birthDate", "checkDate"], rows: PEOPLE.map((row) => [row[0] ?? null, row[1] ?? null, row[2] ?? null, "2004.4.10"]) };
    const found = findings([ledger("handLedger", [change(AN, { birthDate: "1970.3.14" }), BAI, CAI, DAI]), ledger("electronicLedger", PEOPLE), roster]);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ line: "mismatch ledgers birthDate", suspect: "handLedger", owner: "village", records: ["handLedger", "electronicLedger", "checkupRoster"] });
  });
});

describe("slips and handbook", () => {
  const inserted = change(CAI, { method: "上环", methodDate: "2004.5.12" });
  const slip: CellValue[] = ["蔡小红", CAI[1] ?? null, "赵德福", "放环", "2004.5.12"];
  const note: CellValue[] = ["蔡小红", "赵德福", "放环", "2004.5.12"];
  const filler = [FILLER[0] ?? null, FILLER[2] ?? null, FILLER[3] ?? null, FILLER[4] ?? null];
  const after = [AN, BAI, inserted, DAI];
  const both = (hand: readonly CellValue[][], computer: readonly CellValue[][], more: readonly SheetLiteral[]): SheetLiteral[] => [ledger("handLedger", hand), ledger("electronicLedger", computer), slips("2004-03", [FILLER]), notes([filler], "2004-03"), ...more];

  it("says nothing where every book tells the event", () => {
    expect(lines(both(after, after, [slips("2004-05", [slip]), notes([note])]))).toEqual([]);
  });
  it("one ledger without the effect is one finding on the state field", () => {
    const found = findings(both(after, PEOPLE, [slips("2004-05", [slip]), notes([note])]));
    expect(found.map((one) => one.line)).toEqual(["mismatch slips method"]);
    expect(found[0]?.suspect).toBe("electronicLedger");
  });
  it("both ledgers without the effect are one finding", () => {
    expect(lines(both(PEOPLE, PEOPLE, [slips("2004-05", [slip]), notes([note])]))).toEqual(["mismatch slips method"]);
  });
  it("inside the entry lag it is a question", () => {
    const late: CellValue[] = ["蔡小红", CAI[1] ?? null, "赵德福", "放环", "2004.9.12"];
    expect(lines(both(PEOPLE, PEOPLE, [slips("2004-09", [late]), notes([["蔡小红", "赵德福", "放环", "2004.9.12"]], "2004-09")])).every((line) => line.startsWith("review"))).toBe(true);
  });
  it("a slip without a handbook line, and the reverse", () => {
    expect(lines(both(after, after, [slips("2004-05", [slip])]))).toEqual(["missing handbook workHandbook"]);
    expect(lines(both(after, after, [notes([note])]))).toEqual(["missing handbook reportSlips"]);
  });
  it("the ledgers' change without slip or handbook line", () => {
    const other: CellValue[] = ["安玉兰", AN[1] ?? null, "王大山", "放环", "2004.4.12"];
    const known = change(AN, { methodDate: "2004.4.12" });
    expect(lines(both([known, BAI, inserted, DAI], [known, BAI, inserted, DAI], [slips("2004-04", [other]), notes([["安玉兰", "王大山", "放环", "2004.4.12"]], "2004-04")]))).toEqual(["missing unreported reportSlips"]);
  });
  it("a wrong date on the slip is one finding over all books, and the slip is the odd one", () => {
    const wrong: CellValue[] = ["蔡小红", CAI[1] ?? null, "赵德福", "放环", "2004.5.2"];
    const found = findings(both(after, after, [slips("2004-05", [wrong]), notes([note])]));
    expect(found.map((one) => one.line)).toEqual(["mismatch handbook eventDate"]);
    expect(found[0]?.suspect).toBe("reportSlips");
  });
  it("the same event under another report month is a question, never two missing", () => {
    expect(lines(both(after, after, [slips("2004-06", [slip]), notes([note])]))).toEqual(["review handbook reportMonth"]);
  });
  it("a wrong kind of event", () => {
    const wrong: CellValue[] = ["蔡小红", "赵德福", "取环", "2004.5.12"];
    expect(lines(both(after, after, [slips("2004-05", [slip]), notes([wrong])]))).toEqual(["mismatch handbook event"]);
  });
  it("a birth not entered is one finding on the number of children", () => {
    const birth: CellValue[] = ["安玉兰", AN[1] ?? null, "王大山", "出生", "2004.5.12"];
    const born = change(AN, { children: 2, lastChildBirth: "2004.5.12" });
    expect(lines(both([born, BAI, CAI, DAI], PEOPLE, [slips("2004-05", [birth]), notes([["安玉兰", "王大山", "出生", "2004.5.12"]])]))).toEqual(["mismatch slips children"]);
  });
  it("a death after which a ledger is still open", () => {
    const death: CellValue[] = ["安玉兰", AN[1] ?? null, "王大山", "死亡", "2004.5.12"];
    const dead = change(AN, { remark: "2004.5.12死亡" });
    expect(lines(both([dead, BAI, CAI, DAI], PEOPLE, [slips("2004-05", [death]), notes([["安玉兰", "王大山", "死亡", "2004.5.12"]])]))).toHaveLength(1);
    expect(lines(both([BAI, CAI, DAI], PEOPLE, [slips("2004-05", [death]), notes([["安玉兰", "王大山", "死亡", "2004.5.12"]])]))[0]).toMatch(/^ended/);
  });
});

describe("rosters", () => {
  const books = [ledger("handLedger", PEOPLE), ledger("electronicLedger", PEOPLE)];
  const roster = (rows: readonly (readonly CellValue[])[]): SheetLiteral => ({ record: "checkupRoster", village: "新塘村", asOf: "2004-09-30", columns: ["name", "idNumber", "spouseName", "method", "checkDate"], rows });
  const row = (person: readonly CellValue[], method = person[8] ?? null, date: CellValue = "2004.4.10"): CellValue[] => [person[0] ?? null, person[1] ?? null, person[5] ?? null, method, date];

  it("compares the recorded method of the day", () => {
    expect(lines([...books, roster(PEOPLE.map((person) => row(person)))])).toEqual([]);
    const found = findings([...books, roster([row(AN, "避孕套"), row(BAI), row(CAI), row(DAI)])]);
    expect(found.map((one) => one.line)).toEqual(["mismatch checkups method"]);
    expect(found[0]?.suspect).toBe("checkupRoster");
  });
  it("does not compare a method that began after the day", () => {
    const later = change(AN, { method: "女扎", methodDate: "2004.6.1" });
    const both = [ledger("handLedger", [later, BAI, CAI, DAI]), ledger("electronicLedger", [later, BAI, CAI, DAI])];
    expect(lines([...both, roster([row(AN), row(BAI), row(CAI), row(DAI)])])).toEqual([]);
  });
  it("knows who is in no ledger", () => {
    expect(lines([...books, roster([...PEOPLE.map((person) => row(person)), ["尤二姐", idNumber("1971-02-02", 2), "贾琏", "上环", "2004.4.10"]])])).toEqual(["missing checkups electronicLedger"]);
  });
  it("lets the husband take the supplies", () => {
    const issues = (rows: readonly (readonly CellValue[])[]): SheetLiteral => ({ record: "suppliesLedger", village: "新塘村", columns: ["name", "item", "unit", "quantity", "issueDate"], rows });
    expect(lines([...books, issues([["赵德福", "避孕套", "只", 10, "2004.5.3"]])])).toEqual([]);
    expect(lines([...books, issues([["蔡小红", "避孕套", "只", 10, "2004.5.3"]])])).toEqual([]);
    expect(lines([...books, issues([["白秀英", "避孕套", "只", 10, "2004.5.3"]])])).toEqual(["mismatch supplyUsers method"]);
  });
  it("holds the migrant roster against the ledger's residence", () => {
    const migrants = (rows: readonly (readonly CellValue[])[]): SheetLiteral => ({ record: "migrantRoster", village: "新塘村", asOf: "2004-09-30", columns: ["name", "idNumber", "sex", "outDate", "backDate"], rows });
    const away = change(AN, { residence: "流出" });
    const out = [ledger("handLedger", [away, BAI, CAI, DAI]), ledger("electronicLedger", [away, BAI, CAI, DAI])];
    expect(lines([...out, migrants([["安玉兰", AN[1] ?? null, "女", "2003.2.1", null], ["王大山", null, "男", "2003.2.1", null]])])).toEqual([]);
    expect(lines([...books, migrants([["安玉兰", AN[1] ?? null, "女", "2003.2.1", null]])])).toEqual(["mismatch migrants residence"]);
  });
});

describe("feedback slips", () => {
  const books = [ledger("handLedger", PEOPLE), ledger("electronicLedger", PEOPLE)];
  const COLUMNS = ["name", "idNumber", "matter", "matterState", "matterDate", "doneState", "doneDate"] as const;
  const feedback = (...rows: CellValue[][]): SheetLiteral => ({ record: "feedbackSlips", village: "新塘村", asOf: "2004-09-30", columns: COLUMNS, rows });
  const AN_ID = AN[1] ?? null;

  it("agree with the state of the day", () => {
    expect(lines([...books, feedback(["安玉兰", AN_ID, "到期环情检查;常规访视", "宫内节育器", "2004-05-05", "已落实", "2004-05-20"])])).toEqual([]);
    const found = findings([...books, feedback(["安玉兰", AN_ID, "常规访视", "避孕套", "2004-05-05", "未落实", null])]);
    expect(found.map((one) => one.line)).toEqual(["mismatch feedback method"]);
    expect(found[0]?.suspect).toBe("feedbackSlips");
  });
  it("not done is no discrepancy, done before it was asked for is", () => {
    expect(lines([...books, feedback(["安玉兰", AN_ID, "常规访视", "上环", "2004-05-05", "未落实", null])])).toEqual([]);
    expect(lines([...books, feedback(["安玉兰", AN_ID, "常规访视", "上环", "2004-05-05", "已落实", "2004-04-20"])])).toEqual(["invalid feedback doneDate"]);
  });
  it("of someone in no ledger", () => {
    expect(lines([...books, feedback(["尤二姐", idNumber("1971-02-02", 2), "常规访视", "上环", "2004-05-05", "未落实", null])])).toEqual(["missing feedback electronicLedger"]);
  });
});

describe("parts that have not arrived", () => {
  const people = (from: number, village: string): CellValue[][] => Array.from({ length: 8 }, (_, i) => change(AN, { name: `${village}女${"甲乙丙丁戊己庚辛"[i] ?? ""}`, idNumber: idNumber(`19${60 + i}-0${i + 1}-1${i}`, from + 2 * i), birthDate: `19${60 + i}-0${i + 1}-1${i}`, spouseName: `${village}男${"甲乙丙丁戊己庚辛"[i] ?? ""}` }));
  const xin = people(100, "新");
  const heng = people(200, "横");

  it("a village that a ledger wholly lacks is one finding", () => {
    expect(lines([ledger("handLedger", xin), ledger("electronicLedger", xin), ledger("electronicLedger", heng, "横岭村")])).toEqual(["missing ledgers handLedger"]);
  });
  it("a month without slips is one finding, not one per event", () => {
    const slip = (row: readonly CellValue[] | undefined, day: string): CellValue[] => [row?.[0] ?? null, row?.[1] ?? null, row?.[5] ?? null, "人工流产", day];
    const note = (row: readonly CellValue[] | undefined, day: string): CellValue[] => [row?.[0] ?? null, row?.[5] ?? null, "人工流产", day];
    const books = [ledger("handLedger", xin), ledger("electronicLedger", xin)];
    const months = ["2004-03", "2004-04", "2004-05"].map((month, i) => notes([0, 1, 2].map((k) => note(xin[(i * 2 + k) % 8], `${month}-1${k}`)), month));
    const handed = ["2004-03", "2004-05"].map((month) => slips(month, [0, 1, 2].map((k) => slip(xin[((month === "2004-03" ? 0 : 2) * 2 + k) % 8], `${month}-1${k}`))));
    expect(lines([...books, ...months, ...handed])).toEqual(["missing handbook reportSlips"]);
  });
});
