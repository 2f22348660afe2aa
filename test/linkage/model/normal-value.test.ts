/** ID numbers and dates as they stand in lists that went through spreadsheets and many hands. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dateLevel } from "../../../src/linkage/model/date-level.js";
import { normalDate, normalValue, validId } from "../../../src/linkage/model/normal-value.js";
import { idNumber } from "../../support/id-number.js";

const id = (raw: string): string => normalValue(raw, "idNumber", null);
const date = (raw: string): string => normalValue(raw, "date", null);
const OWN = idNumber("1975-03-04", 412);

const two = (n: number): string => String(n).padStart(2, "0");
const dayIn = (from: number, to: number): fc.Arbitrary<string> => fc.tuple(fc.integer({ min: from, max: to }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 })).map(([y, m, d]) => `${y}-${two(m)}-${two(d)}`);
const serial = fc.integer({ min: 0, max: 999 });

describe("ID numbers", () => {
  it.each([
    ["as it is", OWN, OWN],
    ["blanks and marks", `'430203 19750304 412${OWN[17]!}`, OWN],
    ["full width", [...OWN].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join(""), OWN],
    ["15 digits", "430203750304412", OWN],
    ["15 digits in brackets", "(430203750304412)", OWN],
    ["15 digits of a woman born in 1919, though 1905-06-12 could be a birth date", "430203190506123", idNumber("1919-05-06", 123).toLowerCase()],
    ["cut to 15 places", OWN.slice(0, 15), `${OWN.slice(0, 15)}???`],
    ["cut to 15 places, born 2015", "430203201512311", "430203201512311???"],
    ["last three made 000", `${OWN.slice(0, 15)}000`, `${OWN.slice(0, 15)}???`],
    ["E+17, 15 digits left", "4.30203197503044E+17", "430203197503044???"],
    ["E+17, ten digits left", "4.302031975E+17", "4302031975????????"],
    ["E+17, nine digits left", "4.30203197E+17", ""],
    ["E+17, six digits left: the area", "4.30203E+17", ""],
    ["E+17 in small letters", "4.30203197503044e+17", "430203197503044???"],
    ["E+14 of 15 digits", "4.3020375030441E+14", "4302031975030441??"],
    ["E+14, six digits left", "4.30203E+14", ""],
    ["stars for four digits", "4302031975****4124", "4302031975????4124"],
    ["X for four digits", "4302031975XXXX4124", "4302031975????4124"],
    ["× for the birthday", "430203××××××××4124", "430203????????4124"],
    ["X for the last four, the check character too", "43020319750304XXXX", "43020319750304????"],
    ["all but the area hidden", "430203************", ""],
    ["× as check character", "43020319750304412×", "43020319750304412x"],
    ["Cyrillic х as check character", "43020319750304412Х", "43020319750304412x"],
    ["one digit over and over", "111111111111111111", ""],
    ["nothing", "无", ""],
  ])("%s: %s", (_, raw, normal) => {
    expect(id(raw)).toBe(normal);
  });

  it("a number of 15 digits is raised to its 18 whoever's it is", () => {
    fc.assert(fc.property(fc.oneof(dayIn(1900, 1999), dayIn(1919, 1920)), serial, (birth, n) => {
      const whole = idNumber(birth, n);
      expect(id(whole.slice(0, 6) + whole.slice(8, 17))).toBe(whole.toLowerCase());
    }));
  });

  it("a number of 18 cut to 15 places keeps them, where it cannot be an old number", () => {
    fc.assert(fc.property(dayIn(1920, 1999), serial, (birth, n) => {
      const cut = idNumber(birth, n).slice(0, 15);
      expect(id(cut)).toBe(`${cut}???`);
    }));
  });

  it("what is damaged is never valid, and a whole number always", () => {
    fc.assert(fc.property(dayIn(1930, 1999), serial, fc.integer({ min: 1, max: 8 }), fc.constantFrom("*", "×", "？"), (birth, n, hidden, sign) => {
      const whole = idNumber(birth, n);
      fc.pre(!whole.endsWith("000") && (hidden > 1 || sign !== "×")); // 000 is what Excel makes; one × at the end is the check character
      expect(validId(id(whole))).toBe(true);
      const masked = id(whole.slice(0, 18 - hidden) + sign.repeat(hidden));
      expect(masked).toBe(whole.slice(0, 18 - hidden) + "?".repeat(hidden));
      expect(validId(masked)).toBe(false);
    }));
  });

  it.each(["430203197513041234", "430203197503321234", "43020317750304123x"])("%s has no birth date", (raw) => {
    for (const end of "0123456789x") expect(validId(raw.slice(0, 17) + end)).toBe(false);
  });
});

describe("dates", () => {
  it.each([
    ["28/6/l971", "l9710628"], ["l971-6-28", "l9710628"], ["1944O911", "1944o911"], ["1971.O6.28", "1971o628"], ["2l/6/1971", "1971062l"], ["1971-6-2B", "1971062b"],
  ])("a letter for a digit: %s is %s, one place from the right one", (raw, normal) => {
    expect(date(raw)).toBe(normal);
    const right = normal.replace("l", "1").replace("o", "0").replace("b", "8");
    expect(dateLevel(date(raw), right)).toBe(2);
  });

  it.each([
    ["28-Jun-1971", "19710628"], ["28-Jul-1971", "19710728"], ["28 June 1971", "19710628"], ["June 28, 1971", "19710628"], ["28th Sept. 1971", "19710928"], ["May 1971", "19710500"],
    ["1971-06-xx", "19710600"], ["1971-xx-xx", "19710000"], ["1971-06-2?", "1971062?"], ["c. 1971-06-28", "19710628"], ["1971-06-28 12:00:00", "19710628"], ["1971-06-28T00:00:00Z", "19710628"],
    ["about 1971", "19710000"], ["abc", ""], ["mayor", ""], ["l97l", ""],
  ])("%s is %s", (raw, normal) => {
    expect(date(raw)).toBe(normal);
  });

  it("any day is read alike in every way of writing it", () => {
    fc.assert(fc.property(dayIn(1900, 2030), (day) => {
      const [y = "", m = "", d = ""] = day.split("-");
      const packed = `${y}${m}${d}`;
      const short = `${Number(m)}`;
      for (const raw of [day, packed, `${y}.${short}.${Number(d)}`, `${y}/${m}/${d}`, `${y}年${short}月${Number(d)}日`, `${y} ${m} ${d}`, `${day} 00:00`, `${d}.${m}.${y}`]) expect(normalDate(raw)).toBe(packed);
    }));
  });

  it("one letter in place of any digit is one place that differs", () => {
    fc.assert(fc.property(dayIn(1900, 2030), fc.constantFrom(0, 1, 2, 3, 5, 6, 8, 9), fc.constantFrom("l", "o", "i"), (day, at, letter) => {
      const slipped = day.slice(0, at) + letter + day.slice(at + 1);
      expect(dateLevel(normalDate(slipped), normalDate(day))).toBe(2);
    }));
  });
});
