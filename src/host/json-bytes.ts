/** How long values are as JSON in UTF-8: what counts against Excel's limit per request and answer. */

export function textBytes(text: string): number {
  let bytes = text.length + 2;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7ff) bytes += code >= 0xd800 && code <= 0xdfff ? 1 : 2; // half of a pair of four bytes
    else if (code > 0x7f || code === 34 || code === 92) bytes++;
    else if (code < 32) bytes += 5;
  }
  return bytes;
}

export function rowBytes(row: readonly unknown[]): number {
  let bytes = 3 + row.length;
  for (const cell of row) bytes += typeof cell === "string" ? textBytes(cell) : String(cell).length;
  return bytes;
}

export function jsonBytes(rows: readonly (readonly unknown[])[]): number {
  let bytes = 2;
  for (const row of rows) bytes += rowBytes(row);
  return bytes;
}
