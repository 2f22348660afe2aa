/** A small XML document as a tree, names as written (bt:Url). For documents of our own: no CDATA, no DTD, no mixed content. */

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function plain(text: string): string {
  return text.replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}

/** @throws if tags do not match or anything stands where nothing may */
export function parseXml(source: string): XmlElement {
  interface Open { name: string; attributes: Record<string, string>; children: XmlElement[]; text: string }
  const document: Open = { name: "", attributes: {}, children: [], text: "" };
  const open = [document];
  const token = /<\?[^]*?\?>|<!--[^]*?-->|<\/([\w:]+)\s*>|<([\w:]+)((?:\s+[\w:]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
  let end = 0;
  for (const [whole, closed, opened, attributes, empty, text] of source.matchAll(token)) {
    end += whole.length;
    const top = open.at(-1)!;
    if (text !== undefined) top.text += plain(text).trim();
    if (opened !== undefined) {
      const element: Open = { name: opened, attributes: {}, children: [], text: "" };
      for (const [, name, value] of (attributes ?? "").matchAll(/([\w:]+)="([^"]*)"/g)) element.attributes[name!] = plain(value!);
      top.children.push(element);
      if (empty === "") open.push(element);
    }
    if (closed !== undefined && open.pop()!.name !== closed) throw new Error(`</${closed}> closes nothing`);
  }
  if (end !== source.length || open.length !== 1 || document.children.length !== 1) throw new Error(`not well-formed at ${end}`);
  return document.children[0]!;
}
