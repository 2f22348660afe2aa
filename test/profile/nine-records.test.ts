import { describe, expect, it } from "vitest";
import { builtInProfiles } from "../../src/profile/built-in.js";
import { foldForClaims } from "../../src/profile/header-claims.js";
import type { Profile } from "../../src/profile/profile.js";

const profile = builtInProfiles.get("nine-records") as Profile;

const RECORDS = "handLedger reportSlips workHandbook electronicLedger feedbackSlips checkupRoster suppliesLedger suppliesReport migrantRoster".split(" ");
const FIELDS = `village group householdCode personCode name idNumber birthDate age sex maritalStatus marriageDate marriageChangeDate spouseName
spouseIdNumber householdRegistration residence domicileType children boys girls childNumber childName childSex childBirth lastChildBirth
method methodDate methodEndDate methodPlace endReason event eventDate reportMonth matter matterDate matterState doneDate round checkDate
item specification unit quantity issueDate opening received issued lost closing users month outDate backDate inDate destination flowType remark`.split(/\s+/);
const CHECKS = "ledgers duplicates handbook slips unreported feedback checkups supplyUsers supplyTotals supplyBalance migrants rowLogic printedTotals consensus".split(" ");

/** The fields a header may mean in a record: the record's own words first, then skip and ignore, then the general ones. */
function meaning(record: string, header: string): string[] {
  const spec = profile.records.find((one) => one.id === record);
  const folded = foldForClaims(header);
  const has = (headers: readonly string[] | undefined): boolean => (headers ?? []).some((one) => foldForClaims(one) === folded);
  const own = (spec?.fields ?? []).filter((use) => has(use.headers)).map((use) => use.field);
  if (own.length > 0) return own;
  if (has(profile.skip)) return ["(skip)"];
  if (has(profile.ignore)) return ["(ignore)"];
  const used = new Set((spec?.fields ?? []).map((use) => use.field));
  return profile.fields.filter((field) => used.has(field.id) && (has(field.headers) || has(field.columns))).map((field) => field.id);
}

function under(group: string, header: string): string[] {
  const folded = foldForClaims(header);
  const matches = (word: string): boolean => (word.length === 1 ? group === word : group.includes(word));
  return profile.fields
    .filter((field) => (field.under ?? []).some((rule) => rule.groups.some(matches) && rule.headers.some((one) => foldForClaims(one) === folded)))
    .map((field) => field.id);
}

function codeOf(list: string, word: string): string | undefined {
  return profile.codes.find((codes) => codes.id === list)?.codes.find((code) => code.words.includes(word))?.code;
}

describe("nine-records", () => {
  it("has the contract's records, fields and checks", () => {
    expect(profile.records.map((record) => record.id)).toEqual(RECORDS);
    expect(FIELDS.filter((id) => !profile.fields.some((field) => field.id === id))).toEqual([]);
    expect(profile.checks.map((check) => check.id)).toEqual(CHECKS);
  });

  it("has the contract's required fields", () => {
    const required = (record: string): string[] => profile.records.find((one) => one.id === record)?.fields.filter((use) => use.required).map((use) => use.field) ?? [];
    for (const ledger of ["handLedger", "electronicLedger"]) expect(required(ledger).sort()).toEqual(["birthDate", "idNumber", "maritalStatus", "method", "name"]);
    for (const events of ["reportSlips", "workHandbook"]) expect(required(events).sort()).toEqual(["event", "eventDate", "name"]);
    expect(required("suppliesLedger").sort()).toEqual(["item", "quantity", "unit"]);
  });

  it("uses every field somewhere", () => {
    const used = new Set(profile.records.flatMap((record) => record.fields.map((use) => use.field)));
    expect(profile.fields.map((field) => field.id).filter((id) => !used.has(id))).toEqual([]);
  });

  it.each([
    ["handLedger", "妇女身份证号", "idNumber"], ["handLedger", "出生年月（日）", "birthDate"], ["handLedger", "现用措施", "method"],
    ["handLedger", "落实日期", "methodDate"], ["feedbackSlips", "落实日期", "doneDate"], ["handLedger", "单位", "village"],
    ["suppliesLedger", "单位", "unit"], ["suppliesReport", "单位", "unit"], ["suppliesLedger", "日期", "issueDate"], ["suppliesLedger", "名称", "item"],
    ["suppliesLedger", "数量(盒)", "quantity"], ["suppliesLedger", "领药人", "name"], ["suppliesReport", "本月发放数", "issued"], ["suppliesReport", "人数", "users"],
    ["workHandbook", "事项", "event"], ["feedbackSlips", "事项", "matter"], ["workHandbook", "时间", "eventDate"], ["feedbackSlips", "现状", "matterState"],
    ["feedbackSlips", "落实情况", "doneState"], ["reportSlips", "年月", "reportMonth"], ["suppliesReport", "年月", "month"], ["checkupRoster", "双查时间", "checkDate"],
    ["checkupRoster", "孕检结果", "(skip)"], ["handLedger", "政策属性", "(skip)"], ["handLedger", "户主身份证号码", "(skip)"], ["handLedger", "民族", "(ignore)"],
    ["handLedger", "现居住地", "(ignore)"], ["migrantRoster", "现居住地", "destination"], ["electronicLedger", "SFZH", "idNumber"], ["handLedger", "帐卡号", ""],
    ["suppliesReport", "使用人次", "(ignore)"], ["handLedger", "胎次", "(ignore)"],
  ])("%s: %s is %s", (record, header, field) => {
    expect(meaning(record, header)).toEqual(field === "" ? [] : [field]);
  });

  it("leaves 户口类别 to the values", () => {
    for (const header of ["户口类别", "户籍类别"]) {
      expect(meaning("handLedger", header).sort()).toEqual(["domicileType", "householdRegistration"]);
      expect(profile.ambiguous).toContain(header);
    }
  });

  it.each([
    ["孩子情况", "姓名", "childName"], ["子女", "出生年月", "childBirth"], ["小孩", "性别", "childSex"], ["丈夫", "姓名", "spouseName"], ["配偶情况", "身份证号", "spouseIdNumber"],
    ["女方", "姓名", "name"], ["死亡情况", "日期", "eventDate"], ["避孕节育情况", "日期", "methodDate"], ["避孕节育措施", "名称", "method"], ["现有子女数", "男", "boys"],
    ["现有子女数", "女", "girls"], ["流出", "日期", "outDate"], ["流入", "日期", "inDate"], ["夫", "姓名", "spouseName"], ["夫妻", "姓名", ""],
  ])("%s / %s is %s", (group, header, field) => {
    expect(under(group, header)).toEqual(field === "" ? [] : [field]);
  });

  it.each([
    ["method", "上环", "iud"], ["method", "子宫环", "iud"], ["method", "209", "iud"], ["method", "结扎", "sterilization"], ["method", "药具", "drugsDevices"],
    ["maritalStatus", "已婚", "married"], ["maritalStatus", "20", "married"], ["maritalStatus", "21", "firstMarriage"], ["maritalStatus", "离异", "divorced"],
    ["event", "新婚", "marriage"], ["event", "取环", "iudOut"], ["event", "避孕节育", "operation"], ["endReason", "154", "moveOut"], ["domicileType", "664", "floating"],
    ["householdRegistration", "非农", "nonAgricultural"], ["matter", "术后随访", "followUp"], ["matterState", "上环", "iud"], ["doneState", "未落实", "notDone"], ["item", "药膜", "film"],
  ])("%s: %s is %s", (list, word, code) => {
    expect(codeOf(list, word)).toBe(code);
  });

  it("lists no number that two programs use differently", () => {
    expect(codeOf("maritalStatus", "176")).toBeUndefined();
    // One program alone numbers methods with a single digit (BYJYCS), so these mean one thing.
    expect(["0", "1", "2", "3", "4", "5"].map((digit) => codeOf("method", digit))).toEqual(["none", "iud", "sterilization", "implant", "pillInjection", "other"]);
  });

  it("has one effect for every event and knows every item's class", () => {
    const events = profile.codes.find((codes) => codes.id === "event")?.codes.map((code) => code.code) ?? [];
    expect(profile.events.map((event) => event.code).sort()).toEqual([...events].sort());
    const items = profile.codes.find((codes) => codes.id === "item")?.codes ?? [];
    expect(profile.items.map((item) => [item.code, item.words])).toEqual(items.map((code) => [code.code, code.words]));
    expect(profile.items.find((item) => item.code === "condom")?.units["盒"]).toBe(10);
  });

  it("reads no ID number it does not compare", () => {
    for (const field of profile.fields) expect(field.mask === true).toBe(field.type === "idNumber");
    expect(profile.skipUnder?.some((rule) => rule.groups.includes("孩子") && rule.headers.includes("身份证号码"))).toBe(true);
  });
});
