/** WEIGHTS.json, as `--weights` wrote it → the weights of a linkage. */
import { readFileSync } from "node:fs";
import { Trouble } from "../cli/trouble.js";
import { isListWeights } from "../linkage/model/frozen-shape.js";
import type { ListWeights } from "../linkage/model/frozen-weights.js";

/** @throws Trouble */
export function readWeights(file: string): ListWeights {
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new Trouble({ zh: `读不了权重文件“${file}”；请用 --weights 重新写出一份。`, en: `Cannot read the weights "${file}"; write them again with --weights.` });
  }
  if (!isListWeights(data)) throw new Trouble({ zh: `“${file}”不是 --weights 写出的权重文件。`, en: `"${file}" is no file of weights that --weights wrote.` });
  return data;
}
