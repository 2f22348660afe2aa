/** Parts as bytes: UTF-8 whatever they were, and the elements directly below the root without reading what is inside them. */
import { XmlError } from "../../src/import/xml-scanner.js";

const encoder = new TextEncoder();

export function encode(text: string): Uint8Array {
  return encoder.encode(text);
}

export function decode(bytes: Uint8Array, from = 0, to = bytes.length): string {
  return new TextDecoder("utf-8").decode(bytes.subarray(from, to));
}

/** UTF-8 without a byte order mark. @throws XmlError if the declared encoding is unknown or the text is not in it */
export function utf8(bytes: Uint8Array): Uint8Array {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.subarray(3);
  const head = String.fromCharCode(...bytes.subarray(0, 120));
  let label: string | undefined;
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 60 && bytes[1] === 0)) label = "utf-16le";
  else if ((bytes[0] === 0xfe && bytes[1] === 0xff) || (bytes[0] === 0 && bytes[1] === 60)) label = "utf-16be";
  else label = /^<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)["']/i.exec(head)?.[1]?.toLowerCase();
  if (label === undefined || /^(?:utf-?8|us-ascii|ascii)$/.test(label)) return bytes;
  try {
    // The declaration would be wrong now.
    return encoder.encode(new TextDecoder(label, { fatal: true }).decode(bytes).replace(/^\ufeff?<\?xml[^>]*\?>/, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'));
  } catch {
    throw new XmlError(`text that is not ${label}`);
  }
}

export interface Slice {
  readonly local: string;
  readonly from: number;
  readonly to: number;
}

export interface Slices {
  readonly prefix: string;
  /** End of the root's opening tag, start of its closing tag. */
  readonly inside: readonly [number, number];
  readonly children: readonly Slice[];
  /** The root is written as an empty element. */
  readonly empty: boolean;
}

/** Position of the > that ends the tag at `at`. */
export function tagEnd(bytes: Uint8Array, at: number): number {
  for (let i = at; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte === 62) return i;
    if (byte === 34 || byte === 39) {
      i = bytes.indexOf(byte, i + 1);
      if (i < 0) break;
    }
  }
  throw new XmlError("broken off inside a tag");
}

/** Position after a comment, CDATA, declaration or processing instruction at `at`. */
function afterMarkup(bytes: Uint8Array, at: number): number {
  const close = bytes[at + 1] === 63 ? "?>" : bytes[at + 2] === 45 ? "-->" : bytes[at + 2] === 91 ? "]]>" : ">";
  const end = find(bytes, encoder.encode(close), at + 2);
  if (end < 0) throw new XmlError("broken off inside a comment");
  return end + close.length;
}

export function find(bytes: Uint8Array, what: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(what[0]!, from); at >= 0; at = bytes.indexOf(what[0]!, at + 1)) {
    let n = 1;
    while (n < what.length && bytes[at + n] === what[n]) n++;
    if (n === what.length) return at;
  }
  return -1;
}

function findLast(bytes: Uint8Array, what: Uint8Array): number {
  for (let at = bytes.lastIndexOf(what[0]!); at >= 0; at = at === 0 ? -1 : bytes.lastIndexOf(what[0]!, at - 1)) {
    let n = 1;
    while (n < what.length && bytes[at + n] === what[n]) n++;
    if (n === what.length) return at;
  }
  return -1;
}

function nameAt(bytes: Uint8Array, at: number): string {
  let end = at;
  while (end < bytes.length && bytes[end] !== 62 && bytes[end] !== 47 && bytes[end]! > 32) end++;
  return decode(bytes, at, end);
}

/** The elements directly below the root. `leap` names one whose end is looked for from behind (a sheet's data). @throws XmlError */
export function slice(bytes: Uint8Array, leap?: string): Slices {
  const children: Slice[] = [];
  let inside: [number, number] | null = null;
  let root = "";
  let depth = 0;
  let start = 0;
  let at = 0;
  for (;;) {
    at = bytes.indexOf(60, at);
    if (at < 0) throw new XmlError("broken off");
    const next = bytes[at + 1];
    if (next === 33 || next === 63) {
      at = afterMarkup(bytes, at);
      continue;
    }
    const end = tagEnd(bytes, at);
    if (next === 47) {
      depth--;
      if (depth < 0) throw new XmlError("a closing tag too many");
      if (depth === 0) return { prefix: root.slice(0, root.indexOf(":") + 1), inside: [inside![0], at], children, empty: false };
      if (depth === 1) children.push({ local: localName(nameAt(bytes, at + 2)), from: start, to: end + 1 });
      at = end + 1;
      continue;
    }
    const empty = bytes[end - 1] === 47;
    if (depth === 0) {
      root = nameAt(bytes, at + 1);
      inside = [end + 1, end + 1];
      if (empty) return { prefix: root.slice(0, root.indexOf(":") + 1), inside, children, empty: true };
    } else if (depth === 1) {
      const name = nameAt(bytes, at + 1);
      start = at;
      if (empty) children.push({ local: localName(name), from: at, to: end + 1 });
      else if (localName(name) === leap) {
        const closing = findLast(bytes, encoder.encode(`</${name}`));
        if (closing < end) throw new XmlError("broken off");
        at = tagEnd(bytes, closing) + 1;
        children.push({ local: leap, from: start, to: at });
        continue;
      }
    }
    if (!empty) depth++;
    at = end + 1;
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
