/** Two valid ID numbers on rows that agree in all the rest: one question, not two people missing; and the user's answer decides. */
import { describe, expect, it } from "vitest";
import { builtInProfiles } from "../../src/profile/built-in.js";
import type { Finding, PairAnswer, Reconciliation } from "../../src/model.js";
import { reconcile } from "../../src/reconcile.js";
import { idNumber } from "../support/id-number.js";
import { ledgerPair, ledgerSheet, type PairRow } from "../support/ledger-pair.js";

const profile = builtInProfiles.get("nine-records");
if (profile === undefined) throw new Error("the nine-records profile is built in");

const { hand, system } = ledgerPair(81, 150, "clean");
const village = hand[0]?.village ?? "";
const her: PairRow = { name: "仉秀兰", idNumber: idNumber("1971-03-04", 412), birthDate: "1971-03-04", spouseName: "石大勇", village, group: "3", childName: "石子豪" };
/** Another number of her own: another area and, so that the row says it is not copied, another birth date. */
const anew: PairRow = { ...her, idNumber: idNumber("1971-03-14", 118), birthDate: "1971-03-14" };

async function about(left: readonly PairRow[], right: readonly PairRow[], answers?: ReadonlyMap<string, PairAnswer>, turned = false): Promise<{ found: Finding[]; result: Reconciliation }> {
  if (profile === undefined) throw new Error("no profile");
  const sheets = [ledgerSheet("手工台帐", [...hand, ...left]), ledgerSheet("电脑台帐", [...system, ...right])];
  const result = await reconcile(turned ? sheets.reverse() : sheets, [], { profile, language: "zh", ...(answers === undefined ? {} : { answers }) });
  // Numbers are shown without their middle.
  const names = new Set([...left, ...right].flatMap(({ name, idNumber: id }) => [name, `${id.slice(0, 6)}********${id.slice(14)}`]));
  return { found: result.file.findings.filter(({ cells }) => cells.some(({ value }) => names.has(value))), result };
}
const kinds = (findings: readonly Finding[]): string[] => findings.map(({ kind }) => kind).sort();

describe("two valid numbers, all the rest alike", () => {
  it("are one question with both rows and what speaks for it, whichever ledger comes first", async () => {
    const { found, result } = await about([her], [anew]);
    expect(kinds(found)).toEqual(["review"]);
    const [question] = found;
    expect(question?.cells.map(({ value }) => value)).toEqual([her.name, anew.name]);
    expect(question?.why).toContain("可能是同一人");
    expect(result.questions?.has(question?.id ?? "")).toBe(true);
    const labels = (result.evidence?.get(question?.id ?? "") ?? []).map(({ label }) => label).join();
    expect(labels).toContain("配偶姓名相同");
    const other = await about([her], [anew], undefined, true);
    expect(other.found.map(({ id, case: one }) => ({ id, one }))).toEqual([{ id: question?.id, one: question?.case }]);
  });

  it("one woman where name, birth date and husband are the very same: a number issued anew, the numbers differ", async () => {
    const { found } = await about([her], [{ ...her, idNumber: idNumber("1971-03-04", 118) }]);
    expect(kinds(found).filter((kind) => kind === "missing")).toEqual([]);
    expect(found.some(({ kind, field }) => kind === "mismatch" && field === "idNumber")).toBe(true);
  });

  it("are two women missing where more than the numbers differs", async () => {
    const { found } = await about([her], [{ ...anew, name: "童玉梅", spouseName: "卞国强", childName: "卞佳怡" }]);
    expect(kinds(found)).toEqual(["missing", "missing"]);
  });

  it("nor is anything asked where both women stand in both ledgers", async () => {
    const { found } = await about([her, { ...anew, name: "仉秀英" }], [her, { ...anew, name: "仉秀英" }]);
    expect(kinds(found)).toEqual([]);
  });

  it("go by the answer", async () => {
    const one = (await about([her], [anew])).found[0]?.case ?? "";
    expect(one).not.toBe("");
    expect(kinds((await about([her], [anew], new Map([[one, "different"]]))).found)).toEqual(["missing", "missing", "review"]);
    const same = (await about([her], [anew], new Map([[one, "same"]]))).found;
    expect(kinds(same).filter((kind) => kind === "missing")).toEqual([]);
    expect(same.some(({ kind, field }) => kind === "mismatch" && field === "idNumber")).toBe(true);
  });
});
