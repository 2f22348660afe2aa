/** What the session says to the user: short sentences that also say what to do next. */
import type { Language } from "../../src/model.js";

/** 12,000 */
const n = (value: number): string => value.toLocaleString("en-US");

const zh = {
  cancelledRun: "已取消，工作簿没有变动。",
  cancelledLists: "已取消，没有写入清单。",
  nothingFound: "没有发现需要改的地方：各本台账一致。",
  found: (correct: number, review: number) => `核对完成：需改 ${n(correct)} 处，待判断 ${n(review)} 处。`,
  skipped: (count: number) => `有 ${n(count)} 处没有标记`,
  emptyWorkbook: "这个工作簿是空的。请打开放台账的工作簿，或点“添加各村文件…”。",
  again: "再试一次",
  redo: "重新核对",
  marksGone: "标记已清除，您自己的内容和格式没有动。",
  noMarks: "工作簿里没有我们的标记。",
  allGone: "我们写入的标记、清单和设置已全部清除。",
  clearAllTitle: "清除全部痕迹？",
  clearAllText: "将删除标记、差异清单、汇总、整改通知单（包括在清单里填写的内容）和记住的设置。您自己的台账不会动。不能撤消。",
  clearAllConfirm: "全部清除",
  staleTitle: "台账改过了",
  staleText: (changes: number) => `核对之后台账又改了 ${n(changes)} 处，清单会按改动以前的核对结果写。建议先重新核对。`,
  staleConfirm: "仍按上次结果写",
  listsWritten: (sheets: number) => `已写入 ${sheets} 张表。`,
  inFile: (file: string, sheet: string, address: string) => `这一格在文件“${file}”的“${sheet}”表 ${address}，不在这个工作簿里。`,
  targetGone: (sheet: string) => `在“${sheet}”里找不到这一行了：可能已删除，或者有几行一样。请重新核对。`,
  sheetGone: (sheet: string) => `工作表“${sheet}”已经没有了。请重新核对。`,
  fileFailed: (file: string) => `“${file}”没有读进来`,
  sameFile: (file: string) => `“${file}”已经添加过，换成了新的内容。`,
  noListRow: "差异清单里找不到这一条：请到“清单”页重新写入，再回答。",
  toLists: "到“清单”页",
  wrongPrevious: "上次核对的记录读不出来，这次不作对照。",
  marksLeft: (at: string) => `工作簿里有 ${at} 核对留下的标记或清单。`,
  unfinished: "上次核对没有写完（例如中途关了窗格），工作簿里还留着一部分标记或清单。请重新核对，或者从“…”里清除标记。",
  noChoices: "记住的设置读不出来，已按自动识别处理。",
  openedVillage: (village: string) => `${village}的清单已在新窗口打开，请另存后发给村里。`,
  unexpected: (detail: string) => `出了意外的错误：${detail}`,
};

const en: typeof zh = {
  cancelledRun: "Cancelled. The workbook was not changed.",
  cancelledLists: "Cancelled. No list was written.",
  nothingFound: "Nothing to correct: the records agree.",
  found: (correct, review) => `Done: ${n(correct)} to correct, ${n(review)} to look at.`,
  skipped: (count) => `${count === 1 ? "1 place was" : `${n(count)} places were`} not marked`,
  emptyWorkbook: "This workbook is empty. Open the workbook with the ledgers, or add the villages' files.",
  again: "Try again",
  redo: "Reconcile again",
  marksGone: "The marks are gone; your own contents and formats were not touched.",
  noMarks: "There are no marks of ours in the workbook.",
  allGone: "All marks, lists and settings that we wrote are gone.",
  clearAllTitle: "Remove every trace?",
  clearAllText: "This deletes the marks, the lists (with what was filled in there) and the remembered settings. Your ledgers stay as they are. It cannot be undone.",
  clearAllConfirm: "Remove all",
  staleTitle: "The ledgers have changed",
  staleText: (changes) => `${changes === 1 ? "1 change was" : `${n(changes)} changes were`} made since the reconciliation; the lists would show the state before them. Reconcile again first, if you can.`,
  staleConfirm: "Write the old result",
  listsWritten: (sheets) => `${sheets === 1 ? "1 sheet" : `${sheets} sheets`} written.`,
  inFile: (file, sheet, address) => `This cell is in the file "${file}", sheet "${sheet}", ${address}, not in this workbook.`,
  targetGone: (sheet) => `The row is no longer found in "${sheet}": deleted, or several rows say the same. Reconcile again.`,
  sheetGone: (sheet) => `Sheet "${sheet}" is gone. Reconcile again.`,
  fileFailed: (file) => `"${file}" was not read`,
  sameFile: (file) => `"${file}" had been added before; its new contents replace the old.`,
  noListRow: "This finding is not in the list of discrepancies: write the lists again under Lists, then answer.",
  toLists: "Go to Lists",
  wrongPrevious: "The memory of the last run cannot be read; nothing is compared with it.",
  marksLeft: (at) => `The workbook holds marks or lists of the reconciliation of ${at}.`,
  unfinished: "The last run did not end (the pane was closed, for example) and left some marks or lists. Reconcile again, or clear the marks from the menu.",
  noChoices: "The remembered settings cannot be read; everything is recognised automatically.",
  openedVillage: (village) => `The list of ${village} is open in a new window: save it and send it to the village.`,
  unexpected: (detail) => `An unexpected error: ${detail}`,
};

export type SessionWords = typeof zh;

export const sessionWords = (language: Language): SessionWords => (language === "zh" ? zh : en);
