import { expect, it } from "vitest";
import { SimulatedExcel } from "../../simulator/host/simulated-excel.js";
import { WorkbookModel } from "../../simulator/model/workbook.js";
import { startOffice } from "../../simulator/node/office-in-node.js";
it("starts", async () => {
  const book = new WorkbookModel();
  book.addSheet("甲");
  const host = new SimulatedExcel(book);
  const office = await startOffice(host);
  const values = await office.Excel.run(async (context) => {
    const range = context.workbook.worksheets.getItem("甲").getRange("A1:B2");
    range.values = [[1, "a"], ["2004-3-5", true]];
    await context.sync();
    range.load("values,text,address,numberFormat");
    await context.sync();
    return [range.values, range.text, range.address, range.numberFormat];
  });
  console.log(JSON.stringify(values), office.files, host.log.entries.map((e) => [e.housekeeping, e.names, e.error]));
  expect(office.files.length).toBe(3);
});
