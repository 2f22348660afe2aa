/** Reads the command line into plain data. Loads nothing heavy: a wrong option must be answered at once. */
import type { Language, MonthNumber } from "../model.js";
import { Trouble } from "./trouble.js";

export interface Options {
  /** As typed; empty: the bundled sample. */
  readonly paths: readonly string[];
  readonly profile: string | null;
  readonly period: { readonly from: MonthNumber; readonly to: MonthNumber } | null;
  readonly previous: string | null;
  readonly out: string | null;
  readonly json: string | null;
  readonly weights: string | null;
  readonly fullIds: boolean;
  readonly language: Language;
  readonly quiet: boolean;
}

export type Command =
  | { readonly kind: "run"; readonly options: Options }
  | { readonly kind: "help"; readonly language: Language }
  | { readonly kind: "version" };

const withValue = ["--profile", "--period", "--previous", "--out", "--json", "--weights", "--lang"] as const;
const switches = ["--full-ids", "--quiet", "--help", "-h", "--version"] as const;
type ValueOption = (typeof withValue)[number];
type Switch = (typeof switches)[number];

/**
 * The language of everything that is printed, even of a complaint about another option: `--lang` wherever it stands.
 * A wrong value is complained about by `parseArguments`.
 */
export function languageOf(words: readonly string[]): Language {
  let language: Language = "zh";
  for (const [place, word] of words.entries()) {
    if (word === "--") break;
    const value = word === "--lang" ? words[place + 1] : word.startsWith("--lang=") ? word.slice("--lang=".length) : undefined;
    if (value === "en" || value === "zh") language = value;
  }
  return language;
}

/** Throws `Trouble` for an unknown option, a missing or a wrong value. An option given twice: the last one counts. */
export function parseArguments(words: readonly string[]): Command {
  const language = languageOf(words);
  const paths: string[] = [];
  const values = new Map<ValueOption, string>();
  const on = new Set<Switch>();

  for (let place = 0; place < words.length; place++) {
    const word = words[place] ?? "";
    if (word === "--") {
      paths.push(...words.slice(place + 1));
      break;
    }
    if (!word.startsWith("-") || word === "-") {
      paths.push(word);
      continue;
    }
    const equals = word.indexOf("=");
    const option = equals < 0 ? word : word.slice(0, equals);
    if (isSwitch(option)) {
      if (equals >= 0) throw new Trouble({ zh: `选项 ${option} 后面不带值，请去掉“${word.slice(equals)}”。`, en: `The option ${option} takes no value; leave out "${word.slice(equals)}".` });
      on.add(option);
    } else if (takesValue(option)) {
      const value = equals >= 0 ? word.slice(equals + 1) : words[++place];
      if (value === undefined || value === "" || (equals < 0 && value.startsWith("--"))) throw missingValue(option);
      values.set(option, value);
    } else {
      throw new Trouble({ zh: `没有 ${option} 这个选项；用 --help 看有哪些选项。`, en: `There is no option ${option}; --help lists the options.` });
    }
  }

  if (on.has("--help") || on.has("-h")) return { kind: "help", language };
  if (on.has("--version")) return { kind: "version" };
  if (paths.includes("")) throw new Trouble({ zh: "有一个文件名是空的；请写出要核对的文件或文件夹。", en: "One PATH is empty; name the files or folders to reconcile." });
  const lang = values.get("--lang");
  if (lang !== undefined && lang !== "zh" && lang !== "en") {
    throw new Trouble({ zh: `--lang 只能是 zh 或 en，不能是“${lang}”。`, en: `--lang must be zh or en, not "${lang}".` });
  }
  const period = values.get("--period");
  return {
    kind: "run",
    options: {
      paths,
      profile: values.get("--profile") ?? null,
      period: period === undefined ? null : parsePeriod(period),
      previous: values.get("--previous") ?? null,
      out: values.get("--out") ?? null,
      json: values.get("--json") ?? null,
      weights: values.get("--weights") ?? null,
      fullIds: on.has("--full-ids"),
      language,
      quiet: on.has("--quiet"),
    },
  };
}

function isSwitch(word: string): word is Switch {
  return (switches as readonly string[]).includes(word);
}

function takesValue(word: string): word is ValueOption {
  return (withValue as readonly string[]).includes(word);
}

function missingValue(option: ValueOption): Trouble {
  const example: Readonly<Record<ValueOption, string>> = {
    "--profile": "--profile my-profile.json",
    "--period": "--period 2004-01..2004-09",
    "--previous": "--previous 上次核对结果.xlsx",
    "--out": "--out 核对结果.xlsx",
    "--json": "--json findings.json",
    "--weights": "--weights weights.json",
    "--lang": "--lang zh",
  };
  return new Trouble({ zh: `选项 ${option} 后面缺少值，例如 ${example[option]}。`, en: `The option ${option} needs a value, for example ${example[option]}.` });
}

/** "2004-01..2004-09": both months included, in order, in the years 1900 to 2099. */
export function parsePeriod(text: string): { readonly from: MonthNumber; readonly to: MonthNumber } {
  const match = /^(\d{4})-(\d{2})\.\.(\d{4})-(\d{2})$/.exec(text.trim());
  if (match === null) {
    throw new Trouble({ zh: `--period 看不懂“${text}”；请写成 2004-01..2004-09。`, en: `--period: cannot read "${text}"; write it as 2004-01..2004-09.` });
  }
  const from = monthNumber(match[1], match[2]);
  const to = monthNumber(match[3], match[4]);
  if (from === null || to === null) {
    throw new Trouble({
      zh: `--period “${text}”里有不存在的月份；月份是 01 到 12，年份是 1900 到 2099。`,
      en: `--period: "${text}" holds a month that does not exist; months are 01 to 12, years 1900 to 2099.`,
    });
  }
  if (from > to) {
    throw new Trouble({ zh: `--period “${text}”的前后颠倒了；请把早的月份写在前面。`, en: `--period: "${text}" is the wrong way round; write the earlier month first.` });
  }
  return { from, to };
}

function monthNumber(year: string | undefined, month: string | undefined): MonthNumber | null {
  const y = Number(year);
  const m = Number(month);
  return y >= 1900 && y <= 2099 && m >= 1 && m <= 12 ? y * 12 + (m - 1) : null;
}
