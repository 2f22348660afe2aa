/** Other Excels, and files that the villages hand in closed. */
import { describe, it } from "vitest";
import { ledgerOf, bookOf, smallBook } from "./books.js";
import { useBrowser } from "./harness.js";
import { poll } from "./poll.js";
import { shot } from "./shots/shot.js";

const stage = useBrowser();

describe("Excel", () => {
  it.each(["oldest", "excel2021", "web"])("%s: marks, lists, and everything cleared", async (name) => {
    const { pane, sheet } = await stage.open({ book: await smallBook(), query: { profile: name } });
    await pane.ready();
    const before = await sheet.snapshot();
    await pane.reconcile();
    await poll(() => sheet.marked()).toEqual(["B7", "G9", "I11", "J4"]);
    await pane.tab("清单");
    await pane.button("写入工作簿").click();
    await pane.notice(/已写入 \d+ 张表/);
    await pane.menu("清除全部痕迹…");
    await pane.frame.getByRole("alertdialog").getByRole("button", { name: "全部清除", exact: true }).click();
    await pane.notice("已全部清除");
    await poll(() => sheet.snapshot()).toBe(before);
  });
});

describe("files of the villages", () => {
  it("are read, compared, named at their findings, and taken away; one that cannot be read says so", async () => {
    const hand = await bookOf("两本台帐.xlsx", [ledgerOf("手工台帐")]);
    const village = await bookOf("横岭村电脑台帐.xlsx", [ledgerOf("电脑台帐", { 何满秀: { 丈夫姓名: "钱九" } }, ["方金莲", "高桂香", "何满秀", "贾细妹"])]);
    const { page, pane } = await stage.open({ book: hand });
    await pane.ready();
    await pane.frame.locator("input[type=file]").setInputFiles([
      { name: village.name, mimeType: "application/octet-stream", buffer: Buffer.from(village.bytes) },
      { name: "坏文件.xlsx", mimeType: "application/octet-stream", buffer: Buffer.from("no workbook") },
    ]);
    await pane.text("已添加的文件（1）").waitFor();
    await pane.notice("“坏文件.xlsx”没有读进来");
    await shot(page, "62-files");
    await pane.reconcile();
    await pane.finding("何满秀").click();
    await pane.open.getByText(/横岭村电脑台帐\.xlsx/).first().waitFor();
    await shot(page, "63-finding-in-file");
    await pane.open.getByRole("button", { name: /在文件 横岭村电脑台帐\.xlsx 里/ }).first().click();
    await pane.notice("不在这个工作簿里");
    await pane.tab("记录");
    await pane.button("移除 横岭村电脑台帐.xlsx").click();
    await pane.text("已添加的文件（1）").waitFor({ state: "detached" });
  });
});
