/** The workbook in memory: sheets, names, settings, selection. Names of sheets and tables obey Excel's rules. */
import type { Area } from "../../src/model.js";
import { parseAddress } from "./address.js";
import { SheetModel, type NameModel, type TableModel } from "./sheet.js";
import { renameReferences } from "./sheet-references.js";
import { StyleTable } from "./styles.js";

export type ModelChange =
  | { readonly kind: "edited"; readonly sheet: SheetModel; readonly area: Area; readonly change: "RangeEdited" | "RowInserted" | "RowDeleted" | "ColumnInserted" | "ColumnDeleted" }
  | { readonly kind: "rowsMoved" | "columnsMoved"; readonly sheet: SheetModel; readonly at: number; readonly by: number }
  | { readonly kind: "sorted"; readonly sheet: SheetModel; readonly area: Area }
  | { readonly kind: "sheetAdded" | "sheetDeleted" | "activated" | "deactivated"; readonly sheet: SheetModel }
  | { readonly kind: "selected"; readonly sheet: SheetModel; readonly areas: readonly Area[] };

export class WorkbookModel {
  readonly styles = new StyleTable();
  readonly sheets: SheetModel[] = [];
  readonly names = new Map<string, NameModel>();
  /** Values as JSON values; Date is "Date(ms)" text, as on the wire. */
  readonly settings = new Map<string, unknown>();
  active: SheetModel | null = null;
  selection: readonly Area[] = [{ top: 0, left: 0, bottom: 0, right: 0 }];
  /** Protected structure: no sheets added, deleted, renamed, hidden. */
  structureProtected = false;
  /** Days are counted from 1904-01-01. */
  date1904 = false;
  /** Of new sheets, in points. */
  defaults = { rowHeight: 14.25, columnWidth: 48 };
  /** Names of sheets without cells (charts), which a file keeps. */
  readonly otherSheets = new Set<string>();
  private readonly listeners = new Set<(change: ModelChange) => void>();
  private nextId = 1;

  constructor(readonly name = "工作簿1.xlsx") {}

  onChange(listener: (change: ModelChange) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  tell(change: ModelChange): void {
    for (const listener of this.listeners) listener(change);
  }

  newId(): string {
    return `{${(this.nextId++).toString(16).toUpperCase().padStart(8, "0")}-0001-0000-0000-000000000000}`;
  }

  sheet(nameOrId: string): SheetModel | null {
    const lower = nameOrId.toLowerCase();
    return this.sheets.find((sheet) => sheet.id === nameOrId || sheet.name.toLowerCase() === lower) ?? null;
  }

  /** As Excel names a new sheet if no name is given. @throws RangeError if the name is not allowed or taken */
  addSheet(name?: string): SheetModel {
    let chosen = name;
    for (let n = this.sheets.length + 1; chosen === undefined; n++) if (this.sheet(`Sheet${n}`) === null && !this.otherSheets.has(`Sheet${n}`)) chosen = `Sheet${n}`;
    this.checkSheetName(chosen, null);
    const sheet = this.makeSheet(chosen);
    this.sheets.push(sheet);
    this.active ??= sheet;
    this.tell({ kind: "sheetAdded", sheet });
    return sheet;
  }

  /** A sheet that is not yet in the workbook. */
  makeSheet(name: string): SheetModel {
    const sheet = new SheetModel(this.newId(), name, this.styles);
    sheet.defaults = { ...this.defaults };
    sheet.date1904 = this.date1904;
    return sheet;
  }

  /** @throws RangeError 31 characters, none of \ / ? * [ ] :, no apostrophe at either end, not taken, not History */
  checkSheetName(name: string, self: SheetModel | null): void {
    const taken = this.sheet(name);
    if (name === "" || name.length > 31 || /[\\/?*[\]:]/.test(name) || /^'|'$/.test(name) || /^history$/i.test(name)) throw new RangeError("invalid sheet name");
    if ((taken !== null && taken !== self) || [...this.otherSheets].some((other) => other.toLowerCase() === name.toLowerCase())) throw new RangeError("sheet name taken");
  }

  /** Formulas and names follow. @throws RangeError as checkSheetName */
  renameSheet(sheet: SheetModel, name: string): void {
    this.checkSheetName(name, sheet);
    const before = sheet.name;
    sheet.name = name;
    renameReferences(this, before, name);
  }

  visibleSheets(): SheetModel[] {
    return this.sheets.filter((sheet) => sheet.visibility === "Visible");
  }

  deleteSheet(sheet: SheetModel): void {
    const index = this.sheets.indexOf(sheet);
    if (index < 0) return;
    this.sheets.splice(index, 1);
    renameReferences(this, sheet.name, null);
    if (this.active === sheet) {
      this.active = this.sheets.slice(index).find((other) => other.visibility === "Visible") ?? this.visibleSheets().at(-1) ?? null;
      this.selection = [{ top: 0, left: 0, bottom: 0, right: 0 }];
      if (this.active) this.tell({ kind: "activated", sheet: this.active });
    }
    this.tell({ kind: "sheetDeleted", sheet });
  }

  activate(sheet: SheetModel): void {
    if (this.active === sheet) return;
    if (this.active) this.tell({ kind: "deactivated", sheet: this.active });
    this.active = sheet;
    this.selection = [{ top: 0, left: 0, bottom: 0, right: 0 }];
    this.tell({ kind: "activated", sheet });
  }

  select(sheet: SheetModel, areas: readonly Area[]): void {
    this.activate(sheet);
    this.selection = areas;
    this.tell({ kind: "selected", sheet, areas });
  }

  table(nameOrId: string): { sheet: SheetModel; table: TableModel } | null {
    const lower = nameOrId.toLowerCase();
    for (const sheet of this.sheets) {
      const table = sheet.tables.find((one) => one.id === nameOrId || one.name.toLowerCase() === lower);
      if (table) return { sheet, table };
    }
    return null;
  }

  /** Letter or _ first, then letters, digits, _ and .; no cell address; not the name of a table or of the workbook. */
  isFreeName(name: string): boolean {
    return (
      /^[\p{L}_\\][\p{L}\p{N}_.\\]{0,254}$/u.test(name) && parseAddress(name) === null && !/^r\d*c\d*$/i.test(name) && this.table(name) === null && !this.names.has(name.toLowerCase())
    );
  }
}
