/**
 * Which sheets are copied, under which name, and where a finding's cell stands in its copy. A copy keeps the addresses of its
 * source, so a place is the copy's name and the finding's own address.
 */
import type { FindingCell, Language, ReportCell, SheetGrid, TableBlock } from "../model.js";
import type { Profile } from "../profile/profile.js";
import { maskText } from "./mask.js";

/** Excel allows no longer sheet name, none of these characters, no apostrophe at the ends, and keeps "History" for itself. */
const NAME_LENGTH = 31;
const ILLEGAL = /[:\\/?*[\]\u0000-\u001f]/g;

export interface CopiedSheet {
  readonly name: string;
  readonly grid: SheetGrid;
  readonly blocks: readonly TableBlock[];
}

export interface Places {
  readonly copies: readonly CopiedSheet[];
  /** True: cells are shown in annotated copies, false: where they stand in the workbook itself. */
  readonly inCopies: boolean;
  /** Jump target of a finding's cell; null if it is not in this workbook. */
  of(cell: FindingCell): NonNullable<ReportCell["link"]> | null;
  /** 手工台帐 E14 */
  name(cell: FindingCell): string;
}

export function sheetKey(file: string | null, sheet: string): string {
  return `${file ?? ""}\0${sheet}`;
}

function cutTo(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}

/** A legal sheet name close to `wanted`, unlike all of `taken` (which it joins; compared without case, as Excel does). */
export function legalSheetName(wanted: string, taken: Set<string>): string {
  let base = wanted.replace(ILLEGAL, "_").replace(/^'+|'+$/g, "").trim();
  if (base === "" || base.toLowerCase() === "history") base = `${base}_`;
  base = cutTo(base, NAME_LENGTH).replace(/'+$/, "");
  let name = base;
  for (let n = 2; taken.has(name.toLowerCase()); n++) {
    const tail = ` (${n})`;
    name = cutTo(base, NAME_LENGTH - tail.length) + tail;
  }
  taken.add(name.toLowerCase());
  return name;
}

/** The village all rows of the sheet belong to, or null. */
function onlyVillage(blocks: readonly TableBlock[]): string | null {
  let village: string | null = null;
  for (const block of blocks) {
    for (const each of block.villages) {
      if (each === null) return null;
      if (village !== null && village !== each) return null;
      village = each;
    }
  }
  return village;
}

/** Record, village and month (手工台帐-新塘村, 村级报告单-新塘村-2004.05), else the source sheet's own name where it says more. */
function copyName(blocks: readonly TableBlock[], sheet: string, profile: Profile, language: Language, several: boolean): string {
  const records = [...new Set(blocks.map((block) => block.record))];
  const name = profile.records.find((record) => record.id === records[0])?.name[language] ?? records[0] ?? sheet;
  const parts = [records.length > 1 ? `${name}+${records.length - 1}` : name];
  const village = onlyVillage(blocks);
  if (village !== null) parts.push(village);
  const months = new Set(blocks.map((block) => block.month));
  const month = months.size === 1 ? (blocks[0]?.month ?? null) : null;
  if (month !== null) parts.push(`${Math.floor(month / 12)}.${String((month % 12) + 1).padStart(2, "0")}`);
  if (parts.length === 1 && several) parts.push(sheet);
  return parts.join("-");
}

/**
 * The copies of all sheets that hold a block, in the order of the grids. `reserved` are the report's own sheet names. Sheet names
 * may hold an ID number as any text may: it is masked unless `fullIds`.
 */
export function placeCopies(
  grids: readonly SheetGrid[], blocks: readonly TableBlock[], profile: Profile, language: Language, reserved: readonly string[], fullIds: boolean,
): Places {
  const bySheet = new Map<string, TableBlock[]>();
  const sheetsOfRecord = new Map<string, Set<string>>();
  for (const block of blocks) {
    const key = sheetKey(block.file, block.sheet);
    const list = bySheet.get(key);
    if (list) list.push(block);
    else bySheet.set(key, [block]);
    const sheets = sheetsOfRecord.get(block.record) ?? new Set();
    sheetsOfRecord.set(block.record, sheets.add(key));
  }
  const taken = new Set(reserved.map((name) => name.toLowerCase()));
  const names = new Map<string, string>();
  const copies: CopiedSheet[] = [];
  for (const grid of grids) {
    const key = sheetKey(grid.file, grid.sheet);
    const own = bySheet.get(key);
    if (!own || names.has(key)) continue;
    const several = own.some((block) => (sheetsOfRecord.get(block.record)?.size ?? 0) > 1);
    const wanted = copyName(own, grid.sheet, profile, language, several);
    const name = legalSheetName(fullIds ? wanted : maskText(wanted, true), taken);
    names.set(key, name);
    copies.push({ name, grid, blocks: own });
  }
  const recordNames = new Map(profile.records.map((record) => [record.id, record.name[language]]));
  return {
    copies,
    inCopies: true,
    name: (cell) => `${recordNames.get(cell.record) ?? cell.record} ${cell.address}`,
    of: (cell) => {
      const sheet = names.get(sheetKey(cell.file, cell.sheet));
      return sheet === undefined ? null : { sheet, address: cell.address };
    },
  };
}
