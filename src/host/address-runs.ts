/** Many cells as few addresses: runs of cells become rectangles, rectangles become texts that getRanges takes. */
import type { Area } from "../model.js";
import { columnLetters } from "./xlsx-writer-xml.js";

/** getRanges refuses texts above 8,192 characters (OfficeDev/office-js#5198). */
const LONGEST = 8_000;

/** Rectangles that hold exactly the cells given as row → columns; columns ascending, rows in any order. */
export function rectangles(cells: ReadonlyMap<number, readonly number[]>): Area[] {
  const done: Area[] = [];
  let open = new Map<string, Area>();
  let last = -2;
  for (const [row, columns] of [...cells].sort(([a], [b]) => a - b)) {
    if (row !== last + 1) {
      done.push(...open.values());
      open = new Map();
    }
    const next = new Map<string, Area>();
    for (let i = 0; i < columns.length; ) {
      const left = columns[i]!;
      let right = left;
      while (columns[++i] === right + 1) right++;
      const key = `${left}:${right}`;
      const above = open.get(key);
      open.delete(key);
      next.set(key, above ? { ...above, bottom: row } : { top: row, left, bottom: row, right });
    }
    done.push(...open.values());
    open = next;
    last = row;
  }
  return [...done, ...open.values()];
}

/** Address texts of at most 8,000 characters, in order. */
export function addressTexts(areas: readonly Area[]): string[] {
  const texts: string[] = [];
  let text = "";
  for (const { top, left, bottom, right } of areas) {
    const first = `${columnLetters(left)}${top + 1}`;
    const one = top === bottom && left === right ? first : `${first}:${columnLetters(right)}${bottom + 1}`;
    if (text.length + one.length + 1 > LONGEST) {
      texts.push(text);
      text = "";
    }
    text += text === "" ? one : `,${one}`;
  }
  if (text !== "") texts.push(text);
  return texts;
}
