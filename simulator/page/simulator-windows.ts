/**
 * The workbooks that are open in the simulator. One has the pane and a simulated Excel under it; workbooks that the add-in makes open beside
 * it, as new windows do in Excel.
 */
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { SimulatedExcel } from "../host/simulated-excel.js";
import { snapshot, type Snapshot } from "../model/snapshot.js";
import type { WorkbookModel } from "../model/workbook.js";
import { afterPaint, openBook } from "./book/open-book.js";
import { BookView } from "./grid/book-view.js";
import type { PageOptions } from "./options.js";
import { PaneHost } from "./pane-host.js";
import { pageWords } from "./words.js";

export interface BookWindow {
  readonly id: string;
  readonly name: string;
  readonly view: BookView;
}

interface WindowsState {
  readonly windows: readonly BookWindow[];
  /** Id of the window that is seen; null: none yet. */
  readonly shown: string | null;
  /** Id of the window that the pane belongs to. */
  readonly main: string | null;
  /** What is being waited for, in words. */
  readonly busy: string | null;
  readonly failure: string | null;
}

export class SimulatorWindows {
  readonly store = createStore<WindowsState>(() => ({ windows: [], shown: null, main: null, busy: null, failure: null }));
  excel: SimulatedExcel | null = null;
  private host: PaneHost | null = null;
  private next = 1;
  private readonly paneListeners = new Set<(pane: Window) => void>();

  constructor(private readonly options: PageOptions) {}

  get shownView(): BookView | null {
    const { windows, shown } = this.store.getState();
    return windows.find((one) => one.id === shown)?.view ?? null;
  }

  /** The workbook that the pane works on. */
  get book(): WorkbookModel {
    if (this.excel === null) throw new Error("no workbook is open yet");
    return this.excel.book;
  }

  snapshot(): Snapshot {
    return snapshot(this.book);
  }

  private async busy(text: string, work: () => void | Promise<void>): Promise<void> {
    this.store.setState({ busy: text, failure: null });
    await afterPaint();
    try {
      await work();
    } catch (error) {
      this.fail(error);
    } finally {
      this.store.setState({ busy: null });
    }
  }

  private fail(error: unknown): void {
    const words = pageWords(this.options.language);
    const text = error instanceof Error ? error.message : String(error);
    const view = this.shownView;
    if (view === null) this.store.setState({ failure: `${words.openFailed}：${text}` });
    else view.notify(words.openFailed, text);
  }

  /** Fetches the workbook that the page was started with. */
  async openFirst(): Promise<void> {
    const words = pageWords(this.options.language);
    const places = this.options.book === null ? ["/book.xlsx", "sample/township.xlsx"] : [this.options.book];
    await this.busy(words.opening(""), async () => {
      for (const place of places) {
        const answer = await fetch(place);
        if (!answer.ok) continue;
        const name = nameOf(answer, place);
        this.store.setState({ busy: words.opening(name) });
        const bytes = new Uint8Array(await answer.arrayBuffer());
        await afterPaint();
        this.openMain(bytes, name);
        return;
      }
      throw new Error(words.notFound(places.join(", ")));
    });
  }

  async openFile(file: File): Promise<void> {
    await this.busy(pageWords(this.options.language).opening(file.name), async () => this.openMain(new Uint8Array(await file.arrayBuffer()), file.name));
  }

  /** Replaces what is open: the pane starts anew on it. */
  openMain(bytes: Uint8Array, name: string): void {
    const { book } = openBook(bytes, name, this.options.language);
    this.use(book);
  }

  /** Uses a workbook made in memory; for tests. */
  use(book: WorkbookModel): void {
    const { profile, latency } = this.options;
    this.closePane();
    for (const { view } of this.store.getState().windows) view.dispose();
    const excel = new SimulatedExcel(book, { profile, latency, onNewWorkbook: (bytes, name) => this.openBeside(bytes, name) });
    const view = new BookView(book, { language: this.options.language, onEditing: (editing) => (editing ? excel.beginCellEdit() : excel.endCellEdit()) });
    this.excel = excel;
    this.host = new PaneHost(excel, { theme: this.options.theme, onAnswer: (wrote) => wrote && view.changedElsewhere(true), onAttached: (pane) => this.paneListeners.forEach((listener) => listener(pane)) });
    this.host.listen();
    const id = `window-${this.next++}`;
    this.store.setState({ windows: [{ id, name: book.name, view }], shown: id, main: id });
  }

  private openBeside(bytes: Uint8Array, given: string): void {
    try {
      const { book } = openBook(bytes, given, this.options.language);
      const view = new BookView(book, { language: this.options.language });
      const id = `window-${this.next++}`;
      this.store.setState({ windows: [...this.store.getState().windows, { id, name: book.name, view }] });
    } catch (error) {
      this.fail(error);
    }
  }

  show(id: string): void {
    this.store.setState({ shown: id });
  }

  closePane(): void {
    this.host?.close();
  }

  /** Called with the pane's window when it attaches itself. */
  onPane(listener: (pane: Window) => void): () => void {
    this.paneListeners.add(listener);
    return () => this.paneListeners.delete(listener);
  }
}

function nameOf(answer: Response, place: string): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(answer.headers.get("content-disposition") ?? "")?.[1];
  return encoded === undefined ? decodeURIComponent(place.split("/").at(-1) ?? place) : decodeURIComponent(encoded);
}

export function useSnapshot(windows: SimulatorWindows): WindowsState {
  return useStore(windows.store);
}
