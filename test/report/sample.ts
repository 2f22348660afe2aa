/** A small township as a reconciliation would give it: three villages, three records, findings of every kind; sizes are parameters. */
import type {
  CellValue, ColumnMapping, Finding, FindingCell, FindingKind, Owner, Pattern, Reconciliation, SheetGrid, TableBlock,
} from "../../src/model.js";
import type { Profile } from "../../src/profile/profile.js";

const words = (zh: string, en: string) => ({ zh, en });

export const RECORDS = [
  ["handLedger", "手工台帐", "Hand ledger", "person", "village"],
  ["reportSlips", "村级报告单", "Village slips", "event", "village"],
  ["workHandbook", "工作手册", "Handbook", "event", "village"],
  ["electronicLedger", "电脑台帐", "Computer ledger", "person", "township"],
  ["feedbackSlips", "信息反馈单", "Feedback slips", "matter", "township"],
  ["checkupRoster", "孕检花名册", "Check-up roster", "round", "township"],
  ["suppliesLedger", "药具台帐", "Supplies ledger", "issue", "village"],
  ["suppliesReport", "药具报表", "Supplies report", "stock", "village"],
  ["migrantRoster", "流动人口花名册", "Migrant roster", "flow", "village"],
] as const;

const FIELDS = [
  ["village", "村", "village"], ["group", "组别", "text"], ["name", "姓名", "name"], ["idNumber", "身份证号码", "idNumber"], ["birthDate", "出生日期", "date"],
  ["maritalStatus", "婚姻状况", "code"], ["spouseName", "丈夫姓名", "name"], ["method", "避孕节育措施", "code"], ["methodDate", "措施日期", "date"], ["children", "子女数", "count"],
  ["event", "变动类型", "code"], ["eventDate", "发生日期", "date"], ["childName", "孩子姓名", "name"], ["remark", "备注", "text"], ["issued", "本月发放", "number"], ["item", "品名", "text"],
] as const;

export const PROFILE: Profile = {
  id: "nine-records",
  version: 1,
  name: words("九项记录核对", "Nine records"),
  records: RECORDS.map(([id, zh, en, rowKind, owner]) => ({ id, name: words(zh, en), names: [zh], rowKind, owner, parts: "village", fields: [] })),
  fields: FIELDS.map(([id, zh, type]) => ({ id, name: words(zh, id), type, headers: [zh], ...(id === "idNumber" ? { mask: true } : {}) })),
  codes: [], events: [], skip: ["政策属性"], ignore: ["序号"], blanks: [], dittos: [],
  totals: { total: [], subtotal: [], cumulative: [], ofWhich: [] }, footers: [], asOfLabels: [], villageSuffixes: [], items: [],
  checks: [
    { id: "ledgers", name: words("台帐互相核对", "Ledgers"), form: "ledgers", records: { left: "handLedger", right: "electronicLedger" } },
    { id: "slips", name: words("报告单与台帐", "Slips"), form: "slips", records: { slips: "reportSlips" } },
    { id: "unreported", name: words("漏报", "Unreported"), form: "unreported", records: { slips: "reportSlips" } },
    { id: "duplicates", name: words("重登", "Duplicates"), form: "duplicates", records: {} },
    { id: "rowLogic", name: words("逻辑检查", "Row logic"), form: "rowLogic", records: {} },
    { id: "supplyTotals", name: words("药具数量", "Supplies"), form: "supplyTotals", records: {} },
  ],
  settings: { entryLagMonths: 1, eventWindowDays: 60, ageFrom: 15, ageTo: 49, patternMinimum: 10, patternShare: 0.3 },
};

/** Small seeded generator (mulberry32), so that the sample is the same every time. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗欧";
const GIVEN = ["秀英", "桂兰", "玉梅", "丽", "春花", "爱华", "小红", "建芳", "凤", "淑珍", "海燕", "冬梅", "晓霞", "美玲"];
const METHODS = ["上环", "女扎", "口服药", "避孕套", "皮埋"];

export interface SampleOptions {
  readonly villages?: readonly string[];
  readonly womenPerVillage?: number;
  /** Every n-th woman of a village gets a finding. */
  readonly every?: number;
  readonly seed?: number;
  readonly language?: "zh" | "en";
}

export interface Sample {
  readonly result: Reconciliation;
  readonly grids: readonly SheetGrid[];
  /** Every ID number that stands in a sheet or a finding, unmasked. */
  readonly ids: readonly string[];
}

const FILE = "荷花镇.xlsx";
const HAND = ["序号", "组别", "姓名", "身份证号码", "出生日期", "婚姻状况", "丈夫姓名", "避孕节育措施", "措施日期", "子女数", "政策属性", "备注"];
const HAND_FIELDS = [null, "group", "name", "idNumber", "birthDate", "maritalStatus", "spouseName", "method", "methodDate", "children", null, "remark"];
const EL = ["所属区域", "姓名", "身份证号码", "出生日期", "婚姻状况", "丈夫姓名", "避孕节育措施", "措施日期", "子女数"];
const EL_FIELDS = ["village", "name", "idNumber", "birthDate", "maritalStatus", "spouseName", "method", "methodDate", "children"];

function block(record: string, sheet: string, rows: readonly (readonly CellValue[])[], heads: readonly string[], fields: readonly (string | null)[], headerRows: readonly number[], villages: readonly string[]): TableBlock {
  const first = Math.max(...headerRows) + 1;
  const columns: ColumnMapping[] = heads.map((header, column) => ({
    column, header, field: fields[column] ?? null, why: fields[column] === null ? null : "header", state: header === "政策属性" ? "skipped" : fields[column] === null ? "unmapped" : "mapped",
  }));
  return {
    record, recordWhy: "", file: FILE, sheet, title: String(rows[0]?.[0] ?? ""), headerRows, columns,
    sheetRows: Int32Array.from({ length: villages.length }, (_, i) => first + i),
    cells: new Map(columns.filter((column) => column.state === "mapped").map((column) => [column.column, villages.map((_, i) => rows[first + i]?.[column.column] ?? null)])),
    movedRows: new Map(), constants: [], villages, villageFrom: "title", month: null, asOf: "2004-07-05", totals: [],
  };
}

const letter = (column: number): string => String.fromCharCode(65 + column);

/** Real shape, invented people: the kinds take turns over every `every`-th woman. */
export function sample(options: SampleOptions = {}): Sample {
  const { villages = ["新塘村", "横岭村", "石桥社区"], womenPerVillage = 120, every = 6, seed = 7, language = "zh" } = options;
  const next = random(seed);
  const pick = <T>(list: ArrayLike<T>): T => list[Math.floor(next() * list.length)] as T;
  const two = (n: number): string => String(n).padStart(2, "0");
  const ids: string[] = [];
  const findings: Finding[] = [];
  const grids: SheetGrid[] = [];
  const blocks: TableBlock[] = [];
  const clears = new Map<string, number>();
  const elRows: CellValue[][] = [["荷花镇育龄妇女信息系统导出 截止2004-07-05"], [...EL]];
  const elVillages: string[] = [];
  const perVillage = new Map<string, number>();

  const add = (kind: FindingKind, check: string, field: string | null, village: string, cells: FindingCell[], owner: Owner, suspect: string | null, why: string, absentFrom?: string): void => {
    const count = (perVillage.get(village) ?? 0) + 1;
    perVillage.set(village, count);
    const n = findings.length + 1;
    findings.push({
      id: `f_${n.toString(16).padStart(12, "0")}`, case: `c_${n.toString(16).padStart(12, "0")}`, kind, check, field, village, number: `${village.replace(/村|社区/, "")}-${String(count).padStart(3, "0")}`,
      entity: `e${n}`, owner, rank: n, cells, ...(absentFrom === undefined ? {} : { absentFrom }), suspect, why, link: { certainty: 0.99, because: ["身份证号相同(15位升18位)", "姓名相同"] },
    });
  };

  for (const village of villages) {
    const sheet = `${village}台帐`;
    const rows: CellValue[][] = [[`${village}育龄妇女手工台帐`], ["填报单位：", null, village], [...HAND]];
    const rowVillages: string[] = [];
    for (let i = 0; i < womenPerVillage; i++) {
      const birth = [1955 + Math.floor(next() * 30), 1 + Math.floor(next() * 12), 1 + Math.floor(next() * 28)] as const;
      const id = `430203${birth[0]}${two(birth[1])}${two(birth[2])}${String(Math.floor(next() * 1000)).padStart(3, "0")}${Math.floor(next() * 10)}`;
      ids.push(id);
      const name = pick(SURNAMES) + pick(GIVEN);
      const spouse = `${pick(SURNAMES)}建国`;
      const method = pick(METHODS);
      const methodDate = `${birth[0] + 24}.${1 + Math.floor(next() * 12)}.${1 + Math.floor(next() * 28)}`;
      const shownBirth = `${birth[0]}.${birth[1]}.${birth[2]}`;
      const hand: CellValue[] = [i + 1, `${1 + (i % 8)}组`, name, id, { kind: "date", value: 20000 + i, shown: shownBirth }, "初婚", spouse, method, methodDate, "1男1女", "计划内", i % 17 === 0 ? `=长沙务工 身份证${id}` : null];
      const el: CellValue[] = [village, name, id, `${birth[0]}-${two(birth[1])}-${two(birth[2])}`, "10", spouse, method, methodDate, 2];
      const handRow = rows.length;
      const elRow = elRows.length;
      const handCell = (column: number, normal = ""): FindingCell => {
        const value = hand[column];
        return { record: "handLedger", file: FILE, sheet, address: `${letter(column)}${handRow + 1}`, value: typeof value === "object" && value !== null ? value.shown : String(value ?? ""), normal };
      };
      const elCell = (column: number, normal = ""): FindingCell => ({ record: "electronicLedger", file: FILE, sheet: "电脑台帐", address: `${letter(column)}${elRow + 1}`, value: String(el[column] ?? ""), normal });
      if (i % every === 0) {
        switch ((i / every) % 10) {
          case 0:
            el[3] = `${birth[0]}-${two((birth[1] % 12) + 1)}-${two(birth[2])}`;
            add("mismatch", "ledgers", "birthDate", village, [handCell(4), elCell(3)], "township", "electronicLedger", `出生日期不同：手工台帐写 ${shownBirth}，电脑台帐写 ${String(el[3])}；身份证号 ${id} 里的日期与手工台帐一致，电脑台帐可能录错。`);
            break;
          case 1:
            hand[8] = `${birth[0] + 23}.5`;
            add("mismatch", "ledgers", "methodDate", village, [handCell(8), elCell(7)], "source", null, `落实措施日期不同：手工台帐写 ${String(hand[8])}，电脑台帐写 ${methodDate}。请查手术单或村级报告单存根。`);
            break;
          case 2:
            add("missing", "ledgers", null, village, [handCell(2)], "township", "electronicLedger", `${name}在手工台帐，电脑台帐没有她，也没有迁出或死亡的报告单。`, "electronicLedger");
            break;
          case 3:
            hand[6] = `${spouse}生`;
            add("mismatch", "ledgers", "spouseName", village, [handCell(6), elCell(5)], "village", "handLedger", `丈夫姓名不同：手工台帐写${String(hand[6])}，电脑台帐和孕检花名册都写${spouse}。`);
            break;
          case 4: {
            const wrong = `${id.slice(0, 16)}${(Number(id[16]) + 3) % 10}${id.slice(17)}`;
            ids.push(wrong);
            hand[3] = wrong;
            add("mismatch", "ledgers", "idNumber", village, [handCell(3, wrong), elCell(2, id)], "village", "handLedger", `身份证号第 17 位不同：手工台帐 ${wrong}，电脑台帐 ${id}；手工台帐的校验码不对。`);
            clears.set(findings.at(-1)?.id ?? "", 3);
            break;
          }
          case 5:
            hand[7] = null;
            add("blank", "rowLogic", "method", village, [handCell(7)], "village", null, "避孕节育措施没有填。");
            break;
          case 6:
            add("duplicate", "duplicates", null, village, [handCell(2), { ...handCell(2), address: `C${handRow + 2}` }], "village", "handLedger", `${name}在手工台帐登了两次，身份证号相同。`);
            break;
          case 7:
            add("review", "ledgers", "maritalStatus", village, [handCell(5), elCell(4)], "source", null, "婚姻状况不同，报告单在截止日期以后，可能还没有录入。请确认。");
            break;
          case 8:
            add("ended", "slips", null, village, [handCell(2), elCell(1)], "village", "handLedger", `${name}2004年3月已迁出（村级报告单），手工台帐还没有注销。`);
            break;
          default:
            hand[4] = "1975.13.4";
            add("invalid", "rowLogic", "birthDate", village, [handCell(4)], "village", "handLedger", "出生日期 1975.13.4 没有这一天，请查户口本。");
        }
      }
      rows.push(hand);
      elRows.push(el);
      rowVillages.push(village);
      elVillages.push(village);
    }
    rows.push(["负责人：", null, "王某", null, "填表人："]);
    grids.push({ file: FILE, sheet, rows, columnCount: HAND.length, merges: [{ top: 0, bottom: 0, left: 0, right: 11 }] });
    blocks.push(block("handLedger", sheet, rows, HAND, HAND_FIELDS, [2], rowVillages));
  }
  grids.push({ file: FILE, sheet: "电脑台帐", rows: elRows, columnCount: EL.length, merges: [] });
  blocks.push(block("electronicLedger", "电脑台帐", elRows, EL, EL_FIELDS, [1], elVillages));
  grids.push({ file: FILE, sheet: "说明", rows: [["本簿说明"]], columnCount: 1, merges: [] });

  const patterns: Pattern[] = [{ village: villages[1] ?? villages[0] ?? "", check: "ledgers", field: "methodDate", findings: 41, of: 120, why: "41 人的措施日期在手工台帐只写到月，电脑台帐录成当月 1 日。多半是录入时统一补的日子。" }];
  const toCorrect = findings.filter((finding) => finding.kind !== "review");
  const names = RECORDS.map(([id]) => id);
  return {
    grids,
    ids,
    result: {
      language,
      key: "00112233445566778899aabbccddeeff",
      period: { from: "2004-01", to: "2004-06" },
      blocks,
      rowVillages: blocks.map((each) => Int32Array.from(each.villages, (village) => villages.indexOf(village ?? ""))),
      clears,
      arrivals: RECORDS.map(([record, zh], i) => ({
        record, villages: i === 7 ? 2 : 3, expected: 3, missing: i === 7 ? ["横岭村"] : [], rows: 100 + i, asOf: "2004-07-05", line: `${zh}：3 村到 ${i === 7 ? "2 村，缺横岭村" : "3 村"}；截止 2004-07-05`,
      })),
      matrix: { records: names, villages, counts: names.map((record, r) => villages.map((village, v) => (r === 7 && v === 1 ? -1 : toCorrect.filter((finding) => finding.village === village && finding.cells.some((cell) => cell.record === record)).length))) },
      file: {
        version: 1, profile: "nine-records", patterns, findings,
        records: blocks.map((each) => ({
          record: each.record, file: each.file, sheet: each.sheet, village: null, asOf: "2004-07-05", headerRows: each.headerRows.map((row) => row + 1), firstRow: (each.headerRows.at(-1) ?? 0) + 2, rows: each.sheetRows.length,
          columns: each.columns.map((column) => ({ column: letter(column.column), header: column.header, field: column.field, why: column.why ?? "" })),
        })),
        warnings: [{ code: "sheetNotRecognised", file: FILE, sheet: "说明", address: null, message: "这个工作表不像任何一本台帐，没有核对。如果它是台帐，请检查表头。" }],
        notRun: [{ check: "unreported", why: "没有报告单" }],
        summary: {
          people: { comparable: villages.length * womenPerVillage, agree: villages.length * womenPerVillage - findings.length, toCorrect: toCorrect.length, toReview: findings.length - toCorrect.length },
          kinds: Object.fromEntries([...new Set(findings.map((finding) => finding.kind))].map((kind) => [kind, findings.filter((finding) => finding.kind === kind).length])),
          writtenDifferently: { idNumber: 310, birthDate: 122, method: 41 },
          villages: villages.map((village) => ({
            village, comparable: womenPerVillage, findings: toCorrect.filter((finding) => finding.village === village).length, review: findings.filter((finding) => finding.village === village && finding.kind === "review").length,
          })),
          rates: [
            { id: "caseAgreement", name: "个案一致率", definition: "没有差异的人数 ÷ 任一本台帐里的人数", value: 0.961 },
            { id: "itemAgreement", name: "项目一致率", definition: "1 − 不同的格数 ÷ 比较过的格数（两边都空的不算）", value: 0.9934 },
            { id: "missing", name: "漏登率", definition: "只在一本台帐里的人数 ÷ 任一本台帐里的人数", value: 0.008 },
            { id: "duplicate", name: "重登率", definition: "重复登记的行数 ÷ 全部行数", value: 0.004 },
          ],
        },
      },
    },
  };
}
