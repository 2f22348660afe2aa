import { describe, expect, it } from "vitest";
import { languageOf, parseArguments, parsePeriod } from "../../src/cli/options.js";
import { Trouble, troubleText } from "../../src/cli/trouble.js";

function complaint(words: readonly string[]): Trouble {
  try {
    parseArguments(words);
  } catch (fault) {
    if (fault instanceof Trouble) return fault;
    throw fault;
  }
  throw new Error(`no complaint about ${words.join(" ")}`);
}

describe("parseArguments", () => {
  it("has defaults for everything", () => {
    expect(parseArguments([])).toEqual({
      kind: "run",
      options: { paths: [], profile: null, period: null, previous: null, out: null, json: null, weights: null, fullIds: false, language: "zh", quiet: false },
    });
  });

  it("reads every option, with a blank or an equals sign, between paths", () => {
    const words = ["a.xlsx", "--out=r.xlsx", "--json", "f.json", "--weights", "w.json", "b", "--period", "2004-01..2004-09", "--full-ids", "--lang", "en", "--quiet", "--profile=p.json", "--previous", "old.xlsx"];
    expect(parseArguments(words)).toEqual({
      kind: "run",
      options: {
        paths: ["a.xlsx", "b"], profile: "p.json", period: { from: 2004 * 12, to: 2004 * 12 + 8 }, previous: "old.xlsx",
        out: "r.xlsx", json: "f.json", weights: "w.json", fullIds: true, language: "en", quiet: true,
      },
    });
  });

  it("takes everything after -- as a path", () => {
    expect(parseArguments(["--", "--out", "-x"])).toMatchObject({ options: { paths: ["--out", "-x"], out: null } });
  });

  it("answers help before it looks at the rest", () => {
    expect(parseArguments(["--period", "nonsense", "--help"])).toEqual({ kind: "help", language: "zh" });
    expect(parseArguments(["-h", "--lang", "en"])).toEqual({ kind: "help", language: "en" });
    expect(parseArguments(["--version"])).toEqual({ kind: "version" });
  });

  it.each([
    [["--perod", "2004-01..2004-02"], "--perod"],
    [["--full-ids=yes"], "--full-ids"],
    [["-x"], "-x"],
    [["--out"], "--out"],
    [["--out="], "--out"],
    [["--out", "--quiet"], "--out"],
    [["--lang", "fr"], "--lang"],
    [["--period", "2004-01"], "--period"],
    [["--period", "2004-13..2004-14"], "--period"],
    [["--period", "2004-00..2004-02"], "--period"],
    [["--period", "1804-01..2004-02"], "--period"],
    [["--period", "2004-09..2004-01"], "--period"],
  ])("complains about %j in one line that names the option", (words, option) => {
    const { sentence } = complaint(words);
    expect(sentence.zh).toContain(option);
    expect(sentence.en).toContain(option);
    expect(troubleText(sentence, "zh").trimEnd().split("\n")).toHaveLength(1);
  });

  it("complains in the language asked for, wherever --lang stands", () => {
    expect(languageOf(["--bad", "--lang", "en"])).toBe("en");
    expect(languageOf(["--lang=en"])).toBe("en");
    expect(languageOf(["--", "--lang", "en"])).toBe("zh");
    expect(languageOf(["--lang", "fr"])).toBe("zh");
  });
});

describe("parsePeriod", () => {
  it("counts months from year 0 and takes one month as a period", () => {
    expect(parsePeriod("2004-05..2004-05")).toEqual({ from: 2004 * 12 + 4, to: 2004 * 12 + 4 });
    expect(parsePeriod("1999-12..2000-01")).toEqual({ from: 1999 * 12 + 11, to: 2000 * 12 });
  });
});

describe("troubleText", () => {
  it("keeps a sentence on one line whatever it quotes", () => {
    expect(troubleText({ zh: "甲\n乙", en: "a\r\n b" }, "en")).toBe("error: a b\n");
    expect(troubleText({ zh: "甲\n乙", en: "a" }, "zh")).toBe("错误：甲 乙\n");
  });
});
