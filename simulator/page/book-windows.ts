/** The workbooks that are open in the page. One has the pane; workbooks that the pane makes open beside it, as new windows do in Excel. */
import { createStore } from "zustand/vanilla";
import type { Language } from "../../src/model.js";
import type { WorkbookModel } from "../model/workbook.js";
import { saveXlsx } from "../xlsx/save.js";
import { download, resultName } from "./book/files.js";
import { afterPaint, openBook } from "./book/open-book.js";
import { BookView } from "./grid/book-view.js";
import { pageWords, type PageWords } from "./words.js";

export interface BookWindow {
  readonly id: string;
  readonly name: string;
  readonly view: BookView;
}

export interface WindowsState {
  readonly windows: readonly BookWindow[];
  /** Id of the window that is seen; null: none yet. */
  readonly shown: string | null;
  /** Id of the window that the pane belongs to. */
  readonly main: string | null;
  /** What is being waited for, in words. */
  readonly busy: string | null;
  /** Why nothing is open. */
  readonly failure: string | null;
  /** A file that waits for an answer: unsaved changes would be lost. */
  readonly waiting: File | null;
}

export abstract class BookWindows {
  readonly store = createStore<WindowsState>(() => ({ windows: [], shown: null, main: null, busy: null, failure: null, waiting: null }));
  readonly words: PageWords;
  private next = 1;

  constructor(readonly language: Language) {
    this.words = pageWords(language);
  }

  /** Puts the pane to work on a workbook; returns how it is seen. */
  protected abstract begin(book: WorkbookModel): BookView;

  /** Part of the name of a saved file: "核对". */
  protected abstract readonly suffix: string;

  get state(): WindowsState {
    return this.store.getState();
  }

  get shownView(): BookView | null {
    return this.state.windows.find((one) => one.id === this.state.shown)?.view ?? null;
  }

  get mainView(): BookView | null {
    return this.state.windows.find((one) => one.id === this.state.main)?.view ?? null;
  }

  get dirty(): boolean {
    return this.state.windows.some(({ view }) => view.state.dirty);
  }

  protected async busy(text: string, work: () => void | Promise<void>): Promise<void> {
    this.store.setState({ busy: text, failure: null });
    await afterPaint();
    try {
      await work();
    } catch (error) {
      this.fail(this.words.openFailed, error);
    } finally {
      this.store.setState({ busy: null });
    }
  }

  private fail(title: string, error: unknown): void {
    const text = error instanceof Error ? error.message : String(error);
    const view = this.shownView;
    if (view === null) this.store.setState({ failure: `${title}：${text}` });
    else view.notify(title, text);
  }

  async openFile(file: File): Promise<void> {
    await this.busy(this.words.opening(file.name), async () => this.openMain(new Uint8Array(await file.arrayBuffer()), file.name));
  }

  /** Replaces what is open. */
  openMain(bytes: Uint8Array, name: string): void {
    const { book, lossy } = openBook(bytes, name, this.language);
    this.use(book);
    if (lossy) this.shownView?.notify(name, this.words.lossy);
  }

  /** Replaces what is open by a workbook in memory. */
  use(book: WorkbookModel): void {
    for (const { view } of this.state.windows) view.dispose();
    const view = this.begin(book);
    const id = `window-${this.next++}`;
    this.store.setState({ windows: [{ id, name: book.name, view }], shown: id, main: id, failure: null });
  }

  /** A workbook that the pane made. */
  openBeside(bytes: Uint8Array, name: string): void {
    try {
      const { book } = openBook(bytes, name, this.language);
      const view = new BookView(book, { language: this.language });
      view.changed();
      this.store.setState({ windows: [...this.state.windows, { id: `window-${this.next++}`, name: book.name, view }] });
    } catch (error) {
      this.fail(this.words.openFailed, error);
    }
  }

  show(id: string): void {
    this.store.setState({ shown: id });
  }

  async save(id: string): Promise<void> {
    const window = this.state.windows.find((one) => one.id === id);
    if (window === undefined) return;
    const { view } = window;
    view.endEdit();
    this.store.setState({ busy: this.words.saving });
    await afterPaint();
    try {
      download(resultName(view.book.name, id === this.state.main ? this.suffix : ""), saveXlsx(view.book));
      view.saved();
    } catch (error) {
      this.fail(this.words.saveFailed, error);
    } finally {
      this.store.setState({ busy: null });
    }
  }
}
