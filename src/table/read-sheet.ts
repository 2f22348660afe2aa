/** One sheet up to the point where its villages are still open: regions, blocks, records, columns. */
import type { FieldId, RecordId, SheetGrid, TableOverride } from "../model.js";
import type { Constant, SayingText } from "./block-constants.js";
import { blockConstants, groupConstants } from "./block-constants.js";
import { sampleColumn, type ColumnValues } from "./column-values.js";
import type { SheetContext } from "./header-cells.js";
import { headerWords } from "./header-words.js";
import { recordsNamed, type Lexicon } from "./lexicon.js";
import { mapColumns, type Mapped } from "./map-columns.js";
import { indexMerges } from "./merge-index.js";
import { recogniseRecord, type Recognition, type RecordTexts } from "./recognise-record.js";
import { filePlaces } from "./row-villages.js";
import { layoutSheet, type Line, type Region } from "./sheet-layout.js";
import { splitSideBySide, type BlockColumn, type BlockColumns } from "./split-blocks.js";
import type { Villages } from "./village.js";
import { wideGroups, type WideGroup, type WideSheet } from "./wide-groups.js";

/** A block before its rows are read. */
export interface DraftBlock {
  readonly region: Region;
  readonly record: RecordId;
  readonly recognition: Recognition;
  readonly mapped: Mapped;
  readonly columns: readonly BlockColumn[];
  readonly constants: readonly Constant[];
  /** The wide sheet's group this block is, with all groups' columns. */
  readonly wide: { readonly group: WideGroup; readonly sheet: WideSheet } | null;
  readonly title: string;
  /** Title lines, one text per line. */
  readonly titleLines: readonly string[];
  /** Title lines of the sheet's first table, for one further down. */
  readonly outerLines: readonly string[];
}

export interface SheetDraft {
  readonly grid: SheetGrid;
  readonly blocks: readonly DraftBlock[];
  /** Regions no record was recognised for. */
  readonly unread: readonly { readonly region: Region; readonly recognition: Recognition }[];
}

/** Lines of a region's title, the cells of one row joined. */
export function joinRows(lines: readonly Line[]): string[] {
  const rows = new Map<number, string>();
  for (const { row, text } of lines) rows.set(row, rows.has(row) ? `${rows.get(row) ?? ""} ${text}` : text);
  return [...rows.values()];
}

const UNIT_LINE = /^[^:：]{1,8}[:：]/;

/** The heading among title cells: the one that names a record, else the first that is no unit line, page number or blank word. */
function heading(lines: readonly Line[], lexicon: Lexicon): string {
  const texts = lines.map((line) => line.text).filter((text) => !UNIT_LINE.test(text) && !/^第\s*\S{1,4}\s*页/.test(text) && !lexicon.profile.blanks.includes(text));
  return texts.find((text) => recordsNamed(lexicon, text).length > 0) ?? texts[0] ?? lines[0]?.text ?? "";
}

export function readSheet(grid: SheetGrid, lexicon: Lexicon, villages: Villages, override: TableOverride | null): SheetDraft {
  const context: SheetContext = { grid, merges: indexMerges(grid), lexicon, words: headerWords(lexicon) };
  const regions = layoutSheet(context, villages, override?.headerRows ?? null);
  const chosen = new Map<number, FieldId | null>(Object.entries(override?.columns ?? {}).map(([column, field]) => [Number(column), field]));
  const { file, folders } = filePlaces(grid);
  const blocks: DraftBlock[] = [];
  const unread: { region: Region; recognition: Recognition }[] = [];

  for (const region of regions) {
    const titleLines = joinRows(region.title);
    const outer = region === regions[0] ? [] : (regions[0]?.title ?? []).filter((line) => !region.title.some((own) => own.row === line.row));
    const outerLines = joinRows(outer);
    // 二、死亡 below 新塘村2004年5月报告单 is a part of it.
    const own = heading(region.title, lexicon);
    const title = recordsNamed(lexicon, own).length > 0 || outer.length === 0 ? own : `${heading(outer, lexicon)} ${own}`.trim();
    const named = titleLines.filter((line) => !UNIT_LINE.test(line)).join(" ");
    const texts: RecordTexts = {
      title: recordsNamed(lexicon, named).length > 0 ? named : outerLines.filter((line) => !UNIT_LINE.test(line)).join(" "),
      sheet: grid.sheet, file, folder: folders.join("/"),
    };
    const cache = new Map<number, ColumnValues>();
    const valuesOf = (column: number): ColumnValues => {
      let values = cache.get(column);
      if (values === undefined) cache.set(column, (values = sampleColumn(grid, region.dataRows, column, lexicon, villages)));
      return values;
    };
    const parts = splitSideBySide(region.header, region.dataRows, grid, lexicon);
    const sized = [...parts].sort((a, b) => b.columns.length - a.columns.length);
    let main: Recognition | null = null;
    const found = new Map<BlockColumns, { recognition: Recognition; record: RecordId }>();
    for (const part of sized) {
      const mappedAs = (record: RecordId): { mapped: Mapped; constants: ReadonlySet<FieldId> } => {
        const wide = chosen.size > 0 ? null : wideGroups(part.columns, record, lexicon);
        const columns = wide === null ? part.columns : [...wide.shared, ...(wide.groups[0]?.columns ?? [])];
        return { mapped: mapColumns(columns, record, lexicon, valuesOf, chosen), constants: new Set(wide === null ? [] : [wide.groups[0]?.field ?? ""]) };
      };
      const recognition: Recognition = recogniseRecord(texts, lexicon, mappedAs);
      const mainRecord = main?.record ?? null;
      // Two blocks of one sheet are one record, unless the smaller one cannot be.
      const record = override?.record ?? (mainRecord !== null && recognition.scores.some((score) => score.record === mainRecord && score.fits) ? mainRecord : recognition.record);
      if (record === null) {
        if (main === null || region.dataRows.length > 0) unread.push({ region, recognition });
        continue;
      }
      main ??= recognition;
      found.set(part, { recognition, record });
    }
    for (const part of parts) {
      const entry = found.get(part);
      if (entry === undefined) continue;
      const { record, recognition } = entry;
      const wide = chosen.size > 0 ? null : wideGroups(part.columns, record, lexicon);
      for (const group of wide?.groups ?? [null]) {
        const columns = group === null || wide === null ? part.columns : [...wide.shared, ...group.columns];
        const mapped = mapColumns(columns, record, lexicon, valuesOf, chosen);
        const saying: SayingText[] = [
          ...(part.group === null ? [] : [{ text: part.group.text, row: part.group.row, column: part.group.column }]),
          ...region.title.map(({ text, row, column }) => ({ text, row, column })),
          { text: grid.sheet, row: region.header.top, column: columns[0]?.column ?? 0 },
          { text: file, row: region.header.top, column: columns[0]?.column ?? 0 },
        ];
        const headers = columns.flatMap((column) => column.parts.map((p) => ({ text: p.text, row: p.row, column: p.left })));
        const constants: Constant[] = group === null ? [] : groupConstants(group, record, new Set(mapped.byField.keys()), lexicon);
        constants.push(...blockConstants(record, new Set([...mapped.byField.keys(), ...constants.map((c) => c.field)]), saying, headers, lexicon));
        blocks.push({
          region, record, recognition, mapped, columns, constants, title, titleLines, outerLines,
          wide: group === null || wide === null ? null : { group, sheet: wide },
        });
      }
    }
  }
  return { grid, blocks, unread };
}
