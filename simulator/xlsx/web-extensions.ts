/**
 * The add-in's settings as Excel keeps them: properties of the task pane's web extension (MS-OWEXML). Web extensions of other add-ins are
 * not touched. Ours is known by the add-in's id, or by a setting that begins like all of ours.
 */
import type { WorkbookModel } from "../model/workbook.js";
import { saysTheSame } from "../model/same.js";
import { resolveTarget, typeWord, type Package, type PackageEdit } from "./package.js";
import { XML_HEAD, XmlElement } from "./xml-tree.js";

/** Id of the add-in in its manifest. */
export const ADD_IN_ID = "81e01ffe-b50f-436a-8306-90141529d49f";
const OWN_PREFIX = "ledgerReconcile.";

const WE = "http://schemas.microsoft.com/office/webextensions/webextension/2010/11";
const PANES = "http://schemas.microsoft.com/office/webextensions/taskpanes/2010/11";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const RELATION = "http://schemas.microsoft.com/office/2011/relationships";

interface Found {
  readonly panes: string;
  readonly part: string;
  readonly relation: string;
  readonly tree: XmlElement;
}

function isOurs(tree: XmlElement): boolean {
  const named = (tree.child("properties")?.all("property") ?? []).some((property) => (property.get("name") ?? "").startsWith(OWN_PREFIX));
  return named || tree.child("reference")?.get("id")?.toLowerCase() === ADD_IN_ID;
}

function panesPart(pack: Package): string | null {
  const relation = pack.relations("").find((one) => typeWord(one.type) === "webextensiontaskpanes" && !one.external);
  return relation === undefined ? null : pack.find(resolveTarget("", relation.target));
}

function ours(pack: Package): Found | null {
  const panes = panesPart(pack);
  if (panes === null) return null;
  for (const { id, type, target, external } of pack.relations(panes)) {
    const part = typeWord(type) === "webextension" && !external ? pack.find(resolveTarget(panes, target)) : null;
    if (part === null) continue;
    const tree = pack.tree(part);
    if (isOurs(tree)) return { panes, part, relation: id, tree };
  }
  return null;
}

function settingsIn(tree: XmlElement): Map<string, unknown> {
  const settings = new Map<string, unknown>();
  for (const property of tree.child("properties")?.all("property") ?? []) {
    const value = property.get("value") ?? "";
    let parsed: unknown = value;
    try {
      parsed = JSON.parse(value);
    } catch {
      // not written by office.js: the text is the value
    }
    settings.set(property.get("name") ?? "", parsed);
  }
  return settings;
}

export function readSettings(pack: Package, book: WorkbookModel): void {
  const found = ours(pack);
  if (found !== null) for (const [key, value] of settingsIn(found.tree)) book.settings.set(key, value);
}

export function writeSettings(edit: PackageEdit, book: WorkbookModel): void {
  const found = ours(edit.base);
  if (saysTheSame([...(found === null ? [] : settingsIn(found.tree))].sort(byKey), [...book.settings].sort(byKey))) return;
  const properties = [...book.settings].map(([name, value]) => ["property", { name, value: JSON.stringify(value) }] as const);
  if (found === null) {
    if (properties.length > 0) addExtension(edit, properties);
    return;
  }
  if (properties.length === 0) {
    removeExtension(edit, found);
    return;
  }
  const p = found.tree.prefix;
  let list = found.tree.child("properties");
  if (list === undefined) found.tree.children.splice(found.tree.children.findIndex((child) => typeof child !== "string" && child.local === "bindings"), 0, (list = new XmlElement(`${p}properties`)));
  list.children.splice(0, list.children.length, ...properties.map(([name, attributes]) => new XmlElement(p + name, attributes)));
  edit.put(found.part, XML_HEAD + String(found.tree));
}

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

function addExtension(edit: PackageEdit, properties: readonly (readonly [string, Readonly<Record<string, string>>])[]): void {
  const part = edit.freeName("xl/webextensions/webextension");
  const tree = new XmlElement("we:webextension", { "xmlns:we": WE, id: `{${ADD_IN_ID.toUpperCase()}}` }, [
    new XmlElement("we:reference", { id: ADD_IN_ID, version: "1.0.0.0", store: "developer", storeType: "Registry" }),
    new XmlElement("we:alternateReferences"),
    new XmlElement("we:properties", {}, properties.map(([name, attributes]) => new XmlElement(`we:${name}`, attributes))),
    new XmlElement("we:bindings"),
    new XmlElement("we:snapshot", { "xmlns:r": OFFICE }),
  ]);
  edit.put(part, XML_HEAD + String(tree));
  edit.declare(part, "application/vnd.ms-office.webextension+xml");
  const there = panesPart(edit.base);
  const panes = there ?? edit.freeName("xl/webextensions/taskpanes", ".xml").replace("taskpanes1", "taskpanes");
  const relation = edit.relate(panes, `${RELATION}/webextension`, part);
  const list = there === null ? new XmlElement("wetp:taskpanes", { "xmlns:wetp": PANES }) : edit.base.tree(there);
  // Not shown by itself: whoever opens the file decides.
  list.children.push(new XmlElement(`${list.prefix}taskpane`, { dockstate: "right", visibility: 0, width: 350, row: 0 }, [new XmlElement(`${list.prefix}webextensionref`, { "xmlns:r": OFFICE, "r:id": relation })]));
  edit.put(panes, XML_HEAD + String(list));
  if (there !== null) return;
  edit.declare(panes, "application/vnd.ms-office.webextensiontaskpanes+xml");
  edit.relate("", `${RELATION}/webextensiontaskpanes`, panes);
}

function removeExtension(edit: PackageEdit, { panes, part, relation }: Found): void {
  edit.remove(part);
  edit.unrelate(panes, relation);
  const list = edit.base.tree(panes);
  for (const pane of list.all("taskpane")) if (pane.child("webextensionref")?.get("id") === relation) list.remove(pane);
  if (list.all("taskpane").length > 0) {
    edit.put(panes, XML_HEAD + String(list));
    return;
  }
  for (const one of edit.relations("")) if (typeWord(one.type) === "webextensiontaskpanes") edit.unrelate("", one.id);
  edit.remove(panes);
}
