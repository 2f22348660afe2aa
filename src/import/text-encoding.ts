/**
 * Bytes of a text file → text, strictly: UTF-8, UTF-16 (either order) with or without byte order mark, GBK/GB18030. A file that
 * is in none of them is an error, never a table of wrong characters.
 */

export type TextEncoding = "utf-8" | "utf-16le" | "utf-16be" | "gb18030";

/** Text without byte order mark, or null if no encoding fits. */
export function decodeBytes(bytes: Uint8Array): { readonly text: string; readonly encoding: TextEncoding } | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return strictly("utf-8", bytes.subarray(3));
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return strictly("utf-16le", bytes.subarray(2));
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return strictly("utf-16be", bytes.subarray(2));
  const order = utf16Order(bytes);
  if (order !== null) return strictly(order, bytes);
  const utf8 = strictly("utf-8", bytes);
  if (utf8 !== null) return looksLikeGbk(utf8.text, bytes) ? (strictly("gb18030", bytes) ?? utf8) : utf8;
  if (nearlyUtf8(bytes) || westernLetters(bytes)) return null;
  return strictly("gb18030", bytes);
}

function strictly(encoding: TextEncoding, bytes: Uint8Array): { text: string; encoding: TextEncoding } | null {
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
  if (text.endsWith("\u001a")) text = text.slice(0, -1); // DOS end-of-file mark
  return hasControls(text) ? null : { text, encoding };
}

/** Control characters and noncharacters do not stand in tables; they betray a wrong encoding or a binary file. */
function hasControls(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 32 ? unit !== 9 && unit !== 10 && unit !== 13 && unit !== 12 && unit !== 11 : unit === 0xfffe || unit === 0xffff) return true;
  }
  return false;
}

/** UTF-16 without mark: ASCII (line ends, digits, separators) has a zero byte always on the same side. */
function utf16Order(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  if (bytes.length < 2 || bytes.length % 2 !== 0) return null;
  let little = 0;
  let big = 0;
  const end = Math.min(bytes.length, 1 << 16);
  for (let at = 0; at + 1 < end; at += 2) {
    const first = bytes[at]!;
    const second = bytes[at + 1]!;
    if (first === 0 && second !== 0) big++;
    else if (second === 0 && first !== 0) little++;
    else if (first === 0 && second === 0) return null;
  }
  // A character such as U+4E00 has its zero on the other side; ASCII outnumbers those in any table.
  if (little > 0 && little > big * 4) return "utf-16le";
  return big > 0 && big > little * 4 ? "utf-16be" : null;
}

/**
 * A few GBK pairs are valid two-byte UTF-8 as well (一 reads as һ). If a text has no other letters beyond ASCII than those,
 * and they are all common Chinese characters in GBK, it is GBK.
 */
function looksLikeGbk(text: string, bytes: Uint8Array): boolean {
  let letters = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) continue;
    if (unit < 0x250 || unit >= 0x800) return false;
    letters++;
  }
  if (letters === 0) return false;
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at]!;
    if (lead < 0x80) continue;
    const trail = bytes[++at] ?? 0;
    if (lead < 0xb0 || lead > 0xd7 || trail < 0xa1) return false; // outside GB 2312 level 1
  }
  return true;
}

/** Damaged UTF-8 (cut off, or a few bytes lost) would often pass as GBK; nine tenths of valid sequences say what it was. */
function nearlyUtf8(bytes: Uint8Array): boolean {
  let valid = 0;
  let total = 0;
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at]!;
    if (byte < 0x80) {
      at++;
      continue;
    }
    const length = byte >= 0xe0 && byte < 0xf0 ? 3 : byte >= 0xf0 && byte < 0xf5 ? 4 : byte >= 0xc2 && byte < 0xe0 ? 2 : 1;
    let good = length > 1;
    for (let k = 1; k < length; k++) if ((bytes[at + k] ?? 0) >> 6 !== 2) good = false;
    total += good ? length : 1;
    if (good && length > 2) valid += length;
    at += good ? length : 1;
  }
  return valid > 0 && valid >= total * 0.9;
}

/** Latin text with accents (Windows-1252): single high bytes between ASCII letters, which GBK would swallow in pairs. */
function westernLetters(bytes: Uint8Array): boolean {
  let pairs = 0;
  let western = 0;
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at]! < 0x81) continue;
    const next = bytes[at + 1] ?? 0;
    if (at > 0 && isLetter(bytes[at - 1]!) && (next < 0x80 ? isLetter(next) || !isGbkTrail(next) : false)) western++;
    pairs++;
    at++;
  }
  return pairs > 0 && western >= pairs * 0.9;
}

function isLetter(byte: number): boolean {
  return (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122);
}

function isGbkTrail(byte: number): boolean {
  return byte >= 0x40 && byte !== 0x7f && byte !== 0xff;
}
