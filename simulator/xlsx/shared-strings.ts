/** The table of shared texts: read once, appended to, never renumbered. */
import { decodeText, XmlError, XmlScanner } from "../../src/import/xml-scanner.js";
import { decode, slice, type Slice } from "./bytes.js";
import { escapeContent, parseXml, type XmlElement, XML_HEAD } from "./xml-tree.js";

export interface SharedStrings {
  readonly texts: readonly string[];
  /** Inside of the items that are more than plain text. */
  readonly rich: ReadonlyMap<number, string>;
}

export const NO_STRINGS: SharedStrings = { texts: [], rich: new Map() };

/** Line ends as XML reads them; _x000D_ and the like are the characters that XML cannot say. */
export function cellText(text: string): string {
  const plain = text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
  return plain.includes("_x") ? plain.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : plain;
}

/** @throws XmlError */
export function readSharedStrings(part: Uint8Array): SharedStrings {
  const texts: string[] = [];
  const rich = new Map<number, string>();
  const known = new Map<string, string>();
  let text = "", inText = false, phonetic = 0, plain = true;
  const scanner = new XmlScanner(["si", "t", "rPh", "r", "phoneticPr"], {
    open(name) {
      if (name === 0) {
        text = "";
        plain = true;
      } else if (name === 1) inText = phonetic === 0;
      else if (name >= 2) {
        plain = false;
        if (name === 2) phonetic++;
      }
    },
    close(name) {
      if (name === 1) inText = false;
      else if (name === 2) phonetic--;
      else if (name === 0) {
        const found = cellText(text);
        const same = known.get(found);
        if (same === undefined) known.set(found, found);
        if (!plain) rich.set(texts.length, "");
        texts.push(same ?? found);
      }
    },
    text(bytes, from, to, cdata) {
      if (inText) text += decodeText(bytes, from, to, cdata);
    },
  });
  scanner.push(part);
  scanner.end();
  if (rich.size === 0) return { texts, rich };
  const items = slice(part).children.filter((child) => child.local === "si");
  if (items.length !== texts.length) throw new XmlError("string items inside others");
  for (const index of rich.keys()) rich.set(index, innerOf(decode(part, items[index]!.from, items[index]!.to)));
  return { texts, rich };
}

function innerOf(xml: string): string {
  const open = /^<(?:"[^"]*"|'[^']*'|[^"'>])*>/.exec(xml)![0];
  return open.endsWith("/>") ? "" : xml.slice(open.length, xml.lastIndexOf("</"));
}

/** Text of an item's inside, without phonetic guides. */
export function itemText(item: XmlElement): string {
  let text = "";
  for (const child of item.elements) {
    if (child.local === "t") text += child.text;
    else if (child.local === "r") text += child.child("t")?.text ?? "";
  }
  return cellText(text);
}

/** Plain text of an inline string, and its inside if it is more than that. */
export function inlineItem(xml: string): { readonly text: string; readonly rich: string | null } {
  const item = parseXml(`<is>${xml}</is>`);
  return { text: itemText(item), rich: item.elements.every((child) => child.local === "t") ? null : xml };
}

/** As files write text: control characters as _x0007_, what looks like that with its underscore written so; spaces kept. */
export function textElement(text: string, tag = "t"): string {
  const escaped = escapeContent(fileText(text));
  return /^\s|\s$|\n|\s{2}/.test(text) ? `<${tag} xml:space="preserve">${escaped}</${tag}>` : `<${tag}>${escaped}</${tag}>`;
}

const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000d\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const SUSPECT = /[_\u0000-\u0008\u000b-\u001f\ud800-\udfff\ufffe\uffff]/;

export function fileText(text: string): string {
  if (!SUSPECT.test(text)) return text;
  return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_").replace(CONTROLS, (char) => `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`);
}

/** The items, those with these numbers without their text. */
function emptied(part: Uint8Array, [from, to]: readonly [number, number], children: readonly Slice[], unused: ReadonlySet<number>, p: string): string {
  let text = "", at = from;
  children.filter((child) => child.local === "si").forEach((item, index) => {
    if (!unused.has(index)) return;
    text += `${decode(part, at, item.from)}<${p}si><${p}t/></${p}si>`;
    at = item.to;
  });
  return text + decode(part, at, to);
}

export class StringWriter {
  private readonly plain = new Map<string, number>();
  private readonly richIndex = new Map<string, number>();
  private readonly added: string[] = [];
  private count: number;

  constructor(private readonly source: SharedStrings) {
    this.count = source.texts.length;
    source.texts.forEach((text, index) => {
      const inside = source.rich.get(index);
      if (inside !== undefined) {
        if (!this.richIndex.has(inside)) this.richIndex.set(inside, index);
      } else if (!this.plain.has(text)) this.plain.set(text, index);
    });
  }

  /** Number of a text in the table; `rich` is the item's inside if it is more than the text. */
  number(text: string, rich?: string): number {
    const known = rich === undefined ? this.plain.get(text) : this.richIndex.get(rich);
    if (known !== undefined) return known;
    const index = this.count++;
    this.added.push(`<si>${rich ?? textElement(text)}</si>`);
    if (rich === undefined) this.plain.set(text, index);
    else this.richIndex.set(rich, index);
    return index;
  }

  /**
   * The part with the new texts at its end; null if there are none. `part` is null if the file has no table yet.
   * @param used texts of all cells, where sheets were deleted: others are emptied, not to stay in the file; numbers stay
   */
  result(part: Uint8Array | null, used: ReadonlySet<string> | null = null): string | null {
    const unused = new Set<number>();
    if (used !== null) this.source.texts.forEach((text, index) => { if (text !== "" && !used.has(text)) unused.add(index); });
    if (this.added.length === 0 && unused.size === 0) return null;
    if (part === null) return `${XML_HEAD}<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="${this.count}">${this.added.join("")}</sst>`;
    const { inside, prefix, empty, children } = slice(part);
    // The number of uses is optional and would be wrong; the number of texts is right.
    const head = decode(part, 0, inside[0])
      .replace(/(<(?:\w+:)?sst\b[^>]*?)\s+count="\d*"/, "$1")
      .replace(/(<(?:\w+:)?sst\b[^>]*?\suniqueCount=")\d*"/, `$1${this.count}"`);
    const added = prefix === "" ? this.added.join("") : this.added.map((item) => item.replace(/<(\/?)(?=[A-Za-z]\w*[\s/>])/g, `<$1${prefix}`)).join("");
    return empty ? `${head.replace(/\/>$/, ">")}${added}</${prefix}sst>` : head + emptied(part, inside, children, unused, prefix) + added + decode(part, inside[1]);
  }
}
