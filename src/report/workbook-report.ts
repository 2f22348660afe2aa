/**
 * The report for a workbook that is open: lists beside the user's own sheets. No copies, links go to the sheets themselves. The hidden memory
 * of the run is always among them.
 */
import type { ReportSheet } from "../model.js";
import type { ReportChoice, ReportContext, ReportInput } from "./input.js";
import { listSheet } from "./list.js";
import { noticeSheets } from "./notices.js";
import { openPlaces } from "./open-places.js";
import { legalSheetName } from "./places.js";
import { recheckSheet } from "./recheck.js";
import { reportContext } from "./report.js";
import { storeSheet } from "./store.js";
import { summarySheet } from "./summary.js";

/** Lists named unlike the user's sheets, so that a link says which of the two it means. */
export function openWorkbookContext(input: ReportInput, lists: ReportChoice): ReportContext {
  const context = reportContext({ ...input, grids: [] });
  const taken = new Set(input.grids.filter((grid) => grid.file === null).map((grid) => grid.sheet.toLowerCase()));
  const { words } = context.phrases;
  const name = (wanted: string): string => legalSheetName(wanted, taken);
  const sheets = { summary: name(words.sheets.summary), list: name(words.sheets.list), notices: name(words.sheets.notices), recheck: name(words.sheets.recheck) };
  return {
    ...context,
    phrases: { ...context.phrases, words: { ...words, sheets } },
    places: openPlaces(context.result, input.grids, context.phrases.recordName),
    written: lists,
  };
}

/** The sheets in the order in which they are to stand. 复查对照 needs an earlier run. */
export function openWorkbookReport(input: ReportInput, lists: ReportChoice): ReportSheet[] {
  const context = openWorkbookContext(input, lists);
  const notices = lists.notices ? noticeSheets(context) : { sheets: [], index: [] };
  const sheets: ReportSheet[] = [];
  if (lists.summary) sheets.push(summarySheet(context, notices.index));
  if (lists.list) sheets.push(listSheet(context));
  sheets.push(...notices.sheets);
  if (lists.recheck && context.previous) sheets.push(recheckSheet(context, context.previous));
  sheets.push(storeSheet(context));
  return sheets;
}
