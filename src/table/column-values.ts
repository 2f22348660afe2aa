/** What the values of a column look like: evidence where a header alone does not decide. */
import type { FieldId, SheetGrid } from "../model.js";
import { isBlank, shownText } from "./cell-text.js";
import { foldText } from "./fold-header.js";
import type { Lexicon } from "./lexicon.js";
import type { Villages } from "./village.js";

export interface ColumnValues {
  /** Distinct texts looked at (up to 60), folded, and how many cells they were. */
  readonly texts: readonly string[];
  readonly filled: number;
  /** Shares of the texts that look like … */
  readonly idLike: number;
  readonly dateLike: number;
  readonly numeric: number;
  readonly villageLike: number;
  readonly unitLike: number;
  readonly nameLike: number;
}

export type Fit = "good" | "neutral" | "bad";

const SAMPLE_ROWS = 400;
const SAMPLE_TEXTS = 60;
const ID = /^(\d{14,17}[\dx]|\d(\.\d+)?e\+1[4-7])$/;
const DATE = /^((19|20)?\d{2}[.\-/年]?\d{1,2}([.\-/月]\d{0,2}日?)?|(19|20)\d{6}|\d{1,2}[.\-/月]\d{1,2}日?|[〇零○一二三四五六七八九十]{2,4}年.*|农历.*|(19|20)\d{2}年?)$/;
const NUMBER = /^[-+]?\d+(\.\d+)?[\u4e00-\u9fa5]{0,2}$/;

/** Samples a column over the data rows (spread over the whole sheet). */
export function sampleColumn(grid: SheetGrid, dataRows: Int32Array, column: number, lexicon: Lexicon, villages: Villages): ColumnValues {
  const texts = new Set<string>();
  let filled = 0;
  let dates = 0;
  const step = Math.max(1, Math.floor(dataRows.length / SAMPLE_ROWS));
  for (let i = 0; i < dataRows.length && texts.size < SAMPLE_TEXTS; i += step) {
    const cell = grid.rows[dataRows[i] ?? 0]?.[column];
    if (cell === undefined || isBlank(cell)) continue;
    const shown = shownText(cell).trim();
    if (lexicon.dittos.has(shown) || lexicon.blanks.has(shown) || shown === "无") continue;
    filled++;
    if (typeof cell === "object" && cell?.kind === "date") dates++;
    texts.add(shown);
  }
  const list = [...texts];
  const share = (test: (text: string) => boolean): number => (list.length === 0 ? 0 : list.filter(test).length / list.length);
  const half = list.map((text) => text.normalize("NFKC").replace(/\s/g, "").toLowerCase());
  const shareHalf = (test: (text: string) => boolean): number => (half.length === 0 ? 0 : half.filter(test).length / half.length);
  return {
    texts: list.map(foldText),
    filled,
    idLike: shareHalf((text) => ID.test(text)),
    dateLike: filled > 0 && dates >= filled / 2 ? 1 : shareHalf((text) => DATE.test(text)),
    numeric: shareHalf((text) => NUMBER.test(text)),
    villageLike: share((text) => text.length <= 20 && (/(村|社区|居委会|村委会|村民委员会)$/.test(text) || villages.known(text))),
    unitLike: share((text) => lexicon.unitWords.has(foldText(text)) || /^[只盒板片支粒个套瓶包张人例枚管]$/.test(text)),
    nameLike: share((text) => /^[\u4e00-\u9fa5·\s]{2,5}$/.test(text) && !lexicon.valueWords.has(foldText(text))),
  };
}

/** Share of the texts that are words of a code list. */
export function codeShare(values: ColumnValues, list: string, lexicon: Lexicon): number {
  const words = lexicon.codeWords.get(list);
  if (words === undefined || values.texts.length === 0) return 0;
  return values.texts.filter((text) => words.has(text)).length / values.texts.length;
}

/** How the values of a column fit a field. Few or no values say nothing. */
export function fitOf(values: ColumnValues, field: FieldId, lexicon: Lexicon): Fit {
  const info = lexicon.fields.get(field);
  if (info === undefined || values.filled === 0) return "neutral";
  const enough = values.texts.length >= 3;
  switch (info.type) {
    case "idNumber":
      if (values.idLike >= 0.5) return "good";
      return enough && values.idLike < 0.1 ? "bad" : "neutral";
    case "date":
    case "month":
      if (values.idLike >= 0.5) return "bad";
      if (values.dateLike >= 0.6) return "good";
      return enough && values.dateLike < 0.1 && values.numeric < 0.5 ? "bad" : "neutral";
    case "number":
    case "count":
      if (values.idLike >= 0.5) return "bad";
      if (values.numeric >= 0.6) return "good";
      return enough && values.texts.every((text) => !/[\d一二两三四五六七八九十无]/.test(text)) ? "bad" : "neutral";
    case "village":
      if (values.villageLike >= 0.6) return "good";
      return values.unitLike >= 0.6 ? "bad" : "neutral";
    case "name":
      if (values.nameLike >= 0.5) return "good";
      return enough && (values.numeric >= 0.8 || values.idLike >= 0.5 || values.dateLike >= 0.8) ? "bad" : "neutral";
    case "code": {
      const list = info.spec.codes ?? "";
      const own = codeShare(values, list, lexicon);
      if (own >= 0.6) return "good";
      if (values.idLike >= 0.5 || (values.dateLike >= 0.8 && values.numeric < 0.5)) return "bad";
      return enough && own === 0 && values.nameLike < 0.5 && values.texts.every((text) => /^\d{4,}$/.test(text)) ? "bad" : "neutral";
    }
    case "text":
      if (field === "unit") return values.unitLike >= 0.6 ? "good" : values.villageLike >= 0.6 ? "bad" : "neutral";
      return "neutral";
  }
}
