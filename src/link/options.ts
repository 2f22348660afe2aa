/** The command line of `npm run link` as plain data; loads nothing heavy. */
import { Trouble } from "../cli/trouble.js";
import type { Language } from "../model.js";

export interface LinkArguments {
  readonly first: string;
  readonly second: string | null;
  readonly settings: string | null;
  readonly out: string;
  readonly clusters: string | null;
  readonly review: string | null;
  readonly weights: string | null;
  readonly explain: boolean;
  readonly language: Language;
}

const VALUES = new Set(["--settings", "--out", "--clusters", "--review", "--weights", "--lang"]);

export const HELP = `npm run --silent link -- A.csv [B.csv] [--settings SETTINGS.json] --out PAIRS.csv [--clusters CLUSTERS.csv] [--review REVIEW.csv] [--weights WEIGHTS.json] [--explain] [--lang zh|en]

两份名单之间找同一人(或物);只给一份,则找其中重复的。不用任何标注。
Links two lists, or finds the duplicates in one; no labels are used.

--review   没把握的行和可能的对象,请人判断。 Rows left to a person, with their candidates.
--weights  写出这次估计的权重;写进设置的 weights 后不再估计。 The weights estimated, to be named in SETTINGS.

SETTINGS: { "id": "id", "oneToOne": true, "weights": "weights.json", "same": [["a1", "b7"]], "different": [["a2", "b9"]], "columns": [{ "name": "surname", "other": "family_name", "type": "name" }] }
same, different: 自己定下的同一人、不是同一人,按编号栏成对写,先于一切证据。 The user's own decisions by id, before any evidence.
types: name text date idNumber phone postcode number code
`;

/** null: help was asked for. @throws Trouble */
export function parseLinkArguments(words: readonly string[]): LinkArguments | null {
  const paths: string[] = [];
  const values = new Map<string, string>();
  let explain = false;
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (word === "--help" || word === "-h") return null;
    if (word === "--explain") {
      explain = true;
      continue;
    }
    if (!word.startsWith("--")) {
      paths.push(word);
      continue;
    }
    const equals = word.indexOf("=");
    const option = equals < 0 ? word : word.slice(0, equals);
    if (!VALUES.has(option)) throw new Trouble({ zh: `没有 ${option} 这个选项；用 --help 看有哪些选项。`, en: `There is no option ${option}; --help lists the options.` });
    const value = equals >= 0 ? word.slice(equals + 1) : words[++i];
    if (value === undefined || value === "" || (equals < 0 && value.startsWith("--"))) throw new Trouble({ zh: `选项 ${option} 后面缺少值。`, en: `The option ${option} needs a value.` });
    values.set(option, value);
  }
  const language = values.get("--lang") ?? "zh";
  if (language !== "zh" && language !== "en") throw new Trouble({ zh: `--lang 只能是 zh 或 en，不能是“${language}”。`, en: `--lang must be zh or en, not "${language}".` });
  const [first, second, third] = paths;
  if (first === undefined) throw new Trouble({ zh: "请写出一份或两份名单（.csv）。", en: "Name one or two lists (.csv)." });
  if (third !== undefined) throw new Trouble({ zh: `最多两份名单；“${third}”是第三份。`, en: `Two lists at most; "${third}" is a third.` });
  const out = values.get("--out");
  if (out === undefined) throw new Trouble({ zh: "请用 --out 写出结果文件，例如 --out pairs.csv。", en: "Say with --out where the pairs go, for example --out pairs.csv." });
  const [clusters, review, weights] = ["--clusters", "--review", "--weights"].map((option) => values.get(option) ?? null);
  return { first, second: second ?? null, settings: values.get("--settings") ?? null, out, clusters: clusters ?? null, review: review ?? null, weights: weights ?? null, explain, language };
}
