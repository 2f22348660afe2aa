/** A text into one cell of a list of ours. */
/// <reference types="office-js" />
import type { ExcelBatch } from "./excel-batch.js";
import { placeNow } from "./excel-view.js";
import { SHEET_TAG } from "./traces.js";
import { HostFault, type CellTarget, type FillOutcome } from "./workbook-host.js";

/** Tried again after a silence it writes the same once more. */
export async function fillInExcel(batch: ExcelBatch, target: CellTarget, text: string): Promise<FillOutcome> {
  const place = await placeNow(batch, target);
  if (typeof place !== "string") return place.outcome;
  return batch.run(async (context) => {
    const sheet = context.workbook.worksheets.getItemOrNullObject(target.sheet);
    const tag = sheet.names.getItemOrNullObject(SHEET_TAG);
    sheet.protection.load("protected");
    await context.sync();
    if (sheet.isNullObject || tag.isNullObject) return "missing";
    if (sheet.protection.protected) throw new HostFault("denied", batch.language);
    sheet.getRange(place).values = [[text]];
    await context.sync();
    return "filled";
  });
}
