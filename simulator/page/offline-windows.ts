/** The workbooks of the page for people without Excel: the pane's session speaks to the first one directly. */
import type { Language } from "../../src/model.js";
import type { WorkbookHost } from "../../src/host/workbook-host.js";
import { connectWorker } from "../../taskpane/engine/client.js";
import { openSession, type OpenSession } from "../../taskpane/session.js";
import type { WorkbookModel } from "../model/workbook.js";
import { modelHost } from "../workbook-model-host.js";
import { BookWindows } from "./book-windows.js";
import { BookView } from "./grid/book-view.js";

export class OfflineWindows extends BookWindows {
  protected readonly suffix: string;
  session: OpenSession | null = null;

  constructor(
    language: Language,
    private readonly startWorker: () => Worker,
  ) {
    super(language);
    this.suffix = this.words.saveSuffix;
  }

  protected begin(book: WorkbookModel): BookView {
    void this.session?.close();
    const view = new BookView(book, { language: this.language });
    const host = modelHost(book, { language: this.language, onOpenWorkbook: (name, bytes) => this.openMade(name, bytes), onSelect: () => this.store.setState({ shown: this.state.main }) });
    this.session = openSession({ host: seen(host, view), language: this.language, startEngine: () => connectWorker(this.startWorker()) });
    return view;
  }

  private openMade(name: string, bytes: Uint8Array): void {
    this.openBeside(bytes, /\.xlsx$/i.test(name) ? name : `${name}.xlsx`);
  }
}

/** The same host; what it changes is seen at once. Formats and settings make no event of their own. */
function seen(host: WorkbookHost, view: BookView): WorkbookHost {
  const after = async <T>(work: Promise<T>, wrote: boolean): Promise<T> => {
    try {
      return await work;
    } finally {
      view.changedElsewhere(wrote);
    }
  };
  return {
    listSheets: () => host.listSheets(),
    readGrids: (options) => host.readGrids(options),
    apply: (edits, options) => after(host.apply(edits, options), true),
    clear: (scope, options) => after(host.clear(scope, options), true),
    select: (target, show) => after(host.select(target, show), show === true),
    fill: (target, text) => after(host.fill(target, text), true),
    openWorkbook: (name, bytes) => host.openWorkbook(name, bytes),
    watch: (listener) => host.watch(listener),
    readSettings: () => host.readSettings(),
    writeSettings: (values) => after(host.writeSettings(values), true),
  };
}
