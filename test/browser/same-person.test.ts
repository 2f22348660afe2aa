/** Two rows that may be one person: what the pane shows of them, and answering there, by keyboard, in both languages and in forced colours. */
import { describe, expect, it } from "vitest";
import { ledgerPair, ledgerSheet, type PairRow } from "../support/ledger-pair.js";
import { expectAccessible } from "./axe.js";
import { bookOf, type BookFile } from "./books.js";
import { useBrowser } from "./harness.js";
import { shot } from "./shots/shot.js";

const stage = useBrowser();

const { hand, system } = ledgerPair(72, 120, "clean");
const village = hand[0]?.village ?? "";
const other = hand.find((row) => row.village !== village)?.village ?? "";
const base: PairRow = { name: "", idNumber: "", birthDate: "", spouseName: "", village, group: "", childName: "" };


const book = (): Promise<BookFile> => bookOf("两册.xlsx", [
  ledgerSheet("手工台帐", [...hand, { ...base, name: "许文丽", birthDate: "1975-05-24", spouseName: "石大勇" }]),
  ledgerSheet("电脑台帐", [...system, { ...base, name: "徐文莉", birthDate: "1975-05-07", village: other }]),
]);

describe("the question whether two rows are one person", () => {
  it("shows both names and what fits, and is answered by keyboard once a list stands in the workbook", async () => {
    const { page, pane } = await stage.open({ book: await book() });
    await pane.ready();
    await pane.reconcile();
    await pane.group("全部");
    const open = async (): Promise<void> => {
      await pane.finding("是不是同一人").click();
      await pane.open.getByRole("heading", { name: "许文丽、徐文莉 · 是不是同一人" }).waitFor();
    };
    await open();
    const text = await pane.open.innerText();
    for (const words of ["手工台帐", "电脑台帐", "哪里相合，哪里不合", "姓名同音", "不同村", "相反", "查户口簿", "差异清单还没有写进工作簿"]) expect(text).toContain(words);
    expect(await pane.open.getByRole("button", { name: "是同一人", exact: true }).count()).toBe(0);
    await shot(page, "100-question-without-list");
    await pane.button("到“清单”页写入").click();
    await pane.button("写入工作簿").click();
    await pane.notice(/已写入/);
    await pane.tab("结果");
    const group = pane.open.getByRole("group", { name: "是不是同一人？" });
    const [same, different] = ["是同一人", "不是同一人"].map((name) => group.getByRole("button", { name, exact: true, pressed: false }));
    await same?.focus();
    await page.keyboard.press("Tab");
    expect(await different?.evaluate((one) => one === one.ownerDocument.activeElement)).toBe(true);
    await page.keyboard.press("Space");
    await group.getByRole("button", { name: "不是同一人", exact: true, pressed: true }).waitFor();
    await pane.open.getByRole("status").filter({ hasText: "下次核对照此办理" }).waitFor();
    await pane.open.getByText("已核实：不是同一人").waitFor();
    await shot(page, "101-question-answered");
    await expectAccessible(page, "question answered");
    await pane.reconcile();
    await pane.group("全部");
    for (const name of ["许文丽", "徐文莉"]) await pane.findings().filter({ hasText: name }).filter({ hasText: /漏/ }).waitFor();
    await open();
    await pane.open.getByRole("status").filter({ hasText: "这次已照此核对" }).waitFor();
    await shot(page, "102-question-settled");
  });

  it("is asked in English too, and seen in forced colours", async () => {
    const { page, pane } = await stage.open({ book: await book(), query: { locale: "en-US" }, context: { forcedColors: "active" } });
    await pane.frame.getByRole("button", { name: "Reconcile", exact: true }).click();
    await pane.frame.locator(".fui-MessageBar").filter({ hasText: "Done" }).waitFor();
    await pane.frame.getByRole("tab", { name: /^Lists/ }).click();
    await pane.button("Write to the workbook").click();
    await pane.notice(/written/);
    await pane.frame.getByRole("tab", { name: /^Results/ }).click();
    await pane.frame.getByRole("radiogroup").getByText("All", { exact: true }).click();
    await pane.finding("same person?").click();
    const group = pane.open.getByRole("group", { name: "Same person?" });
    await group.getByRole("button", { name: "Same person", exact: true }).click();
    await group.getByRole("button", { name: "Same person", exact: true, pressed: true }).waitFor();
    await group.getByRole("button", { name: "Different people", exact: true, pressed: false }).waitFor();
    await pane.open.getByRole("status").filter({ hasText: "Written into the list" }).waitFor();
    await shot(page, "103-question-english-forced");
    await expectAccessible(page, "question in forced colours");
  });
});
