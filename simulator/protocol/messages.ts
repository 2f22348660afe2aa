/** The rich-API wire format between office.js and its host, as far as a host has to know it. */
export interface ObjectPathMessage {
  readonly Id: number;
  /** 1 global, 2 new object, 3 method, 4 property, 5 indexer, 6 reference id, 7 null object */
  readonly ObjectPathType: number;
  readonly Name: string;
  readonly ParentObjectPathId?: number;
  readonly ArgumentInfo?: ArgumentInfo;
}

export interface ArgumentInfo {
  readonly Arguments?: readonly unknown[] | null;
  /** Parallel to Arguments: object-path id where the argument is a proxy, 0 where it is a plain value. */
  readonly ReferencedObjectPathIds?: readonly unknown[] | null;
}

export interface QueryInfo {
  readonly Select?: readonly string[];
  readonly Expand?: readonly string[];
  readonly Top?: number;
  readonly Skip?: number;
}

export interface ActionMessage {
  readonly Id: number;
  /** 1 instantiate, 2 query, 3 method, 4 set property, 5 trace, 8 ensure unchanged */
  readonly ActionType: number;
  readonly Name: string;
  readonly ObjectPathId: number;
  readonly ArgumentInfo?: ArgumentInfo;
  readonly QueryInfo?: QueryInfo;
  readonly ObjectState?: Record<string, unknown>;
}

export interface RequestBody {
  readonly AutoKeepReference?: boolean;
  readonly Actions: readonly ActionMessage[];
  readonly ObjectPaths: Readonly<Record<string, ObjectPathMessage>>;
}

export interface RequestMessage {
  readonly id: number;
  readonly type: number;
  /** 1 write, 64 wait while the user edits a cell */
  readonly flags: number;
  readonly message: { readonly url: string; readonly method: string; readonly headers: Record<string, string>; readonly body: RequestBody };
}

export interface ErrorBody {
  readonly Code: string;
  readonly Message: string;
  readonly Location?: string;
  readonly ActionIndex?: number;
  readonly HttpStatusCode?: number;
}

export interface ResponseBody {
  Results?: { ActionId: number; Value: unknown }[];
  TraceIds?: number[];
  Error?: ErrorBody;
}

export interface EventEntry {
  readonly messageCategory: number;
  readonly messageType: number;
  readonly targetId: string;
  /** JSON text. */
  readonly message: string;
}

export const RICH_API_EVENT = 65_536;
