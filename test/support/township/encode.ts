/** Text to bytes in the encodings that offices used, and dBase files. */

let table: Map<string, number> | null = null;

/** GBK by turning the platform's decoder round; a character it lacks becomes "?". */
export function gbk(text: string): Uint8Array {
  if (!table) {
    table = new Map();
    const decoder = new TextDecoder("gbk");
    for (let high = 0x81; high <= 0xfe; high++) {
      for (let low = 0x40; low <= 0xfe; low++) {
        if (low === 0x7f) continue;
        const c = decoder.decode(Uint8Array.of(high, low));
        if (c.length === 1 && c !== "\ufffd" && !table.has(c)) table.set(c, (high << 8) | low);
      }
    }
  }
  const bytes: number[] = [];
  for (const c of text) {
    const code = c.codePointAt(0) ?? 63;
    const pair = code < 128 ? undefined : table.get(c);
    if (code < 128) bytes.push(code);
    else if (pair === undefined) bytes.push(63);
    else bytes.push(pair >> 8, pair & 255);
  }
  return Uint8Array.from(bytes);
}

export type TextEncoding = "utf8" | "bom" | "gbk";

export function encodeText(text: string, encoding: TextEncoding): Uint8Array {
  if (encoding === "gbk") return gbk(text);
  return new TextEncoder().encode(encoding === "bom" ? `\ufeff${text}` : text);
}

export interface DbfColumn {
  /** At most ten ASCII characters. */
  readonly name: string;
  readonly type: "C" | "D" | "N";
}

/** dBase III with Chinese text in GBK (language driver 0x7A). Rows hold text; dates as YYYYMMDD. */
export function dbf(columns: readonly DbfColumn[], rows: readonly (readonly string[])[]): Uint8Array {
  const encoded = rows.map((row) => columns.map((_, c) => gbk(row[c] ?? "")));
  const widths = columns.map((column, c) => (column.type === "D" ? 8 : Math.min(254, Math.max(1, ...encoded.map((row) => row[c]?.length ?? 0)))));
  const header = 32 + columns.length * 32 + 1;
  const size = 1 + widths.reduce((a, b) => a + b, 0);
  const bytes = new Uint8Array(header + size * rows.length + 1).fill(0x20);
  const view = new DataView(bytes.buffer);
  bytes.fill(0, 0, header);
  bytes.set([0x03, 104, 10, 8], 0);
  view.setUint32(4, rows.length, true);
  view.setUint16(8, header, true);
  view.setUint16(10, size, true);
  bytes[29] = 0x7a;
  columns.forEach((column, c) => {
    const at = 32 + c * 32;
    bytes.set(new TextEncoder().encode(column.name.slice(0, 10)), at);
    bytes[at + 11] = column.type.charCodeAt(0);
    bytes[at + 16] = widths[c] ?? 1;
  });
  bytes[header - 1] = 0x0d;
  let at = header;
  for (const row of encoded) {
    at++;
    row.forEach((cell, c) => {
      const width = widths[c] ?? 1;
      const cut = cell.subarray(0, width);
      bytes.set(cut, columns[c]?.type === "N" ? at + width - cut.length : at);
      at += width;
    });
  }
  bytes[at] = 0x1a;
  return bytes;
}
