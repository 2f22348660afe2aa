/** The page for people without Excel, opened from the disk: the same pane without office.js. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { OFFLINE_FILE } from "../../scripts/build-pane.mjs";
import { expectAccessible } from "./axe.js";
import { smallBook } from "./books.js";
import { useBrowser } from "./harness.js";
import { sheetOn } from "./sheet.js";
import { poll } from "./poll.js";
import { shot } from "./shots/shot.js";

const stage = useBrowser();

describe("the offline page", () => {
  it("opens a workbook, reconciles, saves; the saved file holds the marks and opens again", async () => {
    const book = await smallBook();
    const path = join(stage.folder(), book.name);
    writeFileSync(path, book.bytes);
    const page = await stage.openFile(join(stage.dist(), "offline", OFFLINE_FILE));
    const sheet = sheetOn(page);
    const choose = page.getByRole("button", { name: "打开工作簿…" });
    await choose.waitFor();
    await shot(page, "84-offline-welcome");
    await expectAccessible(page, "welcome");
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), choose.click()]);
    await chooser.setFiles(path);
    await page.getByText(/\d 行/).first().waitFor();
    await page.getByRole("progressbar").waitFor({ state: "detached" });
    expect(await page.evaluate(() => "Office" in window)).toBe(false);
    expect(await page.locator("iframe").count()).toBe(0);
    await page.getByRole("complementary").getByRole("button", { name: "核对", exact: true }).click();
    await page.getByText(/核对完成：需改 4 处/).first().waitFor();
    await poll(() => sheet.marked()).toEqual(["B7", "G9", "I11", "J4"]);
    await shot(page, "85-offline-results");
    await expectAccessible(page, "results");
    await page.getByRole("button").filter({ hasText: "何满秀" }).first().click();
    await page.getByRole("button", { name: "到电脑台帐 G8" }).click();
    await poll(sheet.selected).toBe("电脑台帐!G8");
    await page.getByRole("tab", { name: "清单" }).click();
    await page.getByRole("button", { name: "写入工作簿" }).click();
    await page.getByText(/已写入 \d+ 张表/).first().waitFor();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "保存结果" }).click()]);
    expect(download.suggestedFilename()).toBe("两本台帐-核对.xlsx");
    const saved = join(stage.folder(), download.suggestedFilename());
    await download.saveAs(saved);

    const again = await stage.openFile(join(stage.dist(), "offline", OFFLINE_FILE));
    const [other] = await Promise.all([again.waitForEvent("filechooser"), again.getByRole("button", { name: "打开工作簿…" }).click()]);
    await other.setFiles(saved);
    await again.getByText(/核对留下的标记/).first().waitFor();
    const seen = sheetOn(again);
    await seen.goTo("手工台帐!A3");
    expect(await seen.marked()).toEqual(["B7", "G9", "I11", "J4"]);
    expect(await seen.tabs()).toEqual(expect.arrayContaining(["差异清单", "汇总"]));
    await shot(again, "86-offline-again");
  });
});
