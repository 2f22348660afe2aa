/* eslint-disable @typescript-eslint/no-explicit-any -- these profiles are broken in ways no type allows */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { builtInProfiles, defaultProfileId } from "../../src/profile/built-in.js";
import { brokenLine } from "../../src/profile/json-place.js";
import type { Profile } from "../../src/profile/profile.js";
import { parseProfile, validateProfile } from "../../src/profile/validate.js";
import { LINK_COLUMNS, levelsOfColumn } from "../../src/profile/weight-problems.js";
import { levelCount } from "../../src/linkage/model/levels.js";
import { COLUMNS } from "../../src/linkage/person-fields.js";

/** A small profile without mistakes; tests break copies of it. */
function small(): any {
  const words = { zh: "名", en: "name" };
  return {
    id: "two-lists", version: 1, name: words,
    records: [
      { id: "a", name: words, names: ["甲表"], rowKind: "person", owner: "village", parts: "village", fields: [{ field: "name" }, { field: "sex" }, { field: "born" }] },
      { id: "b", name: words, names: ["乙表"], rowKind: "person", owner: "township", parts: "village", fields: [{ field: "name", headers: ["对象"] }] },
    ],
    fields: [
      { id: "name", name: words, type: "name", headers: ["姓名"] },
      { id: "sex", name: words, type: "code", codes: "sex", headers: ["性别"] },
      { id: "born", name: words, type: "date", headers: ["出生日期"] },
    ],
    codes: [
      { id: "sex", codes: [{ code: "male", name: words, words: ["男"] }, { code: "female", name: words, words: ["女"] }] },
      { id: "event", codes: [{ code: "birth", name: words, words: ["出生"] }] },
      { id: "item", codes: [{ code: "box", name: words, words: ["箱"] }] },
      { id: "method", codes: [{ code: "boxed", name: words, words: ["箱装"] }] },
    ],
    events: [{ code: "birth", dateFrom: ["born"], stateField: "sex", effects: [{ field: "sex", set: ["male"] }] }],
    skip: [], ignore: ["序号"], blanks: ["无"], dittos: ["同上"],
    totals: { total: ["合计"], subtotal: [], cumulative: [], ofWhich: [] },
    footers: [], asOfLabels: [], villageSuffixes: ["村"],
    items: [{ code: "box", words: ["箱"], method: "boxed", units: { 只: 1, 盒: 10 } }],
    checks: [{ id: "ledgers", name: words, form: "ledgers", records: { left: "a", right: "b" } }],
    settings: { entryLagMonths: 1, eventWindowDays: 62, ageFrom: 15, ageTo: 49, patternMinimum: 10, patternShare: 0.3 },
  };
}

/** Weights that fit this version. */
function weights(): any {
  const columns = COLUMNS.map(({ id, type }) => {
    const numbers = (): number[] => Array.from({ length: levelCount(type) }, (_, level) => level);
    return { name: id, type, weight: numbers(), m: numbers(), u: numbers(), typical: 5, rarest: 9, common: { 王秀英: 4 }, alike: [["甲", "乙"]], words: {}, rareWord: 1 };
  });
  return { version: 1, prior: -9.5, columns, overlap: [["village", "group", 2.5]] };
}

/** Paths of the problems after a change, sorted. */
async function pathsAfter(change: (profile: any) => void): Promise<string[]> {
  const profile = small();
  change(profile);
  return (await validateProfile(profile)).problems.map((problem) => problem.path).sort();
}

describe("validateProfile", () => {
  it("accepts a small profile and hands it back", async () => {
    const data = small();
    expect(await validateProfile(data)).toEqual({ profile: data, problems: [] });
  });

  it.each([...builtInProfiles.values()].map((profile) => [profile.id, profile] as const))("accepts the built-in %s", async (_, profile) => {
    expect((await validateProfile(profile)).problems).toEqual([]);
  });

  it("keeps the default among the built-in ones", () => {
    expect(builtInProfiles.get(defaultProfileId)?.id).toBe(defaultProfileId);
  });

  it("tells ten mistakes at once, each with its place", async () => {
    const paths = await pathsAfter((profile) => {
      delete profile.version; //                                        1 missing
      profile.colour = "red"; //                                        2 unknown key
      profile.records[0].owner = "county"; //                           3 not in the list
      profile.records[1].fields[0].field = "nmae"; //                   4 unknown field
      profile.fields[1].codes = "sexes"; //                             5 unknown code list
      profile.codes[0].codes[0].holds = ["female"]; //                  6 holds in a circle
      profile.codes[0].codes[1].holds = ["male"];
      profile.items[0].units["盒"] = 0; //                              7 unit not positive
      profile.checks[0].records.right = "c"; //                         8 unknown record
      profile.fields[2].headers = ["出生日期", "姓  名"]; //            9 header of two fields
      profile.checks.push({ ...profile.checks[0], records: { left: "a", right: "b" } }); // 10 doubled id
    });
    expect(paths).toEqual([
      "checks[0].records.right", "checks[1].id", "codes[0].codes[0].holds", "colour", "fields[1].codes", "items[0].units.盒",
      "records[0].fields", "records[0].owner", "records[1].fields[0].field", "version",
    ]);
  });

  it.each<[string, (profile: any) => void, string]>([
    ["a record twice", (p) => p.records.push(p.records[0]), "records[2].id"],
    ["a field twice", (p) => p.fields.push(p.fields[0]), "fields[3].id"],
    ["a code list twice", (p) => p.codes.push(p.codes[0]), "codes[4].id"],
    ["a code twice", (p) => p.codes[0].codes.push({ ...p.codes[0].codes[0], words: [] }), "codes[0].codes[2].code"],
    ["a word of two codes", (p) => p.codes[0].codes[1].words.push("男"), "codes[0].codes[1].words[1]"],
    ["holding an unknown code", (p) => (p.codes[0].codes[0].holds = ["boy"]), "codes[0].codes[0].holds[0]"],
    ["a field twice in a record", (p) => p.records[0].fields.push({ field: "sex" }), "records[0].fields[3].field"],
    ["a copy of nothing", (p) => (p.records[0].copyOf = "c"), "records[0].copyOf"],
    ["a copy of itself", (p) => (p.records[0].copyOf = "a"), "records[0].copyOf"],
    ["copies in a circle", (p) => { p.records[0].copyOf = "b"; p.records[1].copyOf = "a"; }, "records[0].copyOf"],
    ["a code field without codes", (p) => delete p.fields[1].codes, "fields[1].codes"],
    ["an event without code", (p) => (p.events[0].code = "flood"), "events[0].code"],
    ["an event dated by no date", (p) => (p.events[0].dateFrom = ["sex"]), "events[0].dateFrom[0]"],
    ["an effect on nothing", (p) => (p.events[0].effects[0].field = "mood"), "events[0].effects[0].field"],
    ["an effect with an unknown code", (p) => (p.events[0].effects[0].set = ["boy"]), "events[0].effects[0].set[0]"],
    ["an item without code", (p) => (p.items[0].code = "crate"), "items[0].code"],
    ["an item of no method", (p) => (p.items[0].method = "crated"), "items[0].method"],
    ["a check of no form", (p) => (p.checks[0].form = "guess"), "checks[0].form"],
    ["a check without its record", (p) => delete p.checks[0].records.right, "checks[0].records.right"],
    ["a check of an unknown field", (p) => (p.checks[0].fields = ["name", "mood"]), "checks[0].fields[1]"],
    ["a header both skipped and ignored", (p) => (p.skip = ["序 号"]), "ignore[0]"],
    ["a header both skipped and a field's", (p) => (p.skip = ["姓名"]), "skip[0]"],
    ["a word for blank and as above", (p) => p.dittos.push("无"), "dittos[1]"],
    ["ages the wrong way round", (p) => (p.settings.ageFrom = 60), "settings.ageFrom"],
    ["a text for a number", (p) => (p.settings.ageFrom = "15"), "settings.ageFrom"],
    ["an empty word", (p) => p.codes[0].codes[0].words.push(""), "codes[0].codes[0].words[1]"],
    ["no records at all", (p) => { p.records = []; p.checks = [{ ...p.checks[0], form: "duplicates", records: {} }]; }, "records"],
  ])("tells of %s", async (_, change, path) => {
    expect(await pathsAfter(change)).toEqual([path]);
  });

  it.each<[string, (weights: any) => void, string[]]>([
    ["nothing of weights that fit", () => undefined, []],
    ["weights of another version", (w) => (w.version = 2), ["settings.weights.version"]],
    ["weights without a prior", (w) => delete w.prior, ["settings.weights.prior"]],
    ["weights of lists", (w) => (w.left = null), ["settings.weights.left"]],
    ["a text for a weight", (w) => (w.columns[1].weight[3] = "2"), ["settings.weights.columns[1].weight[3]"]],
    ["a level too few", (w) => w.columns[1].weight.pop(), ["settings.weights.columns[1].weight"]],
    ["a level too many", (w) => w.columns[2].u.push(1), ["settings.weights.columns[2].u"]],
    ["a column of another type", (w) => (w.columns[3].type = "code"), ["settings.weights.columns[3].type"]],
    ["a column left out", (w) => w.columns.pop(), ["settings.weights.columns"]],
    ["a column twice", (w) => w.columns.push(w.columns[0]), ["settings.weights.columns[12].name"]],
    ["an unknown column", (w) => w.columns.push({ ...w.columns[0], name: "nickname" }), ["settings.weights.columns[12].name"]],
    ["an overlap of an unknown column", (w) => w.overlap.push(["name", "nickname", 1]), ["settings.weights.overlap[1]"]],
  ])("tells %s", async (_, change, paths) => {
    expect(await pathsAfter((profile) => { profile.settings.weights = weights(); change(profile.settings.weights); })).toEqual(paths);
  });

  it("knows the columns and levels of the linkage", () => {
    expect(Object.entries(LINK_COLUMNS)).toEqual(COLUMNS.map(({ id, type }) => [id, type]));
    for (const { id, type } of COLUMNS) expect(levelsOfColumn(id)).toBe(levelCount(type));
  });

  it("lets record, group and `ambiguous` tell headers apart", async () => {
    expect(await pathsAfter((p) => { p.fields[2].headers.push("对象"); })).toEqual([]); // record b alone says 对象 is the name
    expect(await pathsAfter((p) => { p.fields[2].headers.push("姓名"); p.ambiguous = ["姓名"]; })).toEqual([]);
    expect(await pathsAfter((p) => { p.fields[2].under = [{ groups: ["孩子"], headers: ["姓名"] }]; })).toEqual([]);
    expect(await pathsAfter((p) => { for (const i of [0, 2]) p.fields[i].under = [{ groups: ["孩子"], headers: ["姓名"] }]; })).toEqual(["records[0].fields"]);
  });

  it("proposes the id that was meant, in both languages", async () => {
    const profile = small();
    profile.records[0].fields[1].field = "Sex";
    const [problem] = (await validateProfile(profile)).problems;
    expect(problem?.message.en).toContain('"sex"');
    expect(problem?.message.zh).toContain("“sex”");
  });

  it("never throws, and says something of whatever is no profile", async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (data) => {
        const { profile, problems } = await validateProfile(data);
        expect(profile).toBeNull();
        expect(problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
  });

  it("survives any part replaced by something else", async () => {
    const parts = ["records", "fields", "codes", "events", "skip", "blanks", "totals", "items", "checks", "settings"];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...parts), fc.oneof(fc.constant(null), fc.integer(), fc.array(fc.constantFrom(null, 3, {}, []), { minLength: 1 })), async (part, value) => {
        const { problems } = await validateProfile({ ...small(), [part]: value });
        expect(problems.some((problem) => problem.path.startsWith(part))).toBe(true);
        for (const { message } of problems) expect([message.zh, message.en].every((sentence) => sentence.length > 5)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe("parseProfile", () => {
  it("reads text, with or without byte order mark", async () => {
    expect((await parseProfile("\ufeff" + JSON.stringify(small()))).profile?.id).toBe("two-lists" satisfies Profile["id"]);
  });

  it("tells where the JSON is broken", async () => {
    const { profile, problems } = await parseProfile('{\n  "id": "x",\n  "version": ?\n}');
    expect(profile).toBeNull();
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message.zh).toContain("第 3 行");
  });

  it.each([["", 1], ["{", 1], ['{\n"a": 1,\n}', 3], ['[1,\n2\n"x"]', 3], ['{"a": "tab\tinside"}', 1], ["[01]", 1], ["{} {}", 1]])("finds the line of %j", (text, line) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(brokenLine(text)).toBe(line);
  });

  it("finds no broken line in whatever is JSON", () => {
    fc.assert(fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2), (data, indent) => {
      expect(brokenLine(JSON.stringify(data, null, indent))).toBeNull();
    }));
  });
});
