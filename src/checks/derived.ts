/** What a row says about children, whichever way its sheet writes it: 子女数, 男/女, 1男1女, or a block per child. */
import type { Books, FieldId, NormalDate, RecordRows } from "../model.js";
import { normalAt, rowsOf } from "./cells.js";
import { dateAt } from "./people.js";

export interface Counted {
  readonly value: number;
  readonly field: FieldId;
}

function numberAt(books: Books, row: number, field: FieldId): number {
  const value = normalAt(books, row, field);
  if (value === null || value.state !== "value") return NaN;
  if (value.type === "count") return value.total;
  return value.type === "number" ? value.value : NaN;
}

/** Living children in all; NaN if the row does not say. Summed from boys and girls where the total is missing. */
export function childrenOf(books: Books, row: number): Counted {
  const total = numberAt(books, row, "children");
  if (!Number.isNaN(total)) return { value: total, field: "children" };
  const boys = numberAt(books, row, "boys");
  const girls = numberAt(books, row, "girls");
  return { value: boys + girls, field: Number.isNaN(boys) ? "girls" : "boys" };
}

/** Boys or girls; taken from "1男1女" where there is no column of their own. */
export function sexCount(books: Books, row: number, field: "boys" | "girls"): Counted {
  const own = numberAt(books, row, field);
  if (!Number.isNaN(own)) return { value: own, field };
  const words = normalAt(books, row, "children");
  if (words?.type === "count" && !Number.isNaN(words[field])) return { value: words[field], field: "children" };
  // A card that lists every living child with its sex says how many boys and girls there are.
  const listed = childrenListed(books, row);
  const total = childrenOf(books, row).value;
  if (listed.length === 0 || listed.length !== total || listed.some((child) => child.sex === "")) return { value: NaN, field: "children" };
  const sex = field === "boys" ? "male" : "female";
  const first = listed.find((child) => child.sex === sex) ?? listed[0];
  return { value: listed.filter((child) => child.sex === sex).length, field: `childSex${first?.place ?? ""}` };
}

/** Highest child number that any sheet has columns for. */
const MOST_CHILDREN = 9;

/** Fields of each child that a sheet may have columns for: of a single child's block first, then of numbered ones. */
const PLACES = Array.from({ length: MOST_CHILDREN + 1 }, (_, k) => {
  const place = k === 0 ? "" : `#${k}`;
  return { place, nameField: `childName${place}`, birthField: `childBirth${place}`, sexField: `childSex${place}` };
});
type Place = (typeof PLACES)[number];

const known = new WeakMap<RecordRows, readonly Place[]>();

/** The children that a block has columns for. */
function placesOf(block: RecordRows): readonly Place[] {
  let places = known.get(block);
  if (places === undefined) {
    const has = ({ birthField, nameField }: Place): boolean => block.columns.has(birthField) || block.columns.has(nameField);
    const end = PLACES.findIndex((place, k) => k > 1 && !has(place));
    known.set(block, (places = PLACES.slice(0, end < 0 ? PLACES.length : end).filter(has)));
  }
  return places;
}

/** Birth date of the youngest child, with the field whose cell says it; null if the row does not say. */
export function lastChild(books: Books, row: number): { readonly date: NormalDate; readonly field: FieldId } | null {
  const own = dateAt(books, row, "lastChildBirth");
  if (own !== null) return { date: own, field: "lastChildBirth" };
  let best: { date: NormalDate; field: FieldId } | null = null;
  for (const { birthField } of placesOf(rowsOf(books, row))) {
    const birth = dateAt(books, row, birthField);
    if (birth !== null && (best === null || birth.text > best.date.text)) best = { date: birth, field: birthField };
  }
  return best;
}

export interface ChildCells {
  readonly place: string; // "#1", or "" for a single child block
  readonly name: string;
  readonly sex: string;
  readonly birth: NormalDate | null;
  readonly birthField: FieldId;
}

/** The children a card names, in the order of their columns. */
export function childrenListed(books: Books, row: number): ChildCells[] {
  const found: ChildCells[] = [];
  for (const { place, nameField, birthField, sexField } of placesOf(rowsOf(books, row))) {
    const birth = dateAt(books, row, birthField);
    const name = normalAt(books, row, nameField)?.text ?? "";
    if (birth === null && name === "") continue;
    const sex = normalAt(books, row, sexField);
    found.push({ place, name, sex: sex?.type === "code" ? sex.code : "", birth, birthField });
  }
  return found;
}
