/** Events: what registers them, and what is sent when the workbook changes. */
import { areaText } from "../model/address.js";
import type { ModelChange } from "../model/workbook.js";
import type { Method } from "../protocol/api-class.js";
import { RICH_API_EVENT, type EventEntry } from "../protocol/messages.js";
import type { ApiSession } from "../protocol/session.js";

interface EventKind {
  readonly type: number;
  /** _Register<name>Event */
  readonly name: string;
  readonly since: number;
}

export const EVENTS = {
  changed: { type: 10, name: "DataChanged", since: 7 },
  activated: { type: 11, name: "Activated", since: 7 },
  deactivated: { type: 12, name: "Deactivated", since: 7 },
  added: { type: 13, name: "Added", since: 7 },
  selectionChanged: { type: 14, name: "SelectionChanged", since: 7 },
  deleted: { type: 15, name: "Deleted", since: 7 },
  rowSorted: { type: 19, name: "RowSorted", since: 10 },
} as const satisfies Record<string, EventKind>;

/** onChanged on the collection came with 1.9, on a sheet with 1.7. */
export function registers<T>(targetId: (target: T) => string, kinds: readonly EventKind[]): Record<string, Method<T>> {
  const methods: Record<string, Method<T>> = {};
  for (const { type, name, since } of kinds) {
    methods[`_Register${name}Event`] = { since, call: (target, _args, session) => session.register(type, targetId(target), 1) };
    methods[`_Unregister${name}Event`] = { since, call: (target, _args, session) => session.register(type, targetId(target), -1) };
  }
  return methods;
}

/** The old style needs no registration at the host: its events are sent always, and the client ignores what nobody wants. */
const OLD_SELECTION = 2;

/** Messages for a change; `own` tells whether the add-in itself did it. */
export function eventEntries(change: ModelChange, session: ApiSession, own: boolean): EventEntry[] {
  if (!session.enableEvents) return [];
  const entries: EventEntry[] = [];
  const send = (type: number, target: string, args: Record<string, unknown>): void => {
    if (session.isRegistered(type, target)) entries.push({ messageCategory: RICH_API_EVENT, messageType: type, targetId: target, message: JSON.stringify(args) });
  };
  const both = (type: number, args: Record<string, unknown>): void => {
    send(type, String(args["worksheetId"]), args);
    send(type, "Workbook", args);
  };
  const worksheetId = "sheet" in change ? change.sheet.id : "";
  // The trigger is told from 1.14 on.
  const trigger = session.profile.excelApi >= 14 ? { triggerSource: own ? "ThisLocalAddin" : "Unknown" } : {};
  switch (change.kind) {
    case "edited":
      both(EVENTS.changed.type, { type: "WorksheetChanged", worksheetId, address: areaText(change.area), changeType: change.change, source: "Local", changeDirectionState: undefined, shiftDirection: "None", ...trigger });
      break;
    case "sorted":
      both(EVENTS.rowSorted.type, { worksheetId, address: areaText(change.area), source: "Local" });
      break;
    case "sheetAdded":
      send(EVENTS.added.type, "Workbook", { worksheetId, source: "Local" });
      break;
    case "sheetDeleted":
      send(EVENTS.deleted.type, "Workbook", { worksheetId, source: "Local" });
      break;
    case "activated":
      both(EVENTS.activated.type, { worksheetId });
      break;
    case "deactivated":
      both(EVENTS.deactivated.type, { worksheetId });
      break;
    case "selected":
      both(EVENTS.selectionChanged.type, { worksheetId, address: change.areas.map((area) => areaText(area)).join(",") });
      entries.push({ messageCategory: RICH_API_EVENT, messageType: OLD_SELECTION, targetId: "", message: "{}" });
      break;
    case "rowsMoved":
    case "columnsMoved":
      break;
  }
  return entries;
}
