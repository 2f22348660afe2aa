/** Two lists of the same women with slips of the pen, made from a seed; the truth is known. */
import { checkCharacter } from "../../../src/linkage/model/normal-value.js";
import type { InputColumn } from "../../../src/linkage/model/fields.js";
import type { FieldType } from "../../../src/linkage/model/settings.js";

const SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任沈".split("");
const GIVEN = "英秀兰芳桂玉珍红梅霞丽艳娟敏静燕华平萍凤琴云香莲春花翠素清月美慧巧淑金爱小晓文海荣贵菊彩银连喜冬雪莉娜婷玲".split("");
const MEN = "伟强军建国明志勇平华东林海波辉刚峰龙文斌杰涛超鹏飞兵宏庆福生德荣贵忠良安全才根水木".split("");
const TYPES: Readonly<Record<string, FieldType>> = { 姓名: "name", 身份证号: "idNumber", 出生日期: "date", 丈夫姓名: "name", 村: "text", 电话: "phone" };

export interface ChineseLists {
  readonly columns: readonly InputColumn[];
  /** Row of the second list by row of the first; -1: not in it. */
  readonly truth: readonly number[];
}

/** @param damage share of rows with two damaged fields in the second list */
export function chineseLists(seed: number, women: number, damage: number, withoutId: number): ChineseLists {
  let state = seed >>> 0;
  const random = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n: number): number => Math.floor(random() * n);
  const pick = <T>(from: readonly T[]): T => from[Math.min(from.length - 1, Math.floor(from.length * random() * (0.3 + 0.7 * random())))]!;
  const villages = Array.from({ length: Math.max(3, Math.round(women / 200)) }, (_, i) => `${GIVEN[i % 50]!}${MEN[(i * 7) % 30]!}村`);
  const people: string[][] = [];
  for (let i = 0; i < women; i++) {
    const year = 1955 + below(33);
    const month = String(1 + below(12)).padStart(2, "0");
    const day = String(1 + below(28)).padStart(2, "0");
    const id17 = `4302${String(21 + below(4))}${year}${month}${day}${String(below(500) * 2).padStart(3, "0")}`;
    people.push([
      pick(SURNAMES) + pick(GIVEN) + (random() < 0.75 ? pick(GIVEN) : ""), id17 + checkCharacter(id17).toUpperCase(), `${year}-${month}-${day}`,
      pick(SURNAMES) + pick(MEN) + (random() < 0.75 ? pick(MEN) : ""), pick(villages), `13${String(below(1e9)).padStart(9, "0")}`,
    ]);
  }
  const first = people.slice(0, Math.round(women * 0.97));
  const secondPeople = [...people.keys()].filter((i) => i >= women * 0.03);
  for (let i = secondPeople.length - 1; i > 0; i--) {
    const j = below(i + 1);
    [secondPeople[i], secondPeople[j]] = [secondPeople[j]!, secondPeople[i]!];
  }
  const digit = (text: string): string => {
    const at = below(text.length);
    return /\d/.test(text[at]!) ? text.slice(0, at) + String((Number(text[at]) + 1 + below(8)) % 10) + text.slice(at + 1) : text;
  };
  const damages: ((row: string[]) => void)[] = [
    (row) => void (row[0] = row[0]!.slice(0, -1) + pick(GIVEN)),
    (row) => void (row[1] = digit(row[1]!)),
    (row) => void (row[1] = `${row[1]!.slice(0, 6)}${row[1]!.slice(8, 17)}`),
    (row) => void (row[1] = `${row[1]!.slice(0, 15)}000`),
    (row) => void (row[2] = digit(row[2]!)),
    (row) => void (row[2] = row[2]!.slice(0, 7)),
    (row) => void (row[3] = row[3]![0]! + pick(MEN) + row[3]!.slice(2)),
    (row) => void (row[3] = ""),
    (row) => void (row[4] = pick(villages)),
    (row) => void (row[5] = ""),
  ];
  const second = secondPeople.map((i) => {
    const row = [...people[i]!];
    if (random() < withoutId) row[1] = "";
    if (random() < damage) {
      pick(damages)(row);
      pick(damages)(row);
    }
    return row;
  });
  const at = new Map(secondPeople.map((person, row) => [person, row]));
  return {
    columns: Object.entries(TYPES).map(([name, type], c) => ({ name, type, first: first.map((row) => row[c]!), second: second.map((row) => row[c]!) })),
    truth: first.map((_, i) => at.get(i) ?? -1),
  };
}
