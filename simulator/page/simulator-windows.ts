/** The simulator's workbooks: under the first lies a simulated Excel, to which the pane's office.js speaks. */
import { SimulatedExcel } from "../host/simulated-excel.js";
import { snapshot, type Snapshot } from "../model/snapshot.js";
import type { WorkbookModel } from "../model/workbook.js";
import { afterPaint } from "./book/open-book.js";
import { BookWindows } from "./book-windows.js";
import { BookView } from "./grid/book-view.js";
import type { PageOptions } from "./options.js";
import { PaneHost } from "./pane-host.js";

export class SimulatorWindows extends BookWindows {
  protected readonly suffix = "";
  excel: SimulatedExcel | null = null;
  private host: PaneHost | null = null;
  private readonly paneListeners = new Set<(pane: Window) => void>();

  constructor(private readonly options: PageOptions) {
    super(options.language);
  }

  /** The workbook that the pane works on. */
  get book(): WorkbookModel {
    if (this.excel === null) throw new Error("no workbook is open yet");
    return this.excel.book;
  }

  snapshot(): Snapshot {
    return snapshot(this.book);
  }

  /** Fetches the workbook that the page was started with. */
  async openFirst(): Promise<void> {
    const places = this.options.book === null ? ["/book.xlsx", "sample/township.xlsx"] : [this.options.book];
    await this.busy(this.words.opening(""), async () => {
      for (const place of places) {
        const answer = await fetch(place);
        if (!answer.ok) continue;
        const name = nameOf(answer, place);
        this.store.setState({ busy: this.words.opening(name) });
        const bytes = new Uint8Array(await answer.arrayBuffer());
        await afterPaint();
        this.openMain(bytes, name);
        return;
      }
      throw new Error(this.words.notFound(places.join(", ")));
    });
  }

  /** The pane starts anew. */
  protected begin(book: WorkbookModel): BookView {
    const { profile, latency, theme } = this.options;
    this.closePane();
    const excel = new SimulatedExcel(book, { profile, latency, onNewWorkbook: (bytes, name) => this.openBeside(bytes, name) });
    const view = new BookView(book, { language: this.language, onEditing: (editing) => (editing ? excel.beginCellEdit() : excel.endCellEdit()) });
    this.excel = excel;
    this.host = new PaneHost(excel, { theme, onAnswer: (wrote) => wrote && view.changedElsewhere(true), onAttached: (pane) => this.paneListeners.forEach((listener) => listener(pane)) });
    this.host.listen();
    return view;
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
