/** Is this what `--weights` wrote? Only the shape: whether the columns fit is seen when the weights are taken up. */
import type { FrozenColumn, FrozenWeights } from "../../model.js";
import type { ListWeights } from "./frozen-weights.js";
import { FIELD_TYPES } from "./settings.js";

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

export function isFrozenWeights(value: unknown): value is FrozenWeights {
  if (!isObject(value) || value["version"] !== 1 || !isNumber(value["prior"])) return false;
  const { columns, overlap } = value;
  const pairs = Array.isArray(overlap) && overlap.every((one: unknown) => Array.isArray(one) && one.length === 3 && typeof one[0] === "string" && typeof one[1] === "string" && isNumber(one[2]));
  return Array.isArray(columns) && columns.every(isColumn) && pairs;
}

const areBlocks = (value: unknown): boolean =>
  isObject(value) && isNumber(value["single"]) && isNumber(value["double"]) && isTable(value["common"]) && Array.isArray(value["pairs"]) && value["pairs"].every((pair) => typeof pair === "string");

/** The weights of two lists, or of one. */
export function isListWeights(value: unknown): value is ListWeights {
  if (!isFrozenWeights(value) || !("all" in value) || !("left" in value)) return false;
  const { all, left, family } = value as { readonly all: unknown; readonly left: unknown; readonly family?: unknown };
  const related = family === undefined || (isObject(family) && isNumber(family["prior"]) && Array.isArray(family["bits"]) && family["bits"].every(areNumbers));
  return areBlocks(all) && (left === null || areBlocks(left)) && related;
}
