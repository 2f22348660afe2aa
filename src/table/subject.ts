/**
 * Whose attribute a header speaks of. 姓名 under 丈夫 is not the woman's name, and 丈夫户口性质 is not hers although it contains
 * 户口性质: only a header without a person of its own, or about the woman herself, may fill a field of hers.
 */

export type Subject = "self" | "spouse" | "child" | "head" | "other";

interface SubjectWord {
  readonly word: string;
  readonly subject: Subject;
}

// Longest first: 女方 before 女, 丈夫 before 夫. All in folded form. Mother and father are those of a list of births.
const WORDS: readonly SubjectWord[] = [
  ...["育龄妇女", "服务对象", "受检者", "领取人", "使用者", "妇女", "育妇", "对象", "本人", "女方", "妻子", "妻方", "妻", "母亲", "产妇", "孕妇"].map((word) => ({ word, subject: "self" as const })),
  ...["丈夫", "配偶", "男方", "爱人", "夫方", "夫", "父亲"].map((word) => ({ word, subject: "spouse" as const })),
  ...["最小孩", "新生儿", "出生儿", "孩子", "子女", "小孩", "婴儿", "婴幼儿", "儿童", "末孩", "幼儿"].map((word) => ({ word, subject: "child" as const })),
  ...["户主"].map((word) => ({ word, subject: "head" as const })),
  ...["公公", "婆婆", "监护人", "联系人", "介绍人", "见证人", "邻居", "房东", "雇主", "填表人", "负责人", "经办人", "检查人", "发放人", "反馈人", "签收人", "采集人", "调查人", "医生", "专干", "村医", "包户", "责任人", "管理人", "录入人"]
    .map((word) => ({ word, subject: "other" as const })),
].sort((a, b) => b.word.length - a.word.length);

// Not about one of the two: 夫妻是否共同流出.
const COUPLE = /夫妻|夫妇/;
// A count of children is the woman's own: 现有子女数. So is 子女情况 where it is one column; as a group its leaves say what it is.
const CHILD_COUNT = /(子女|孩子|小孩)(总|个)?数/;
const CHILD_ORDINAL = /(?:第)?([一二三四五六七八九1-9])(?:孩|胎|个孩)|(?:孩子|子女|小孩)([一二三四五六七八九1-9])|(头)孩|(长)(?:子|女)/;
const NUMERALS = "一二三四五六七八九";

/** The person named by a folded header text, or null. */
export function subjectOf(folded: string): Subject | null {
  if (COUPLE.test(folded) || CHILD_COUNT.test(folded)) return null;
  for (const { word, subject } of WORDS) if (folded.includes(word)) return subject;
  if (CHILD_ORDINAL.test(folded)) return "child";
  return null;
}

/** The text without the word that names the person; "" if nothing else is left. */
export function withoutSubject(folded: string): string {
  for (const { word } of WORDS) if (folded.includes(word)) return folded.replace(word, "").replace(/^的|^[一二三四五六七八九1-9]/, "").replace(/^(基本)?(情况|信息)$/, "");
  return folded.replace(CHILD_ORDINAL, "").replace(/^(情况|信息)$/, "");
}

/** The child's number said by a header (孩子1姓名, 孩子姓名1, 一孩, 第二孩, 长子): 1 …, or 0. */
export function childOrdinal(folded: string): number {
  const found = CHILD_ORDINAL.exec(folded);
  if (found === null) return Number(/[1-9]$/.exec(folded)?.[0] ?? 0);
  if (found[3] !== undefined || found[4] !== undefined) return 1;
  const digit = found[1] ?? found[2] ?? "";
  const numeral = NUMERALS.indexOf(digit);
  return numeral >= 0 ? numeral + 1 : Number(digit);
}
