/** What is odd but usable about the tables of a sheet. */
import type { FieldId, TableBlock, Warning } from "../model.js";
import { addressOf, columnLetters } from "./cell-text.js";
import type { Lexicon } from "./lexicon.js";
import type { DraftBlock, SheetDraft } from "./read-sheet.js";
import { warn, type Say } from "./say.js";
import type { Villages } from "./village.js";

export function sheetWarnings(draft: SheetDraft, blocks: readonly TableBlock[], lexicon: Lexicon, say: Say): Warning[] {
  const { grid } = draft;
  const warnings: Warning[] = [];
  if (blocks.length === 0) return warnings;
  const fieldName = (field: FieldId): { zh: string; en: string } => lexicon.fields.get(field.split("#")[0] ?? field)?.spec.name ?? { zh: field, en: field };

  const hidden = new Set(grid.hiddenRows ?? []);
  let read = 0;
  if (hidden.size > 0) {
    const rows = new Set(blocks.flatMap((block) => [...block.sheetRows].filter((row) => hidden.has(row))));
    read = rows.size;
  }
  if (read > 0) {
    warnings.push(warn(grid, "hiddenRows", say({
      zh: `工作表“${grid.sheet}”有 ${read} 行被隐藏或筛选掉了，核对时照样读了。不该算的行请删掉再核对。`,
      en: `${read} rows of sheet “${grid.sheet}” are hidden or filtered away; they were read all the same. Delete rows that should not count.`,
    })));
  }
  if (grid.hidden === true) {
    warnings.push(warn(grid, "hiddenSheet", say({
      zh: `工作表“${grid.sheet}”是隐藏的，核对时照样读了。不该算就请删掉。`, en: `Sheet “${grid.sheet}” is hidden; it was read all the same. Delete it if it should not count.`,
    })));
  }
  const seen = new Set<string>();
  const once = (warning: Warning): void => {
    const key = `${warning.code}|${warning.address ?? ""}|${warning.message}`;
    if (seen.has(key)) return;
    seen.add(key);
    warnings.push(warning);
  };
  for (const block of draft.blocks) {
    const row = block.region.header.bottom;
    for (const { column, header, field } of block.mapped.twice) {
      const name = fieldName(field);
      once(warn(grid, "columnTwice", say({
        zh: `${columnLetters(column)} 列“${header}”和另一列都是“${name.zh}”，只用了另一列。请删掉多余的列，或者改列名。`,
        en: `Column ${columnLetters(column)} “${header}” and another column are both “${name.en}”; the other one was used. Remove or rename one of them.`,
      }), addressOf(row, column)));
    }
    for (const { column, header, fields } of block.mapped.undecided) {
      const zh = fields.map((field) => fieldName(field).zh).join("或");
      const en = fields.map((field) => fieldName(field).en).join(" or ");
      once(warn(grid, "columnUnclear", say({
        zh: `${columnLetters(column)} 列“${header}”可能是${zh}，看内容也定不下来，没有核对。请改列名或手工指定。`,
        en: `Column ${columnLetters(column)} “${header}” may be ${en}; its values do not decide, so it was not compared. Rename it or choose the field.`,
      }), addressOf(row, column)));
    }
    const missing = missingRequired(block, lexicon);
    if (missing.length > 0 && block.region.dataRows.length > 0) {
      const record = lexicon.records.get(block.record)?.spec.name ?? { zh: block.record, en: block.record };
      once(warn(grid, "requiredColumnMissing", say({
        zh: `工作表“${grid.sheet}”（${record.zh}）没有找到${missing.map((field) => `“${fieldName(field).zh}”`).join("、")}列，这些项目不能核对。如果有这一列，请检查列名或手工指定。`,
        en: `Sheet “${grid.sheet}” (${record.en}) has no column for ${missing.map((field) => fieldName(field).en).join(", ")}; these cannot be compared. If it has one, check its header or choose the field.`,
      }), addressOf(row, block.columns[0]?.column ?? 0)));
    }
  }
  for (const { region } of draft.unread) {
    if (region.dataRows.length === 0) continue;
    const at = addressOf(region.header.top, region.header.columns[0]?.column ?? 0);
    once(warn(grid, "tableNotRecognised", say({
      zh: `工作表“${grid.sheet}”里 ${at} 开始的一块认不出是哪本台帐，没有读。`, en: `The table that begins at ${at} in sheet “${grid.sheet}” was not recognised and not read.`,
    }), at));
  }
  return warnings;
}

/** Required fields a block has neither as a column nor as a constant. An event's date may be any date of the event. */
function missingRequired(block: DraftBlock, lexicon: Lexicon): FieldId[] {
  const entry = lexicon.records.get(block.record);
  const has = (field: FieldId): boolean => block.mapped.byField.has(field) || block.constants.some((constant) => constant.field === field)
    || block.mapped.twice.some((twice) => twice.field === field);
  return (entry?.required ?? []).filter((field) => {
    if (has(field) || has(`${field}#1`)) return false;
    if (field === "event" && has("method")) return false;
    if (lexicon.fields.get(field)?.type === "date" && entry?.spec.rowKind === "event") {
      return ![...block.mapped.byField.keys()].some((other) => lexicon.fields.get(other.split("#")[0] ?? other)?.type === "date" && other !== "birthDate");
    }
    // A stock book keeps no quantity of its own but what came and went.
    if (field === "quantity") return !["received", "issued", "closing"].some(has);
    return true;
  });
}

/** Two sheets that claim one record for the same village and month: both are read, and it is said. */
export function samePartWarnings(blocks: readonly TableBlock[], lexicon: Lexicon, villages: Villages, say: Say): Warning[] {
  const seen = new Map<string, TableBlock>();
  const warned = new Set<string>();
  const warnings: Warning[] = [];
  for (const block of blocks) {
    if (block.sheetRows.length === 0) continue;
    if (block.columns.some(({ field }) => field === "reportMonth" || field === "month")) continue;
    // Rounds, stays and issues lawfully come on several sheets (第1轮 and 第2轮, 流出 and 流入).
    if (["round", "flow", "issue", "matter"].includes(lexicon.records.get(block.record)?.spec.rowKind ?? "")) continue;
    const constants = block.constants.filter(({ field }) => field !== "unit").map(({ field, value }) => `${field}=${value}`).join();
    const events = lexicon.records.get(block.record)?.spec.rowKind === "event" && constants === "" ? block.columns.map((column) => column.header).join() : "";
    for (const village of new Set(block.villages)) {
      const stem = village === null ? "" : villages.stem(village);
      const key = [block.record, stem, block.month ?? "", constants, events].join("|");
      const before = seen.get(key);
      if (before === undefined) {
        seen.set(key, block);
        continue;
      }
      if (before.file === block.file && before.sheet === block.sheet) continue;
      const pair = `${before.file ?? ""}|${before.sheet}|${block.file ?? ""}|${block.sheet}`;
      if (warned.has(pair)) continue;
      warned.add(pair);
      const name = lexicon.records.get(block.record)?.spec.name ?? { zh: block.record, en: block.record };
      const place = village ?? "";
      const where = (b: TableBlock): string => (b.file === null || b.file === block.file && b.file === before.file ? b.sheet : `${b.file} ${b.sheet}`);
      warnings.push({
        code: "samePart", file: block.file, sheet: block.sheet, address: null,
        message: say({
          zh: `“${where(before)}”和“${where(block)}”都是${place}${name.zh}，两张都读了。如果有一张是旧的，请删掉。`,
          en: `“${where(before)}” and “${where(block)}” are both ${name.en}${place === "" ? "" : ` of ${place}`}; both were read. Remove the old one if one is outdated.`,
        }),
      });
    }
  }
  return warnings;
}
