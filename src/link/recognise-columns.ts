/** Types of columns from their names and values, where the settings say nothing. */
import { normalId, validId } from "../linkage/model/normal-value.js";
import type { FieldType, LinkColumn } from "../linkage/model/settings.js";
import type { List } from "./read-list.js";

/** By name, most telling first. Columns that number rows or name a truth are no evidence. */
const BY_NAME: readonly (readonly [RegExp, FieldType | null])[] = [
  [/^(?:id|ids|rec_?id|record_?id|unique_?id|row_?(?:id|no|number)?|index|no|序号|编号|行号|cluster(?:_?id)?|label|entity(?:_?id)?|truth)$/, null],
  [/身份证|公民身份|id_?number|identity/, "idNumber"],
  [/birth_?place|place|出生地|籍贯/, "text"],
  [/dob|birth|date|日期|出生|生日|年月/, "date"],
  [/phone|mobile|tel|电话|手机|联系方式/, "phone"],
  [/post_?code|zip|postal|邮编|邮政/, "postcode"],
  [/soc_?sec|ssn|(?:_|^)id$|_id(?:_|$)|code|e-?mail|邮箱|编码|代码|证号|gender|sex|性别|state$/, "code"],
  [/address|addr|street(?!_?n)|suburb|city|town|地址|住址|title|author|venue|journal|description|occupation|职业|单位|村|乡|镇|组$/, "text"],
  [/name|surname|姓名|名字|配偶|丈夫|妻子|户主|子女|^姓$|^名$/, "name"],
  [/number|year|age|price|amount|count|年龄|年份|数量|金额/, "number"],
];

/** @param meaning what a header means, for the counterpart of a column under another header */
export function recogniseColumns(first: List, second: List | null, id: string | null, meaning: (header: string) => string | null): readonly LinkColumn[] {
  const found: LinkColumn[] = [];
  const taken = new Set<string>(second?.headers.filter((one) => first.headers.includes(one)) ?? []);
  for (const header of first.headers) {
    if (header === "" || header === id) continue;
    const other = second === null ? header : counterpart(header, second.headers, taken, meaning);
    if (other === undefined || other === id) continue;
    taken.add(other);
    const values = [...(first.column(header) ?? []), ...(second?.column(other) ?? [])].filter((value) => value.trim() !== "");
    const type = typeOf(folded(header), values);
    if (type === null) continue;
    found.push(other === header ? { name: header, type } : { name: header, other, type });
  }
  return found;
}

/** The second list's header for a column of the first: the same, written otherwise, or of the same meaning; the same header is never another's. */
function counterpart(header: string, headers: readonly string[], taken: ReadonlySet<string>, meaningOf: (header: string) => string | null): string | undefined {
  if (headers.includes(header)) return header;
  const free = headers.filter((one) => !taken.has(one));
  const meaning = meaningOf(header);
  return free.find((one) => folded(one) === folded(header)) ?? (meaning === null ? undefined : free.find((one) => meaningOf(one) === meaning));
}

const folded = (header: string): string => header.normalize("NFKC").toLowerCase().trim().replace(/[\s-]+/g, "_");

/** null: no evidence (numbers rows, or empty). */
export function typeOf(header: string, values: readonly string[]): FieldType | null {
  if (values.length === 0) return null;
  const step = Math.max(1, Math.floor(values.length / 1000));
  const sample = values.filter((_, i) => i % step === 0).map((value) => value.normalize("NFKC").trim());
  const share = (test: (value: string) => boolean): number => sample.filter(test).length / sample.length;
  // Household codes have 18 digits too; of ID numbers most hold a birth date and pass their check.
  if (share((value) => validId(normalId(value.toLowerCase()))) > 0.5) return "idNumber";
  const named = BY_NAME.find(([pattern]) => pattern.test(header));
  const dates = share((value) => /^(?:1[5-9]|20)\d\d[-/.年]?\d{1,2}(?:[-/.月]?\d{1,2}日?)?$|^\d{1,2}[-/.]\d{1,2}[-/.](?:\d{2}|\d{4})$/.test(value));
  if (named !== undefined && (named[1] !== "number" || share(isNumber) > 0.6)) {
    if (named[1] === "date" && dates < 0.3) return share(isNumber) > 0.8 ? "number" : "text";
    return named[1];
  }
  if (dates > 0.7) return "date";
  if (share((value) => value.includes("@")) > 0.6) return "code";
  if (share((value) => /^1[3-9]\d{9}$|^\+?\d[\d ()-]{8,16}$/.test(value)) > 0.7) return "phone";
  if (share(isNumber) > 0.8) return share((value) => value.length >= 6) > 0.6 ? "code" : "number";
  if (share((value) => /^[\u4e00-\u9fff·]{2,4}$/.test(value)) > 0.8 && new Set(sample).size > sample.length * 0.3) return "name";
  if (new Set(values).size <= Math.min(30, values.length / 10)) return "code";
  return "text";
}

const isNumber = (value: string): boolean => /^-?\d+(?:\.\d+)?$/.test(value);
