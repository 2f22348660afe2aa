/** Findings as the pane shows them, made for tests. */
import type { Finding, FindingCell } from "../../src/model.js";
import type { FindingView, RunSummary } from "../../taskpane/engine/protocol.js";

export const cell = (record: string, value: string, normal = value, address = "A5", sheet = record): FindingCell => ({ record, file: null, sheet, address, value, normal });

type Part = Partial<Finding> & Partial<Pick<FindingView, "severity" | "since" | "name" | "idNumber" | "itemName" | "kindName">>;

let count = 0;

export function view({ severity = "middle", since = null, name = "王芳", idNumber = "", itemName = "出生日期", kindName = "不符", ...finding }: Part = {}): FindingView {
  count++;
  return {
    finding: {
      id: `f_${count}`, case: `c_${count}`, kind: "mismatch", check: "ledgers", field: "birthDate", village: "新塘村", number: `新塘-${String(count).padStart(3, "0")}`, entity: `e${count}`,
      owner: "village", rank: count, cells: [cell("handLedger", "75.3.4", "1975-03-04"), cell("electronicLedger", "1975-04-03")], suspect: null, why: "出生日期不一致", link: { certainty: 1, because: [] },
      ...finding,
    },
    severity, since, name, idNumber, itemName, kindName, group: "1", action: "查原始记录", clears: 1, outcome: "", pair: null, evidence: [],
  };
}

export function runOf(views: readonly FindingView[], patterns: RunSummary["patterns"] = []): RunSummary {
  return {
    summary: { people: { comparable: 100, agree: 90, toCorrect: 8, toReview: 2 }, kinds: {}, writtenDifferently: {}, villages: [], rates: [] },
    arrivals: [], patterns, notRun: [], warnings: [], period: null, matrix: { records: [], villages: [], counts: [] },
    records: [{ record: "handLedger", name: "手工台帐" }, { record: "reportSlips", name: "村级报告单" }, { record: "electronicLedger", name: "电脑台帐" }],
    findings: views.length, previousDate: null, gone: [],
  };
}
