/**
 * The simulated Excel: takes the messages of unmodified office.js and answers them from a workbook in memory. Runs in Node and in the
 * browser; what surrounds office.js there (loading it, the page) is elsewhere.
 */
import { eventEntries } from "../api/events.js";
import type { WorkbookModel } from "../model/workbook.js";
import type { ErrorBody, EventEntry, RequestMessage, ResponseBody } from "../protocol/messages.js";
import { processRequest } from "../protocol/process.js";
import { ApiSession } from "../protocol/session.js";
import { FaultPlan, type Fault } from "./faults.js";
import { NEWEST, WEB_PAYLOAD, type Profile } from "./profile.js";
import { isHousekeeping, RequestLog, utf8Length, type LogEntry } from "./request-log.js";

/** What office.js wants of its host: text in, text out. */
export interface Bridge {
  sendMessageToHost(text: string): void;
  /** Put here by office.js. */
  onMessageFromHost?: (text: string) => void;
}

export interface SimulatedExcelOptions {
  readonly profile?: Profile;
  /** Milliseconds before each answer; 0 answers in a microtask. */
  readonly latency?: number;
  /** A workbook that the add-in made opens in a window of its own, under the name that Excel gives it. Without it Excel.createWorkbook fails. */
  readonly onNewWorkbook?: (bytes: Uint8Array, name: string) => void;
}

/** Flag of a request that waits for the end of cell editing. */
const DELAY_FOR_CELL_EDIT = 64;

export class SimulatedExcel {
  readonly profile: Profile;
  readonly log = new RequestLog();
  readonly faults = new FaultPlan();
  private readonly panes = new Set<Pane>();
  private editing = false;
  private waiting: (() => void)[] = [];
  latency: number;
  private opened = 0;
  readonly openNew: ((bytes: Uint8Array) => void) | null;

  constructor(
    readonly book: WorkbookModel,
    options: SimulatedExcelOptions = {},
  ) {
    this.profile = options.profile ?? NEWEST;
    this.latency = options.latency ?? 0;
    const { onNewWorkbook } = options;
    this.openNew = onNewWorkbook === undefined ? null : (bytes) => onNewWorkbook(bytes, `工作簿${++this.opened + 1}.xlsx`);
    book.onChange((change) => {
      for (const pane of this.panes) pane.queue(eventEntries(change, pane.session, pane.working));
    });
  }

  /** A task pane opens: a session of its own. */
  openPane(): Pane {
    const pane = new Pane(this);
    this.panes.add(pane);
    return pane;
  }

  closePane(pane: Pane): void {
    pane.closed = true;
    this.panes.delete(pane);
  }

  /** The user starts typing into a cell: requests are refused, or wait if they asked for it. */
  beginCellEdit(): void {
    this.editing = true;
  }

  endCellEdit(): void {
    this.editing = false;
    const waiting = this.waiting;
    this.waiting = [];
    for (const resume of waiting) resume();
  }

  get isEditing(): boolean {
    return this.editing;
  }

  afterCellEdit(resume: () => void): void {
    this.waiting.push(resume);
  }
}

const MESSAGES: Readonly<Record<string, string>> = {
  RequestPayloadSizeLimitExceeded: "The request payload size has exceeded the limit.",
  ResponsePayloadSizeLimitExceeded: "The response payload size has exceeded the limit.",
  InvalidOperationInCellEditMode: "Excel is in cell-editing mode. Please exit the edit mode by pressing ENTER or TAB or selecting another cell, and then try again.",
};

export class Pane {
  readonly session: ApiSession;
  readonly bridge: Bridge = { sendMessageToHost: (text) => this.receive(text) };
  closed = false;
  /** A request of this pane is being carried out. */
  working = false;
  private events: EventEntry[] = [];
  private late: (() => void) | null = null;

  constructor(private readonly host: SimulatedExcel) {
    this.session = new ApiSession(host.book, host.profile, host.openNew);
  }

  queue(entries: readonly EventEntry[]): void {
    if (entries.length === 0) return;
    if (this.events.length === 0) this.later(0, () => this.deliver());
    this.events.push(...entries);
  }

  private deliver(): void {
    const entries = this.events;
    this.events = [];
    this.post(`{"type":3,"message":{"entries":${JSON.stringify(entries)}}}`);
  }

  private receive(text: string): void {
    if (this.closed) return;
    const message = JSON.parse(text) as RequestMessage;
    const bytes = utf8Length(text);
    const entry = this.host.log.add(message.id, message.message.body, bytes);
    const fault = isHousekeeping(message.message.body) ? null : this.host.faults.next();
    const work = (): void => {
      const answer = this.answer(message, entry, fault);
      if (answer === null) return;
      const reply = (): void => this.post(`{"id":${message.id},"type":2,"message":{"statusCode":200,"headers":{},"body":${answer}}}`);
      if (fault?.kind === "late") {
        this.late = reply;
        return;
      }
      reply();
      if (!entry.housekeeping && this.late !== null) {
        const held = this.late;
        this.late = null;
        held();
      }
    };
    const ms = this.host.latency + (fault?.kind === "delay" ? fault.ms : 0);
    if (this.host.isEditing && (message.flags & DELAY_FOR_CELL_EDIT) !== 0) this.host.afterCellEdit(() => this.later(ms, work));
    else this.later(ms, work);
  }

  /** JSON text of the body; null: no answer at all. */
  private answer(message: RequestMessage, entry: LogEntry, fault: Fault | null): string | null {
    const fail = (code: string, status = 400, text = MESSAGES[code] ?? "The request could not be processed."): string => {
      entry.error = code;
      const error: ErrorBody = { Code: code, Message: text, HttpStatusCode: status };
      return JSON.stringify({ Error: error });
    };
    if (fault?.kind === "silent" && !fault.done) return null;
    if (fault?.kind === "refuse") return fail(fault.code, fault.status);
    if (this.host.isEditing && !entry.housekeeping) return fail("InvalidOperationInCellEditMode");
    const { platform, payload = platform === "web" ? WEB_PAYLOAD : Infinity } = this.host.profile;
    if (entry.bytesIn > payload) return fail("RequestPayloadSizeLimitExceeded");
    const body = message.message.body;
    const session = this.session;
    session.cellsRead = 0;
    session.cellsWritten = 0;
    this.working = true;
    let answer: ResponseBody;
    try {
      answer = processRequest(body, session, fault?.kind === "breakOff" ? { failAt: { action: Math.floor(fault.part * body.Actions.length), code: fault.code } } : {});
    } finally {
      this.working = false;
    }
    entry.cellsRead = session.cellsRead;
    entry.cellsWritten = session.cellsWritten;
    entry.error = answer.Error?.Code ?? null;
    if (fault?.kind === "silent") return null;
    if (fault?.kind === "lost") return fail(fault.code, 500);
    const text = JSON.stringify(answer);
    entry.bytesOut = utf8Length(text);
    if (entry.bytesOut > payload) return fail("ResponsePayloadSizeLimitExceeded");
    return text;
  }

  private post(text: string): void {
    if (!this.closed) this.bridge.onMessageFromHost?.(text);
  }

  private later(ms: number, work: () => void): void {
    if (ms > 0) setTimeout(work, ms);
    else queueMicrotask(work);
  }
}
