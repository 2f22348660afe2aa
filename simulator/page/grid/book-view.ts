/**
 * One open workbook as it is seen: which sheet, what is selected, what is being typed. Without React; components show its state and call it.
 * The workbook itself is the model's; this only keeps what a window keeps.
 */
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Area, Language } from "../../../src/model.js";
import type { SheetModel } from "../../model/sheet.js";
import type { ModelChange, WorkbookModel } from "../../model/workbook.js";
import { commitEdit } from "./edit-commands.js";
import { forgetHeights, shownExtent, usedExtent, type Extent } from "./layout.js";
import { anchorOf, areaOfCell, wholeMerges, type Cell } from "./selection.js";
import { UndoStack } from "./undo.js";
import { pageWords, type PageWords } from "../words.js";

export interface CellEdit {
  readonly sheet: SheetModel;
  readonly row: number;
  readonly column: number;
  readonly text: string;
  /** What the cell held when the edit began; unchanged text is not written. */
  readonly before: string;
  /** typing: arrows leave the cell. caret: arrows move in the text. */
  readonly mode: "typing" | "caret";
  readonly where: "cell" | "bar";
}

export interface Notice {
  readonly title: string;
  readonly text: string;
}

export interface ViewState {
  readonly sheet: SheetModel | null;
  /** The active cell: the first of its merge. */
  readonly cursor: Cell;
  /** The last one is being extended; the cursor lies in it. */
  readonly areas: readonly Area[];
  /** The corner opposite to the cursor while a selection is extended. */
  readonly corner: Cell;
  readonly edit: CellEdit | null;
  readonly extent: Extent;
  /** Grows when anything visible may look different. */
  readonly revision: number;
  /** Grows when sizes, hidden rows, frozen panes or the sheet changed. */
  readonly layout: number;
  /** Grows when the cursor shall be scrolled into sight. */
  readonly reveal: number;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Changed since it was opened or saved. */
  readonly dirty: boolean;
  readonly notice: Notice | null;
}

export interface BookViewOptions {
  readonly language: Language;
  /** Typing into a cell begins and ends. */
  readonly onEditing?: (editing: boolean) => void;
}

const FIRST: Cell = { row: 0, column: 0 };

export class BookView {
  readonly store: StoreApi<ViewState>;
  readonly undoStack = new UndoStack();
  readonly words: PageWords;
  /** Our own commands are at work: their changes are no reason to forget how to undo. */
  private commanding = false;
  private pending: { layout: boolean } | null = null;
  private readonly places = new Map<string, Pick<ViewState, "cursor" | "areas" | "corner">>();
  private readonly stop: () => void;
  private readonly focusers = new Set<() => void>();
  /** The mouse is drawing a selection: its moving corner is followed, not the cursor. */
  extending = false;
  /** The next place to be shown comes to the middle: somebody else than the keyboard leads there. */
  centred = false;

  constructor(
    readonly book: WorkbookModel,
    readonly options: BookViewOptions,
  ) {
    this.words = pageWords(options.language);
    const sheet = book.active ?? book.visibleSheets()[0] ?? null;
    const [area] = book.selection;
    const cursor = area === undefined ? FIRST : { row: area.top, column: area.left };
    this.store = createStore<ViewState>(() => ({
      sheet, cursor, areas: [area ?? areaOfCell(cursor)], corner: cursor, edit: null, extent: extentOf(sheet, cursor),
      revision: 0, layout: 0, reveal: 0, canUndo: false, canRedo: false, dirty: false, notice: null,
    }));
    this.stop = book.onChange((change) => this.follow(change));
  }

  dispose(): void {
    this.stop();
  }

  get state(): ViewState {
    return this.store.getState();
  }

  set(change: Partial<ViewState>): void {
    this.store.setState(change);
  }

  /** The area being extended. */
  get area(): Area {
    return this.state.areas.at(-1) ?? areaOfCell(this.state.cursor);
  }

  private follow(change: ModelChange): void {
    switch (change.kind) {
      case "activated":
        // A sheet that an add-in shows is where it was left; a selection that follows comes as its own change.
        this.show(change.sheet);
        break;
      case "selected":
        if (this.commanding) break;
        this.show(change.sheet);
        this.place(change.areas);
        break;
      case "sheetAdded":
      case "sheetDeleted":
        this.undoStack.clear();
        this.places.delete(change.sheet.id);
        this.changed({ layout: true });
        break;
      case "deactivated":
        break;
      case "edited":
      case "rowsMoved":
      case "columnsMoved":
      case "sorted":
        if (!this.commanding) this.undoStack.clear();
        this.changed({ layout: change.kind === "rowsMoved" || change.kind === "columnsMoved" });
        break;
    }
  }

  /** Something may look different. The picture follows with the next frame, however many changes there are. */
  changed({ layout = false, dirty = true }: { layout?: boolean; dirty?: boolean } = {}): void {
    if (dirty && !this.state.dirty) this.set({ dirty: true });
    if (this.pending !== null) {
      this.pending.layout ||= layout;
      return;
    }
    this.pending = { layout };
    nextFrame(() => this.refresh());
  }

  private refresh(): void {
    const layout = this.pending?.layout ?? false;
    this.pending = null;
    const { state } = this;
    const sheet = this.book.active;
    if (layout && sheet !== null) forgetHeights(sheet);
    this.set({
      sheet,
      revision: state.revision + 1,
      layout: state.layout + (layout || sheet !== state.sheet ? 1 : 0),
      extent: extentOf(sheet, state.corner, state.cursor),
      canUndo: this.undoStack.canUndo,
      canRedo: this.undoStack.canRedo,
    });
  }

  /** Changes made elsewhere than through this view and told by nobody (formats, sizes, frozen panes). */
  changedElsewhere(wrote: boolean): void {
    if (wrote) this.undoStack.clear();
    this.changed({ layout: true, dirty: wrote });
  }

  private show(sheet: SheetModel): void {
    const { state } = this;
    if (state.sheet === sheet) return;
    if (state.sheet !== null) this.places.set(state.sheet.id, { cursor: state.cursor, areas: state.areas, corner: state.corner });
    const place = this.places.get(sheet.id) ?? { cursor: FIRST, areas: [areaOfCell(FIRST)], corner: FIRST };
    this.endEdit();
    // As in Excel, where each sheet remembers its selection; the model begins at A1.
    this.book.selection = place.areas;
    this.set({ sheet, ...place, extent: extentOf(sheet, place.corner), revision: state.revision + 1, layout: state.layout + 1 });
  }

  /** The user chooses a sheet: it is seen where it was left. What is being typed is written first. */
  openSheet(sheet: SheetModel): void {
    if (!commitEdit(this)) return;
    this.book.activate(sheet);
    this.tellSelection();
  }

  /** Selects areas, the cursor in the first cell of the last. */
  place(areas: readonly Area[], reveal = true): void {
    const last = areas.at(-1);
    if (last === undefined) return;
    const cursor = { row: last.top, column: last.left };
    this.extending = false;
    this.centred = true;
    this.setPlace(cursor, { row: last.bottom, column: last.right }, areas, reveal);
  }

  private setPlace(cursor: Cell, corner: Cell, areas: readonly Area[], reveal: boolean): void {
    const { sheet, reveal: count, extent } = this.state;
    const reached = { row: Math.max(cursor.row, Math.min(corner.row, extent.rows)), column: Math.max(cursor.column, Math.min(corner.column, extent.columns)) };
    const outside = reached.row + 20 > extent.rows || reached.column + 5 > extent.columns;
    this.set({ cursor, corner, areas, reveal: reveal ? count + 1 : count, ...(outside ? { extent: extentOf(sheet, reached) } : {}) });
  }

  /** Goes to one cell. */
  moveTo(cell: Cell): void {
    const { sheet } = this.state;
    if (sheet === null) return;
    this.endEdit();
    const cursor = anchorOf(sheet, cell);
    this.extending = false;
    this.setPlace(cursor, cell, [wholeMerges(sheet, areaOfCell(cell))], true);
    this.tellSelection();
  }

  /** Moves the cursor inside the selection. */
  moveInside(cell: Cell): void {
    this.extending = false;
    const { corner, areas } = this.state;
    this.setPlace(cell, corner, areas, true);
  }

  /** Extends the last area to a cell. `told`: the add-in hears of it (not while the mouse is still moving). */
  extendTo(cell: Cell, told = true): void {
    const { sheet, cursor, areas } = this.state;
    if (sheet === null) return;
    const area = wholeMerges(sheet, { top: Math.min(cursor.row, cell.row), left: Math.min(cursor.column, cell.column), bottom: Math.max(cursor.row, cell.row), right: Math.max(cursor.column, cell.column) });
    this.extending = true;
    this.setPlace(cursor, cell, [...areas.slice(0, -1), area], true);
    if (told) this.tellSelection();
  }

  /** Selects an area whose cursor is given; `add` keeps what is selected already. */
  selectArea(area: Area, cursor: Cell, corner: Cell, add = false): void {
    this.endEdit();
    this.extending = false;
    this.setPlace(cursor, corner, add ? [...this.state.areas, area] : [area], false);
    this.tellSelection();
  }

  tellSelection(): void {
    const { sheet, areas } = this.state;
    if (sheet !== null) this.command(() => this.book.select(sheet, areas));
  }

  /** Runs a deed of the user: its changes can be undone, and do not count as somebody else's. */
  command(deed: () => void): void {
    const outer = this.commanding;
    this.commanding = true;
    try {
      deed();
    } finally {
      this.commanding = outer;
    }
  }

  beginEdit(text: string | null, mode: CellEdit["mode"], where: CellEdit["where"], current: string): void {
    const { sheet, cursor, edit, reveal } = this.state;
    if (sheet === null || edit !== null) return;
    this.set({ edit: { sheet, row: cursor.row, column: cursor.column, text: text ?? current, before: current, mode, where }, reveal: reveal + 1 });
    this.options.onEditing?.(true);
  }

  editText(text: string): void {
    const { edit } = this.state;
    if (edit !== null) this.set({ edit: { ...edit, text } });
  }

  editIn(change: Partial<Pick<CellEdit, "mode" | "where">>): void {
    const { edit } = this.state;
    if (edit !== null) this.set({ edit: { ...edit, ...change } });
  }

  /** Ends typing without writing. */
  endEdit(): CellEdit | null {
    const { edit } = this.state;
    if (edit === null) return null;
    this.set({ edit: null });
    this.options.onEditing?.(false);
    return edit;
  }

  /** Gives the grid the keyboard. */
  focus(): void {
    for (const focuser of this.focusers) focuser();
  }

  onFocus(focuser: () => void): () => void {
    this.focusers.add(focuser);
    return () => this.focusers.delete(focuser);
  }

  notify(title: string, text: string): void {
    this.set({ notice: { title, text } });
  }

  saved(): void {
    this.set({ dirty: false });
  }
}

function extentOf(sheet: SheetModel | null, ...reached: readonly Cell[]): Extent {
  const used = sheet === null ? { rows: 0, columns: 0 } : usedExtent(sheet);
  // Whole rows and columns select to the end of the sheet without going there.
  const row = Math.max(0, ...reached.map((cell) => cell.row).filter((one) => one < 1_048_575));
  const column = Math.max(0, ...reached.map((cell) => cell.column).filter((one) => one < 16_383));
  return shownExtent(used, { row, column });
}

/** A frame where there is a screen; a hidden page has no frames but still has timers. */
function nextFrame(work: () => void): void {
  if (typeof requestAnimationFrame === "function" && typeof document !== "undefined" && document.visibilityState === "visible") requestAnimationFrame(() => work());
  else setTimeout(work, 0);
}
