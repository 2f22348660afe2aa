/**
 * duplicates (R3): twice in one record. What makes two rows one differs by what a row is: a person, an event, a matter, a round, an
 * issue, a stay, a line of the report. Twins are two children; a late report of the same event (补报) is a question.
 */
import type { FieldId, RecordId, RecordRows } from "../model.js";
import type { RowKind } from "../profile/profile.js";
import { cellsAt, isContinuation, monthAt, nameCell, normalAt, rowsOf, villageAt } from "./cells.js";
import type { Check, CheckContext, Draft } from "./check.js";
import { ownerOf, personName, villageOf } from "./draft.js";
import { repeatedPeople, type Repeat } from "./duplicate-people.js";
import { eventsOf, type EventRow } from "./events.js";
import { hashed, RepeatedKeys } from "./repeated-keys.js";
import type { Sentence } from "./row-faults.js";

export const duplicates: Check = (context) => {
  const drafts: Draft[] = [];
  const seen = new Set(context.books.blocks.map((block) => block.record));
  for (const record of context.profile.records) {
    if (!seen.has(record.id)) continue;
    if (record.rowKind === "person") for (const repeat of repeatedPeople(context, record.id)) drafts.push(personDraft(context, record.id, repeat));
    else if (record.rowKind === "event") drafts.push(...repeatedEvents(context, record.id));
    else drafts.push(...repeatedRows(context, record.id, record.rowKind));
  }
  return { drafts };
};

/** Links of one finding that are explained. */
const MOST_LINKS = 4;

function draftOf(context: CheckContext, record: RecordId, rows: readonly number[], review: boolean, thing: string, why: Sentence): Draft {
  const { books, entities } = context;
  const sorted = [...rows].sort((a, b) => a - b);
  const first = sorted[0] ?? 0;
  // Two rows that linkage keeps apart belong to two entities: the lower name comes first, whatever the order of the rows.
  const entity = entities.of[first] ?? -1;
  const links = entity < 0 ? [] : sorted.slice(0, MOST_LINKS).map((row) => entities.link(row));
  return {
    kind: review ? "review" : "duplicate",
    check: context.spec.id,
    field: null,
    village: villageOf(context, entity, first),
    entity,
    thing: thing === "" ? record : `${record}|${thing}`,
    cells: sorted.map((row) => nameCell(books, row)),
    suspect: record,
    owner: ownerOf(context, record),
    why: context.say(why),
    certainty: links.length === 0 ? 1 : Math.min(...links.map((link) => link.certainty)),
    because: [...new Set(links.flatMap((link) => link.because))],
  };
}

function personDraft(context: CheckContext, record: RecordId, repeat: Repeat): Draft {
  const name = personName(context, repeat.rows);
  const book = context.recordName(record);
  const n = repeat.rows.length;
  const words: Record<Repeat["why"], Sentence> = {
    idNumber: {
      zh: `${name}在${book}里登记了${n}次(身份证号相同)。请保留一行,其余注销或删除。`,
      en: `${name} stands ${n} times in the ${book} (same ID number). Keep one row and close the others.`,
    },
    nameBirth: {
      zh: `${name}在${book}里登记了${n}次(姓名、出生日期等相同)。请保留一行,其余注销或删除。`,
      en: `${name} stands ${n} times in the ${book} (same name, birth date and more). Keep one row and close the others.`,
    },
    namesakes: {
      zh: `${name}在${book}里有${n}行,姓名和出生日期相同,丈夫、村或身份证号不同。是重登还是同名的两个人,请确认。`,
      en: `${name} has ${n} rows in the ${book} with the same name and birth date but another husband, village or ID number. Please confirm: one person or two.`,
    },
    sameNumber: {
      zh: `${book}里${n}个不同的人用了同一个身份证号,其中一个写错了。请查户口簿。`,
      en: `${n} different people in the ${book} share one ID number; one of them is wrong. Check the household registers.`,
    },
  };
  const draft = draftOf(context, record, repeat.rows, repeat.review, "", words[repeat.why]);
  if (repeat.why === "sameNumber") {
    return { ...draft, thing: `${record}|sameNumber`, cells: repeat.rows.flatMap((row) => [nameCell(context.books, row), ...cellsAt(context.books, row, ["idNumber"])]) };
  }
  return draft;
}

/** The same person, event and day twice. Two children of one day are twins. */
function repeatedEvents(context: CheckContext, record: RecordId): Draft[] {
  const groups = new Map<string, EventRow[]>();
  for (const event of eventsOf(context, record)) {
    // A twin stands on a line of its own under the couple.
    if (event.entity < 0 || event.code === "" || event.date === null || isContinuation(context.books, event.row)) continue;
    // 结扎 on one slip and 女扎 on the other are one event.
    const key = `${event.entity}|${broadest(context, event.code)}|${event.date.text}`;
    const held = groups.get(key);
    if (held === undefined) groups.set(key, [event]);
    else held.push(event);
  }
  const drafts: Draft[] = [];
  for (const events of groups.values()) {
    if (events.length < 2) continue;
    for (const same of byChild(context, events)) {
      const [first] = same;
      if (same.length < 2 || first === undefined) continue;
      const rows = same.map((event) => event.row);
      const months = new Set(same.map((event) => event.month));
      const late = months.size === same.length && months.size > 1;
      const name = personName(context, rows);
      const what = context.codeName("event", first.code);
      const date = first.date?.text ?? "";
      drafts.push(draftOf(context, record, rows, false, `${first.code}|${date}`, late
        ? {
            zh: `${name}${date}的${what}在${context.recordName(record)}的${months.size}个月里各报了一次。一件事只报一次,请删去补报重的一行。`,
            en: `The ${what} of ${name} on ${date} is reported in ${months.size} different months of the ${context.recordName(record)}. One event is reported once: delete the repeat.`,
          }
        : {
            zh: `${name}${date}的${what}在${context.recordName(record)}里登了${rows.length}次。请保留一行。`,
            en: `The ${what} of ${name} on ${date} stands ${rows.length} times in the ${context.recordName(record)}. Keep one row.`,
          }));
    }
  }
  return drafts;
}

/** The coarse class (结扎) of an event, itself if it has none; the all-embracing 手术 is no class. */
function broadest(context: CheckContext, code: string): string {
  const codes = context.profile.codes.find((list) => list.id === "event")?.codes ?? [];
  return codes.find((outer) => outer.code !== "operation" && outer.holds?.includes(code) === true)?.code ?? code;
}

/** Splits births of one day by child: another name, place in order or sex is another child. */
function byChild(context: CheckContext, events: readonly EventRow[]): EventRow[][] {
  const groups: EventRow[][] = [];
  for (const event of events) {
    const home = groups.find((group) => group[0] !== undefined && !differentChild(context, group[0].row, event.row));
    if (home === undefined) groups.push([event]);
    else home.push(event);
  }
  return groups;
}

const CHILD: readonly FieldId[] = ["childName", "childNumber", "childSex"];

function differentChild(context: CheckContext, a: number, b: number): boolean {
  for (const base of CHILD) {
    for (const field of [base, `${base}#1`]) {
      const one = normalAt(context.books, a, field);
      const two = normalAt(context.books, b, field);
      if (one !== null && two !== null && one.state === "value" && two.state === "value" && one.text !== two.text) return true;
    }
  }
  return false;
}

/** Fields whose equality makes two rows of a kind the same row; those after "then" only decide whether it is a question. */
const SAME: Readonly<Record<Exclude<RowKind, "person" | "event">, { readonly key: readonly FieldId[]; readonly needs: readonly FieldId[]; readonly decides: readonly FieldId[] }>> = {
  matter: { key: ["matter", "matterDate"], needs: ["matter"], decides: [] },
  round: { key: ["round"], needs: ["round"], decides: ["checkDate"] },
  issue: { key: ["name", "item", "specification", "issueDate", "quantity"], needs: ["item", "issueDate", "quantity"], decides: [] },
  flow: { key: ["flowType", "outDate", "inDate"], needs: [], decides: ["backDate"] },
  stock: { key: ["item", "specification", "unit", "opening", "received", "issued", "lost", "closing"], needs: ["item"], decides: [] },
};

function repeatedRows(context: CheckContext, record: RecordId, kind: Exclude<RowKind, "person" | "event">): Draft[] {
  const { books, entities } = context;
  const same = SAME[kind];
  const sheetIsRoundIn = (block: RecordRows): boolean => kind === "round" && !block.columns.has("round");
  const whose = (row: number): string | number => (kind === "stock" ? `${villageAt(books, row)}|${monthAt(books, row)}` : (entities.of[row] ?? -1));
  const groups = new RepeatedKeys((row) => {
    const block = rowsOf(books, row);
    // A roster whose title or sheet names the round has no column for it: the sheet is the round.
    const sheet = sheetIsRoundIn(block) ? `|${block.block.file ?? ""}|${block.block.sheet}` : "";
    return `${whose(row)}${sheet}${same.key.map((field) => `|${normalAt(books, row, field)?.text ?? ""}`).join("")}`;
  });
  books.blocks.forEach((block, b) => {
    if (block.record !== record) return;
    const offset = books.offsets[b] ?? 0;
    const columns = same.key.map((field) => block.columns.get(field)?.values);
    const sheetIsRound = sheetIsRoundIn(block);
    const needed = sheetIsRound ? [] : same.needs.map((field) => block.columns.get(field)?.values);
    for (let i = 0; i < block.count; i++) {
      const row = offset + i;
      const who = whose(row);
      if (who === -1 || needed.some((values) => values?.[i]?.state !== "value")) continue;
      let hash = hashed(0, who);
      for (const values of columns) hash = hashed(hash, values?.[i]?.text ?? "");
      groups.add(hash, row);
    }
  });
  const drafts: Draft[] = [];
  const tied = new Set(entities.ties.map((tie) => entities.of[tie.row] ?? -1));
  for (const rows of groups.repeated()) {
    const [first = 0] = rows;
    // Nothing dates the stays of a migrant: two undated rows are a question.
    const undated = kind === "flow" && ["outDate", "inDate"].every((field) => normalAt(books, first, field)?.state !== "value");
    // Two women of one name in the village: each may have a row of her own.
    const namesakes = kind !== "stock" && tied.has(entities.of[first] ?? -1);
    const differs = namesakes || same.decides.some((field) => new Set(rows.map((row) => normalAt(books, row, field)?.text ?? "")).size > 1);
    const things = same.key.filter((field) => field !== "name").map((field) => normalAt(books, first, field)?.text ?? "");
    const where = kind === "stock" ? `${books.villages[villageAt(books, first)] ?? ""}|${monthAt(books, first)}|` : "";
    drafts.push(draftOf(context, record, rows, differs || undated, where + things.join("|"), rowWords(context, record, kind, rows, differs || undated)));
  }
  return drafts;
}

function rowWords(context: CheckContext, record: RecordId, kind: RowKind, rows: readonly number[], review: boolean): Sentence {
  const book = context.recordName(record);
  const subject = kind === "stock" ? (nameCell(context.books, rows[0] ?? 0).shown) : personName(context, rows);
  const what: Readonly<Record<string, Sentence>> = {
    matter: { zh: "同一事项、同一日期", en: "the same matter and date" },
    round: { zh: "同一轮次", en: "the same round" },
    issue: { zh: "同品名、同日期、同数量", en: "the same item, date and quantity" },
    flow: { zh: "同一次流动", en: "the same stay" },
    stock: { zh: "同一月份、同样的数", en: "the same month and numbers" },
  };
  const words = what[kind] ?? { zh: "同样内容", en: "the same" };
  return review
    ? { zh: `${subject}在${book}里${words.zh}有${rows.length}行,内容不完全一样。是否重登,请确认。`, en: `${subject} has ${rows.length} rows for ${words.en} in the ${book}, not quite alike. Please confirm whether one is a repeat.` }
    : { zh: `${subject}在${book}里${words.zh}登了${rows.length}次。请保留一行。`, en: `${subject} stands ${rows.length} times with ${words.en} in the ${book}. Keep one row.` };
}
