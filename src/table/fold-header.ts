/**
 * Header texts as written become header texts to compare: full width, blanks, line breaks, marks, traditional forms, 帐/账,
 * 号码/号 and 登记/采集 do not distinguish (nine-records.md §2). Bracket content is kept apart, since it sometimes does: 姓名(夫).
 */

/** A header text folded. `kept` has the bracket contents inline, `bare` is without them. */
export interface Folded {
  readonly kept: string;
  readonly bare: string;
  readonly brackets: readonly string[];
}

/** Traditional and variant characters that occur in headers, each pair traditional then simplified. */
const VARIANTS =
  "號号證证齡龄婦妇聯联歲岁歳岁現现帳账賬账帐账臺台檯台戶户戸户類类別别與与關关係系狀状況况态态態态變变動动遷迁區区鄉乡鎮镇縣县組组編编碼码職职業业農农學学歷历曆历" +
  "結结離离喪丧節节環环藥药葯药領领發发單单數数規规報报損损進进庫库餘余計计總总費费檢检時时間间處处備备註注說说實实際际應应辦办責责審审負负蓋盖簽签級级員员劃划" +
  "屬属種种質质標标術术從从來来親亲養养還还歸归電电腦脑錄录冊册檔档條条絕绝經经國国個个兒儿齊齐輪轮點点項项內内爲为為为對对開开終终滿满過过達达務务產产醫医療疗衛卫" +
  "體体診诊斷断後后採采記记場场團团屆届廣广書书會会轉转遠远運运適适選选鄰邻釋释長长門门隊队雙双額额願愿孫孙貫贯連连細细寫写貨货價价雜杂據据僑侨歲岁隨随訪访嬰婴";

const simplified = new Map<string, string>();
for (let i = 0; i + 1 < VARIANTS.length; i += 2) simplified.set(VARIANTS.charAt(i), VARIANTS.charAt(i + 1));

const MARKS = new Set("*＊※★☆、:：,，。.;；/／\\|\"“”'‘’「」『』《》<>〈〉〔〕?？!！-－—–_＿~～·•#＃+＋=^&".split(""));
const OPEN = new Set("(（[［【{｛".split(""));
const CLOSE = new Set(")）]］】}｝".split(""));

/** Half-width, simplified, lower case, without blanks and marks; brackets are handled by `foldHeader`. */
function foldCharacter(character: string): string {
  const code = character.charCodeAt(0);
  if (code <= 32 || code === 0x3000 || code === 0xa0 || (code >= 0x2000 && code <= 0x200f) || code === 0xfeff) return "";
  if (MARKS.has(character)) return "";
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0).toLowerCase();
  if (code < 128) return character.toLowerCase();
  return simplified.get(character) ?? character;
}

/** Words that stand for one another in headers. */
function foldWords(text: string): string {
  if (!/码|登|姓|量/.test(text)) return text;
  return text.replaceAll("号码", "号").replaceAll("登记", "采集").replaceAll("姓别", "性别").replaceAll("子女数量", "子女数");
}

/** Folds a header text. Nested brackets count as one. */
export function foldHeader(text: string): Folded {
  let kept = "";
  let bare = "";
  let inside = "";
  let depth = 0;
  const brackets: string[] = [];
  for (const character of text) {
    if (OPEN.has(character)) {
      depth++;
      continue;
    }
    if (CLOSE.has(character)) {
      if (depth > 0 && --depth === 0) {
        if (inside !== "") brackets.push(foldWords(inside));
        inside = "";
      }
      continue;
    }
    const folded = foldCharacter(character);
    kept += folded;
    if (depth > 0) inside += folded;
    else bare += folded;
  }
  if (inside !== "") brackets.push(foldWords(inside));
  kept = foldWords(kept);
  bare = foldWords(bare);
  return { kept, bare: bare === "" ? kept : bare, brackets };
}

/** Folds any short text (labels, record names, titles) the same way, bracket contents inline. */
export function foldText(text: string): string {
  return foldHeader(text).kept;
}

/**
 * A looser key, for headers that are no known synonym: 时间, 年月日, 年月 are all 日期; 现, 目前, 当前, 本人, 采用, 情况 say nothing.
 */
export function looseKey(folded: string): string {
  return folded
    .replace(/(年月日|年月|时间|日期)$/, "日期")
    .replace(/(情况|状况|状态)$/, "情况")
    .replace(/^(目前|当前|现在|现|本人|个人|所|该)/, "");
}
