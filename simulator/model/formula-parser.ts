/** Formulas as trees. What the simulator can evaluate is small (formula.ts); what it can parse is any formula's references. */
import { columnNumber } from "./address.js";

/** One corner of a reference; `row` or `column` is null in A:A and 1:1. */
export interface Corner {
  readonly row: number | null;
  readonly rowFixed: boolean;
  readonly column: number | null;
  readonly columnFixed: boolean;
}

export type Node =
  | { readonly kind: "literal"; readonly value: string | number | boolean }
  | { readonly kind: "error"; readonly code: string }
  | { readonly kind: "reference"; readonly sheet: string | null; readonly first: Corner; readonly last: Corner | null }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Node[] }
  | { readonly kind: "binary"; readonly operator: string; readonly left: Node; readonly right: Node }
  | { readonly kind: "minus"; readonly of: Node };

export interface Token {
  readonly kind: "text" | "number" | "reference" | "word" | "error" | "operator" | "space";
  readonly text: string;
}

/** Brackets: columns of tables, and cells of other workbooks ("[1]Sheet1!A1"), which never move with ours. */
const PATTERN =
  /(?<text>"(?:[^"]|"")*")|(?<bracket>\[(?:[^[\]]|\[[^[\]]*\])*\](?:[\p{L}_][\p{L}\p{N}_.]*!\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?)?)|(?<error>#(?:REF!|N\/A|VALUE!|NAME\?|NUM!|NULL!|DIV\/0!))|(?<reference>(?:(?:'(?:[^']|'')+'|[\p{L}_][\p{L}\p{N}_.]*)!)?(?:\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?|\$?[A-Z]{1,3}:\$?[A-Z]{1,3}|\$?\d{1,7}:\$?\d{1,7})(?![\p{L}\p{N}_.(!]))|(?<number>(?:\d+(?:\.\d*)?|\.\d+)(?:E[-+]?\d+)?)|(?<word>(?:'(?:[^']|'')+'!)?[\p{L}_\\][\p{L}\p{N}_.!]*)|(?<operator><>|<=|>=|[-+*/^&=<>(),:{};%@!])|(?<space>\s+)/giuy;

/** null if a character belongs to no formula. */
export function tokens(formula: string): Token[] | null {
  const found: Token[] = [];
  PATTERN.lastIndex = 0;
  while (PATTERN.lastIndex < formula.length) {
    const match = PATTERN.exec(formula);
    if (match?.groups === undefined) return null;
    for (const [kind, text] of Object.entries(match.groups)) if (text !== undefined) found.push({ kind: kind === "bracket" ? "operator" : (kind as Token["kind"]), text });
  }
  return found;
}

function corner(text: string): Corner {
  const match = /^(\$?)([A-Z]*)(\$?)(\d*)$/i.exec(text)!;
  const letters = match[2]!, digits = match[4]!;
  // In "$3" the only dollar stands before the row.
  const rowDollar = letters === "" ? match[1]! + match[3]! : match[3]!;
  return {
    column: letters === "" ? null : columnNumber(letters),
    columnFixed: letters !== "" && match[1] === "$",
    row: digits === "" ? null : Number(digits) - 1,
    rowFixed: rowDollar !== "",
  };
}

export function referenceOf(text: string): Extract<Node, { kind: "reference" }> {
  const bang = text.lastIndexOf("!");
  const named = bang < 0 ? null : text.slice(0, bang);
  const [first, last] = text.slice(bang + 1).split(":");
  const sheet = named === null ? null : named.startsWith("'") ? named.slice(1, -1).replaceAll("''", "'") : named;
  return { kind: "reference", sheet, first: corner(first!), last: last === undefined ? null : corner(last) };
}

const LEVELS: readonly (readonly string[])[] = [["=", "<>", "<", ">", "<=", ">="], ["&"], ["+", "-"], ["*", "/"], ["^"]];

const parsed = new Map<string, Node | null>();

/** The tree of a formula with or without "="; null if it cannot be parsed. */
export function parseFormula(formula: string): Node | null {
  let node = parsed.get(formula);
  if (node === undefined) {
    node = new Parser((tokens(formula.replace(/^=/, "")) ?? []).filter((token) => token.kind !== "space")).whole();
    parsed.set(formula, node);
  }
  return node;
}

class Parser {
  private at = 0;
  constructor(private readonly list: readonly Token[]) {}

  whole(): Node | null {
    const node = this.level(0);
    return this.at === this.list.length ? node : null;
  }

  private take(text: string): boolean {
    if (this.list[this.at]?.kind !== "operator" || this.list[this.at]?.text !== text) return false;
    this.at++;
    return true;
  }

  private level(depth: number): Node | null {
    const operators = LEVELS[depth];
    if (operators === undefined) return this.atom();
    let left = this.level(depth + 1);
    for (;;) {
      const token = this.list[this.at];
      if (left === null || token?.kind !== "operator" || !operators.includes(token.text)) return left;
      this.at++;
      const right = this.level(depth + 1);
      if (right === null) return null;
      left = { kind: "binary", operator: token.text, left, right };
    }
  }

  private atom(): Node | null {
    const token = this.list[this.at++];
    if (token === undefined) return null;
    if (token.kind === "text") return { kind: "literal", value: token.text.slice(1, -1).replaceAll('""', '"') };
    if (token.kind === "number") return { kind: "literal", value: Number(token.text) };
    if (token.kind === "reference") return referenceOf(token.text);
    if (token.kind === "error") return { kind: "error", code: token.text.toUpperCase() };
    if (token.kind === "word") {
      if (/^(?:true|false)$/i.test(token.text)) return { kind: "literal", value: /^true$/i.test(token.text) };
      if (!this.take("(")) return null;
      const args: Node[] = [];
      if (this.take(")")) return { kind: "call", name: token.text.toUpperCase(), args };
      do {
        const arg = this.level(0);
        if (arg === null) return null;
        args.push(arg);
      } while (this.take(","));
      return this.take(")") ? { kind: "call", name: token.text.toUpperCase(), args } : null;
    }
    if (token.text === "(") {
      const inner = this.level(0);
      return inner !== null && this.take(")") ? inner : null;
    }
    if (token.text === "-" || token.text === "+") {
      const of = this.atom();
      return of === null || token.text === "+" ? of : { kind: "minus", of };
    }
    return null;
  }
}
