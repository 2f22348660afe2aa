/** Second half of validation: what one part of a profile says of another. Empty ids are passed over (the schema has told of them). */
import type { ProfileProblem, Tell } from "./problem.js";
import type { CodeList, Profile } from "./profile.js";
import { doubleClaims, foldForClaims } from "./header-claims.js";
import { weightProblems } from "./weight-problems.js";

/** Forms of checks there is code for, and the roles without which they cannot run (contract: Checks). */
const FORMS: Readonly<Record<string, readonly string[]>> = {
  ledgers: ["left", "right"],
  duplicates: [],
  handbook: ["slips", "handbook"],
  slips: ["slips", "left"],
  unreported: ["slips", "left"],
  feedback: ["feedback", "left"],
  checkups: ["roster", "left"],
  supplyUsers: ["supplies", "left"],
  supplyTotals: ["supplies", "report"],
  supplyBalance: ["report"],
  migrants: ["roster", "left"],
  rowLogic: [],
  printedTotals: [],
  consensus: [],
};

/** All mistakes of cross reference in a profile, in its own order. */
export function referenceProblems(profile: Profile): ProfileProblem[] {
  const problems: ProfileProblem[] = [];
  const tell: Tell = (path, zh, en) => void problems.push({ path, message: { zh, en } });
  const lists = new Map(profile.codes.map((codes) => [codes.id, codes]));
  recordProblems(profile, tell);
  fieldProblems(profile, lists, tell);
  codeProblems(profile, tell);
  eventProblems(profile, lists, tell);
  headerProblems(profile, tell);
  itemProblems(profile, lists, tell);
  checkProblems(profile, tell);
  const { ageFrom, ageTo, weights } = profile.settings;
  if (ageFrom > ageTo) tell("settings.ageFrom", `起始年龄 ${ageFrom} 大于终止年龄 ${ageTo}。`, `ageFrom ${ageFrom} is greater than ageTo ${ageTo}.`);
  if (weights !== undefined) weightProblems(weights, tell);
  return problems;
}

function recordProblems(profile: Profile, tell: Tell): void {
  const records = idsOf(profile.records.map((record) => record.id));
  const fields = idsOf(profile.fields.map((field) => field.id));
  doubled(profile.records.map((record) => record.id), (i) => `records[${i}].id`, "记录", "record", tell);
  profile.records.forEach((record, r) => {
    const { copyOf } = record;
    if (copyOf !== undefined && copyOf !== "") {
      known(records, copyOf, `records[${r}].copyOf`, "记录", "record", tell);
      if (copyOf === record.id) tell(`records[${r}].copyOf`, "一种记录不能抄自它自己。", "A record cannot be a copy of itself.");
    }
    record.fields.forEach((use, f) => known(fields, use.field, `records[${r}].fields[${f}].field`, "字段", "field", tell));
    doubled(record.fields.map((use) => use.field), (f) => `records[${r}].fields[${f}].field`, "字段", "field", tell);
  });
  const source = new Map(profile.records.map((record) => [record.id, record.copyOf ?? ""]));
  for (const cycle of cycles([...source.keys()], (id) => [source.get(id) ?? ""].filter((next) => next !== "" && next !== id))) {
    const r = profile.records.findIndex((record) => record.id === cycle[0]);
    tell(`records[${r}].copyOf`, `互相抄录成了圈: ${cycle.join(" → ")}。`, `The records copy each other in a circle: ${cycle.join(" → ")}.`);
  }
}

function fieldProblems(profile: Profile, lists: ReadonlyMap<string, CodeList>, tell: Tell): void {
  doubled(profile.fields.map((field) => field.id), (i) => `fields[${i}].id`, "字段", "field", tell);
  profile.fields.forEach((field, i) => {
    if (field.type === "code" && field.codes === undefined) {
      tell(`fields[${i}].codes`, `字段“${field.id}”是代码, 请写明用哪个代码表。`, `The field "${field.id}" holds codes: say which code list.`);
    }
    if (field.codes !== undefined) known(new Set(lists.keys()), field.codes, `fields[${i}].codes`, "代码表", "code list", tell);
  });
}

function codeProblems(profile: Profile, tell: Tell): void {
  doubled(profile.codes.map((codes) => codes.id), (i) => `codes[${i}].id`, "代码表", "code list", tell);
  profile.codes.forEach((codes, l) => {
    const at = (c: number): string => `codes[${l}].codes[${c}]`;
    const all = idsOf(codes.codes.map((code) => code.code));
    doubled(codes.codes.map((code) => code.code), (c) => `${at(c)}.code`, "代码", "code", tell);
    const owner = new Map<string, string>();
    codes.codes.forEach((code, c) => {
      code.words.forEach((word, w) => {
        const other = owner.get(word);
        if (word !== "" && other !== undefined && other !== code.code) {
          tell(`${at(c)}.words[${w}]`, `“${word}”已属于代码“${other}”, 一个词只能属于一个代码。`, `"${word}" already belongs to the code "${other}": a word can belong to one code only.`);
        }
        owner.set(word, other ?? code.code);
      });
      (code.holds ?? []).forEach((held, h) => known(all, held, `${at(c)}.holds[${h}]`, "代码", "code", tell));
    });
    const holds = new Map(codes.codes.map((code) => [code.code, code.holds ?? []]));
    for (const cycle of cycles([...holds.keys()], (code) => (holds.get(code) ?? []).filter((held) => holds.has(held)))) {
      const c = codes.codes.findIndex((code) => code.code === cycle[0]);
      tell(`${at(c)}.holds`, `代码互相包含成了圈: ${cycle.join(" → ")}。`, `The codes hold each other in a circle: ${cycle.join(" → ")}.`);
    }
  });
}

function eventProblems(profile: Profile, lists: ReadonlyMap<string, CodeList>, tell: Tell): void {
  const types = new Map(profile.fields.map((field) => [field.id, field]));
  const fields = idsOf([...types.keys()]);
  const codesOf = (list: string): Set<string> => idsOf((lists.get(list)?.codes ?? []).map((code) => code.code));
  const eventCodes = codesOf("event");
  doubled(profile.events.map((event) => event.code), (i) => `events[${i}].code`, "事项", "event", tell);
  profile.events.forEach((event, e) => {
    known(eventCodes, event.code, `events[${e}].code`, "事项代码", "event code", tell);
    if (event.stateField !== null) known(fields, event.stateField, `events[${e}].stateField`, "字段", "field", tell);
    event.dateFrom.forEach((field, d) => {
      const path = `events[${e}].dateFrom[${d}]`;
      if (known(fields, field, path, "字段", "field", tell) && types.get(field)?.type !== "date") {
        tell(path, `“${field}”不是日期字段。`, `"${field}" is not a field of dates.`);
      }
    });
    (event.implies ?? []).forEach((field, i) => known(fields, field, `events[${e}].implies[${i}]`, "字段", "field", tell));
    event.effects.forEach((effect, f) => {
      const path = `events[${e}].effects[${f}]`;
      if (effect.from !== undefined) known(fields, effect.from, `${path}.from`, "字段", "field", tell);
      if (!known(fields, effect.field, `${path}.field`, "字段", "field", tell)) return;
      const list = types.get(effect.field)?.codes;
      if (list === undefined || !lists.has(list)) return;
      (effect.set ?? []).forEach((code, s) => known(codesOf(list), code, `${path}.set[${s}]`, "代码", "code", tell));
    });
  });
}

function headerProblems(profile: Profile, tell: Tell): void {
  const told = new Set<string>(); // two fields' general headers clash in every record that uses both: once is enough
  profile.records.forEach((record, r) => {
    for (const { header, group, fields } of doubleClaims(profile, record)) {
      const key = `${group ?? ""}/${header}/${fields.join()}`;
      if (told.has(key)) continue;
      told.add(key);
      const shown = group === null ? header : `${group}/${header}`;
      tell(
        `records[${r}].fields`,
        `表头“${shown}”同时属于字段 ${fields.join("、")}; 请只留一个, 或写进 ambiguous 由数据决定。`,
        `The header "${shown}" is claimed by the fields ${fields.join(", ")}: keep one, or list it under "ambiguous" to let the values decide.`,
      );
    }
  });
  const skipped = new Set(profile.skip.filter((header) => header !== "").map(foldForClaims));
  profile.ignore.forEach((header, i) => {
    if (header === "" || !skipped.has(foldForClaims(header))) return;
    tell(`ignore[${i}]`, `“${header}”已在 skip 中, 两处只能留一处。`, `"${header}" is on the skip list too: keep one of the two.`);
  });
  const general = new Map(profile.fields.flatMap((field) => [...field.headers, ...(field.columns ?? [])].map((header) => [foldForClaims(header), field.id] as const)));
  for (const [name, headers] of [["skip", profile.skip], ["ignore", profile.ignore]] as const) {
    headers.forEach((header, i) => {
      const field = header === "" ? undefined : general.get(foldForClaims(header));
      if (field === undefined) return;
      tell(`${name}[${i}]`, `“${header}”又是字段“${field}”的表头, 两处只能留一处。`, `"${header}" is a header of the field "${field}" too: keep one of the two.`);
    });
  }
  const blanks = new Set(profile.blanks);
  profile.dittos.forEach((word, i) => {
    if (word !== "" && blanks.has(word)) tell(`dittos[${i}]`, `“${word}”不能既表示空白又表示同上。`, `"${word}" cannot mean both blank and "as above".`);
  });
}

function itemProblems(profile: Profile, lists: ReadonlyMap<string, CodeList>, tell: Tell): void {
  const codes = (list: string): Set<string> => idsOf((lists.get(list)?.codes ?? []).map((code) => code.code));
  const items = codes("item");
  const methods = codes("method");
  doubled(profile.items.map((item) => item.code), (i) => `items[${i}].code`, "品名", "item", tell);
  profile.items.forEach((item, i) => {
    known(items, item.code, `items[${i}].code`, "品名代码", "item code", tell);
    known(methods, item.method, `items[${i}].method`, "方法代码", "method code", tell);
  });
}

function checkProblems(profile: Profile, tell: Tell): void {
  const records = idsOf(profile.records.map((record) => record.id));
  const fields = idsOf(profile.fields.map((field) => field.id));
  const forms = new Set(Object.keys(FORMS));
  doubled(profile.checks.map((check) => check.id), (i) => `checks[${i}].id`, "核对", "check", tell);
  profile.checks.forEach((check, c) => {
    for (const [role, record] of Object.entries(check.records)) known(records, record, `checks[${c}].records.${role}`, "记录", "record", tell);
    (check.fields ?? []).forEach((field, f) => known(fields, field, `checks[${c}].fields[${f}]`, "字段", "field", tell));
    if (!known(forms, check.form, `checks[${c}].form`, "核对方式", "form of check", tell)) return;
    for (const role of FORMS[check.form] ?? []) {
      if (role in check.records) continue;
      tell(`checks[${c}].records.${role}`, `核对方式“${check.form}”需要写明“${role}”是哪种记录。`, `The check form "${check.form}" needs a record for "${role}".`);
    }
  });
}

function idsOf(ids: readonly string[]): Set<string> {
  return new Set(ids.filter((id) => id !== ""));
}

/** True if the id exists; tells otherwise. */
function known(ids: ReadonlySet<string>, id: string, path: string, zh: string, en: string, tell: Tell): boolean {
  if (id === "") return false;
  if (ids.has(id)) return true;
  const near = nearest(ids, id);
  tell(
    path,
    `没有叫“${id}”的${zh}${near === null ? "" : `, 是不是“${near}”`}。`,
    `There is no ${en} "${id}"${near === null ? "" : `: is "${near}" meant`}.`,
  );
  return false;
}

function doubled(ids: readonly string[], path: (index: number) => string, zh: string, en: string, tell: Tell): void {
  const first = new Map<string, number>();
  ids.forEach((id, index) => {
    if (id === "") return;
    const before = first.get(id);
    if (before === undefined) first.set(id, index);
    else tell(path(index), `${zh}“${id}”写了两次 (先见 ${path(before)})。`, `The ${en} "${id}" is there twice (first at ${path(before)}).`);
  });
}

/** The id that differs by letter case or by one letter, if there is just one. */
function nearest(ids: ReadonlySet<string>, id: string): string | null {
  const close = [...ids].filter((other) => other.toLowerCase() === id.toLowerCase() || oneApart(other, id));
  return close.length === 1 ? (close[0] ?? null) : null;
}

function oneApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || Math.min(a.length, b.length) < 3) return false;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  const rest = (text: string, skip: number): string => text.slice(start + skip);
  if (a.length === b.length) return rest(a, 1) === rest(b, 1);
  return a.length > b.length ? rest(a, 1) === rest(b, 0) : rest(a, 0) === rest(b, 1);
}

/** Circles of a graph, each once, begun at the node met first. */
function cycles(nodes: readonly string[], next: (node: string) => readonly string[]): string[][] {
  const found: string[][] = [];
  const state = new Map<string, "open" | "done">();
  const path: string[] = [];
  const visit = (node: string): void => {
    state.set(node, "open");
    path.push(node);
    for (const other of next(node)) {
      const seen = state.get(other);
      if (seen === "open") found.push([...path.slice(path.indexOf(other)), other]);
      else if (seen === undefined) visit(other);
    }
    path.pop();
    state.set(node, "done");
  };
  for (const node of nodes) if (!state.has(node)) visit(node);
  return found;
}
