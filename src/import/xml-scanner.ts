/**
 * Reads XML as bytes, in pieces, without building strings for what nobody asks: made for sheet parts, where there are
 * millions of tags of a dozen names. Namespace prefixes are dropped (x:row is row); DTDs are not expanded.
 */

/** The part is not well-formed XML or breaks off. */
export class XmlError extends Error {
  override readonly name = "XmlError";
}

export interface XmlHandler {
  /** `name` is the index of the local name in the scanner's list, -1 any other; attributes lie in bytes[from, to). */
  open(name: number, bytes: Uint8Array, from: number, to: number): void;
  /** Called after `open` also for an empty element. */
  close(name: number): void;
  /** Text as raw bytes with entities; `cdata`: without. May come in several pieces. */
  text(bytes: Uint8Array, from: number, to: number, cdata: boolean): void;
}

export class XmlScanner {
  private rest: Uint8Array | null = null;
  private depth = 0;
  private started = false;
  private decoder: TextDecoder | null = null;
  private readonly encoder = new TextEncoder();
  private readonly byHash = new Map<number, number>();
  private readonly spelled: readonly Uint8Array[];
  private sawElement = false;

  constructor(names: readonly string[], private readonly handler: XmlHandler) {
    this.spelled = names.map((name) => this.encoder.encode(name));
    this.spelled.forEach((spelled, index) => {
      let hash = 0;
      for (const byte of spelled) hash = (hash * 31 + byte) | 0;
      if (this.byHash.has(hash)) throw new RangeError(`names of equal hash: ${names[index] ?? ""}`);
      this.byHash.set(hash, index);
    });
  }

  push(piece: Uint8Array): void {
    if (!this.started) {
      this.started = true;
      const label = declaredEncoding(piece);
      if (label !== null) this.decoder = decoderFor(label);
      else if (piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf) piece = piece.subarray(3);
    }
    this.scan(this.decoder === null ? piece : this.encoder.encode(decodePiece(this.decoder, piece)));
  }

  /** @throws XmlError if the part has broken off */
  end(): void {
    if (this.depth !== 0 || !this.sawElement) throw new XmlError("broken off");
  }

  private scan(piece: Uint8Array): void {
    let bytes = piece;
    if (this.rest !== null) {
      bytes = new Uint8Array(this.rest.length + piece.length);
      bytes.set(this.rest);
      bytes.set(piece, this.rest.length);
      this.rest = null;
    }
    const length = bytes.length;
    const { handler } = this;
    let at = 0;
    while (at < length) {
      if (bytes[at] !== 60) {
        let end = at + 1;
        while (end < length && bytes[end] !== 60) end++;
        if (end === length) break; // the text may go on in the next piece
        handler.text(bytes, at, end, false);
        at = end;
      }
      if (at + 3 >= length) break;
      const second = bytes[at + 1]!;
      if (second === 33 || second === 63) {
        const next = this.skipMarkup(bytes, at, second);
        if (next < 0) break;
        at = next;
        continue;
      }
      const closing = second === 47;
      let cursor = closing ? at + 2 : at + 1;
      let nameStart = cursor;
      let hash = 0;
      for (; cursor < length; cursor++) {
        const byte = bytes[cursor]!;
        if (byte === 62 || byte === 47 || byte <= 32) break;
        if (byte === 58) {
          hash = 0; // prefix
          nameStart = cursor + 1;
        } else {
          hash = (hash * 31 + byte) | 0;
        }
      }
      const nameEnd = cursor;
      for (; cursor < length; cursor++) {
        const byte = bytes[cursor]!;
        if (byte === 62) break;
        if (byte === 34 || byte === 39) {
          cursor++;
          while (cursor < length && bytes[cursor] !== byte) cursor++;
        }
      }
      if (cursor >= length) break;
      if (nameEnd === nameStart) throw new XmlError("a tag without a name");
      const name = this.nameOf(hash, bytes, nameStart, nameEnd);
      if (closing) {
        this.depth--;
        if (this.depth < 0) throw new XmlError("a closing tag too many");
        handler.close(name);
      } else {
        this.sawElement = true;
        const empty = bytes[cursor - 1] === 47 && cursor - 1 >= nameEnd;
        handler.open(name, bytes, nameEnd, empty ? cursor - 1 : cursor);
        if (empty) handler.close(name);
        else this.depth++;
      }
      at = cursor + 1;
    }
    // Text after the last element is white space; what is left of a tag waits for the next piece.
    if (at < length && !(this.depth === 0 && this.sawElement && blank(bytes, at))) this.rest = bytes.slice(at);
  }

  private nameOf(hash: number, bytes: Uint8Array, from: number, to: number): number {
    const index = this.byHash.get(hash);
    if (index === undefined) return -1;
    const spelled = this.spelled[index]!;
    if (spelled.length !== to - from) return -1;
    for (let i = 0; i < spelled.length; i++) if (spelled[i] !== bytes[from + i]) return -1;
    return index;
  }

  /** Comment, CDATA, declaration, DOCTYPE: the position after it, -1 if it goes on in the next piece. */
  private skipMarkup(bytes: Uint8Array, at: number, second: number): number {
    if (second === 63) return after(bytes, at, 63, 62, 0);
    if (bytes[at + 2] === 45) {
      if (at + 4 > bytes.length) return -1;
      return after(bytes, at + 4, 45, 45, 62);
    }
    if (bytes[at + 2] === 91) {
      const end = after(bytes, at, 93, 93, 62);
      if (end > 0) this.handler.text(bytes, at + 9, end - 3, true);
      return end;
    }
    const end = bytes.indexOf(62, at);
    return end < 0 ? -1 : end + 1;
  }
}

function blank(bytes: Uint8Array, from: number): boolean {
  for (let at = from; at < bytes.length; at++) if (bytes[at]! > 32) return false;
  return true;
}

function after(bytes: Uint8Array, from: number, a: number, b: number, c: number): number {
  for (let at = from; at + (c === 0 ? 1 : 2) < bytes.length; at++) {
    if (bytes[at] === a && bytes[at + 1] === b && (c === 0 || bytes[at + 2] === c)) return at + (c === 0 ? 2 : 3);
  }
  return -1;
}

function decoderFor(label: string): TextDecoder {
  try {
    return new TextDecoder(label, { fatal: true });
  } catch {
    throw new XmlError(`an unknown encoding ${label}`);
  }
}

function decodePiece(decoder: TextDecoder, piece: Uint8Array): string {
  try {
    return decoder.decode(piece, { stream: true });
  } catch {
    throw new XmlError("text that is not in its declared encoding");
  }
}

/** The label of an encoding other than UTF-8, from the byte order mark or the declaration. */
function declaredEncoding(piece: Uint8Array): string | null {
  if (piece[0] === 0xff && piece[1] === 0xfe) return "utf-16le";
  if (piece[0] === 0xfe && piece[1] === 0xff) return "utf-16be";
  if (piece[0] === 60 && piece[1] === 0) return "utf-16le";
  if (piece[0] === 0 && piece[1] === 60) return "utf-16be";
  let head = "";
  for (let at = 0; at < Math.min(piece.length, 120); at++) head += String.fromCharCode(piece[at]!);
  const label = /^(?:ï»¿)?<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)["']/i.exec(head)?.[1]?.toLowerCase();
  return label === undefined || label === "utf-8" || label === "utf8" || label === "us-ascii" || label === "ascii" ? null : label;
}

/** Steps through the attributes of a tag without making strings; prefixes are dropped. */
export class Attributes {
  private bytes: Uint8Array = new Uint8Array(0);
  private at = 0;
  private to = 0;
  nameStart = 0;
  nameEnd = 0;
  valueStart = 0;
  valueEnd = 0;

  over(bytes: Uint8Array, from: number, to: number): this {
    this.bytes = bytes;
    this.at = from;
    this.to = to;
    return this;
  }

  next(): boolean {
    const { bytes, to } = this;
    let at = this.at;
    while (at < to && bytes[at]! <= 32) at++;
    if (at >= to) return false;
    this.nameStart = at;
    while (at < to && bytes[at] !== 61 && bytes[at]! > 32) {
      if (bytes[at] === 58) this.nameStart = at + 1;
      at++;
    }
    this.nameEnd = at;
    while (at < to && bytes[at] !== 34 && bytes[at] !== 39) at++;
    const quote = bytes[at];
    this.valueStart = ++at;
    while (at < to && bytes[at] !== quote) at++;
    this.valueEnd = at;
    this.at = at + 1;
    return at < to;
  }

  name(): string {
    return ascii(this.bytes, this.nameStart, this.nameEnd);
  }

  value(): string {
    return decodeText(this.bytes, this.valueStart, this.valueEnd);
  }
}

/** All attributes of a tag by local name; for the rare tags. */
export function attributesOf(bytes: Uint8Array, from: number, to: number): Map<string, string> {
  const found = new Map<string, string>();
  const attributes = new Attributes().over(bytes, from, to);
  while (attributes.next()) found.set(attributes.name(), attributes.value());
  return found;
}

export function ascii(bytes: Uint8Array, from: number, to: number): string {
  let text = "";
  for (let at = from; at < to; at++) text += String.fromCharCode(bytes[at]!);
  return text;
}

const units = new Uint16Array(256);
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** UTF-8 to a string of its own, entities resolved unless `cdata`. @throws XmlError if it is not UTF-8 */
export function decodeText(bytes: Uint8Array, from: number, to: number, cdata = false): string {
  let text: string;
  if (to - from <= 256) {
    // Short strings: decoded here, since a call of TextDecoder costs more than the string.
    let count = 0;
    let at = from;
    let entity = false;
    for (; at < to; ) {
      const byte = bytes[at]!;
      if (byte < 0x80) {
        if (byte === 38) entity = true;
        units[count++] = byte;
        at++;
      } else if (byte >= 0xe1 && byte < 0xf0 && byte !== 0xed && at + 2 < to && bytes[at + 1]! >> 6 === 2 && bytes[at + 2]! >> 6 === 2) {
        units[count++] = ((byte & 15) << 12) | ((bytes[at + 1]! & 63) << 6) | (bytes[at + 2]! & 63);
        at += 3;
      } else {
        break; // the rarer forms are left to TextDecoder
      }
    }
    if (at === to) {
      text = String.fromCharCode.apply(null, units.subarray(0, count) as unknown as number[]);
      return entity && !cdata ? resolveEntities(text) : text;
    }
  }
  try {
    text = decoder.decode(bytes.subarray(from, to));
  } catch {
    throw new XmlError("text that is not UTF-8");
  }
  return cdata || !text.includes("&") ? text : resolveEntities(text);
}

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function resolveEntities(text: string): string {
  return text.replace(/&(?:#(\d+)|#[xX]([0-9a-fA-F]+)|(\w+));/g, (whole, decimal?: string, hex?: string, named?: string) => {
    if (named !== undefined) return NAMED[named] ?? whole;
    const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hex ?? "", 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
