/** The root object: workbook, application, runtime; and the two services that office.js calls by itself. */
import type { SheetModel } from "../model/sheet.js";
import { serialOf } from "../model/typed-value.js";
import { DAYS_TO_1904 } from "../model/cells.js";
import type { WorkbookModel } from "../model/workbook.js";
import { bind, stored, type ApiClass, type ApiObject } from "../protocol/api-class.js";
import { invalidArgument, itemNotFound, unknownMember } from "../protocol/host-error.js";
import type { ApiSession } from "../protocol/session.js";
import { namesClass, settingsClass } from "./names-api.js";
import { rangeOf } from "./range-api.js";
import { rangeAreasClass } from "./range-areas-api.js";
import { tablesClass } from "./table-api.js";
import { worksheetsClass } from "./worksheet-api.js";

function active(book: WorkbookModel): SheetModel {
  if (book.active === null) throw itemNotFound();
  return book.active;
}

function selected(book: WorkbookModel): ApiObject {
  const sheet = active(book);
  const [area] = book.selection;
  if (area === undefined || book.selection.length > 1) throw invalidArgument();
  return rangeOf({ book, sheet, area }, area);
}

const workbookClass: ApiClass<WorkbookModel> = {
  name: "Workbook",
  properties: {
    Name: stored(7, (book) => book.name),
    ReadOnly: stored(8, () => false),
    IsDirty: stored(9, () => true),
  },
  children: {
    Worksheets: { since: 1, get: (book) => bind(worksheetsClass, book) },
    Names: { since: 1, get: (book) => bind(namesClass, { book, sheet: null, names: book.names }) },
    Tables: { since: 1, get: (book) => bind(tablesClass, { book, sheet: null }) },
    Settings: { since: 4, get: (book) => bind(settingsClass, book) },
    Application: { since: 1, get: (_book, session) => bind(applicationClass, session) },
    _Runtime: { since: 5, get: (_book, session) => bind(runtimeClass, session) },
    Functions: { since: 2, get: (book) => bind(functionsClass, book) },
    Protection: { since: 7, get: (book) => bind(bookProtectionClass, book) },
  },
  methods: {
    GetSelectedRange: { since: 1, call: selected },
    GetActiveCell: { since: 7, call: (book) => {
      const area = book.selection[0] ?? { top: 0, left: 0, bottom: 0, right: 0 };
      return rangeOf({ book, sheet: active(book), area }, { top: area.top, left: area.left, bottom: area.top, right: area.left });
    } },
    GetSelectedRanges: { since: 9, call: (book) => bind(rangeAreasClass, { book, sheet: active(book), areas: [...book.selection] }) },
    _RemoveReference: { since: 1, call: (_book, [id], session) => session.release(String(id)) },
    _RemoveAllReferences: { since: 1, call: (_book, _args, session) => {
      for (const id of [...session.references.keys()]) session.release(id);
    } },
    _GetReferenceCount: { since: 1, call: (_book, _args, session) => session.references.size },
  },
};

/** Worksheet functions: the one that tells from which year the workbook counts its days. */
const functionsClass: ApiClass<WorkbookModel> = {
  name: "Functions",
  methods: { Date: { since: 2, call: (book, [year, month, day]) => {
    const serial = serialOf(Number(year), Number(month), Number(day));
    return bind(resultClass, serial === null ? null : serial - (book.date1904 ? DAYS_TO_1904 : 0));
  } } },
};

const resultClass: ApiClass<number | null> = {
  name: "FunctionResult",
  properties: { Value: stored(2, (value) => value), Error: stored(2, (value) => (value === null ? "#NUM!" : null)) },
};

const bookProtectionClass: ApiClass<WorkbookModel> = {
  name: "WorkbookProtection",
  properties: { Protected: stored(7, (book) => book.structureProtected) },
};

/** Calculation and drawing are immediate here; suspending them is accepted and does nothing. */
const applicationClass: ApiClass<ApiSession> = {
  name: "Application",
  properties: { CalculationMode: stored(1, () => "Automatic") },
  methods: {
    // Excel.createWorkbook(base64) of office.js: made here, opened by the object that comes back.
    CreateWorkbook: { since: 8, call: (session, [base64]) => bind(createdClass, created(session, base64)) },
    _GetWorkbookCreatedById: { since: 8, call: (session, [id]) => {
      const made = session.created[Number(id)];
      if (made === undefined) throw itemNotFound();
      return bind(createdClass, { id: String(id), bytes: made, session });
    } },
    SuspendApiCalculationUntilNextSync: { since: 6, call: () => null },
    SuspendScreenUpdatingUntilNextSync: { since: 9, call: () => null },
  },
};

interface CreatedTarget {
  readonly id: string;
  readonly bytes: Uint8Array;
  readonly session: ApiSession;
}

/** @throws HostError InvalidArgument if the text is no base64 of a zip file */
function created(session: ApiSession, base64: unknown): CreatedTarget {
  if (typeof base64 !== "string" || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) throw invalidArgument();
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) throw invalidArgument();
  return { id: String(session.created.push(bytes) - 1), bytes, session };
}

const createdClass: ApiClass<CreatedTarget> = {
  name: "WorkbookCreated",
  identity: ({ id }) => ({ Id: id }),
  properties: { Id: stored(8, ({ id }) => id) },
  methods: { Open: { since: 8, call: ({ bytes, session }) => {
    if (session.onNewWorkbook === null) throw unknownMember("WorkbookCreated.open() without onNewWorkbook");
    session.onNewWorkbook(bytes);
    return null;
  } } },
};

const runtimeClass: ApiClass<ApiSession> = {
  name: "Runtime",
  properties: { EnableEvents: stored(8, (session) => session.enableEvents, (session, value: boolean) => { session.enableEvents = value; }) },
};

const serviceClass: ApiClass<null> = {
  name: "AddinInternalService",
  methods: { NotifyActionHandlerReady: { since: 1, call: () => null } },
};

export function rootObject(session: ApiSession): ApiObject {
  return bind(workbookClass, session.book);
}

/** Objects made by name; null if there is no such class. */
export function newObject(name: string): ApiObject | null {
  return name === "Microsoft.InternalService.AddinInternalService" ? bind(serviceClass, null) : null;
}
