/** A piece of a worksheet part: a few elements below its root that say one thing of the model. */
import type { ConditionalFormatModel, SheetModel } from "../model/sheet.js";
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
  /** Pixels of the default font's widest digit. */
  readonly digit: number;
}

export interface WriteContext extends ReadContext {
  readonly writer: StyleWriter;
  /** Adds an external target to the sheet's relationships; returns its id. */
  readonly link: (target: string) => string;
  readonly unlink: (id: string) => void;
  readonly dxf: (format: ConditionalFormatModel) => string | null;
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
