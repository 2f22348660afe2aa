/**
 * A zip file's entries, inflated in pieces: a sheet of a million rows is a gigabyte of XML, longer than a string may be.
 * Sizes and checksums are verified, so that a damaged file is an error and never a shorter table.
 */
import { Inflate } from "fflate";

/** The archive is broken off, damaged, or of a kind that is not read. */
export class ZipError extends Error {
  override readonly name = "ZipError";
  constructor(readonly kind: "damaged" | "encrypted", detail: string) {
    super(detail);
  }
}

export interface ZipEntry {
  readonly name: string;
  readonly encrypted: boolean;
  readonly method: number;
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly headerOffset: number;
}

const PIECE = 1 << 17; // compressed bytes inflated at a time

/** Part names are compared as OPC says: without case, "/" for "\", no leading "/". */
export function partName(name: string): string {
  return name.replaceAll("\\", "/").replace(/^\/+/, "").toLowerCase();
}

export class ZipArchive {
  private readonly view: DataView;
  private readonly entries = new Map<string, ZipEntry>();

  /** @throws ZipError if the central directory is missing or points outside the file */
  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.readDirectory();
  }

  names(): readonly string[] {
    return [...this.entries.keys()];
  }

  find(name: string): ZipEntry | null {
    return this.entries.get(partName(name)) ?? null;
  }

  /** Inflates an entry piece by piece. @throws ZipError if it is damaged */
  stream(entry: ZipEntry, take: (piece: Uint8Array) => void): void {
    const data = this.compressed(entry);
    let size = 0;
    let crc = -1;
    const accept = (piece: Uint8Array): void => {
      size += piece.length;
      if (size > entry.size) throw new ZipError("damaged", `${entry.name}: longer than declared`);
      crc = crc32(crc, piece);
      if (piece.length > 0) take(piece);
    };
    if (entry.method === 0) {
      for (let at = 0; at < data.length; at += PIECE) accept(data.subarray(at, at + PIECE));
    } else if (entry.method === 8) {
      const inflate = new Inflate(accept);
      try {
        for (let at = 0; at < data.length; at += PIECE) inflate.push(data.subarray(at, at + PIECE), at + PIECE >= data.length);
      } catch (error) {
        // fflate's own faults carry a numeric code; faults of `take` pass through.
        if (error instanceof Error && typeof (error as { code?: unknown }).code === "number") {
          throw new ZipError("damaged", `${entry.name}: ${error.message}`);
        }
        throw error;
      }
    } else {
      throw new ZipError("damaged", `${entry.name}: compression method ${entry.method}`);
    }
    if (size !== entry.size || (~crc >>> 0) !== entry.crc) throw new ZipError("damaged", `${entry.name}: checksum`);
  }

  /** An entry as a whole; for small parts. */
  read(entry: ZipEntry): Uint8Array {
    const whole = new Uint8Array(entry.size);
    let at = 0;
    this.stream(entry, (piece) => {
      whole.set(piece, at);
      at += piece.length;
    });
    return whole;
  }

  /** An entry's bytes as they lie in the file. @throws ZipError if it is encrypted or broken off */
  compressed(entry: ZipEntry): Uint8Array {
    if (entry.encrypted) throw new ZipError("encrypted", entry.name);
    const at = entry.headerOffset;
    if (at + 30 > this.bytes.length || this.view.getUint32(at, true) !== 0x04034b50) throw new ZipError("damaged", `${entry.name}: header`);
    const start = at + 30 + this.view.getUint16(at + 26, true) + this.view.getUint16(at + 28, true);
    if (start + entry.compressedSize > this.bytes.length) throw new ZipError("damaged", `${entry.name}: broken off`);
    return this.bytes.subarray(start, start + entry.compressedSize);
  }

  private readDirectory(): void {
    const { view, bytes } = this;
    const end = this.findEnd();
    let count = view.getUint16(end + 10, true);
    let at = view.getUint32(end + 16, true);
    if ((count === 0xffff || at === 0xffffffff) && end >= 20 && view.getUint32(end - 20, true) === 0x07064b50) {
      const end64 = Number(view.getBigUint64(end - 12, true));
      if (end64 + 56 > bytes.length || view.getUint32(end64, true) !== 0x06064b50) throw new ZipError("damaged", "zip64 directory");
      count = Number(view.getBigUint64(end64 + 32, true));
      at = Number(view.getBigUint64(end64 + 48, true));
    }
    for (let index = 0; index < count; index++) {
      if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw new ZipError("damaged", "directory");
      const nameLength = view.getUint16(at + 28, true);
      const extraLength = view.getUint16(at + 30, true);
      const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
      let compressedSize = view.getUint32(at + 20, true);
      let size = view.getUint32(at + 24, true);
      let headerOffset = view.getUint32(at + 42, true);
      // zip64 extra field: 8-byte values for just those that are all ones, in this order
      let extra = at + 46 + nameLength;
      const extraEnd = Math.min(extra + extraLength, bytes.length);
      while (extra + 4 <= extraEnd) {
        const id = view.getUint16(extra, true);
        const length = view.getUint16(extra + 2, true);
        if (id === 1 && extra + 4 + length <= extraEnd) {
          let value = extra + 4;
          const next = (): number => {
            if (value + 8 > extra + 4 + length) throw new ZipError("damaged", "zip64 field");
            const number = Number(view.getBigUint64(value, true));
            value += 8;
            return number;
          };
          if (size === 0xffffffff) size = next();
          if (compressedSize === 0xffffffff) compressedSize = next();
          if (headerOffset === 0xffffffff) headerOffset = next();
        }
        extra += 4 + length;
      }
      this.entries.set(partName(name), {
        name, size, compressedSize, headerOffset,
        encrypted: (view.getUint16(at + 8, true) & 1) === 1,
        method: view.getUint16(at + 10, true),
        crc: view.getUint32(at + 16, true),
      });
      at += 46 + nameLength + extraLength + view.getUint16(at + 32, true);
    }
  }

  /** The end record stands last, before a comment of at most 65,535 bytes. */
  private findEnd(): number {
    const first = Math.max(0, this.bytes.length - 22 - 0xffff);
    for (let at = this.bytes.length - 22; at >= first; at--) {
      if (this.bytes[at] === 0x50 && this.view.getUint32(at, true) === 0x06054b50) return at;
    }
    throw new ZipError("damaged", "no directory");
  }
}

let tables: Int32Array[] | null = null;

/** CRC-32, four bytes a step. `crc` is -1 at the start; the result is its complement. */
export function crc32(crc: number, bytes: Uint8Array): number {
  const [t0, t1, t2, t3] = (tables ??= crcTables()) as [Int32Array, Int32Array, Int32Array, Int32Array];
  const fours = bytes.length - (bytes.length % 4);
  let at = 0;
  for (; at < fours; at += 4) {
    crc ^= bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    crc = t3[crc & 255]! ^ t2[(crc >>> 8) & 255]! ^ t1[(crc >>> 16) & 255]! ^ t0[crc >>> 24]!;
  }
  for (; at < bytes.length; at++) crc = t0[(crc ^ bytes[at]!) & 255]! ^ (crc >>> 8);
  return crc;
}

function crcTables(): Int32Array[] {
  const made = [new Int32Array(256), new Int32Array(256), new Int32Array(256), new Int32Array(256)];
  for (let n = 0; n < 256; n++) {
    let c = n;
    for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
    made[0]![n] = c;
  }
  for (let n = 0; n < 256; n++) {
    for (let t = 1; t < 4; t++) {
      const before = made[t - 1]![n]!;
      made[t]![n] = made[0]![before & 255]! ^ (before >>> 8);
    }
  }
  return made;
}
