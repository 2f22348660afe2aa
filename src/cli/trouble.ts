/** Trouble that ends a run with exit status 2: one clear line that says which file, sheet, row or option, and what to do. */
import type { Language } from "../model.js";

export interface Sentence {
  readonly zh: string;
  readonly en: string;
}

export class Trouble extends Error {
  readonly sentence: Sentence;

  constructor(sentence: Sentence) {
    super(sentence.zh);
    this.name = "Trouble";
    this.sentence = sentence;
  }
}

/** A fault of the program or its surroundings, said without a stack trace. */
export function internalFault(fault: unknown): Trouble {
  if (fault instanceof Error && "code" in fault && fault.code === "ERR_WORKER_OUT_OF_MEMORY") {
    return new Trouble({
      zh: "内存不够，材料太大；请分几次核对（例如每次几个村），或换一台内存大的电脑。",
      en: "Not enough memory for this much material; reconcile it in portions (some villages at a time) or on a larger computer.",
    });
  }
  const message = fault instanceof Error ? fault.message : String(fault);
  return new Trouble({
    zh: `程序内部出错（${message}）；原文件没有改动，也没有写出结果。请把这一行和所用的命令报告给我们。`,
    en: `Internal fault (${message}); no input was changed and nothing was written. Please report this line and the command.`,
  });
}

/** What is printed on stderr: the sentence on one line, whatever it quotes. */
export function troubleText(sentence: Sentence, language: Language): string {
  return `${oneLine(language === "zh" ? `错误：${sentence.zh}` : `error: ${sentence.en}`)}\n`;
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, " ").trim();
}
