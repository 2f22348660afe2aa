/**
 * How Chinese characters sound and look, from tables made by scripts/make-character-tables.mjs (their sources are named there). Only
 * simplified characters: names are compared in that form.
 */
import readingTable from "./readings.json";
import shapeTable from "./shapes.json";

let readings: Map<string, readonly string[]> | null = null;
let surnames: Map<string, readonly string[]> | null = null;
const NONE: readonly string[] = [];

function fillReadings(): Map<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [reading, characters] of Object.entries(readingTable.readings)) {
    for (const character of characters) {
      const own = found.get(character);
      if (own === undefined) found.set(character, [reading]);
      else own.push(reading);
    }
  }
  readings = found;
  surnames = new Map(Object.entries(readingTable.surnames).map(([character, own]) => [character, [own, ...(found.get(character) ?? NONE).filter((one) => one !== own)]]));
  return found;
}

/** All readings of a character without tone (重: chong, zhong; 女: nv); empty for what is not in the table. As a surname 单 is shan first. */
export function readingsOf(character: string, surname: boolean): readonly string[] {
  const all = readings ?? fillReadings();
  return (surname ? surnames?.get(character) : undefined) ?? all.get(character) ?? NONE;
}

interface Shape {
  /** Four-corner code: top left, top right, bottom left, bottom right, and the spare corner. */
  readonly corners: string;
  readonly strokes: number;
  /** 0 whole, 1 left and right, 2 above and below, … */
  readonly structure: number;
  /** Strokes beside the radical. */
  readonly rest: number;
  readonly radical: string;
}

/** Characters per entry of the table. */
const ENTRY = 10;
const FROM = 48;
let shapes: Map<string, Shape> | null = null;

function fillShapes(): Map<string, Shape> {
  const text = shapeTable.characters;
  const found = new Map<string, Shape>();
  for (let i = 0; i + ENTRY <= text.length; i += ENTRY) {
    found.set(text[i] ?? "", {
      corners: text.slice(i + 1, i + 6), strokes: text.charCodeAt(i + 6) - FROM, structure: text.charCodeAt(i + 7) - FROM, rest: text.charCodeAt(i + 8) - FROM, radical: text[i + 9] ?? "",
    });
  }
  shapes = found;
  return found;
}

const known = new Map<string, boolean>();

/**
 * Two different characters that a hurried reader or writer takes for each other: the same four corners and nearly as many strokes
 * (芬芳), the same right half under another radical (梅海, 倩情), the same radical and all corners but one (秋秧, 索素), or two
 * simple characters that differ in one corner (末未).
 */
export function alikeInShape(a: string, b: string): boolean {
  const key = a < b ? a + b : b + a;
  let alike = known.get(key);
  if (alike === undefined) known.set(key, (alike = compareShapes(a, b)));
  return alike;
}

const LEFT_RIGHT = 1;
const SIMPLE = 5;

function compareShapes(a: string, b: string): boolean {
  const table = shapes ?? fillShapes();
  const x = table.get(a);
  const y = table.get(b);
  if (x === undefined || y === undefined) return false;
  const strokes = Math.abs(x.strokes - y.strokes);
  const same = (corner: number): boolean => x.corners[corner] === y.corners[corner];
  let different = 0;
  for (let corner = 0; corner < 4; corner++) if (!same(corner)) different++;
  if (different === 0 && strokes <= 2 && x.structure === y.structure) return true;
  if (x.structure === LEFT_RIGHT && y.structure === LEFT_RIGHT && same(1) && same(3) && same(4) && x.rest === y.rest) return true;
  if (x.radical === y.radical && x.structure === y.structure && different === 1 && strokes <= 1) return true;
  return x.structure === 0 && y.structure === 0 && x.strokes <= SIMPLE && y.strokes <= SIMPLE && different <= 1 && strokes <= 1;
}
