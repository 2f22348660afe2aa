/** npm run link: who is who in two lists, or twice in one. Exit 0, or 2 with one line on stderr. */
import { existsSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { languageOf } from "./cli/options.js";
import { internalFault, Trouble, troubleText } from "./cli/trouble.js";
import { HELP, parseLinkArguments, type LinkArguments } from "./link/options.js";
import { decisionsOf } from "./link/read-decisions.js";
import { readList, type List } from "./link/read-list.js";
import { NO_SETTINGS, readSettings, type Settings } from "./link/read-settings.js";
import { recogniseColumns } from "./link/recognise-columns.js";
import { loadTongue } from "./link/tongue.js";
import { readWeights } from "./link/read-weights.js";
import { clustersText, pairsText, reviewText } from "./link/write-pairs.js";
import { decide } from "./linkage/model/decide.js";
import type { InputColumn } from "./linkage/model/fields.js";
import { freezeLists, UnknownColumns, type ListWeights } from "./linkage/model/frozen-weights.js";
import { compareLists, type Linkage, type LinkOptions } from "./linkage/model/link-lists.js";
import { reviewOf } from "./linkage/model/review.js";

async function main(words: readonly string[]): Promise<number> {
  try {
    const typed = parseLinkArguments(words);
    if (typed === null) process.stdout.write(HELP);
    else await run(typed);
    return 0;
  } catch (fault) {
    const { sentence } = fault instanceof Trouble ? fault : internalFault(fault);
    process.stderr.write(troubleText(sentence, languageOf(words)));
    return 2;
  }
}

async function run(typed: LinkArguments): Promise<void> {
  const targets = [typed.out, typed.clusters, typed.review, typed.weights].filter((target) => target !== null);
  for (const target of targets) checkTarget(target, [typed.first, typed.second, typed.settings]);
  if (new Set(targets.map((target) => resolve(target))).size < targets.length) {
    throw new Trouble({ zh: "--out、--clusters、--review、--weights 不能写同一个文件。", en: "--out, --clusters, --review and --weights must be different files." });
  }
  const settings = typed.settings === null ? NO_SETTINGS : readSettings(typed.settings);
  const first = readList(typed.first);
  const second = typed.second === null ? null : readList(typed.second);
  const columns = await inputColumns(first, second, settings);
  const idsA = idsOf(first, settings.id);
  const idsB = second === null ? idsA : idsOf(second, settings.id);

  const given = settings.weights === null || typed.settings === null ? null : resolve(dirname(typed.settings), settings.weights);
  for (const target of targets) checkTarget(target, [given]);
  const weights = given === null ? null : readWeights(given);
  const oneToOne = settings.oneToOne && second !== null;
  const decisions = decisionsOf(settings.decided, { file: first.file, ids: idsA }, second === null ? null : { file: second.file, ids: idsB }, oneToOne);
  const options = { oneToOne, decisions, freeze: typed.weights !== null, tongue: await loadTongue(columns), ...(weights === null ? {} : { weights }) };
  const linkage = compared(columns, options);
  const decision = decide(linkage, options);
  const files: [string, string][] = [[typed.out, pairsText(linkage, decision, idsA, idsB, typed.explain, typed.language)]];
  if (typed.clusters !== null) files.push([typed.clusters, clustersText(decision, second === null ? idsA : [...idsA, ...idsB])]);
  if (typed.review !== null) files.push([typed.review, reviewText(linkage, reviewOf(linkage, decision), idsA, idsB, typed.language)]);
  if (typed.weights !== null) files.push([typed.weights, `${JSON.stringify(weights ?? frozenOf(linkage), null, 1)}\n`]);
  writeAll(files);
}

function frozenOf({ lists, model, blocks }: Linkage): ListWeights {
  if (blocks === null) throw new Error("the linkage was not asked for its blocks");
  return freezeLists(lists, model, blocks);
}

function compared(columns: readonly InputColumn[], options: LinkOptions): Linkage {
  try {
    return compareLists(columns, options);
  } catch (fault) {
    if (!(fault instanceof UnknownColumns)) throw fault;
    const names = fault.columns.join(", ");
    throw new Trouble({ zh: `权重文件里没有这些栏目（${names}）；请用同样的栏目重新写出权重。`, en: `The weights do not have these columns (${names}); write them again for the same columns.` });
  }
}

async function inputColumns(first: List, second: List | null, settings: Settings): Promise<readonly InputColumn[]> {
  // The profiles' words for headers are loaded only where nobody names the columns.
  const columns = settings.columns ?? recogniseColumns(first, second, settings.id, (await import("./link/header-meaning.js")).headerMeaning);
  if (columns.length === 0) {
    throw new Trouble({ zh: "没有可比的栏目；请在设置文件的 columns 里写明比哪些栏。", en: "No columns to compare; name them under columns in the settings." });
  }
  const missing: string[] = [];
  const found = columns.map((column): InputColumn => {
    const one = first.column(column.name);
    const two = second === null ? null : second.column(column.other ?? column.name);
    if (one === null) missing.push(`${first.file}: ${column.name}`);
    if (second !== null && two === null) missing.push(`${second.file}: ${column.other ?? column.name}`);
    return { name: column.name, type: column.type, first: one ?? [], second: two };
  });
  if (missing.length > 0) {
    throw new Trouble({ zh: `找不到这些栏目（${missing.join("，")}）；请看设置文件里的栏目名。`, en: `These columns are not there (${missing.join(", ")}); check the names in the settings.` });
  }
  return found;
}

function idsOf(list: List, id: string | null): readonly string[] {
  if (id === null) return Array.from({ length: list.rows }, (_, i) => String(i + 1));
  const ids = list.column(id);
  if (ids === null) throw new Trouble({ zh: `“${list.file}”里没有编号栏“${id}”。`, en: `"${list.file}" has no id column "${id}".` });
  return ids;
}

function checkTarget(target: string, inputs: readonly (string | null)[]): void {
  if (inputs.some((input) => input !== null && resolve(input) === resolve(target))) {
    throw new Trouble({ zh: `“${target}”是输入文件，不能写在上面；请换一个文件名。`, en: `"${target}" is an input and is never written to; choose another name.` });
  }
  const folder = dirname(resolve(target));
  if (!existsSync(folder)) throw new Trouble({ zh: `文件夹“${folder}”不存在；请先建好。`, en: `The folder "${folder}" does not exist; make it first.` });
  if (existsSync(target) && statSync(target).isDirectory()) throw new Trouble({ zh: `“${target}”是文件夹；请写文件名。`, en: `"${target}" is a folder; give a file name.` });
}

/** Writes beside the targets first and renames then, so that nothing is half-written. */
function writeAll(files: readonly (readonly [string, string])[]): void {
  const made: string[] = [];
  try {
    for (const [target, text] of files) {
      const draft = `${target}.${process.pid}.tmp`;
      made.push(draft);
      writeFileSync(draft, text);
    }
    files.forEach(([target], i) => renameSync(made[i]!, target));
  } catch (fault) {
    for (const draft of made) rmSync(draft, { force: true });
    const code = fault instanceof Error && "code" in fault ? String(fault.code) : String(fault);
    throw new Trouble({ zh: `写不了“${files[0]?.[0] ?? ""}”（${code}）；请看文件夹能不能写、文件是不是开着。`, en: `Cannot write "${files[0]?.[0] ?? ""}" (${code}); check that the folder may be written and the file is not open.` });
  }
}

process.exitCode = await main(process.argv.slice(2));
