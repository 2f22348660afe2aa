/** A piece of a worksheet part: a few elements below its root that say one thing of the model. */
import type { SheetModel } from "../model/sheet.js";
import type { WorkbookModel } from "../model/workbook.js";
import type { Colours } from "./colours.js";
import type { Relation } from "./package.js";
import type { StyleSource } from "./styles-read.js";
import type { StyleWriter } from "./styles-write.js";
import type { XmlElement } from "./xml-tree.js";

export interface ReadContext {
  readonly book: WorkbookModel;
  readonly colours: Colours;
  readonly styles: StyleSource;
  readonly relations: ReadonlyMap<string, Relation>;
  /** A part that the sheet has a relationship to; null if there is none. */
  readonly related: (id: string) => { readonly part: string; readonly tree: XmlElement } | null;
  /** Pixels of the default font's widest digit. */
  readonly digit: number;
}

export interface WriteContext extends ReadContext {
  readonly writer: StyleWriter;
  /** Adds an external target to the sheet's relationships; returns its id. */
  readonly link: (target: string) => string;
  readonly unlink: (id: string) => void;
  /** Puts the tree of a table's part; without a name a new part, which the sheet gets a relationship to. Returns the relationship's id. */
  readonly putTable: (part: string | null, tree: (id: number) => XmlElement) => string;
  readonly removePart: (part: string) => void;
  /** Whether the sheet is the one in front; null: as the file says. Two sheets in front would be edited together. */
  readonly inFront: boolean | null;
}

/** Elements by local name. */
export type Elements = ReadonlyMap<string, readonly XmlElement[]>;

export interface Piece {
  readonly names: readonly string[];
  read(elements: Elements, sheet: SheetModel, context: ReadContext): void;
  /** What the piece says of the sheet; equal states need no writing. */
  state(sheet: SheetModel): unknown;
  /** The elements that say it now, made of the old ones where there are any. Names left out stay as they are. */
  write(sheet: SheetModel, old: Elements, context: WriteContext): ReadonlyMap<string, readonly XmlElement[]>;
}

export function only(elements: Elements, name: string): XmlElement | undefined {
  return elements.get(name)?.[0];
}

export function one(name: string, element: XmlElement | null): ReadonlyMap<string, readonly XmlElement[]> {
  return new Map([[name, element === null ? [] : [element]]]);
}
