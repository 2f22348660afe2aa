/** Text → bytes in the encodings of Chinese offices, by inverting TextDecoder. */
import { expect } from "vitest";
import { InputError, type InputErrorCode } from "../../src/import/input-error.js";

let gbk: Map<string, readonly number[]> | null = null;

/** Two-byte GBK, four-byte GB18030 for the rest of the BMP's CJK extension A. */
export function encodeGbk(text: string): Uint8Array {
  gbk ??= gbkTable();
  const bytes: number[] = [];
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    const pair = code < 0x80 ? [code] : gbk.get(char);
    if (pair === undefined) throw new RangeError(`not in GBK: ${char}`);
    bytes.push(...pair);
  }
  return Uint8Array.from(bytes);
}

export function isInGbk(char: string): boolean {
  gbk ??= gbkTable();
  return (char.codePointAt(0) ?? 0) < 0x80 || gbk.has(char);
}

function gbkTable(): Map<string, readonly number[]> {
  const decoder = new TextDecoder("gb18030");
  const table = new Map<string, readonly number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      const char = decoder.decode(Uint8Array.of(lead, trail));
      if ([...char].length === 1 && char !== "\ufffd" && !table.has(char)) table.set(char, [lead, trail]);
    }
  }
  return table;
}

export function encodeUtf16(text: string, order: "le" | "be", mark: boolean): Uint8Array {
  const bytes: number[] = mark ? (order === "le" ? [0xff, 0xfe] : [0xfe, 0xff]) : [];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    bytes.push(...(order === "le" ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255]));
  }
  return Uint8Array.from(bytes);
}

/** Runs and hands back the InputError; fails if there is none, or it is not one plain line in both languages. */
export function inputError(run: () => unknown, code: InputErrorCode): InputError {
  let caught: unknown = null;
  try {
    run();
  } catch (error) {
    caught = error;
  }
  expect(caught).toBeInstanceOf(InputError);
  const error = caught as InputError;
  expect(error.code).toBe(code);
  for (const line of [error.words.zh, error.words.en]) {
    expect(line).toContain(error.file);
    expect(line).not.toMatch(/[\n\r]|undefined|null|Error/);
  }
  return error;
}
