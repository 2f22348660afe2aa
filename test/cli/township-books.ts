/** Small books for the command line's tests: two ledgers of two villages as workbook files, with the errors a test asks for. */
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as xlsx from "@e965/xlsx";

export interface Woman {
  village: string;
  name: string;
  id: string;
  birth: string;
  marital: string;
  married: string;
  spouse: string;
  method: string;
  methodDate: string;
  /** Values of columns that are skipped on purpose. */
  policy: string;
}

const surnames = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙"];
const given = ["秀英", "桂兰", "玉梅", "春花", "丽华", "海燕", "冬梅", "小红", "翠萍", "金凤", "月娥", "爱莲"];

/** An 18-digit number with its check digit (GB 11643). The area code is a county's, the people are invented. */
export function idNumber(birth: string, serial: number): string {
  const body = `430203${birth.replaceAll("-", "")}${String(serial).padStart(3, "0")}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, place) => total + weight * Number(body[place]), 0);
  return body + ("10X98765432"[sum % 11] ?? "");
}

/** Twelve women of each of two villages, the same in every call. */
export function women(): Woman[] {
  return ["新塘村", "横岭村"].flatMap((village, v) =>
    surnames.map((surname, n) => {
      const birth = `${1966 + n}-${String(1 + ((n * 5 + v) % 12)).padStart(2, "0")}-${String(3 + n).padStart(2, "0")}`;
      return {
        village,
        name: surname + (given[(n * 7 + v * 5) % given.length] ?? ""),
        id: idNumber(birth, 2 * (10 + n + 20 * v)),
        birth,
        marital: "初婚",
        married: `${1989 + n}-0${1 + (n % 9)}-1${n % 10}`,
        spouse: (surnames[(n + 3 + v) % 12] ?? "") + "建国",
        method: "上环",
        methodDate: `${1992 + Math.min(n, 10)}-06-0${1 + (n % 9)}`,
        policy: "丙丁戊",
      };
    }),
  );
}

const headers = ["序号", "村名", "妇女姓名", "身份证号码", "出生日期", "婚姻状况", "初婚日期", "丈夫姓名", "避孕措施", "落实措施日期", "政策属性"];

export function ledgerRows(title: string, people: readonly Woman[]): string[][] {
  const rows = people.map((w, n) => [String(n + 1), w.village, w.name, w.id, w.birth, w.marital, w.married, w.spouse, w.method, w.methodDate, w.policy]);
  return [[title], headers, ...rows];
}

export function writeBooks(path: string, hand: readonly Woman[], electronic: readonly Woman[]): void {
  const book = xlsx.utils.book_new();
  xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet(ledgerRows("手工台帐 截止2004-09-30", hand)), "手工台帐");
  xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet(ledgerRows("电脑台帐 截止2004-09-30", electronic)), "电脑台帐");
  writeFileSync(path, xlsx.write(book, { type: "buffer", bookType: "xlsx" }) as Buffer);
}

/** The same women with one changed, for one of the two books. */
export function changed(people: readonly Woman[], place: number, change: Partial<Woman>): Woman[] {
  return people.map((woman, n) => (n === place ? { ...woman, ...change } : woman));
}

/** A folder of its own, and what lies in it: names with hashes of the contents. */
export class Workspace {
  readonly path = mkdtempSync(join(tmpdir(), "ledger-cli-"));

  file(name: string): string {
    return join(this.path, name);
  }

  contents(): Record<string, string> {
    const files = readdirSync(this.path, { recursive: true, withFileTypes: true }).filter((item) => item.isFile());
    return Object.fromEntries(files.map((item) => [item.name, createHash("sha256").update(readFileSync(join(item.parentPath, item.name))).digest("hex")]).sort());
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
