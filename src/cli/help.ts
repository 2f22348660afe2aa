/** The text of --help. */
import type { Language } from "../model.js";

export function helpText(language: Language): string {
  return language === "zh" ? zh : en;
}

const zh = `台账核对: 把村里的本子和镇里的系统放在一起核对, 找出记录和记录不一致的地方。

用法
  npm run --silent reconcile -- [PATH…] [选项]

PATH              要核对的文件或文件夹: .xlsx .xlsm .xls .csv .txt .dbf, 可以写多个。
                  不写就核对自带的样例, 结果放在 results/核对结果.xlsx。

选项
  --out 文件.xlsx       写出结果工作簿: 汇总、差异清单、整改通知单、加了标记的原表
  --json 文件.json      写出差异数据 (UTF-8, 格式见 docs/findings.schema.json)
  --weights 文件.json   写出这次认人用的权重; 内容放进方案的 settings.weights, 以后照用, 不再估计 (docs/linkage.md)
  --previous 文件.xlsx  上一次的结果工作簿; 新结果里多一张复查对照 (已改、未改、改了仍不符、新增)
  --period 起..止       核对期间, 如 2004-01..2004-09; 不写则按报告单、工作手册和药具登记里最早和最晚的月份
  --profile 文件.json   自己的核对方案; 不写则用自带的九项一致方案
  --full-ids            输出完整身份证号 (平时打码, 如 430203********1234)
  --lang zh|en          中文或英文
  --quiet               除错误外什么都不显示
  --version             版本
  --help                这份说明

退出码
  0 没有差异 (只有待判断和共性问题也算没有; 自带样例核对完也是 0)   1 有差异   2 出错, 原因在一行里说明

原文件不会改动, 数据只在本机处理, 不发送到任何地方。
English: --lang en --help
`;

const en = `Ledger reconciliation: puts the villages' books and the township's system side by side and finds where records disagree.

Usage
  npm run --silent reconcile -- [PATH…] [options]

PATH              files or folders to reconcile: .xlsx .xlsm .xls .csv .txt .dbf, any number of them.
                  None: the bundled sample; its result goes to results/核对结果.xlsx.

Options
  --out FILE.xlsx       write the result workbook: summary, list, notices, annotated copies of the sheets
  --json FILE.json      write the findings (UTF-8; format in docs/findings.schema.json)
  --weights FILE.json   write the weights by which people were linked; as settings.weights of a profile they are used
                        again and nothing is estimated (docs/linkage.md)
  --previous FILE.xlsx  the result workbook of the last run; adds a follow-up sheet (fixed, open, still wrong, new)
  --period FROM..TO     months to reconcile, as 2004-01..2004-09; otherwise the first to the last month found in
                        slips, handbook and supplies
  --profile FILE.json   a profile of your own; otherwise the built-in nine records
  --full-ids            print whole ID numbers (otherwise masked, as 430203********1234)
  --lang zh|en          Chinese or English
  --quiet               print nothing but errors
  --version             the version
  --help                this text

Exit status
  0 no discrepancy (open questions and common patterns alone count as none; so does a completed run on the bundled
    sample)   1 discrepancies   2 trouble, said in one line

Input files are never modified. Everything stays on this computer.
`;
