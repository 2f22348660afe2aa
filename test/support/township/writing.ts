/** From what a row says to what stands in the cell: the clerk's style, and now and then another way of writing the same. */
import { DAY_STYLES, isoMonth, showDay, showYearMonth, ymd } from "./calendar.js";
import { shortForm, wrongDigit } from "./id-number.js";
import { misspelt, traditional } from "./names.js";
import type { SheetPlan, Style } from "./plan.js";
import type { Random } from "./random.js";
import type { Row, Value } from "./rows.js";
import { SKIP_MARKER } from "./types.js";
import type { Cell } from "./types.js";
import { otherWord, SKIPPED } from "./words.js";

export const DATE_FIELDS = new Set([
  "birthDate", "marriageDate", "marriageChangeDate", "lastChildBirth", "methodDate", "eventDate", "matterDate", "doneDate", "checkDate", "issueDate",
  "outDate", "backDate", "inDate", "childBirth", "childBirth#1", "childBirth#2", "childBirth#3",
]);
const NAME_FIELDS = new Set(["name", "spouseName"]);
const ID_FIELDS = new Set(["idNumber", "spouseIdNumber"]);

/** How one row deviates from its sheet's style. */
export interface Deviation {
  readonly fields: ReadonlySet<string>;
  readonly random: Random;
}

const FULL = "０１２３４５６７８９";
const fullWidth = (text: string): string => text.replace(/[0-9]/g, (d) => FULL[Number(d)] ?? d);

function dateCell(date: number, style: Style): Cell {
  return { kind: "date", value: date, shown: showDay(date, style.date === "packed" || style.date === "short" ? "iso" : style.date) };
}

export function writeDate(field: string, date: number, style: Style, deviation: Deviation | null): Cell {
  if (style.yearMonth.has(field)) return showYearMonth(date, deviation ? deviation.random.pick(DAY_STYLES) : style.date);
  if (deviation) {
    const { random } = deviation;
    const roll = random.next();
    if (roll < 0.2) return { kind: "date", value: date, shown: showDay(date, random.pick(["iso", "slash"])) };
    if (roll < 0.3) return Number(showDay(date, "packed"));
    if (roll < 0.4) return fullWidth(showDay(date, "dot"));
    if (roll < 0.45) return showDay(date, "han");
    if (roll < 0.55 && ymd(date).y > 1949) return showDay(date, "short");
    return showDay(date, random.pick(DAY_STYLES));
  }
  if ((field === "eventDate" || field === "childBirth") && style.headingYear === ymd(date).y) return showDay(date, "monthDay");
  return style.dateCells ? dateCell(date, style) : showDay(date, style.date);
}

function writeName(name: string, deviation: Deviation | null): string {
  if (!deviation) return name;
  const { random } = deviation;
  const roll = random.next();
  if (roll < 0.35) return name.length === 2 ? `${name[0]} ${name[1]}` : [...name].join(" ");
  if (roll < 0.55) return name.length === 2 ? `${name[0]}　${name[1]}` : ` ${name}`;
  const other = traditional(name);
  return other === name ? `${name} ` : other;
}

function writeId(id: string, deviation: Deviation | null): string {
  if (!deviation) return id;
  const { random } = deviation;
  const roll = random.next();
  if (roll < 0.5 && id.slice(6, 8) === "19") return shortForm(id);
  if (roll < 0.7) return id.replace("X", "x");
  if (roll < 0.85) return fullWidth(id);
  return `${id.slice(0, 6)} ${id.slice(6, 14)} ${id.slice(14)}`;
}

/** Two children columns of a card and one of a form share the style of their field. */
const base = (field: string): string => {
  const at = field.indexOf("#");
  return at < 0 ? field : field.slice(0, at);
};

export function writeValue(row: Row, field: string, value: Value | undefined, style: Style, deviation: Deviation | null): Cell {
  if (SKIPPED.has(field)) return typeof value === "string" ? value : `${SKIP_MARKER}${(row.person % 90) + 10}`;
  if (value === null || value === undefined) return null;
  if (typeof value === "object") return value.raw;
  const odd = deviation?.fields.has(field) ? deviation : null;
  if (typeof value === "number") {
    if (DATE_FIELDS.has(field)) return writeDate(field, value, style, odd);
    if (field === "month" || field === "reportMonth") return isoMonth(value);
    if (field === "children" && style.countWords) {
      const boys = Number(row.values["boys"] ?? 0);
      const girls = Number(row.values["girls"] ?? 0);
      return value === 0 ? 0 : `${boys ? `${boys}男` : ""}${girls ? `${girls}女` : ""}`;
    }
    return odd && (field === "children" || field === "group") ? fullWidth(String(value)) : value;
  }
  if (NAME_FIELDS.has(field)) return writeName(value, odd);
  if (ID_FIELDS.has(field)) return writeId(value, odd);
  const list = base(field);
  const words = style.words[list];
  if (words) {
    const word = words[value] ?? value;
    if (odd) {
      const other = otherWord(list, value, word, odd.random);
      // Where a column is coarse throughout, a finer word would make it something else.
      if (other !== undefined && word !== "药具" && word !== "已婚") return other;
    }
    return style.numericCodes && /^\d+$/.test(word) ? Number(word) : word;
  }
  return value;
}

const USUAL = ["name", "idNumber", "birthDate", "spouseName", "methodDate", "method", "marriageDate", "lastChildBirth", "householdRegistration", "eventDate", "event", "group", "issueDate", "checkDate"];

/** A tenth of the rows: one or two cells written differently. Nothing for rows that must stay as they are. */
export function deviationOf(row: Row, plan: SheetPlan, noise: "none" | "usual" | "awful", random: Random): Deviation | null {
  if (noise === "none" || row.plain || row.person < 0 || !random.chance(noise === "usual" ? 0.1 : 0.2)) return null;
  const fields = new Set<string>();
  const possible = USUAL.filter((f) => row.values[f] !== undefined && row.values[f] !== null && typeof row.values[f] !== "object" && plan.columns.some((c) => c.field === f));
  if (possible.length === 0) return null;
  fields.add(random.pick(possible));
  if (random.chance(0.4)) fields.add(random.pick(possible));
  return { fields, random };
}

/** Awful writing: two fields of a row really damaged, as for a linkage test. The truth does not call these errors. */
export function damage(row: Row, random: Random): void {
  if (row.plain || row.person < 0) return;
  const { values } = row;
  const can = ["name", "idNumber", "birthDate", "spouseName", "householdCode", "group"].filter((f) => typeof values[f] === "string" || typeof values[f] === "number");
  random.shuffle(can);
  for (const field of can.slice(0, 2)) {
    const value = values[field];
    if (field === "name" || field === "spouseName") {
      const name = String(value);
      values[field] = misspelt(name, random.chance(0.6) ? "sound" : "shape", random) ?? (random.chance(0.5) ? null : name.slice(0, -1) + "某");
    } else if (field === "idNumber") {
      const id = String(value);
      const roll = random.next();
      values[field] = roll < 0.4 ? wrongDigit(id, random) : roll < 0.6 ? null : roll < 0.8 ? id.slice(0, 14) : { raw: Number(`${id.slice(0, 15)}000`) };
    } else if (field === "birthDate") {
      const { y, m, d } = ymd(Number(value));
      const roll = random.next();
      values[field] = roll < 0.3 ? Number(value) + random.pick([-30, -10, -1, 1, 10, 30]) : roll < 0.6 ? { raw: `${y}.${m}` } : roll < 0.8 ? { raw: `${y}-${d <= 12 ? d : m}-${d <= 12 ? m : d}` } : null;
    } else values[field] = null;
  }
}

