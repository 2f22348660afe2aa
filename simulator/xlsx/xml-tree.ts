/**
 * Small XML parts as trees that give back what they were made of: names with their prefixes, attributes in order, text, comments and
 * CDATA as they stand. For parts of kilobytes (workbook, styles, relationships, tables); cells are never read this way.
 */
import { XmlError } from "../../src/import/xml-scanner.js";

export class XmlElement {
  readonly attributes = new Map<string, string>();
  /** Strings are raw XML: text with its entities, comments, CDATA. */
  readonly children: (XmlElement | string)[] = [];

  constructor(readonly name: string, attributes: Readonly<Record<string, string | number | undefined>> = {}, children: readonly (XmlElement | string)[] = []) {
    for (const [key, value] of Object.entries(attributes)) if (value !== undefined) this.attributes.set(key, String(value));
    this.children.push(...children);
  }

  get local(): string {
    return this.name.slice(this.name.indexOf(":") + 1);
  }

  /** "x:" or "". */
  get prefix(): string {
    return this.name.slice(0, this.name.indexOf(":") + 1);
  }

  get elements(): XmlElement[] {
    return this.children.filter((child) => typeof child !== "string");
  }

  child(local: string): XmlElement | undefined {
    return this.elements.find((child) => child.local === local);
  }

  all(local: string): XmlElement[] {
    return this.elements.filter((child) => child.local === local);
  }

  /** Value of the attribute with this full or, failing that, local name. */
  get(name: string): string | undefined {
    const value = this.attributes.get(name);
    if (value !== undefined || name.includes(":")) return value;
    for (const [key, other] of this.attributes) if (key.endsWith(`:${name}`) && !key.startsWith("xmlns:")) return other;
    return undefined;
  }

  is(name: string, otherwise = false): boolean {
    const value = this.get(name);
    return value === undefined ? otherwise : value === "1" || value === "true" || value === "on";
  }

  /** Sets or, with undefined, takes away. */
  set(name: string, value: string | number | undefined): this {
    if (value === undefined) this.attributes.delete(name);
    else this.attributes.set(name, String(value));
    return this;
  }

  remove(child: XmlElement): void {
    const at = this.children.indexOf(child);
    if (at >= 0) this.children.splice(at, 1);
  }

  /** Text of the element itself, entities resolved. */
  get text(): string {
    return this.children.map((child) => (typeof child === "string" ? plainText(child) : "")).join("");
  }

  toString(): string {
    let tag = `<${this.name}`;
    for (const [key, value] of this.attributes) tag += ` ${key}="${escapeAttribute(value)}"`;
    return this.children.length === 0 ? `${tag}/>` : `${tag}>${this.children.join("")}</${this.name}>`;
  }

  /** What is between its tags. */
  get inner(): string {
    return this.children.join("");
  }
}

export function escapeAttribute(text: string): string {
  return /[&<>"\n\r\t]/.test(text)
    ? text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;").replace(/\n/g, "&#10;").replace(/\r/g, "&#13;").replace(/\t/g, "&#9;")
    : text;
}

export function escapeContent(text: string): string {
  return /[&<>\r]/.test(text) ? text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/\r/g, "&#13;") : text;
}

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

export function unescapeXml(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#(\d+)|#[xX]([0-9a-fA-F]+)|(\w+));/g, (whole, decimal?: string, hex?: string, named?: string) => {
    if (named !== undefined) return NAMED[named] ?? whole;
    const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hex ?? "", 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function plainText(raw: string): string {
  if (raw.startsWith("<![CDATA[")) return raw.slice(9, -3);
  return raw.startsWith("<!--") || raw.startsWith("<?") ? "" : unescapeXml(raw);
}

const TAG = /<(?:!--[^]*?--|!\[CDATA\[[^]*?\]\]|\?[^]*?\?|\/([^\s>]+)\s*|([^\s/>!?]+)((?:"[^"]*"|'[^']*'|[^"'>])*?)(\/?))>/g;
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** What stands before the root element (declaration, comments) is dropped. @throws XmlError if it is not well-formed */
export function parseXml(text: string): XmlElement {
  const open: XmlElement[] = [];
  let root: XmlElement | null = null;
  let at = 0;
  const pattern = new RegExp(TAG);
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const parent = open.at(-1);
    if (parent && match.index > at) parent.children.push(text.slice(at, match.index));
    at = pattern.lastIndex;
    const [whole, closing, name, attributes = "", empty] = match;
    if (closing !== undefined) {
      if (open.pop()?.name !== closing) throw new XmlError(`a closing tag ${closing} without its opening`);
    } else if (name !== undefined) {
      const element = new XmlElement(name);
      for (const [, key = "", quoted, single] of attributes.matchAll(ATTRIBUTE)) element.attributes.set(key, unescapeXml(quoted ?? single ?? ""));
      if (parent) parent.children.push(element);
      else if (root !== null) throw new XmlError("two root elements");
      else root = element;
      if (empty !== "/") open.push(element);
    } else if (parent) {
      parent.children.push(whole);
    }
  }
  if (root === null || open.length > 0) throw new XmlError("broken off");
  return root;
}

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
