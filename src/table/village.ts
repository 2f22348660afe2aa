/**
 * Villages in cells, section lines, titles, sheet names, file names and folders. A village word ends with a suffix of the profile
 * (村, 村委会, 社区 …) or is a village that other sheets name; 镇, 乡, 区 and words of records (村级报告单, 农村) are none.
 */

export interface Villages {
  /** The village said in a text, as written, or null. `loose` also takes a known village without its suffix. */
  find(text: string, loose: boolean): string | null;
  /** Makes a village known (as written, with or without suffix). */
  learn(village: string): void;
  /** The village without its suffix: what two spellings have in common. */
  stem(village: string): string;
  /** Whether the whole text is one known village. */
  known(text: string): boolean;
}

const HAN = "\\u4e00-\\u9fa5";
// Units above the village; the village begins after the last of them. 村 comes later, so 新塘镇新塘村 gives 新塘村.
const HIGHER = /^.*?(?:省|自治区|市|县|街道办事处|街道|镇|乡|办事处|(?<=[\u4e00-\u9fa5]{2})区)(?=[\u4e00-\u9fa5])/;
// 村 in these is no village: 村级, 村民小组, 村计生专干, 农村, 行政村, 全村, 各村 …
const NOT_BEFORE = /(农|行政|自然|全|各|本|该|我|外|同|邻|城中|乡|驻|多|每|某|其他|其它|原|到|\d)$/;
const NOT_AFTER = /^(级|民(?!委)|干|专干|名|数|别|编|代码|组|支|两委|规|容|务|里|庄)/;
const LEADING = /^(关于|致|填报|上报|报送|所属|单位|村名|行政村|村别|名称|[一二三四五六七八九十]+、|第)+/;
// A period before the village is no part of it: 2004年5月新塘村, 二〇〇四年五月新塘村 (but 月形村 is a village).
const PERIOD = /(?:\d+|[〇零○Ｏ一二三四五六七八九十]+)(?:年度?|月份?|日|季度)/g;
const ENUMERATED = /^[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．:：\s]+/;

/** `suffixes` as the profile gives them (longest match counts). */
export function createVillages(suffixes: readonly string[]): Villages {
  const all = [...new Set([...suffixes, "村民委员会", "居民委员会", "村委会", "居委会", "社区", "村"])].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(`([${HAN}]{1,12}?)(${all.join("|")})`, "g");
  const stems = new Map<string, string>();
  const found = new Map<string, string | null>();

  const stem = (village: string): string => {
    const clean = village.replace(/[\s\u3000]/g, "");
    for (const suffix of all) if (clean.length > suffix.length && clean.endsWith(suffix)) return clean.slice(0, -suffix.length);
    return clean;
  };

  function search(text: string): string | null {
    const clean = text.replace(/[\s\u3000]/g, (blank) => (blank === "\n" ? "，" : "")).replace(ENUMERATED, "").replace(PERIOD, "，");
    for (const match of clean.matchAll(pattern)) {
      let stemWord = match[1] ?? "";
      const suffix = match[2] ?? "";
      for (let cut = HIGHER.exec(stemWord); cut !== null; cut = HIGHER.exec(stemWord)) stemWord = stemWord.slice(cut[0].length);
      stemWord = stemWord.replace(LEADING, "");
      const after = clean.slice(match.index + match[0].length);
      if (stemWord.length === 0 || stemWord.length > 6) continue;
      // 新塘村级报告单 is of 新塘村 only if the village is known from elsewhere.
      if (suffix === "村" && (NOT_BEFORE.test(stemWord) || (NOT_AFTER.test(after) && !stems.has(stemWord)))) continue;
      if (stemWord.length > 2 && suffix === "村" && /(省|市|县|镇|乡|街道|区)$/.test(stemWord)) continue;
      if (NOT_BEFORE.test(stemWord) && stemWord.length <= 2) continue;
      return stemWord + suffix;
    }
    return null;
  }

  function searchKnown(text: string): string | null {
    let best: { stem: string; village: string } | null = null;
    for (const [known] of stems) {
      // A township of the same name (荷塘镇) is not the village.
      if (known.length < 2 || (best !== null && known.length <= best.stem.length)) continue;
      for (let at = text.indexOf(known); at >= 0; at = text.indexOf(known, at + 1)) {
        if (/^(省|市|县|镇|乡|街道|区)/.test(text.slice(at + known.length))) continue;
        const suffix = all.find((candidate) => text.startsWith(candidate, at + known.length)) ?? "";
        best = { stem: known, village: known + suffix };
        break;
      }
    }
    return best?.village ?? null;
  }

  return {
    find(text, loose) {
      if (text === "" || text.length > 200) return null;
      const key = (loose ? "+" : "-") + text;
      const before = found.get(key);
      if (before !== undefined) return before;
      const village = search(text) ?? (loose ? searchKnown(text.replace(/[\s\u3000]/g, "")) : null);
      found.set(key, village);
      return village;
    },
    learn(village) {
      const short = stem(village);
      if (short.length >= 1 && short.length <= 6 && !stems.has(short)) {
        stems.set(short, village);
        found.clear();
      }
    },
    stem,
    known: (text) => stems.has(stem(text)),
  };
}
