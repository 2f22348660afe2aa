/** WEIGHTS.json, as `--weights` wrote it → the weights of a linkage. */
import { readFileSync } from "node:fs";
import { Trouble } from "../cli/trouble.js";
import type { FrozenColumn, FrozenWeights } from "../linkage/model/frozen-weights.js";
import { FIELD_TYPES } from "../linkage/model/settings.js";

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);
const areNumbers = (value: unknown): boolean => Array.isArray(value) && value.every(isNumber);
const isTable = (value: unknown): boolean => isObject(value) && Object.values(value).every(isNumber);

function isColumn(value: unknown): value is FrozenColumn {
  if (!isObject(value)) return false;
  const { name, type, weight, m, u, typical, rarest, common, alike, words, rareWord } = value;
  const pairs = Array.isArray(alike) && alike.every((pair: unknown) => Array.isArray(pair) && pair.length === 2 && pair.every((one) => typeof one === "string"));
  return typeof name === "string" && FIELD_TYPES.some((known) => known === type) && [weight, m, u].every(areNumbers) && [typical, rarest, rareWord].every(isNumber) && isTable(common) && isTable(words) && pairs;
}

function isWeights(value: unknown): value is FrozenWeights {
  if (!isObject(value) || value["version"] !== 1 || !isNumber(value["prior"])) return false;
  const { limits, columns, overlap } = value;
  const pairs = Array.isArray(overlap) && overlap.every((one: unknown) => Array.isArray(one) && one.length === 3 && typeof one[0] === "string" && typeof one[1] === "string" && isNumber(one[2]));
  return isObject(limits) && isNumber(limits["single"]) && isNumber(limits["double"]) && Array.isArray(columns) && columns.every(isColumn) && pairs;
}

/** @throws Trouble */
export function readWeights(file: string): FrozenWeights {
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new Trouble({ zh: `读不了权重文件“${file}”；请用 --weights 重新写出一份。`, en: `Cannot read the weights "${file}"; write them again with --weights.` });
  }
  if (!isWeights(data)) throw new Trouble({ zh: `“${file}”不是 --weights 写出的权重文件。`, en: `"${file}" is no file of weights that --weights wrote.` });
  return data;
}
