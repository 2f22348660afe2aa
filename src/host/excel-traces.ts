/** What we left in a workbook, found again through Excel: our sheets, our conditional formats. */
/// <reference types="office-js" />
import { isOurFormula, SHEET_TAG, TAG_FORMULA } from "./traces.js";

/** Queues a new sheet of ours; tagged in the same request. */
export function addTaggedSheet(context: Excel.RequestContext, name: string): Excel.Worksheet {
  const sheet = context.workbook.worksheets.add(name);
  tagSheet(sheet);
  return sheet;
}

export function tagSheet(sheet: Excel.Worksheet): void {
  sheet.names.add(SHEET_TAG, TAG_FORMULA).visible = false;
}

/** Queues the question from which year the workbook counts its days; the answer after the next sync says whether from 1904. */
export function queueEpoch(context: Excel.RequestContext): () => boolean {
  const day = context.workbook.functions.date(2000, 1, 1);
  day.load("value");
  return () => day.value === 35_064;
}

export interface SheetState {
  readonly sheet: Excel.Worksheet;
  readonly name: string;
  readonly id: string;
  readonly visibility: string;
  readonly protected: boolean;
  readonly ours: boolean;
}

/** All sheets with what we must know of them. Two requests; `also` may queue more about each sheet into the second. */
export async function sheetStates(context: Excel.RequestContext, also?: (sheet: Excel.Worksheet) => void): Promise<SheetState[]> {
  const { worksheets } = context.workbook;
  worksheets.load("items/id,items/name,items/visibility");
  await context.sync();
  const found = worksheets.items.map((sheet) => {
    const tag = sheet.names.getItemOrNullObject(SHEET_TAG);
    tag.load("name");
    sheet.protection.load("protected");
    also?.(sheet);
    return { sheet, tag };
  });
  await context.sync();
  return found.map(({ sheet, tag }) => ({ sheet, name: sheet.name, id: sheet.id, visibility: sheet.visibility, protected: sheet.protection.protected, ours: !tag.isNullObject }));
}

/**
 * Our conditional formats among those loaded. One request if there are custom formats at all. A format is added first and gets its formula
 * then; `halfMade` takes those without a formula, which no user can make, for ours: a run was broken off between the two.
 */
export async function ourFormats(context: Excel.RequestContext, states: readonly SheetState[], formats: ReadonlyMap<Excel.Worksheet, Excel.ConditionalFormatCollection>, halfMade: boolean): Promise<{ state: SheetState; format: Excel.ConditionalFormat }[]> {
  const custom = states.flatMap((state) => (formats.get(state.sheet)?.items ?? []).filter((format) => format.type === "Custom").map((format) => ({ state, format })));
  if (custom.length === 0) return [];
  for (const { format } of custom) format.custom.rule.load("formula");
  await context.sync();
  return custom.filter(({ format }) => isOurFormula(format.custom.rule.formula, halfMade));
}
