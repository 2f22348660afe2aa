/** load(): which properties a query asks for, and the answer in the names of the wire. */
import { camel, type ApiObject } from "./api-class.js";
import { belowRequirement, invalidArgument } from "./host-error.js";
import type { QueryInfo } from "./messages.js";
import type { ApiSession } from "./session.js";

/** A tree of wanted names in lower case; "*" stands for all scalars. */
interface Wanted {
  readonly names: Map<string, Wanted>;
}

function treeOf(paths: readonly string[]): Wanted {
  const root: Wanted = { names: new Map() };
  for (const path of paths) {
    let node = root;
    for (const part of path.split("/").map((name) => name.trim().toLowerCase()).filter((name) => name !== "")) {
      let next = node.names.get(part);
      if (next === undefined) node.names.set(part, (next = { names: new Map() }));
      node = next;
    }
  }
  return root;
}

/** Answer to a query on an object or a collection. @throws HostError for a property that is unknown or above the profile */
export function answerQuery(object: ApiObject, info: QueryInfo, session: ApiSession): unknown {
  return build(object, treeOf([...(info.Select ?? []), ...(info.Expand ?? [])]), session, info);
}

function build(object: ApiObject, wanted: Wanted, session: ApiSession, info: QueryInfo = {}): unknown {
  const { type, target } = object;
  if (type.items) {
    let children = type.items(target, session);
    // "items" before a name is the collection itself.
    const items = wanted.names.get("items");
    const names = new Map(wanted.names);
    names.delete("items");
    const own: Record<string, unknown> = {};
    for (const [name, property] of Object.entries(type.properties ?? {})) {
      if (names.has(name.toLowerCase())) {
        own[name] = property.get(target, session);
        names.delete(name.toLowerCase());
      }
    }
    const inner: Wanted = items && items.names.size > 0 ? items : { names };
    if (info.Skip !== undefined) children = children.slice(info.Skip);
    if (info.Top !== undefined) children = children.slice(0, info.Top);
    return { ...own, _Items: children.map((child) => build(child, inner, session)) };
  }
  const answer: Record<string, unknown> = { ...object.identity() };
  if (object.referenceId !== null) answer["_ReferenceId"] = object.referenceId;
  const all = wanted.names.size === 0 || wanted.names.has("*");
  const properties = type.properties ?? {};
  const children = type.children ?? {};
  if (all) {
    for (const [name, property] of Object.entries(properties)) {
      if (property.scalar !== false && property.since <= session.profile.excelApi) answer[name] = property.get(target, session);
    }
  }
  for (const [name, inner] of wanted.names) {
    if (name === "*") continue;
    const property = Object.keys(properties).find((one) => one.toLowerCase() === name);
    if (property !== undefined) {
      checkSet(`${type.name}.${camel(property)}`, properties[property]!.since, session);
      answer[property] = properties[property]!.get(target, session);
      continue;
    }
    const child = Object.keys(children).find((one) => one.toLowerCase() === name);
    if (child === undefined) {
      const error = invalidArgument();
      error.location = `${type.name}.${name}`;
      throw error;
    }
    checkSet(`${type.name}.${camel(child)}`, children[child]!.since, session);
    const value = children[child]!.get(target, session);
    answer[child] = value === null ? null : build(value, inner, session);
  }
  return answer;
}

/** @throws HostError ApiNotFound if the profile's requirement set is below the member's */
export function checkSet(member: string, since: number, session: ApiSession): void {
  if (since > session.profile.excelApi) throw belowRequirement(member, `ExcelApi 1.${since}`);
}
