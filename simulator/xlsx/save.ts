/** A workbook in memory → an .xlsx file. What did not change goes into it byte for byte. */
import type { SheetModel } from "../model/sheet.js";
import { WorkbookModel } from "../model/workbook.js";
import { utf8 } from "./bytes.js";
import { carryParts } from "./carry.js";
import type { CellContext } from "./cells-read.js";
import { openXlsx } from "./open.js";
import { PackageEdit, resolveTarget, typeWord } from "./package.js";
import type { WriteContext } from "./piece.js";
import { dropSheetTitles } from "./properties.js";
import { StringWriter } from "./shared-strings.js";
import { readContext, readShared, relationMap, sourceOf, type Source } from "./source.js";
import { StyleWriter } from "./styles-write.js";
import { templatePackage } from "./template.js";
import { writeSettings } from "./web-extensions.js";
import { writeWorkbookPart, type SheetEntry } from "./workbook-xml.js";
import { newWorksheet, writeWorksheet } from "./worksheet.js";
import { XML_HEAD } from "./xml-tree.js";

const FORMAT = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/**
 * The workbook may be saved as often as one likes; every time its file is taken as it was opened.
 * @throws RangeError if the file would be larger than 4 GB
 */
export function saveXlsx(book: WorkbookModel): Uint8Array {
  return new Saver(book, sourceOf(book) ?? fresh()).save();
}

/** One empty sheet, Sheet1. */
export function emptyWorkbook(): WorkbookModel {
  const book = new WorkbookModel();
  book.addSheet("Sheet1");
  return openXlsx(saveXlsx(book));
}

function fresh(): Source {
  return readShared(templatePackage(), "xl/workbook.xml", new WorkbookModel());
}

class Saver {
  private readonly edit: PackageEdit;
  private readonly styles: StyleWriter;
  private readonly strings: StringWriter;
  private readonly cells: CellContext;
  private recalculate = false;
  private formulasMoved = false;
  private sheetsDeleted = false;
  private nextTable = 1;

  constructor(private readonly book: WorkbookModel, private readonly source: Source) {
    this.edit = new PackageEdit(source.pack);
    this.styles = new StyleWriter(source.styles, book.styles);
    this.strings = new StringWriter(source.strings);
    this.cells = { strings: source.strings, styles: source.styles.ids, date1904: book.date1904, known: new Map() };
    for (const name of source.pack.names()) if (/(^|\/)tables\/[^/]*\.xml$/i.test(name)) this.nextTable = Math.max(this.nextTable, Number(source.pack.tree(name).get("id") ?? 0) + 1);
  }

  save(): Uint8Array {
    const { source, edit, book } = this;
    const tree = source.pack.tree(source.workbookPart);
    const elements = tree.child("sheets")?.all("sheet") ?? [];
    const relations = relationMap(edit.relations(source.workbookPart));
    const byPart = new Map([...source.sheets].map(([sheet, { part }]) => [part, sheet]));
    const originalOrder = elements.map((element) => {
      const relation = relations.get(element.get("r:id") ?? element.get("id") ?? "");
      const part = relation === undefined ? null : source.pack.find(resolveTarget(source.workbookPart, relation.target));
      return part === null ? null : (byPart.get(part) ?? null);
    });
    const entries = book.sheets.map((sheet): SheetEntry => {
      const at = originalOrder.indexOf(sheet);
      if (at < 0) return { sheet, element: null, relation: this.newSheet(sheet), rewritten: true };
      return { sheet, element: elements[at]!, relation: "", rewritten: this.oldSheet(sheet) };
    });
    originalOrder.forEach((sheet, at) => {
      if (sheet === null || book.sheets.includes(sheet)) return;
      this.formulasMoved = true;
      this.sheetsDeleted = true;
      edit.remove(source.sheets.get(sheet)!.part);
      const element = elements[at]!;
      edit.unrelate(source.workbookPart, element.get("r:id") ?? element.get("id") ?? "");
    });
    const names = elements.filter((_, at) => originalOrder[at] !== null).map((element) => element.get("name"));
    if (names.join("/") !== book.sheets.map((sheet) => sheet.name).join("/")) dropSheetTitles(edit);
    carryParts(edit, source, book);
    if (this.formulasMoved) this.dropCalculationChain();
    if (writeWorkbookPart(tree, book, { entries, originalOrder, recalculate: this.recalculate && book.sheets.some((sheet) => sheet.formulas.size > 0) })) edit.put(source.workbookPart, XML_HEAD + String(tree));
    this.shared();
    writeSettings(edit, book);
    return edit.save();
  }

  private context(part: string, sheet: SheetModel): WriteContext {
    const { source, edit, book } = this;
    return {
      ...readContext(source, book, part, edit.relations(part)),
      writer: this.styles,
      link: (target) => edit.relate(part, "hyperlink", target, true),
      unlink: (id) => edit.unrelate(part, id),
      inFront: book.active === source.active ? null : sheet === book.active,
      removePart: (gone) => edit.remove(gone),
      putTable: (table, tree) => {
        if (table !== null) {
          edit.put(table, XML_HEAD + String(tree(0)));
          return "";
        }
        const folder = part.slice(0, part.indexOf("/") + 1);
        const name = edit.freeName(`${folder}tables/table`);
        edit.put(name, XML_HEAD + String(tree(this.nextTable++)));
        edit.declare(name, `${FORMAT}.table+xml`);
        return edit.relate(part, "table", name);
      },
    };
  }

  /** Whether anything of it had to be written. */
  private oldSheet(sheet: SheetModel): boolean {
    const origin = this.source.sheets.get(sheet)!;
    const bytes = utf8(this.source.pack.bytes(origin.part));
    const { part, changes } = writeWorksheet(bytes, sheet, origin, this.context(origin.part, sheet), this.cells, { styles: this.styles, strings: this.strings });
    if (part !== null) this.edit.put(origin.part, part);
    if (changes.cells) this.recalculate = true;
    if (changes.formulas) this.formulasMoved = true;
    return part !== null;
  }

  private newSheet(sheet: SheetModel): string {
    const folder = this.source.workbookPart.slice(0, this.source.workbookPart.lastIndexOf("/") + 1);
    const name = this.edit.freeName(`${folder}worksheets/sheet`);
    const { part, changes } = newWorksheet(sheet, name, this.context(name, sheet), { styles: this.styles, strings: this.strings });
    this.edit.put(name, part);
    this.edit.declare(name, `${FORMAT}.worksheet+xml`);
    if (changes.formulas) this.formulasMoved = true;
    return this.edit.relate(this.source.workbookPart, "worksheet", name);
  }

  /** Excel makes a new one; one that names cells without formulas it calls damage. */
  private dropCalculationChain(): void {
    const { source, edit } = this;
    for (const relation of edit.relations(source.workbookPart)) {
      if (typeWord(relation.type) !== "calcChain") continue;
      edit.remove(resolveTarget(source.workbookPart, relation.target));
      edit.unrelate(source.workbookPart, relation.id);
    }
  }

  private texts(): Set<string> {
    const texts = new Set<string>();
    for (const sheet of this.book.sheets) for (const row of sheet.values) for (const value of row) if (typeof value === "string") texts.add(value);
    return texts;
  }

  private shared(): void {
    const { source, edit } = this;
    const folder = source.workbookPart.slice(0, source.workbookPart.lastIndexOf("/") + 1);
    const put = (part: string | null, file: string, text: string | null): void => {
      if (text === null) return;
      edit.put(part ?? folder + file, text);
      if (part !== null) return;
      edit.declare(folder + file, `${FORMAT}.${file.replace(".xml", "")}+xml`);
      edit.relate(source.workbookPart, file.replace(".xml", ""), folder + file);
    };
    const bytes = (part: string | null): Uint8Array | null => (part === null ? null : utf8(source.pack.bytes(part)));
    put(source.stringsPart, "sharedStrings.xml", this.strings.result(bytes(source.stringsPart), this.sheetsDeleted ? this.texts() : null));
    put(source.stylesPart, "styles.xml", this.styles.result(bytes(source.stylesPart) ?? new TextEncoder().encode(XML_HEAD + String(source.styles.tree))));
  }
}
