/**
 * Sheets become tables. Two passes: the first finds headers, records and columns and collects the villages that sheets name; the
 * second reads the rows, so that a sheet called 新塘 is known to be a village that another sheet writes 新塘村.
 */
import type { Language, RecordId, SheetGrid, SheetReading, TableBlock, TableOverride, Warning } from "../model.js";
import type { Profile } from "../profile/profile.js";
import { isBlank } from "./cell-text.js";
import { copyFinder } from "./copied-sheets.js";
import { isOwnSheet } from "./own-sheets.js";
import { learnVillages } from "./learn-villages.js";
import { lexiconOf, recordsNamed, type Lexicon } from "./lexicon.js";
import { readBlock } from "./read-block.js";
import { readSheet, type DraftBlock, type SheetDraft } from "./read-sheet.js";
import { filePlaces } from "./row-villages.js";
import { sayIn, warn, type Say } from "./say.js";
import { samePartWarnings, sheetWarnings } from "./table-warnings.js";
import { createVillages } from "./village.js";

export interface TablesRead {
  readonly blocks: TableBlock[];
  readonly warnings: Warning[];
  readonly sheets: SheetReading[];
}

/** Reads all sheets. Never throws for what a sheet holds: what cannot be read is said in `warnings` and `sheets`. */
export function readTables(
  grids: readonly SheetGrid[], profile: Profile,
  options: { readonly language: Language; readonly overrides?: readonly TableOverride[]; /** Told after each sheet. */ readonly onSheet?: (grid: SheetGrid) => void },
): TablesRead {
  const lexicon = lexiconOf(profile);
  const say = sayIn(options.language);
  const villages = createVillages(profile.villageSuffixes);
  const blocks: TableBlock[] = [];
  const warnings: Warning[] = [];
  const sheets: SheetReading[] = [];
  const drafts: (SheetDraft | null)[] = [];

  for (const grid of grids) {
    const override = options.overrides?.find((candidate) => candidate.sheet === grid.sheet && candidate.file === grid.file) ?? null;
    const passed = override?.record === null ? "user" : isEmpty(grid) ? "empty" : override === null && isOwnSheet(grid) ? "own" : null;
    drafts.push(passed === null ? readSheet(grid, lexicon, villages, override) : null);
    if (passed !== null) sheets.push(passedOver(grid, passed, say));
    else sheets.push({ file: grid.file, sheet: grid.sheet, state: "read", why: "", blocks: [], candidates: [] });
    options.onSheet?.(grid);
    if (passed === "empty" && recordsNamed(lexicon, grid.sheet).length > 0) {
      warnings.push(warn(grid, "emptySheet", say({
        zh: `工作表“${grid.sheet}”是空的。请检查是不是漏了内容。`, en: `Sheet “${grid.sheet}” is empty. Please check whether its content is missing.`,
      })));
    }
  }
  const originalOf = copyFinder();
  learnVillages(drafts.filter((draft) => draft !== null), lexicon, villages);

  drafts.forEach((draft, index) => {
    if (draft === null) return;
    const { grid } = draft;
    const own: number[] = [];
    let copied: TableBlock | null = null;
    for (const found of draft.blocks) {
      const block = readBlock(draft, found, lexicon, villages, recordWhy(found, lexicon, grid, say));
      const original = originalOf(block);
      if (original !== null) {
        copied = original;
        warnings.push(warn(grid, "copiedSheet", copySaid(block, original, say)));
        continue;
      }
      own.push(blocks.length);
      blocks.push(block);
    }
    if (own.length === 0 && copied !== null) {
      sheets[index] = { file: grid.file, sheet: grid.sheet, state: "ignored", why: copySaid(grid, copied, say), blocks: [], candidates: [] };
      return;
    }
    warnings.push(...sheetWarnings(draft, own.map((at) => blocks[at]).filter((block) => block !== undefined), lexicon, say));
    if (own.length === 0) {
      const candidates = draft.unread[0]?.recognition.scores.filter((score) => score.fits).slice(0, 3).map((score) => score.record) ?? [];
      const why = notRecognised(grid, draft, candidates, lexicon, say);
      warnings.push(warn(grid, "sheetNotRecognised", why));
      sheets[index] = { file: grid.file, sheet: grid.sheet, state: "notRecognised", why, blocks: [], candidates };
    } else {
      const said = [...new Set(own.map((at) => blocks[at]?.recordWhy ?? ""))].join(say({ zh: "；", en: "; " }));
      sheets[index] = { file: grid.file, sheet: grid.sheet, state: "read", why: said, blocks: own, candidates: [] };
    }
  });
  warnings.push(...samePartWarnings(blocks, lexicon, villages, say));
  return { blocks, warnings, sheets };
}

/** That a sheet is left out because it says what another one says. */
function copySaid(copy: { readonly file: string | null; readonly sheet: string }, original: TableBlock, say: Say): string {
  const where = (one: { readonly file: string | null; readonly sheet: string }): string => (one.file === null || copy.file === original.file ? one.sheet : `${one.file} ${one.sheet}`);
  return say({
    zh: `“${where(copy)}”与“${where(original)}”内容完全相同，只读了一份。`,
    en: `“${where(copy)}” is an exact copy of “${where(original)}”; only one was read.`,
  });
}

function isEmpty(grid: SheetGrid): boolean {
  for (const row of grid.rows) for (const cell of row) if (!isBlank(cell)) return false;
  return true;
}

function passedOver(grid: SheetGrid, why: "user" | "empty" | "own", say: Say): SheetReading {
  const text = {
    user: { zh: "你选择了不读这张表。", en: "You chose to leave this sheet out." },
    empty: { zh: "空表。", en: "The sheet is empty." },
    own: { zh: "这是核对结果，不是台帐。", en: "This is a result of a comparison, not a ledger." },
  }[why];
  return { file: grid.file, sheet: grid.sheet, state: why === "empty" ? "empty" : "ignored", why: say(text), blocks: [], candidates: [] };
}

/** Why a block is its record: 工作表名“手工台帐”, 认出 12 列. */
function recordWhy(block: DraftBlock, lexicon: Lexicon, grid: SheetGrid, say: Say): string {
  const name = lexicon.records.get(block.record)?.spec.name ?? { zh: block.record, en: block.record };
  const columns = block.mapped.byField.size;
  const score = block.recognition.scores.find((candidate) => candidate.record === block.record);
  const places = { title: block.title, sheet: grid.sheet, file: filePlaces(grid).file, folder: filePlaces(grid).folders[0] ?? "" };
  const labels = { title: { zh: "标题", en: "title" }, sheet: { zh: "工作表名", en: "sheet name" }, file: { zh: "文件名", en: "file name" }, folder: { zh: "文件夹", en: "folder" } };
  const named = (score?.namedIn ?? []).map((place) => ({ zh: `${labels[place].zh}“${places[place]}”`, en: `${labels[place].en} “${places[place]}”` }));
  const chosen = block.recognition.record !== block.record && named.length === 0;
  if (chosen) return say({ zh: `${name.zh}：按你的选择或同一张表的另一半，认出 ${columns} 列`, en: `${name.en}: as chosen or as the other half of the sheet, ${columns} columns recognised` });
  if (named.length === 0) return say({ zh: `${name.zh}：按列名判断，认出 ${columns} 列`, en: `${name.en}: by its columns, ${columns} recognised` });
  return say({
    zh: `${name.zh}：${named.map((n) => n.zh).join("、")}，认出 ${columns} 列`,
    en: `${name.en}: ${named.map((n) => n.en).join(", ")}, ${columns} columns recognised`,
  });
}

function notRecognised(grid: SheetGrid, draft: SheetDraft, candidates: readonly RecordId[], lexicon: Lexicon, say: Say): string {
  const name = (record: RecordId): { zh: string; en: string } => lexicon.records.get(record)?.spec.name ?? { zh: record, en: record };
  if (draft.unread.length === 0) {
    return say({
      zh: `工作表“${grid.sheet}”里没有找到表头，没有读。如果它是台帐，请检查表头行有没有“姓名”“身份证号”这样的列名；不是台帐就不用管。`,
      en: `No header row was found in sheet “${grid.sheet}”; it was not read. If it is a ledger, check that its header row names its columns; otherwise ignore this.`,
    });
  }
  const zh = candidates.map((record) => name(record).zh).join("、");
  const en = candidates.map((record) => name(record).en).join(", ");
  return say(candidates.length > 0
    ? {
        zh: `认不出工作表“${grid.sheet}”是哪一本（可能是：${zh}）。请把工作表名或标题写成台帐的名称，或者手工指定。`,
        en: `It is not clear which record sheet “${grid.sheet}” is (perhaps: ${en}). Please name the sheet or its title after the record, or choose the record.`,
      }
    : {
        zh: `工作表“${grid.sheet}”不像九本台帐中的任何一本，没有读。如果是台帐，请把工作表名改成台帐的名称，或者手工指定。`,
        en: `Sheet “${grid.sheet}” looks like none of the records; it was not read. If it is one, please name the sheet after the record, or choose the record.`,
      });
}
