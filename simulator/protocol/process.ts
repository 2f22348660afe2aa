/**
 * One request: its actions in order, until the first that fails. Object paths are evaluated once per request, at first use, since a
 * path may add a sheet. What earlier actions did stays done.
 */
import { rootObject, newObject } from "../api/workbook-api.js";
import { ApiObject, camel, type ApiClass } from "./api-class.js";
import { HostError, itemNotFound, unknownMember } from "./host-error.js";
import type { ActionMessage, ArgumentInfo, ObjectPathMessage, RequestBody, ResponseBody } from "./messages.js";
import { answerQuery, checkSet } from "./query.js";
import type { ApiSession } from "./session.js";

export interface ProcessOptions {
  /** Fails before this action (index in Actions): a request broken off half-way. */
  readonly failAt?: { readonly action: number; readonly code: string };
}

export function processRequest(body: RequestBody, session: ApiSession, options: ProcessOptions = {}): ResponseBody {
  const run = new RequestRun(body, session);
  const results: { ActionId: number; Value: unknown }[] = [];
  const traces: number[] = [];
  const answer: ResponseBody = { Results: results };
  for (const [index, action] of body.Actions.entries()) {
    try {
      if (options.failAt?.action === index) throw new HostError(options.failAt.code, "The request was broken off.", 500);
      results.push({ ActionId: action.Id, Value: run.action(action) });
      if (action.ActionType === 5) traces.push(action.Id);
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      answer.Error = { Code: error.code, Message: error.message, Location: error.location, ActionIndex: index, HttpStatusCode: error.status };
      break;
    }
  }
  if (traces.length > 0) answer.TraceIds = traces;
  return answer;
}

class RequestRun {
  private readonly objects = new Map<number, ApiObject | null>();

  constructor(
    private readonly body: RequestBody,
    private readonly session: ApiSession,
  ) {}

  action(action: ActionMessage): unknown {
    if (action.ActionType === 5) return null;
    const object = this.object(action.ObjectPathId);
    switch (action.ActionType) {
      case 1:
        return object === null ? null : object.identity();
      case 2:
        return object === null ? null : this.at(object, "", () => answerQuery(object, action.QueryInfo ?? {}, this.session));
      case 3: {
        if (object === null) return { _IsNull: true };
        const value = this.method(object, action.Name, action.ArgumentInfo);
        return value instanceof ApiObject ? value.identity() : (value ?? null);
      }
      case 4: {
        if (object === null) return null;
        const property = object.type.properties?.[action.Name];
        const name = `${object.type.name}.${camel(action.Name)}`;
        if (property?.set === undefined) throw unknownMember(`set ${name}`);
        checkSet(name, property.since, this.session);
        const [value] = this.arguments(action.ArgumentInfo);
        this.at(object, action.Name, () => property.set?.(object.target, value, this.session));
        return null;
      }
      case 8: {
        if (object === null) return null;
        const state = answerQuery(object, { Select: Object.keys(action.ObjectState ?? {}) }, this.session) as Record<string, unknown>;
        const byName = new Map(Object.entries(state).map(([name, value]) => [name.toLowerCase(), value]));
        for (const [name, value] of Object.entries(action.ObjectState ?? {})) {
          if (JSON.stringify(byName.get(name.toLowerCase())) !== JSON.stringify(value)) throw new HostError("Conflict", "The object has changed.", 409, `${object.type.name}.${name}`);
        }
        return null;
      }
      default:
        throw unknownMember(`action type ${action.ActionType}`);
    }
  }

  private object(pathId: number): ApiObject | null {
    const known = this.objects.get(pathId);
    if (known !== undefined) return known;
    const path = this.body.ObjectPaths[String(pathId)];
    if (path === undefined) throw new HostError("InvalidObjectPath", `no object path ${pathId}`);
    const object = this.resolve(path);
    this.objects.set(pathId, object);
    return object;
  }

  private resolve(path: ObjectPathMessage): ApiObject | null {
    if (path.ObjectPathType === 1) return rootObject(this.session);
    if (path.ObjectPathType === 2) {
      const object = newObject(path.Name);
      if (object === null) throw unknownMember(`new ${path.Name}`);
      return object;
    }
    if (path.ObjectPathType === 6) {
      const object = this.session.references.get(path.Name);
      if (object === undefined) throw itemNotFound();
      return object;
    }
    if (path.ObjectPathType === 7) return null;
    const parent = this.object(path.ParentObjectPathId ?? -1);
    if (parent === null) return null;
    if (path.ObjectPathType === 3) {
      const value = this.method(parent, path.Name, path.ArgumentInfo);
      if (value !== null && !(value instanceof ApiObject)) throw unknownMember(`${parent.type.name}.${camel(path.Name)}() as an object`);
      return value;
    }
    if (path.ObjectPathType === 4) {
      const child = parent.type.children?.[path.Name];
      const name = `${parent.type.name}.${camel(path.Name)}`;
      if (child === undefined) throw unknownMember(name);
      checkSet(name, child.since, this.session);
      return this.at(parent, path.Name, () => child.get(parent.target, this.session));
    }
    if (path.ObjectPathType === 5) {
      if (parent.type.item === undefined) throw unknownMember(`${parent.type.name}.getItem()`);
      const [key] = this.arguments(path.ArgumentInfo);
      return this.at(parent, "GetItem", () => {
        const item = parent.type.item?.(parent.target, key, this.session) ?? null;
        if (item === null) throw itemNotFound();
        return item;
      });
    }
    throw unknownMember(`object path type ${path.ObjectPathType}`);
  }

  private method(object: ApiObject, name: string, info: ArgumentInfo | undefined): unknown {
    if (object.type.referable === true && name === "_KeepReference") {
      this.session.keep(object);
      return null;
    }
    const method = (object.type as ApiClass<unknown>).methods?.[name];
    const full = `${object.type.name}.${camel(name)}`;
    if (method === undefined) throw unknownMember(`${full}()`);
    checkSet(full, method.since, this.session);
    const args = this.arguments(info);
    return this.at(object, name, () => method.call(object.target, args, this.session));
  }

  /** Arguments with proxies put in their places. */
  private arguments(info: ArgumentInfo | undefined): unknown[] {
    const replace = (value: unknown, reference: unknown): unknown => {
      if (typeof reference === "number" && reference !== 0) return this.object(reference);
      if (Array.isArray(value) && Array.isArray(reference)) return value.map((one, index) => replace(one, reference[index]));
      if (typeof value === "object" && value !== null && "_ObjectPathId" in value) return this.object(Number(value._ObjectPathId));
      return value;
    };
    return (info?.Arguments ?? []).map((value, index) => replace(value, info?.ReferencedObjectPathIds?.[index]));
  }

  /** Says where an error happened, if the thrower did not. */
  private at<R>(object: ApiObject, member: string, work: () => R): R {
    try {
      return work();
    } catch (error) {
      if (error instanceof HostError && error.location === "") error.location = `${object.type.name}${member === "" ? "" : `.${camel(member)}`}`;
      throw error;
    }
  }
}
