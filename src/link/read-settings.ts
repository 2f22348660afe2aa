/** SETTINGS.json → plain data, all problems in one line. */
import { readFileSync } from "node:fs";
import { Trouble } from "../cli/trouble.js";
import { FIELD_TYPES, type FieldType, type LinkColumn } from "../linkage/model/settings.js";
import type { DecidedIds } from "./read-decisions.js";

export interface Settings {
  readonly id: string | null;
  /** null: to be recognised. */
  readonly columns: readonly LinkColumn[] | null;
  readonly oneToOne: boolean;
  /** File of weights of an earlier linkage, as written: relative to the settings. */
  readonly weights: string | null;
  /** The user's own decisions, by ids. */
  readonly decided: DecidedIds;
}

export const NO_SETTINGS: Settings = { id: null, columns: null, oneToOne: false, weights: null, decided: { same: [], different: [] } };

/** @throws Trouble */
export function readSettings(file: string): Settings {
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(file, "utf8").replace(/^\ufeff/, ""));
  } catch (fault) {
    const missing = fault instanceof Error && "code" in fault && fault.code === "ENOENT";
    throw missing
      ? new Trouble({ zh: `找不到设置文件“${file}”。`, en: `The settings "${file}" do not exist.` })
      : new Trouble({ zh: `设置文件“${file}”不是正确的 JSON：${String(fault instanceof Error ? fault.message : fault)}`, en: `The settings "${file}" are not valid JSON: ${String(fault instanceof Error ? fault.message : fault)}` });
  }
  return checkSettings(data, file);
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
const isType = (value: unknown): value is FieldType => typeof value === "string" && (FIELD_TYPES as readonly string[]).includes(value);

const isId = (value: unknown): value is string | number => typeof value === "string" || typeof value === "number";
const isPair = (value: unknown): value is readonly [string | number, string | number] => Array.isArray(value) && value.length === 2 && value.every(isId);

/** @throws Trouble that names every problem */
export function checkSettings(data: unknown, file: string): Settings {
  const zh: string[] = [];
  const en: string[] = [];
  const problem = (chinese: string, english: string): void => {
    zh.push(chinese);
    en.push(english);
  };
  const columns: LinkColumn[] = [];
  let id: string | null = null;
  let oneToOne = false;
  let weights: string | null = null;
  const decided: { same: [string, string][]; different: [string, string][] } = { same: [], different: [] };
  if (!isObject(data)) problem("最外层应是 { … }", "the outermost value must be an object");
  else {
    for (const key of Object.keys(data)) if (!["id", "columns", "oneToOne", "weights", "same", "different"].includes(key)) problem(`没有“${key}”这一项`, `there is no entry "${key}"`);
    if (data["id"] !== undefined) {
      if (typeof data["id"] === "string" && data["id"] !== "") id = data["id"];
      else problem("id 应是栏目名", "id must be a column's name");
    }
    if (data["oneToOne"] !== undefined) {
      if (typeof data["oneToOne"] === "boolean") oneToOne = data["oneToOne"];
      else problem("oneToOne 应是 true 或 false", "oneToOne must be true or false");
    }
    if (data["weights"] !== undefined) {
      if (typeof data["weights"] === "string" && data["weights"] !== "") weights = data["weights"];
      else problem("weights 应是权重文件的文件名", "weights must be the name of a file of weights");
    }
    for (const entry of ["same", "different"] as const) {
      const pairs = data[entry] ?? [];
      if (Array.isArray(pairs) && pairs.every(isPair)) decided[entry].push(...pairs.map(([a, b]): [string, string] => [String(a), String(b)]));
      else problem(`${entry} 应是成对编号的列表 [["甲", "乙"], …]`, `${entry} must be a list of pairs of ids [["a", "b"], …]`);
    }
    const list = data["columns"];
    if (list !== undefined && (!Array.isArray(list) || list.length === 0)) problem("columns 应是至少一栏的列表", "columns must be a list of at least one column");
    else if (Array.isArray(list)) {
      list.forEach((column: unknown, i) => {
        const place = `columns[${i}]`;
        if (!isObject(column)) return problem(`${place} 应是 { name, type }`, `${place} must be { name, type }`);
        const { name, other, type } = column;
        for (const key of Object.keys(column)) if (!["name", "other", "type"].includes(key)) problem(`${place} 没有“${key}”这一项`, `${place} has no entry "${key}"`);
        if (typeof name !== "string" || name === "") return problem(`${place}.name 应是栏目名`, `${place}.name must be a column's name`);
        if (!isType(type)) return problem(`${place}.type 应是 ${FIELD_TYPES.join(" ")} 之一`, `${place}.type must be one of ${FIELD_TYPES.join(" ")}`);
        if (other !== undefined && (typeof other !== "string" || other === "")) return problem(`${place}.other 应是栏目名`, `${place}.other must be a column's name`);
        columns.push(typeof other === "string" ? { name, other, type } : { name, type });
      });
    }
  }
  if (zh.length > 0) throw new Trouble({ zh: `设置文件“${file}”：${zh.join("；")}。`, en: `Settings "${file}": ${en.join("; ")}.` });
  return { id, columns: isObject(data) && data["columns"] !== undefined ? columns : null, oneToOne, weights, decided };
}
