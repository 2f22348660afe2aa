/** Hand ledger and electronic ledger: each the state of the women that its writer knows on its as-of date. */
import { iso, ymd } from "./calendar.js";
import type { Population, State, Woman } from "./people.js";
import type { Random } from "./random.js";
import { type Books } from "./rows.js";
import type { Row, Values } from "./rows.js";
import { stateOf } from "./timeline.js";

export interface LedgerHabits {
  /** Villages that keep the card of a woman who left, with a remark, instead of taking it out. */
  readonly handKeepsEnded: (village: number) => boolean;
  readonly electronicKeepsEnded: boolean;
  /** Whether a book leaves the husband of a divorced or widowed woman standing. */
  readonly handKeepsSpouse: (village: number) => boolean;
}

function common(woman: Woman, state: State, keepsSpouse: boolean): Values {
  const without = (state.marital === "divorced" || state.marital === "widowed") && !keepsSpouse;
  let boys = 0;
  for (const child of state.children) if (child.sex === "male") boys++;
  const last = state.children[state.children.length - 1];
  return {
    group: woman.group,
    householdCode: woman.household,
    name: woman.name,
    idNumber: woman.id,
    birthDate: woman.birth,
    nation: "汉族",
    education: woman.education,
    householdRegistration: woman.rural ? "rural" : "urban",
    maritalStatus: state.marital,
    marriageDate: state.marriageDate,
    marriageChangeDate: state.changeDate || null,
    spouseName: without ? null : state.spouse.name,
    spouseIdNumber: without ? null : state.spouse.id,
    children: state.children.length,
    boys,
    girls: state.children.length - boys,
    lastChildBirth: last ? last.birth : null,
    method: state.method,
    methodDate: state.methodDate || null,
    residence: state.residence,
    remark: null,
  };
}

const LEFT: Record<string, string> = { movedOut: "迁出", died: "死亡", overAge: "满50岁退出" };

export class LedgerRows {
  readonly hand: (Row | undefined)[] = [];
  readonly electronic: (Row | undefined)[] = [];

  constructor(people: Population, books: Books, habits: LedgerHabits, random: Random) {
    for (const woman of people.women) {
      if (woman.role !== "inflow") this.writeHand(woman, people, books, habits);
      this.writeElectronic(woman, people, books, habits, random);
    }
  }

  private writeHand(woman: Woman, people: Population, books: Books, habits: LedgerHabits): void {
    const state = stateOf(woman, (e) => e.hand);
    const keeps = !state.inBook && state.ended !== null && state.ended !== "overAge" && habits.handKeepsEnded(state.village);
    if (!state.inBook && !keeps) return;
    const values = common(woman, state, habits.handKeepsSpouse(state.village));
    values["village"] = people.villages[state.village]?.name ?? "";
    state.children.forEach((child, k) => {
      if (k >= 3) return;
      values[`childNumber#${k + 1}`] = k + 1;
      values[`childName#${k + 1}`] = child.name;
      values[`childSex#${k + 1}`] = child.sex;
      values[`childBirth#${k + 1}`] = child.birth;
    });
    values["methodPlace"] = state.methodDate ? ["区计生服务站", "乡卫生院", "乡计生服务所"][woman.n % 3] ?? null : null;
    if (keeps) {
      const { y, m } = ymd(state.endDate);
      values["remark"] = `${y}年${m}月${LEFT[state.ended ?? ""] ?? ""}`;
    } else if (state.residence === "out") values["remark"] = woman.n % 4 === 0 ? `外出${woman.destination.slice(0, 3)}` : null;
    const row = books.add("handLedger", state.village, woman.n, values);
    this.hand[woman.n] = row;
    if (keeps) books.allow("endedByRemark", "none", state.village, [[row, "name"], [row, "remark"]]);
  }

  private writeElectronic(woman: Woman, people: Population, books: Books, habits: LedgerHabits, random: Random): void {
    const flowing = woman.role === "inflow";
    if (flowing && !woman.flowingInSystem) return;
    const state = stateOf(woman, (e) => e.electronic);
    const ended = !flowing && !state.inBook;
    if (ended && (state.ended === null || !habits.electronicKeepsEnded)) return;
    const values = common(woman, state, random.chance(0.5));
    values["village"] = people.villages[state.village]?.name ?? "";
    values["personCode"] = woman.code;
    values["domicileType"] = flowing ? "floating" : "fixed";
    values["endReason"] = ended ? state.ended : "normal";
    values["methodEndDate"] = null;
    values["entryDate"] = iso(woman.birth + 365 * 22);
    const row = books.add("electronicLedger", state.village, woman.n, values);
    this.electronic[woman.n] = row;
    if (flowing) books.allow("inflowOnlyInSystem", "none", state.village, [[row, "name"]]);
  }
}

/** Two books of one woman that differ and are both right, outside the timeline. */
export function lawfulStates(people: Population, ledgers: LedgerRows, books: Books, random: Random): void {
  const quiet = people.women.filter((w) => w.role === "resident" && w.events.length === 0 && !w.taken && ledgers.hand[w.n] && ledgers.electronic[w.n]);
  random.shuffle(quiet);
  const some = Math.max(1, Math.round(people.women.length / 2000));
  const take = (fits: (w: Woman) => boolean, count: number, act: (w: Woman, hand: Row, electronic: Row) => void): void => {
    let left = count;
    for (const woman of quiet) {
      if (left === 0) return;
      if (woman.taken || !fits(woman)) continue;
      const hand = ledgers.hand[woman.n];
      const electronic = ledgers.electronic[woman.n];
      if (!hand || !electronic) continue;
      woman.taken = true;
      act(woman, hand, electronic);
      left--;
    }
  };
  // 人户分离: lives in one village, registered in another, and both books say so.
  if (people.villages.length > 1) {
    take((w) => w.start.residence === "resident", some, (w, hand, electronic) => {
      const other = (w.village + random.int(1, people.villages.length - 1)) % people.villages.length;
      electronic.values["village"] = people.villages[other]?.name ?? "";
      electronic.village = other;
      hand.values["residence"] = electronic.values["residence"] = "apart";
      hand.values["remark"] = "人户分离";
      books.allow("livesApart", "reviewAllowed", w.village, [[hand, "name"], [electronic, "village"], [electronic, "name"], [hand, "residence"], [electronic, "residence"]]);
    });
  }
  // 再婚: one book has the first wedding, the other the present one; the husband is the same, or each book has its own.
  take((w) => w.start.marital === "remarried", some, (w, hand, electronic) => {
    hand.values["marriageDate"] = w.start.changeDate;
    books.allow("remarriedDates", "reviewAllowed", w.village, [[hand, "marriageDate"], [electronic, "marriageDate"]]);
  });
  take((w) => w.start.marital === "remarried", some, (w, hand, electronic) => {
    electronic.values["marriageDate"] = w.start.changeDate;
    hand.values["spouseName"] = w.start.formerSpouse?.name ?? null;
    hand.values["spouseIdNumber"] = w.start.formerSpouse?.id ?? null;
    hand.values["marriageChangeDate"] = null;
    books.allow("remarriedSpouse", "reviewAllowed", w.village, [[hand, "marriageDate"], [electronic, "marriageDate"], [hand, "spouseName"], [electronic, "spouseName"], [hand, "spouseIdNumber"], [electronic, "spouseIdNumber"]]);
  });
  // One value coarser than the other, in a column that is not coarse throughout.
  take((w) => w.start.method === "femaleSter", some, (w, hand, electronic) => {
    hand.values["method"] = { raw: "结扎" };
    books.allow("coarseValue", "reviewAllowed", w.village, [[hand, "method"], [electronic, "method"]]);
  });
  take((w) => w.start.methodDate > 0, some, (w, hand, electronic) => {
    const { y, m } = ymd(w.start.methodDate);
    hand.values["methodDate"] = { raw: `${y}.${m}` };
    books.allow("coarseValue", "reviewAllowed", w.village, [[hand, "methodDate"], [electronic, "methodDate"]]);
  });
  for (const woman of people.women) {
    if (woman.start.marital !== "divorced" && woman.start.marital !== "widowed") continue;
    const hand = ledgers.hand[woman.n];
    const electronic = ledgers.electronic[woman.n];
    if (hand && electronic && (hand.values["spouseName"] === null) !== (electronic.values["spouseName"] === null)) {
      books.lawful.push({ exception: "noOrFormerSpouse", answer: "none", village: woman.village, cells: [[hand, "spouseName"], [electronic, "spouseName"]] });
    }
  }
}
