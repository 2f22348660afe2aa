import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CellValue } from "../../src/model.js";
import { makeCompare } from "../../src/normalise/compare.js";
import { checkCharacter, normaliseId } from "../../src/normalise/id-number.js";
import { blank, open, profile, shown } from "./support.js";

// 430203 1975-03-04 102: check character by GB 11643
const GOOD = "43020319750304102" + checkCharacter("43020319750304102");

test("the check character is GB 11643's", () => {
  expect(checkCharacter("11010519491231002")).toBe("X"); // the standard's own example
  expect(checkCharacter("44052418800101001")).toBe("4");
});

const good: [CellValue, string][] = [
  [GOOD, GOOD],
  ["11010519491231002X", "11010519491231002X"],
  ["11010519491231002x", "11010519491231002X"],
  ["１１０１０５１９４９１２３１００２Ｘ", "11010519491231002X"],
  ["11010519491231002×", "11010519491231002X"],
  ["110105491231002", "11010519491231002X"],
  [110105491231002, "11010519491231002X"],
  ["'110105491231002", "11010519491231002X"],
  ["110105 19491231 002X", "11010519491231002X"],
  ["110105-19491231-002X", "11010519491231002X"],
  ["\u00a011010519491231002X\t", "11010519491231002X"],
  ["身份证:11010519491231002X", "11010519491231002X"],
  ["11010519491231002X(旧)", "11010519491231002X"],
  ["1.10105491231002E+14", "11010519491231002X"],
  [shown("ditto", "110105491231002", "同上"), "11010519491231002X"],
];

test.each(good)("%j is whole", (raw, id18) => {
  const id = normaliseId(open(raw), blank);
  expect(id).toMatchObject({ state: "value", id18, valid: true, damaged: false, issue: null, text: id18 });
  expect(normaliseId(open(id.text), blank).text).toBe(id18);
});

test("birth and sex stand in the number", () => {
  expect(normaliseId(open("110105491231002"), blank)).toMatchObject({ birth: "1949-12-31", sex: "female", steps: ["id15to18"] });
  expect(normaliseId(open("44052418800101001" + "4"), blank)).toMatchObject({ birth: "1880-01-01", sex: "male" });
});

const bad: [CellValue, string, string, boolean][] = [
  [`${GOOD.slice(0, 17)}${GOOD.endsWith("1") ? "2" : "1"}`, "checkDigit", `${GOOD.slice(0, 17)}${GOOD.endsWith("1") ? "2" : "1"}`, false],
  ["43020319750230102X", "idDate", "43020319750230102X", false],
  ["4302031975030410", "idLength", "", false],
  ["43020319750304102", "idLength", "", false],
  ["4302031975030410212", "idLength", "", false],
  ["430203750304", "idLength", "", false],
  [430203197503041000, "damaged", "430203197503041???", true],
  ["430203197503041000", "damaged", "430203197503041???", true],
  [shown("number", 430203197503041000, "4.30203E+17"), "damaged", "430203197503041???", true],
  [43020319750304100, "damaged", "430203197503041???", true],
  ["4.30203E+17", "damaged", "430203????????????", true],
  ["4.30203197503041E+17", "damaged", "430203197503041???", true],
  ["4.302031975E+17", "damaged", "430203197?????????", true],
  ["1.10101e+17", "damaged", "110101????????????", true],
  ["1.10105E+14", "damaged", "11010?19??????????", true],
  ["430203000000000000", "damaged", "430203????????????", true],
  ["430203********1023", "damaged", "430203????????1023", true],
];

test.each(bad)("%j: %s", (raw, issue, id18, damaged) => {
  expect(normaliseId(open(raw), blank)).toMatchObject({ state: "invalid", valid: false, issue, damaged, id18 });
});

test("what the clerk sees stays", () => {
  expect(normaliseId(open(shown("number", 430203197503041000, "4.30203E+17")), blank).shown).toBe("4.30203E+17");
  expect(normaliseId(open(430203197503041000), blank)).toMatchObject({ shown: "430203197503041000", birth: "1975-03-04", sex: null });
});

test.each(["系统生成", "系统生成号码", "暂无", "暂无证件号码", "无", "000000000000000000", "111111111111111", "0", "—", "", null, "其他"])("%j is blank", (raw) => {
  expect(normaliseId(open(raw), blank)).toMatchObject({ state: "blank", id18: "", valid: false, issue: null });
});

describe("laws", () => {
  const compare = makeCompare(profile);
  const digits17 = fc
    .tuple(fc.integer({ min: 110000, max: 659999 }), fc.date({ min: new Date("1901-01-01"), max: new Date("1999-12-31"), noInvalidDate: true }), fc.integer({ min: 1, max: 999 }))
    .map(([area, day, sequence]) => `${area}${day.toISOString().slice(0, 10).replaceAll("-", "")}${String(sequence).padStart(3, "0")}`);

  test("15 digits and 18 characters of one number agree", () => {
    fc.assert(
      fc.property(digits17, (digits) => {
        const long = normaliseId(open(digits + checkCharacter(digits)), blank);
        const short = normaliseId(open(digits.slice(0, 6) + digits.slice(8)), blank);
        expect(long.valid && short.valid).toBe(true);
        expect(compare("idNumber", long, short)).toBe("writtenDifferently");
      }),
    );
  });

  test("a number that went through Excel as a number agrees with itself, and differs from another date", () => {
    fc.assert(
      fc.property(digits17, (digits) => {
        const whole = digits + checkCharacter(digits);
        const long = normaliseId(open(whole), blank);
        const lost = normaliseId(open(Number(`${whole.slice(0, 15)}000`)), blank);
        expect(lost.damaged).toBe(true);
        expect(compare("idNumber", long, lost)).toBe("writtenDifferently");
        const other = `${whole.slice(0, 9)}${(Number(whole[9]) + 1) % 10}${whole.slice(10)}`;
        expect(compare("idNumber", normaliseId(open(other), blank), lost)).toBe("different");
      }),
    );
  });

  test("one wrong digit is always seen", () => {
    fc.assert(
      fc.property(digits17, fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (digits, at, shift) => {
        const wrong = digits.slice(0, at) + String((Number(digits[at]) + shift) % 10) + digits.slice(at + 1);
        const id = normaliseId(open(wrong + checkCharacter(digits)), blank);
        expect(id.valid).toBe(false);
        expect(compare("idNumber", id, normaliseId(open(digits + checkCharacter(digits)), blank))).toBe("different");
      }),
    );
  });
});
