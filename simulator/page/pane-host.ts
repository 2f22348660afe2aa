/**
 * The simulated Excel's side of the task pane. The pane's first script calls `attachPane` of the window around it, before office.js looks for
 * its host. Messages cross as text; the settings' keys and values are texts too.
 */
import { officeExternal } from "../host/office-environment.js";
import type { Bridge, Pane, SimulatedExcel } from "../host/simulated-excel.js";
import { officeTheme, type ThemeName } from "./theme.js";

export interface PaneHostOptions {
  readonly theme: ThemeName;
  /** After each answer to the pane. `wrote`: the request was meant to change something. */
  readonly onAnswer: (wrote: boolean) => void;
  readonly onAttached?: (pane: Window) => void;
}

interface AttachingWindow {
  attachPane?: (pane: Window) => void;
}

/** office.js marks requests that change something. */
const WRITES = 1;

function isWrite(text: string): boolean {
  const flags = /^\{"id":\d+,"type":\d+,"flags":(\d+)/.exec(text)?.[1];
  // A message in another order of keys counts as a change: one picture too many does no harm.
  return flags === undefined || (Number(flags) & WRITES) !== 0;
}

export class PaneHost {
  private pane: Pane | null = null;
  private wrote = false;

  constructor(
    private readonly excel: SimulatedExcel,
    private readonly options: PaneHostOptions,
  ) {}

  /** From now on a pane that loads in this window's frame is this workbook's. */
  listen(): void {
    (window as AttachingWindow).attachPane = (frame) => this.attach(frame);
  }

  private attach(frame: Window): void {
    this.close();
    const { excel, options } = this;
    const pane = (this.pane = excel.openPane());
    const external = officeExternal(excel.book, excel.profile);
    const context = (external["GetContext"] as () => Record<string, unknown>)();
    context["GetOfficeThemeInfo"] = () => JSON.stringify(officeTheme(options.theme));
    const bridge: Bridge = {
      sendMessageToHost: (text) => {
        this.wrote ||= isWrite(text);
        pane.bridge.sendMessageToHost(text);
      },
    };
    pane.bridge.onMessageFromHost = (text) => {
      bridge.onMessageFromHost?.(text);
      options.onAnswer(this.wrote);
      this.wrote = false;
    };
    Object.defineProperty(frame, "external", { value: external, writable: true, configurable: true });
    Object.defineProperty(frame, "_richApiNativeBridge", { value: bridge, writable: true, configurable: true });
    options.onAttached?.(frame);
  }

  /** The pane is closed, perhaps in the middle of its work: what it still asks is not heard. */
  close(): void {
    if (this.pane !== null) this.excel.closePane(this.pane);
    this.pane = null;
  }
}
