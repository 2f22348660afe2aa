/**
 * The workbook interface spoken directly on the model, without office.js: for the page that people without Excel open from a file. What
 * it leaves in a workbook is what the Excel host leaves there.
 */
import { allowedLists, markLists } from "../src/host/mark-lists.js";
import { words } from "../src/host/host-words.js";
import { allowsShowing } from "../src/host/protection.js";
import { addressNow } from "../src/host/row-search.js";
import { freeNames, isJournal, JOURNAL, MARK_WORD, scopeOf, SETTING_PREFIX } from "../src/host/traces.js";
import {
  HostFault, type ApplyResult, type CellTarget, type ClearResult, type ClearScope, type FillOutcome, type ReadOptions, type ReadResult, type RunOptions, type Selection, type SheetInfo, type Skipped,
  type WorkbookChange, type WorkbookEdits, type WorkbookHost,
} from "../src/host/workbook-host.js";
import type { Language } from "../src/model.js";
import { areaText, parseAddress } from "./model/address.js";
import { writeCell } from "./model/cells.js";
import { clearSheetFilter, clearTableFilter } from "./model/filters.js";
import type { SheetModel } from "./model/sheet.js";
import { setHidden } from "./model/tracks.js";
import type { WorkbookModel } from "./model/workbook.js";
import { bringBack, dropAside, setAside, type Aside } from "./model-host/aside.js";
import { clearModel } from "./model-host/clear.js";
import { readSheets, textsOf } from "./model-host/read.js";
import { addMark, addTaggedSheet, isOurs, writeKeys, writeReportSheet } from "./model-host/write.js";

export interface ModelHostOptions {
  readonly language: Language;
  /** Shows a workbook that the pane made, or offers it for download. */
  readonly onOpenWorkbook?: (name: string, bytes: Uint8Array) => void | Promise<void>;
  /** The pane went to a cell: the page scrolls to it. */
  readonly onSelect?: (sheet: string, address: string) => void;
}

const VISIBILITY = { Visible: "visible", Hidden: "hidden", VeryHidden: "veryHidden" } as const;
/** Milliseconds of work after which the page gets its turn. */
const TURN = 12;

type CellArea = NonNullable<ReturnType<typeof parseAddress>>["area"];

class ModelHost implements WorkbookHost {
  private since = 0;

  constructor(
    private readonly book: WorkbookModel,
    private readonly options: ModelHostOptions,
  ) {}

  listSheets(): Promise<readonly SheetInfo[]> {
    return Promise.resolve(this.book.sheets.map((sheet): SheetInfo => {
      const used = sheet.usedArea(true);
      return {
        id: sheet.id, name: sheet.name, visibility: VISIBILITY[sheet.visibility], protected: sheet.protection.protected, ours: isOurs(sheet),
        rows: used === null ? 0 : used.bottom - used.top + 1, columns: used === null ? 0 : used.right - used.left + 1,
      };
    }));
  }

  async readGrids(options: ReadOptions = {}): Promise<ReadResult> {
    const sheets = this.book.sheets.filter((sheet) => (options.sheets === undefined ? !isOurs(sheet) : options.sheets.includes(sheet.name)));
    return { grids: await readSheets(sheets, this.book.date1904, () => this.turn(options), options), warnings: [] };
  }

  async apply(edits: WorkbookEdits, options?: RunOptions): Promise<ApplyResult> {
    this.check(options);
    const scope = scopeOf(edits);
    if (scope === null) return { marked: 0, sheets: new Map(), skipped: [] };
    const { book } = this;
    const aside = setAside(book, scope);
    try {
      // What cannot be set aside goes at once.
      if (aside === null) this.clearNow(scope);
      const { written, ...result } = await this.write(edits, options);
      if (aside !== null) dropAside(book, aside, written);
      return result;
    } catch (error) {
      if (error instanceof HostFault && error.code === "cancelled") {
        this.clearNow(scope, aside);
        if (aside !== null) bringBack(book, aside);
      }
      throw error;
    }
  }

  /** @returns also the names of the sheets it added */
  private async write(edits: WorkbookEdits, options: RunOptions | undefined): Promise<ApplyResult & { readonly written: readonly string[] }> {
    const { book } = this;
    const written: string[] = [];
    const skipped: Skipped[] = [];
    const skip = (code: Skipped["code"], sheet: string | null, count: number): void => { skipped.push({ code, sheet, count, message: this.say(code, sheet) }); };
    const marks = edits.marks ?? [], sheets = edits.sheets ?? [];
    if (marks.length + sheets.length === 0) return { marked: 0, sheets: new Map(), skipped, written };
    if (book.structureProtected) {
      skip("protectedWorkbook", null, 1);
      return { marked: 0, sheets: new Map(), skipped, written };
    }
    const { lists, ambiguous } = markLists(marks, edits.grids, book.date1904);
    for (const [sheet, count] of ambiguous) skip("ambiguousRow", sheet, count);
    const homes = new Map(book.sheets.map((sheet) => [sheet.name, sheet]));
    const { allowed, left } = allowedLists(lists, new Map([...homes].map(([name, sheet]) => [name, sheet.protection.protected])), this.options.language);
    skipped.push(...left);
    if (allowed.length + sheets.length === 0) return { marked: 0, sheets: new Map(), skipped, written };
    const free = freeNames([...book.sheets.map((sheet) => sheet.name), ...book.otherSheets]);
    const names = new Map(sheets.map((sheet) => [sheet.name, free(sheet.name)]));
    const hidden = free(MARK_WORD);
    await this.turn(options);
    written.push(...names.values(), ...(allowed.length === 0 ? [] : [hidden]));
    this.journal(written);
    const rename = (name: string): string => names.get(name) ?? name;
    const targets = sheets.map((sheet) => addTaggedSheet(book, rename(sheet.name)));
    for (const [index, sheet] of sheets.entries()) {
      await this.turn(options);
      writeReportSheet(book, targets[index]!, sheet, rename);
      options?.onProgress?.({ stage: "write", done: index + 1, total: sheets.length, detail: targets[index]!.name });
    }
    if (allowed.length > 0) writeKeys(book, allowed, hidden);
    for (const [column, list] of allowed.entries()) {
      await this.turn(options);
      addMark(book, homes.get(list.sheet)!, list, hidden, column);
      options?.onProgress?.({ stage: "write", done: column + 1, total: allowed.length, detail: list.sheet });
    }
    return { marked: allowed.reduce((sum, list) => sum + list.cells, 0), sheets: names, skipped, written };
  }

  async clear(scope: ClearScope, options?: RunOptions): Promise<ClearResult> {
    await this.turn(options);
    return this.clearNow(scope);
  }

  private clearNow(scope: ClearScope, keep: Aside | null = null): ClearResult {
    return clearModel(this.book, scope, (code, sheet) => this.say(code, sheet), keep);
  }

  async select(target: CellTarget, show = false): Promise<Selection> {
    const found = await this.placeNow(target);
    return typeof found === "string" ? { outcome: found, address: null } : this.goTo(found.sheet, found.area, show);
  }

  async fill(target: CellTarget, text: string): Promise<FillOutcome> {
    const found = await this.placeNow(target);
    if (typeof found === "string") return found;
    const { sheet, area } = found;
    if (!isOurs(sheet)) return "missing";
    if (sheet.protection.protected) throw new HostFault("denied", this.options.language);
    writeCell(this.book, sheet, area.top, area.left, text);
    return "filled";
  }

  /** Where the target's cell is now. */
  private async placeNow(target: CellTarget): Promise<{ readonly sheet: SheetModel; readonly area: CellArea } | "missing" | "rowGone"> {
    const { book } = this;
    const sheet = book.sheets.find((one) => one.name === target.sheet);
    if (sheet === undefined) return "missing";
    const used = sheet.usedArea(true);
    const address = await addressNow(target, used === null ? { top: 0, rows: 0 } : { top: used.top, rows: used.bottom - used.top + 1 }, (top, rows, columns) =>
      Promise.resolve(textsOf(sheet, book.date1904, top, rows, columns)));
    const area = address === null ? null : parseAddress(address)?.area;
    return area ? { sheet, area } : "rowGone";
  }

  private goTo(sheet: SheetModel, area: CellArea, show: boolean): Selection {
    const { book } = this;
    const address = areaText(area);
    const isHidden = { row: false, column: false };
    for (let row = area.top; row <= area.bottom; row++) isHidden.row ||= sheet.isRowHidden(row);
    for (let column = area.left; column <= area.right; column++) isHidden.column ||= sheet.columns.get(column)?.hidden === true;
    const hides = sheet.visibility !== "Visible" ? "hiddenSheet" : isHidden.row ? "hiddenRow" : isHidden.column ? "hiddenColumn" : null;
    if (hides !== null && !show) return { outcome: hides, address };
    const filter = isHidden.row && sheet.autoFilter !== null && sheet.autoFilter.criteria.size > 0;
    const tables = isHidden.row ? sheet.tables.filter((table) => table.filter.size > 0 && table.area.top <= area.bottom && table.area.bottom >= area.top) : [];
    const allowed = allowsShowing(sheet.protection, { ...isHidden, filter: filter || tables.length > 0 });
    if (!allowed || (sheet.visibility !== "Visible" && book.structureProtected)) throw new HostFault("denied", this.options.language);
    sheet.visibility = "Visible";
    if (filter) clearSheetFilter(sheet);
    for (const table of tables) clearTableFilter(sheet, table);
    if (isHidden.row) setHidden(sheet, "rows", area.top, area.bottom, false);
    if (isHidden.column) setHidden(sheet, "columns", area.left, area.right, false);
    book.select(sheet, [area]);
    this.options.onSelect?.(sheet.name, address);
    return { outcome: "selected", address };
  }

  async openWorkbook(name: string, bytes: Uint8Array): Promise<void> {
    if (this.options.onOpenWorkbook === undefined) throw new HostFault("notSupported", this.options.language);
    await this.options.onOpenWorkbook(name, bytes);
  }

  watch(listener: (change: WorkbookChange) => void): Promise<() => Promise<void>> {
    const stop = this.book.onChange((change) => {
      // All our values go into sheets of ours; marks are formats, which are no edits.
      if ((change.kind !== "edited" && change.kind !== "sheetDeleted") || isOurs(change.sheet)) return;
      if (change.kind === "edited") queueMicrotask(() => listener({ kind: "edited", sheet: change.sheet.name, address: areaText(change.area) }));
      else queueMicrotask(() => listener({ kind: "sheetDeleted", sheet: null, address: null }));
    });
    return Promise.resolve(() => {
      stop();
      return Promise.resolve();
    });
  }

  readSettings(): Promise<ReadonlyMap<string, unknown>> {
    const found = [...this.book.settings].filter(([key]) => key.startsWith(SETTING_PREFIX) && key !== JOURNAL);
    return Promise.resolve(new Map(found.map(([key, value]) => [key.slice(SETTING_PREFIX.length), structuredClone(value)])));
  }

  writeSettings(values: ReadonlyMap<string, unknown>): Promise<void> {
    for (const [key, value] of values) {
      if (value === undefined) this.book.settings.delete(SETTING_PREFIX + key);
      else this.book.settings.set(SETTING_PREFIX + key, JSON.parse(JSON.stringify(value)));
    }
    return Promise.resolve();
  }

  /** Added to what an earlier run may have left, so that nothing of it is forgotten. */
  private journal(sheets: readonly string[]): void {
    const old = this.book.settings.get(JOURNAL);
    this.book.settings.set(JOURNAL, { version: 1, sheets: [...new Set([...(isJournal(old) ? old.sheets : []), ...sheets])] });
  }

  private say(code: Skipped["code"], sheet: string | null): string {
    return words(this.options.language).skipped(code, sheet);
  }

  private check(options: RunOptions | undefined): void {
    if (options?.signal?.aborted === true) throw new HostFault("cancelled", this.options.language);
  }

  /** Lets the page live when it is time, then looks whether the run is cancelled. */
  private async turn(options: RunOptions | undefined): Promise<void> {
    if (performance.now() - this.since > TURN) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      this.since = performance.now();
    }
    this.check(options);
  }
}

export function modelHost(book: WorkbookModel, options: ModelHostOptions): WorkbookHost {
  return new ModelHost(book, options);
}
