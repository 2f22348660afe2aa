/** A drafted block becomes a table: rows, villages, month, as-of date, totals. */
import type { CellValue, ColumnMapping, MonthNumber, TableBlock, TotalsRow } from "../model.js";
import type { Profile } from "../profile/profile.js";
import { isBlank } from "./cell-text.js";
import { readData, type DataColumn } from "./data-rows.js";
import { foldHeader } from "./fold-header.js";
import type { Lexicon } from "./lexicon.js";
import { asOfIn, monthEnd, monthIn, yearIn } from "./period.js";
import { joinRows, type DraftBlock, type SheetDraft } from "./read-sheet.js";
import { sensesOf } from "./read-header.js";
import { filePlaces, placeVillage, rowVillages, sectionVillages } from "./row-villages.js";
import { coverRows, printedCells, type FoundTotal } from "./totals-rows.js";
import type { Villages } from "./village.js";

export function readBlock(sheet: SheetDraft, draft: DraftBlock, lexicon: Lexicon, villages: Villages, recordWhy: string): TableBlock {
  const { grid } = sheet;
  const { region, mapped, wide } = draft;
  const spec = lexicon.records.get(draft.record)?.spec;
  const rowKind = spec?.rowKind ?? "person";
  const columns: DataColumn[] = mapped.columns.flatMap(({ column, field, state }) => (state === "mapped" && field !== null ? [{ column, field }] : []));
  const inGroup = (list: readonly { readonly column: number }[]): number[] => {
    const own = new Set(list.map(({ column }) => column));
    return columns.filter(({ column }) => own.has(column)).map(({ column }) => column);
  };
  // A row of a wide sheet belongs to the groups it has entries in; a person without any round to the first.
  const needed = wide === null ? [] : inGroup(wide.group.columns);
  const keepAll = wide !== null && wide.group.kind === "round" && wide.group === wide.sheet.groups[0];
  const data = readData({
    grid, rows: region.dataRows, columns, needed, rowKind, lexicon,
    unlessAlso: keepAll ? wide.sheet.groups.flatMap((group) => group.columns.map(({ column }) => column)) : null,
    // A heading that means nothing elsewhere (单位) may hold the village here; only columns without a field number the rows.
    idleColumns: draft.columns.filter(({ column, path, parts }) => parts.length > 0 && !columns.some((mapped) => mapped.column === column) && sensesOf(path.leaf, lexicon).some((sense) => sense.kind === "ignore")).map(({ column }) => column),
    firstRow: region.header.end + 1,
  });

  const { file, folders } = filePlaces(grid);
  const sections = sectionVillages(region, villages);
  const footers = joinRows(region.lines.filter((line) => line.index >= region.dataRows.length));
  const place = wide?.group.kind === "village"
    ? { village: wide.group.value, from: "title" as const }
    : placeVillage({ title: draft.titleLines, outer: draft.outerLines, sheet: grid.sheet, file, folders }, villages)
      ?? placeVillage({ title: footers.filter((line) => /(单位|村名|村别|村|社区)\s*[:：]/.test(line)), outer: [], sheet: "", file: "", folders: [] }, villages);
  const villageColumn = mapped.byField.get("village");
  const perRow = rowVillages(villageColumn === undefined ? null : data.cells.get(villageColumn) ?? null, data.regionIndex, sections, place, villages);

  const period = periodOf(draft, grid.sheet, [file, ...folders], footers, rowKind, lexicon.profile);
  const months = wide?.group.kind === "month" ? monthOf(wide.group.value, period.year) : null;
  const constants = draft.constants.map((constant) =>
    months !== null && constant.field === wide?.group.field ? { ...constant, value: `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, "0")}` } : constant);

  const all: ColumnMapping[] = [...mapped.columns, ...data.added.map((added) => {
    const source = data.columnAt.get(added.column);
    return { ...added, header: mapped.columns.find((column) => column.column === source)?.header ?? "" };
  })];
  return {
    record: draft.record,
    recordWhy,
    file: grid.file,
    sheet: grid.sheet,
    title: draft.title,
    headerRows: Array.from({ length: region.header.bottom - region.header.top + 1 }, (_, i) => region.header.top + i),
    columns: all,
    sheetRows: data.sheetRows,
    cells: data.cells,
    movedRows: data.movedRows,
    ...(data.columnAt.size > 0 ? { columnAt: data.columnAt } : {}),
    constants,
    villages: perRow.villages,
    villageFrom: perRow.from,
    month: months ?? period.month,
    asOf: period.asOf,
    totals: totalsOf(draft, grid.rows, columns, data.regionIndex, perRow.villages, sections.map((section) => section.index), lexicon, villages),
  };
}

function monthOf(text: string, year: number): MonthNumber | null {
  return monthIn(text, year);
}

/** Month, as-of date and year from the title, the sheet name, the file name and the folders. */
function periodOf(
  draft: DraftBlock, sheet: string, places: readonly string[], footers: readonly string[], rowKind: string, profile: Profile,
): { month: MonthNumber | null; asOf: string | null; year: number } {
  const titles = [...draft.titleLines, ...draft.outerLines];
  const texts = [...titles, sheet, ...places];
  let year = 0;
  for (const text of texts) if (year === 0) year = yearIn(text);
  let asOf: string | null = null;
  for (const line of [...titles, ...footers, sheet, ...places]) asOf ??= asOfIn(line, profile.asOfLabels);
  let month: MonthNumber | null = null;
  // A date of filling in (填报日期: 2004-06-02) is no report month: such lines are asked last, without their date.
  for (const text of texts) {
    if (month !== null) break;
    if (asOfIn(text, profile.asOfLabels) === null) month = monthIn(text, year);
    else month = monthIn(text.replace(/(截止|截至|填报|填表|上报|报出|制表|统计|导出|打印)[^\s]*?[:：]?\s*\d{4}[^\s]*/g, " "), year);
  }
  const state = rowKind === "person" || rowKind === "flow";
  if (state) return { month: null, asOf: asOf ?? (month === null ? null : monthEnd(month)), year };
  return { month, asOf, year };
}

/** The region's totals rows as this block sees them: its own numeric columns, its own rows. */
function totalsOf(
  draft: DraftBlock, rows: readonly (readonly CellValue[])[], columns: readonly DataColumn[], regionIndex: Int32Array, rowVillageList: readonly (string | null)[],
  sections: readonly number[], lexicon: Lexicon, villages: Villages,
): TotalsRow[] {
  const numeric = columns.filter(({ field }) => {
    const type = lexicon.fields.get(field.split("#")[0] ?? field)?.type;
    return (type === "number" || type === "count") && field !== "age" && !field.includes("#");
  }).map(({ column }) => column);
  const name = columns.find(({ field }) => field === "name")?.column ?? -1;
  const at = (index: number): number => {
    let low = 0;
    let high = regionIndex.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((regionIndex[middle] ?? 0) < index) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const found: FoundTotal[] = draft.region.totals.map((total) => ({ ...total, index: at(total.index) }));
  const result: TotalsRow[] = [];
  for (const { total, kind, from, to } of coverRows(found, regionIndex.length, sections.map(at))) {
    const cells = printedCells(rows[total.row] ?? [], numeric, name, isBlank);
    if (cells.size === 0) continue;
    const said = villages.find(foldHeader(total.label).bare.replace(/(小计|合计|总计|累计)$/, ""), true);
    const covered = new Set(rowVillageList.slice(from, Math.min(to, from + 5000)));
    const [only] = covered;
    result.push({ row: total.row, label: total.label, kind, from, to, village: said ?? (covered.size === 1 ? only ?? null : null), cells });
  }
  return result;
}
