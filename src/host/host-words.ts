/** Sentences of the hosts. */
import type { Language } from "../model.js";
import type { Skipped } from "./workbook-host.js";

export interface HostWords {
  skipped(code: Skipped["code"], sheet: string | null): string;
}

const ZH: HostWords = {
  skipped(code, sheet) {
    switch (code) {
      case "protectedSheet": return `工作表“${sheet}”受保护，没有改动：要在上面做标记或清除，请在“审阅”里撤消工作表保护，再点一次。`;
      case "missingSheet": return `工作表“${sheet}”已经不在了：请重新核对。`;
      case "ambiguousRow": return `工作表“${sheet}”里有几行写得一模一样，分不清是哪一行，没有标记：请看结果里的地址。`;
      case "protectedWorkbook": return "工作簿的结构受保护，不能添加或删除工作表：请在“审阅”里撤消工作簿保护，再点一次。";
    }
  },
};

const EN: HostWords = {
  skipped(code, sheet) {
    switch (code) {
      case "protectedSheet": return `Sheet "${sheet}" is protected and was left alone: unprotect it under Review, then click again.`;
      case "missingSheet": return `Sheet "${sheet}" is gone: run the check again.`;
      case "ambiguousRow": return `Some rows of sheet "${sheet}" say exactly the same and cannot be told apart; they are not marked: see the addresses in the result.`;
      case "protectedWorkbook": return "The workbook's structure is protected, so sheets cannot be added or deleted: unprotect it under Review, then click again.";
    }
  },
};

export function words(language: Language): HostWords {
  return language === "zh" ? ZH : EN;
}
