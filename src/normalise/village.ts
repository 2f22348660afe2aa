/** 村名: 荷塘镇新塘村, 新塘村委会, 新塘社区 and 新塘 are one village. */
import type { NormalName } from "../model.js";
import type { BlankWords } from "./blank.js";
import { cellText, stepList, type OpenCell } from "./cell.js";
import { fold, withoutBlanks } from "./fold.js";
import { simplify } from "./simplify.js";

export interface VillageForm {
  /** What distinguishes the village: without township before and 村, 社区 … behind. */
  readonly key: string;
  /** The village as written, without what stands before it (新塘村). */
  readonly local: string;
}

const NUMBER_BEFORE = /^[\d.、\-_()]+(?=[\u3400-\u9fff])/;
const GROUP_BEHIND = /(?:第?[\d一二三四五六七八九十]+(?:村民)?小?[组队])$/;
const BRACKETS = /\([^)]*\)?/g;
const LABEL = /^(?:村名|单位|所属区域|行政村|村\(居\)|村别|填报单位|单位名称):/;
const DIVISIONS = ["街道办事处", "街道办", "街道", "镇", "乡"] as const;

/** A township before the village: at least 3 characters (荷塘镇), and what is left must still be a name. */
function afterTownship(text: string, suffixes: readonly string[]): string {
  for (const division of DIVISIONS) {
    const at = text.lastIndexOf(division);
    if (at < 2 || at + division.length >= text.length) continue;
    const rest = text.slice(at + division.length);
    if (baseOf(rest, suffixes).length >= 2) return rest;
  }
  return text;
}

/** Suffixes taken off while something is left (新塘村村委会 → 新塘). `suffixes`: longest first. */
function baseOf(text: string, suffixes: readonly string[]): string {
  let base = text;
  for (let again = true; again; ) {
    again = false;
    for (const suffix of suffixes) {
      if (suffix !== "" && base.length > suffix.length && base.endsWith(suffix)) {
        base = base.slice(0, -suffix.length);
        again = true;
        break;
      }
    }
  }
  return base;
}

export type VillageFolder = (raw: string) => VillageForm;

export function makeVillageFolder(villageSuffixes: readonly string[]): VillageFolder {
  const suffixes = villageSuffixes.map((suffix) => simplify(withoutBlanks(fold(suffix).text))).sort((a, b) => b.length - a.length);
  return (raw) => {
    const whole = simplify(withoutBlanks(fold(raw).text)).replace(LABEL, "");
    let text = whole.replace(BRACKETS, "").replace(NUMBER_BEFORE, "").replace(GROUP_BEHIND, "");
    if (text === "") text = whole;
    const local = afterTownship(text, suffixes);
    return { key: baseOf(local, suffixes).toUpperCase(), local };
  };
}

export function normaliseVillage(cell: OpenCell, blank: BlankWords, folder: VillageFolder): NormalName {
  const { shown } = cell;
  if (cell.error) return { type: "village", state: "invalid", shown, text: shown.trim(), steps: [], issue: "error" };
  const raw = cellText(cell);
  const folded = fold(raw);
  if (blank(folded.text)) return { type: "village", state: "blank", shown, text: "", steps: stepList(cell), issue: null };
  const { key } = folder(raw);
  const steps = stepList(cell, folded.trimmed && "trimmed", folded.fullWidth && "fullWidth", key !== folded.text && "word");
  return { type: "village", state: "value", shown, text: key, steps, issue: null };
}
