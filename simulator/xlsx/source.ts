/** What an open workbook remembers of its file. Kept beside the model, which knows nothing of files. */
import type { SheetModel } from "../model/sheet.js";
import type { WorkbookModel } from "../model/workbook.js";
import { NO_STRINGS, readSharedStrings, type SharedStrings } from "./shared-strings.js";
import { Colours } from "./colours.js";
import { resolveTarget, typeWord, type Package, type Relation } from "./package.js";
import type { ReadContext } from "./piece.js";
import { digitWidth, readStyles, type StyleSource } from "./styles-read.js";
import { utf8 } from "./bytes.js";
import type { SheetOrigin } from "./worksheet.js";
import { parseXml, type XmlElement } from "./xml-tree.js";

export interface Source {
  readonly pack: Package;
  readonly workbookPart: string;
  readonly stylesPart: string | null;
  readonly stringsPart: string | null;
  readonly strings: SharedStrings;
  readonly styles: StyleSource;
  readonly colours: Colours;
  readonly digit: number;
  readonly sheets: Map<SheetModel, SheetOrigin>;
  /** The sheet in front when the file was opened. */
  active: SheetModel | null;
}

const sources = new WeakMap<WorkbookModel, Source>();

export function sourceOf(book: WorkbookModel): Source | undefined {
  return sources.get(book);
}

export function remember(book: WorkbookModel, source: Source): void {
  sources.set(book, source);
}

const NO_STYLES =
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>' +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';

/** The parts that all sheets share. The book's styles must be unused. @throws ZipError, XmlError */
export function readShared(pack: Package, workbookPart: string, book: WorkbookModel): Source {
  const relations = pack.relations(workbookPart);
  const part = (word: string): string | null => {
    const relation = relations.find((one) => typeWord(one.type) === word && !one.external);
    return relation === undefined ? null : pack.find(resolveTarget(workbookPart, relation.target));
  };
  const theme = part("theme"), stylesPart = part("styles"), stringsPart = part("sharedStrings");
  let themeTree: XmlElement | null = null;
  if (theme !== null) themeTree = pack.tree(theme);
  const colours = new Colours(themeTree);
  const styles = readStyles(stylesPart === null ? parseXml(NO_STYLES) : pack.tree(stylesPart), colours, book.styles);
  const strings = stringsPart === null ? NO_STRINGS : readSharedStrings(utf8(pack.bytes(stringsPart)));
  return { pack, workbookPart, stylesPart, stringsPart, strings, styles, colours, digit: digitWidth(styles.fonts[0]), sheets: new Map(), active: null };
}

/** What reading a sheet's pieces needs. */
export function readContext(source: Source, book: WorkbookModel, part: string, relations: readonly Relation[]): ReadContext {
  const map = relationMap(relations);
  const related = (id: string): { part: string; tree: XmlElement } | null => {
    const relation = map.get(id);
    const found = relation === undefined || relation.external ? null : source.pack.find(resolveTarget(part, relation.target));
    return found === null ? null : { part: found, tree: source.pack.tree(found) };
  };
  return { book, colours: source.colours, styles: source.styles, digit: source.digit, relations: map, related };
}

export function relationMap(relations: readonly Relation[]): Map<string, Relation> {
  return new Map(relations.map((one) => [one.id, one]));
}
