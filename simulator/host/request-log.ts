/** Every request, for round trips and sizes: what the add-in cost. */
import type { RequestBody } from "../protocol/messages.js";

export interface LogEntry {
  readonly id: number;
  /** office.js's own: releasing references, telling that it is ready. */
  readonly housekeeping: boolean;
  readonly actions: number;
  readonly bytesIn: number;
  bytesOut: number;
  cellsRead: number;
  cellsWritten: number;
  /** Error code of the answer. */
  error: string | null;
  /** Names of methods and properties set, each once: "Worksheets.Add". */
  readonly names: readonly string[];
}

/** UTF-8 length without making the bytes. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) continue;
    if (code < 0x800) bytes++;
    else if (code >= 0xd800 && code <= 0xdfff) bytes++; // half of a pair of four bytes
    else bytes += 2;
  }
  return bytes;
}

const HOUSEKEEPING = new Set(["_RemoveReference", "NotifyActionHandlerReady"]);

/** True if nothing but office.js's own upkeep is asked. */
export function isHousekeeping(body: RequestBody): boolean {
  const methods = body.Actions.filter((action) => action.ActionType !== 1);
  return methods.length > 0 && methods.every((action) => action.ActionType === 3 && HOUSEKEEPING.has(action.Name));
}

export class RequestLog {
  readonly entries: LogEntry[] = [];

  add(id: number, body: RequestBody, bytesIn: number): LogEntry {
    const names = new Set<string>();
    for (const action of body.Actions) if (action.ActionType === 3 || action.ActionType === 4) names.add(action.Name);
    for (const path of Object.values(body.ObjectPaths)) if (path.ObjectPathType === 3) names.add(path.Name);
    const entry: LogEntry = { id, housekeeping: isHousekeeping(body), actions: body.Actions.length, bytesIn, bytesOut: 0, cellsRead: 0, cellsWritten: 0, error: null, names: [...names] };
    this.entries.push(entry);
    return entry;
  }

  clear(): void {
    this.entries.length = 0;
  }

  /** Requests that the add-in's own code made. */
  get own(): readonly LogEntry[] {
    return this.entries.filter((entry) => !entry.housekeeping);
  }

  /** Largest request or answer, in bytes. */
  get largest(): number {
    return this.entries.reduce((most, entry) => Math.max(most, entry.bytesIn, entry.bytesOut), 0);
  }
}
