/** rowLogic, part one: values that cannot be right in themselves (impossible dates, #N/A, ID numbers), and ID against birth, sex, age. */
import type { FieldId, Normal, NormalDate, NormalId } from "../model.js";
import { normalAt } from "./cells.js";
import type { CheckContext } from "./check.js";
import { codeOf, dateOf, numberOf } from "./normal-values.js";
import { peopleOf } from "./people.js";
import type { RowFaults, Sentence } from "./row-faults.js";

/** Why a value is invalid, as normalisation says it, in a clerk's words. */
const ISSUES: Readonly<Record<string, Sentence>> = {
  checkDigit: { zh: "身份证号末位校验码不对,至少有一位数字写错", en: "the check character of the ID number does not fit: at least one digit is wrong" },
  idLength: { zh: "身份证号位数不对,应为18位或15位", en: "the ID number must have 18 or 15 characters" },
  idDate: { zh: "身份证号里的出生日期不存在", en: "the birth date inside the ID number does not exist" },
  idArea: { zh: "身份证号前6位地区码不对", en: "the area code of the ID number is wrong" },
  damaged: { zh: "身份证号的后几位被Excel改掉了,请按文本格式重新录入", en: "Excel has destroyed the last digits of the ID number: enter it again as text" },
  impossibleDate: { zh: "没有这个日期", en: "there is no such date" },
  outOfRangeDate: { zh: "日期超出合理年份", en: "the year of the date is out of range" },
  error: { zh: "单元格是错误值,公式没有算出来", en: "the cell holds an error, its formula has no result" },
  notANumber: { zh: "这里应填数字", en: "a number belongs here" },
  countSum: { zh: "男孩数加女孩数不等于子女数", en: "boys and girls do not add up to the children" },
  noYear: { zh: "看不出是哪一年", en: "the year is missing" },
};
const UNREADABLE: Sentence = { zh: "看不懂这个值", en: "the value cannot be read" };

/** Every cell whose value is invalid in itself. */
export function checkValues(context: CheckContext, faults: RowFaults): void {
  const { books } = context;
  books.blocks.forEach((block, b) => {
    const offset = books.offsets[b] ?? 0;
    for (const [field, column] of block.columns) {
      if (column.at !== undefined) continue;
      const values = column.values;
      for (let i = 0; i < values.length; i++) {
        const value = values[i];
        if (value === undefined || value.state !== "invalid") continue;
        // The children's own words contradict themselves in the same way as three columns do: see children = boys + girls.
        const issue = ISSUES[value.issue ?? ""] ?? UNREADABLE;
        const name = context.fieldName(field.split("#")[0] ?? field);
        const also: FieldId[] = field === "idNumber" && idContradicted(block.columns.get("birthDate")?.values[i], value) ? ["birthDate"] : [];
        faults.add(offset + i, field, "invalid", also, {
          zh: `${name}“${value.shown}”:${issue.zh}。请查原件改正。`,
          en: `${name} "${value.shown}": ${issue.en}. Check the original and correct it.`,
        });
      }
    }
  });
}

function idContradicted(birth: Normal | undefined, id: Normal): boolean {
  const date = dateOf(birth);
  return date !== null && id.type === "idNumber" && id.birth !== "" && !fits(date, id.birth);
}

/** Whether a birth date fits the one inside an ID number, at the date's own precision. */
export function fits(date: NormalDate, iso: string): boolean {
  if (date.year !== Number(iso.slice(0, 4))) return false;
  if (date.month !== 0 && date.month !== Number(iso.slice(5, 7))) return false;
  return date.day === 0 || date.day === Number(iso.slice(8, 10));
}

/** ID number against birth date, sex and age of the same row. */
export function checkIdentity(context: CheckContext, faults: RowFaults): void {
  const { books } = context;
  books.blocks.forEach((block, b) => {
    const ids = block.columns.get("idNumber")?.values;
    const births = block.columns.get("birthDate")?.values;
    const sexes = block.columns.get("sex")?.values;
    const ages = block.columns.get("age")?.values;
    if (births === undefined && sexes === undefined && ages === undefined) return;
    const offset = books.offsets[b] ?? 0;
    for (let i = 0; i < block.count; i++) {
      const idValue = ids?.[i];
      const id = idValue !== undefined && idValue.type === "idNumber" && idValue.state === "value" ? idValue : null;
      const birth = dateOf(births?.[i]);
      if (id !== null && birth !== null && id.birth !== "" && !fits(birth, id.birth)) birthFault(context, faults, offset + i, id, birth);
      if (id !== null && id.sex !== null && sexes !== undefined) {
        const sex = codeOf(sexes[i]);
        if ((sex === "male" || sex === "female") && sex !== id.sex && !faults.isBlamed(offset + i, "idNumber")) sexFault(context, faults, offset + i);
      }
      if (ages !== undefined) ageFault(context, faults, offset + i, ages[i], birth, id);
    }
  });
}

function birthFault(context: CheckContext, faults: RowFaults, row: number, id: NormalId, birth: NormalDate): void {
  // An ID of the right check character is rarely wrong; but the person's other records know better.
  const { idVotes, birthVotes } = votes(context, row, id, birth);
  const field = birthVotes > idVotes ? "idNumber" : "birthDate";
  const other = field === "idNumber" ? "birthDate" : "idNumber";
  faults.add(row, field, "invalid", [other], {
    zh: `出生日期“${birth.shown}”与身份证号里的出生日期${id.birth}不一致。请查户口簿,改正${field === "idNumber" ? "身份证号" : "出生日期"}或另一格。`,
    en: `Birth date "${birth.shown}" differs from the one in the ID number, ${id.birth}. Check the household register and correct the wrong one.`,
  });
}

/** How many other rows of the person speak for the ID's birth date, and how many for the row's. */
function votes(context: CheckContext, row: number, id: NormalId, birth: NormalDate): { idVotes: number; birthVotes: number } {
  const { books, entities } = context;
  const entity = entities.of[row] ?? -1;
  let idVotes = 0;
  let birthVotes = 0;
  if (entity < 0) return { idVotes, birthVotes };
  for (let i = entities.start[entity] ?? 0; i < (entities.start[entity + 1] ?? 0); i++) {
    const other = entities.rows[i];
    if (other === undefined || other === row) continue;
    const date = dateOf(normalAt(books, other, "birthDate"));
    if (date !== null && fits(date, id.birth)) idVotes++;
    else if (date !== null && date.year === birth.year && date.month === birth.month && date.day === birth.day) birthVotes++;
    const number = normalAt(books, other, "idNumber");
    if (number !== null && number.type === "idNumber" && number.valid && number.birth !== "") {
      if (number.birth === id.birth) idVotes++;
      else if (fits(birth, number.birth)) birthVotes++;
    }
  }
  return { idVotes, birthVotes };
}

function sexFault(context: CheckContext, faults: RowFaults, row: number): void {
  const shown = normalAt(context.books, row, "sex")?.shown ?? "";
  faults.add(row, "sex", "invalid", ["idNumber"], {
    zh: `性别“${shown}”与身份证号第17位不一致。请查户口簿改正。`,
    en: `Sex "${shown}" does not fit the 17th digit of the ID number. Check the household register.`,
  });
}

/** Ages are written by 虚岁 and by different days: only two years and more are worth a question. */
const AGE_SLACK = 2;
const AGE_WRONG = 4;

function ageFault(context: CheckContext, faults: RowFaults, row: number, age: Normal | undefined, birth: NormalDate | null, id: NormalId | null): void {
  const said = numberOf(age);
  const year = birth?.year ?? (id === null || id.birth === "" ? NaN : Number(id.birth.slice(0, 4)));
  if (Number.isNaN(said) || Number.isNaN(year) || faults.isBlamed(row, "birthDate") || faults.isBlamed(row, "idNumber")) return;
  const asOf = spokenYear(context, row);
  if (asOf.length === 0) return;
  // 虚岁 counts one or two more than the difference of the years.
  const least = Math.min(...asOf) - year - 1;
  const most = Math.max(...asOf) - year;
  if (said > least - AGE_SLACK && said < most + AGE_SLACK) return;
  // Off by a few years it may be a way of counting; by more the number itself is wrong.
  const wrong = said <= least - AGE_WRONG || said >= most + AGE_WRONG;
  faults.add(row, "age", wrong ? "invalid" : "review", birth === null ? ["idNumber"] : ["birthDate"], {
    zh: `年龄${said}与出生日期相差两岁以上(按截止日期约${most}岁)。请确认年龄或出生日期。`,
    en: `Age ${said} is two years or more off the birth date (about ${most} as of the record's date). Please confirm either.`,
  });
}

/** Years the row may speak of: of its own dates, else of its part's as-of date. */
function spokenYear(context: CheckContext, row: number): number[] {
  const years: number[] = [];
  for (const field of ["checkDate", "issueDate", "matterDate", "eventDate"]) {
    const date = dateOf(normalAt(context.books, row, field));
    if (date !== null) years.push(date.year);
  }
  const asOf = peopleOf(context).asOf(row);
  if (asOf !== "") years.push(Number(asOf.slice(0, 4)));
  return years;
}
