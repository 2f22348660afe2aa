/** How much a cell's text looks like a header, by the words of the profile alone. */
import { foldHeader } from "./fold-header.js";
import type { Lexicon } from "./lexicon.js";

/** 2: a known header; 1: ends with a known header, or is one that is also a value (出生); 0: neither. */
export type HeaderWeight = 0 | 1 | 2;

export interface HeaderWords {
  weigh(text: string): HeaderWeight;
  /** A word that may stand in a sub-header under a group: also 男, 女 and other short words known only there. */
  subHeader(text: string): boolean;
  /** Known as a group header (孩子情况). */
  group(text: string): boolean;
}

const LONGEST = 30;

export function headerWords(lexicon: Lexicon): HeaderWords {
  const memo = new Map<string, HeaderWeight>();

  function compute(text: string): HeaderWeight {
    if (/[:：]\s*$/.test(text)) return 0; // 负责人： is a footer
    const folded = foldHeader(text);
    if (folded.bare === "" || /^\d+$/.test(folded.bare)) return 0;
    const senses = lexicon.exact.get(folded.kept) ?? lexicon.exact.get(folded.bare);
    if (senses !== undefined) {
      if (lexicon.valueWords.has(folded.bare)) return folded.bare.length > 1 ? 1 : 0;
      if (senses.every((sense) => sense.kind !== "field") && lexicon.footers.includes(folded.bare)) return 1;
      return senses.every((sense) => sense.groups !== null) ? 1 : 2; // 号码, 日期 only under a group
    }
    if (lexicon.itemWords.has(folded.bare)) return 1; // an item per column
    if (lexicon.valueWords.has(folded.bare)) return 0;
    for (let from = 1; from + 2 <= folded.bare.length; from++) {
      const end = lexicon.exact.get(folded.bare.slice(from));
      if (end !== undefined && end.some((sense) => !sense.exportName)) return 1;
    }
    return 0;
  }

  const weigh = (text: string): HeaderWeight => {
    if (text.length > LONGEST || text === "") return 0;
    let weight = memo.get(text);
    if (weight === undefined) {
      if (memo.size > 20_000) memo.clear(); // a sheet of names must not fill it
      weight = compute(text);
      memo.set(text, weight);
    }
    return weight;
  };

  return {
    weigh,
    subHeader(text) {
      if (text.length > LONGEST) return false;
      if (weigh(text) > 0) return true;
      const folded = foldHeader(text);
      return lexicon.exact.has(folded.bare) || lexicon.itemWords.has(folded.bare) || /^(小计|合计|其中.*|其他|其它|年|月|日|人数|数量|[男女]孩?)$/.test(folded.bare);
    },
    group(text) {
      const { bare } = foldHeader(text);
      return bare.length <= 16 && lexicon.groupWords.some((word) => (word.length === 1 ? bare === word : bare.includes(word)));
    },
  };
}
