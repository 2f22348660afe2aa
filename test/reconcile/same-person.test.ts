/** Two ledger rows that may be one person: one question in place of two people missing, and the user's answer outweighs the evidence. */
import { describe, expect, it } from "vitest";
import { builtInProfiles } from "../../src/profile/built-in.js";
import type { Finding, PairAnswer, Reconciliation } from "../../src/model.js";
import { reconcile } from "../../src/reconcile.js";
import { idNumber } from "../support/id-number.js";
import { ledgerPair, ledgerSheet, type PairRow } from "../support/ledger-pair.js";

const profile = builtInProfiles.get("nine-records");
if (profile === undefined) throw new Error("the nine-records profile is built in");


const { hand, system } = ledgerPair(71, 150, "clean");
const village = hand[0]?.village ?? "";
const base: PairRow = { name: "", idNumber: "", birthDate: "1975-05-24", spouseName: "", village, group: "", childName: "" };
/** Hardly anything is left that says they are one. */
const DAMAGED = [{ ...base, name: "许文丽", spouseName: "石大勇" }, { ...base, name: "徐文莉", birthDate: "1975-05-07", village: hand.find((row) => row.village !== village)?.village ?? "" }] as const;
const TWO_WOMEN = [{ ...base, name: "鲁春桃", idNumber: "430203197505241128", birthDate: "1975-05-24", spouseName: "龙一平" }, { ...base, name: "陆巧云", birthDate: "1962-11-03", spouseName: "石大勇", idNumber: "43020319621103142X" }] as const;

async function run(pair: readonly [PairRow, PairRow], answers?: ReadonlyMap<string, PairAnswer>): Promise<Reconciliation> {
  if (profile === undefined) throw new Error("no profile");
  return reconcile([ledgerSheet("手工台帐", [...hand, pair[0]]), ledgerSheet("电脑台帐", [...system, pair[1]])], [], { profile, language: "zh", ...(answers === undefined ? {} : { answers }) });
}

const about = (result: Reconciliation, ...names: string[]): Finding[] => result.file.findings.filter((finding) => finding.cells.some((cell) => names.includes(cell.value)));
const kinds = (findings: readonly Finding[]): string[] => findings.map(({ kind }) => kind).sort();

describe("two rows that may be one person", () => {
  it("are one question, with what speaks for it, and no one is missing", async () => {
    const result = await run(DAMAGED);
    const found = about(result, "许文丽", "徐文莉");
    expect(kinds(found)).toEqual(["review"]);
    const [question] = found;
    expect(question?.cells.map(({ value }) => value)).toEqual(["许文丽", "徐文莉"]);
    expect(question?.why).toMatch(/^手工台帐的许文丽和电脑台帐的徐文莉可能是同一人：姓名同音（徐文莉\/许文丽），但不同村、.*；请查户口簿/);
    expect(result.questions?.get(question?.id ?? "")).toBeNull();
    expect(result.evidence?.get(question?.id ?? "")?.length).toBeGreaterThan(1);
  });

  it("are two people missing where nothing says they are one", async () => {
    expect(kinds(about(await run(TWO_WOMEN), "鲁春桃", "陆巧云"))).toEqual(["missing", "missing"]);
  });

  it("go by the answer; the question stays to be seen", async () => {
    const [question] = about(await run(DAMAGED), "许文丽", "徐文莉");
    const one = question?.case ?? "";
    const apart = about(await run(DAMAGED, new Map([[one, "different"]])), "许文丽", "徐文莉");
    expect(kinds(apart)).toEqual(["missing", "missing", "review"]);
    const same = about(await run(DAMAGED, new Map([[one, "same"]])), "许文丽", "徐文莉");
    expect(kinds(same).filter((kind) => kind === "missing")).toEqual([]);
    expect(same.filter(({ kind, field }) => kind === "mismatch" && field === "name")).toHaveLength(1);
    const sentence = (findings: readonly Finding[]): string => findings.find(({ kind }) => kind === "review")?.why ?? "";
    expect(sentence(apart)).toContain("已核实不是同一人");
    expect(sentence(same)).toContain("已核实是同一人");
    for (const findings of [apart, same]) expect(findings.find(({ kind }) => kind === "review")).toMatchObject({ id: question?.id, case: one });
  });

  it("wait for nobody once they are answered", async () => {
    const first = await run(DAMAGED);
    const [question] = about(first, "许文丽", "徐文莉");
    const after = await run(DAMAGED, new Map([[question?.case ?? "", "different"]]));
    expect(after.questions?.get(question?.id ?? "")).toBe("different");
    const waiting = ({ file: { summary } }: Reconciliation): number => summary.villages.reduce((sum, { review }) => sum + review, 0);
    expect(waiting(first) - waiting(after)).toBe(1);
  });

  it("say that two valid numbers keep them apart where all the rest agrees", async () => {
    const one = { ...base, name: "鲁春桃", idNumber: idNumber("1975-05-24", 112), birthDate: "1975-05-24", spouseName: "龙一平", childName: "龙小军" };
    const found = about(await run([one, { ...one, name: "鲁春萄", idNumber: idNumber("1975-06-04", 866), birthDate: "1975-06-04" }]), "鲁春桃", "鲁春萄");
    expect(kinds(found)).toContain("review");
    expect(found.find(({ kind }) => kind === "review")?.why).toMatch(/等4项相合，但身份证号不同（两个号都有效）、/);
  });

  it("keep their case and answer whatever the order of rows and files", async () => {
    const [question] = about(await run(DAMAGED), "许文丽", "徐文莉");
    const turned = await reconcile([ledgerSheet("电脑台帐", [DAMAGED[1], ...[...system].reverse()]), ledgerSheet("手工台帐", [DAMAGED[0], ...[...hand].reverse()])], [], { profile, language: "zh" });
    expect(about(turned, "许文丽", "徐文莉").map(({ id, case: one, why }) => ({ id, one, why }))).toEqual([{ id: question?.id, one: question?.case, why: question?.why }]);
  });

  it("an answer for others changes nothing", async () => {
    const plain = await run(DAMAGED);
    const answered = await run(DAMAGED, new Map([["c_of another list", "same"]]));
    expect(answered.file.findings).toEqual(plain.file.findings);
  });
});
