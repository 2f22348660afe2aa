import { expect, test } from "vitest";
import { indexVillages } from "../../src/normalise/village-index.js";
import { makeVillageFolder, normaliseVillage } from "../../src/normalise/village.js";
import { normaliseText } from "../../src/normalise/text.js";
import { blank, block, open, profile, shown } from "./support.js";

const folder = makeVillageFolder(profile.villageSuffixes);

test.each([
  "新塘", "新塘村", "新塘村委会", "新塘村村委会", "新塘社区", "新塘社区居委会", "新塘居委会", "荷塘镇新塘村", "株洲市荷塘区荷塘镇新塘村", "荷塘街道新塘社区",
  " 新 塘 村 ", "新塘村（三组）", "新塘村3组", "03新塘村", "村名：新塘村",
])("%s is 新塘", (raw) => {
  expect(normaliseVillage(open(raw), blank, folder)).toMatchObject({ type: "village", state: "value", text: "新塘" });
});

test.each([
  ["镇东村", "镇东"],
  ["新镇村", "新镇"],
  ["新村", "新"],
  ["上塘村", "上塘"],
  ["橫嶺村", "横岭"],
])("%s is %s", (raw, key) => {
  expect(folder(raw).key).toBe(key);
  expect(folder(key).key).toBe(key);
});

test("two villages stay two", () => {
  expect(folder("上塘村").key).not.toBe(folder("下塘村").key);
});

test("villages are numbered by name, whatever the order, and shown as mostly written", () => {
  const one = block("handLedger", ["name"], [["a"], ["b"], ["c"]], { villages: ["荷塘镇新塘村", "新塘", "横岭村"] });
  const two = block("electronicLedger", ["name"], [["a"], ["b"]], { villages: ["新塘", null] });
  const forward = indexVillages([one, two], profile.villageSuffixes);
  const backward = indexVillages([two, one], profile.villageSuffixes);
  expect(forward.names).toEqual(["新塘村", "横岭村"].sort());
  expect(backward.names).toEqual(forward.names);
  expect(forward.indexOf("新塘社区")).toBe(forward.indexOf("新塘"));
  expect(forward.indexOf(null)).toBe(-1);
  expect(forward.indexOf("没有的村")).toBe(-1);
});

test("text folds width, blanks, 帐 and traditional forms", () => {
  const text = (raw: string): string => normaliseText(open(raw), blank).text;
  expect(text("Ａ－１ 帳本")).toBe(text("a-1账本"));
  expect(text("廣東 深圳")).toBe("广东深圳");
  expect(normaliseText(open("无"), blank).state).toBe("blank");
  expect(normaliseText(open(shown("error", "#REF!", "#REF!")), blank)).toMatchObject({ state: "invalid", issue: "error" });
});
