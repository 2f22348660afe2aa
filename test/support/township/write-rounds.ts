/** The check-up roster: who was on the list of a round, with the method recorded on that day. Results are there to be skipped. */
import { ageAt, iso, monthStart } from "./calendar.js";
import type { Population } from "./people.js";
import type { Random } from "./random.js";
import { type Books } from "./rows.js";
import { stateOf } from "./timeline.js";
import type { Period } from "./timeline.js";
import { SKIP_MARKER } from "./types.js";

export function writeCheckups(people: Population, books: Books, period: Period, random: Random): void {
  const months = period.to - period.from + 1;
  const rounds = Math.max(1, Math.min(3, Math.floor(months / 3)));
  for (let round = 1; round <= rounds; round++) {
    const month = period.from + Math.floor((months / rounds) * round) - 1;
    const year = Math.floor(month / 12);
    // Villages are called in one after the other.
    const day = people.villages.map((_, i) => monthStart(month) + 2 + (i % 24));
    for (const woman of people.women) {
      const date = day[woman.village] ?? monthStart(month);
      const state = stateOf(woman, (e) => e.date <= date);
      if (!state.inBook || state.residence === "out" || woman.role === "inflow") continue;
      if (state.marital === "divorced" || state.marital === "widowed") continue;
      if (!random.chance(state.method === "femaleSter" || state.method === "maleSter" ? 0.6 : 0.88)) continue;
      if (woman.events.some((e) => (e.kind === "birth" && e.date > date) || (e.month > e.handbookMonth && e.date <= date))) continue;
      const actual = state.village === woman.village ? woman.village : state.village;
      const row = books.add("checkupRoster", actual, woman.n, {
        village: people.villages[actual]?.name ?? "", group: woman.group, name: woman.name, idNumber: woman.id, spouseName: state.spouse.name,
        birthDate: woman.birth, age: ageAt(woman.birth, date), children: state.children.length, method: state.method, round: `${year}年第${round}轮`,
        checkDate: date, checkType: "双查", ring: state.method === "iud" ? "在位" : null, pregnant: `${SKIP_MARKER}${iso(date)}`,
        illness: `${SKIP_MARKER}病`, checkedBy: ["刘医生", "王医生"][woman.n % 2] ?? null, remark: null,
      }, round);
      const gone = woman.events.find((e) => e.date > date && (e.kind === "moveOut" || e.kind === "death"));
      if (gone) books.lawful.push({ exception: "goneAfterCheck", answer: "none", village: actual, cells: [[row, "name"]] });
      const later = woman.events.find((e) => e.date > date && ["iud", "removal", "femaleSter", "maleSter", "implant", "drugs"].includes(e.kind));
      if (later) books.lawful.push({ exception: "methodChangedAfterCheck", answer: "none", village: actual, cells: [[row, "method"]] });
    }
  }
}
