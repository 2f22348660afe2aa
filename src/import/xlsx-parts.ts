/** The small parts of an .xlsx package: relationships, workbook, styles, shared strings, document properties. */
import { numberFormat, BUILTIN_FORMATS, type NumberFormat } from "./number-format.js";
import { attributesOf, decodeText, XmlScanner, type XmlHandler } from "./xml-scanner.js";
import { partName, type ZipArchive, type ZipEntry } from "./zip-archive.js";

/** Runs a part through a scanner. @throws ZipError, XmlError */
export function scanPart(archive: ZipArchive, entry: ZipEntry, names: readonly string[], handler: XmlHandler): void {
  const scanner = new XmlScanner(names, handler);
  archive.stream(entry, (piece) => scanner.push(piece));
  scanner.end();
}

export interface Relationship {
  /** Last word of the type: "worksheet"; transitional and strict OOXML agree in it. */
  readonly type: string;
  /** Part name in the archive. */
  readonly target: string;
}

/** Relationships of a part ("" = the package) by id; none if the part has none. */
export function readRelationships(archive: ZipArchive, part: string): Map<string, Relationship> {
  const slash = part.lastIndexOf("/");
  const folder = part.slice(0, slash + 1);
  const entry = archive.find(`${folder}_rels/${part.slice(slash + 1)}.rels`);
  const found = new Map<string, Relationship>();
  if (entry === null) return found;
  scanPart(archive, entry, ["Relationship"], {
    open(name, bytes, from, to) {
      if (name !== 0) return;
      const attributes = attributesOf(bytes, from, to);
      if (attributes.get("TargetMode") === "External") return;
      const type = attributes.get("Type") ?? "";
      found.set(attributes.get("Id") ?? "", {
        type: type.slice(type.lastIndexOf("/") + 1),
        target: resolveTarget(folder, attributes.get("Target") ?? ""),
      });
    },
    close() { /* nothing ends */ },
    text() { /* no text */ },
  });
  return found;
}

/** A target is relative to the part's folder, or absolute ("/xl/worksheets/sheet1.xml"). */
function resolveTarget(folder: string, target: string): string {
  const path = target.startsWith("/") ? target : folder + target;
  const steps: string[] = [];
  for (const step of path.replaceAll("\\", "/").split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "" && step !== ".") steps.push(step);
  }
  const joined = steps.join("/");
  try {
    return partName(decodeURI(joined));
  } catch {
    return partName(joined); // a bare % in a part name
  }
}

export interface WorkbookSheet {
  readonly name: string;
  readonly relationship: string;
  readonly hidden: boolean;
}

export function readWorkbookPart(archive: ZipArchive, entry: ZipEntry): { readonly sheets: readonly WorkbookSheet[]; readonly date1904: boolean } {
  const sheets: WorkbookSheet[] = [];
  let date1904 = false;
  scanPart(archive, entry, ["sheet", "workbookPr"], {
    open(name, bytes, from, to) {
      if (name < 0) return;
      const attributes = attributesOf(bytes, from, to);
      if (name === 0) {
        const state = attributes.get("state");
        sheets.push({
          name: attributes.get("name") ?? "", relationship: attributes.get("id") ?? "",
          hidden: state === "hidden" || state === "veryHidden",
        });
      } else {
        date1904 = isTrue(attributes.get("date1904"));
      }
    },
    close() { /* nothing ends */ },
    text() { /* no text */ },
  });
  return { sheets, date1904 };
}

/** Number formats by style index (cellXfs). */
export function readStyles(archive: ZipArchive, entry: ZipEntry, misunderstood: (code: string) => void): NumberFormat[] {
  const codes = new Map<number, string>();
  const ids: number[] = [];
  let inCells = false;
  scanPart(archive, entry, ["numFmt", "cellXfs", "xf"], {
    open(name, bytes, from, to) {
      if (name === 0) {
        const attributes = attributesOf(bytes, from, to);
        codes.set(Number(attributes.get("numFmtId")), attributes.get("formatCode") ?? "General");
      } else if (name === 1) {
        inCells = true;
      } else if (name === 2 && inCells) {
        ids.push(Number(attributesOf(bytes, from, to).get("numFmtId") ?? 0));
      }
    },
    close(name) {
      if (name === 1) inCells = false;
    },
    text() { /* no text */ },
  });
  // Excel takes its own formats for the built-in numbers, whatever the file says about them.
  return ids.map((id) => numberFormat(BUILTIN_FORMATS[id] ?? codes.get(id) ?? "General", misunderstood));
}

/** Text of a string item: its runs joined, without phonetic guides. Used for shared and inline strings. */
export class StringItem {
  private text = "";
  private inText = false;
  private phonetic = 0;

  start(): void {
    this.text = "";
    this.inText = false;
    this.phonetic = 0;
  }

  openText(): void {
    this.inText = this.phonetic === 0;
  }

  closeText(): void {
    this.inText = false;
  }

  openPhonetic(): void {
    this.phonetic++;
  }

  closePhonetic(): void {
    this.phonetic--;
  }

  add(bytes: Uint8Array, from: number, to: number, cdata: boolean): void {
    if (!this.inText) return;
    const piece = decodeText(bytes, from, to, cdata);
    this.text = this.text === "" ? piece : this.text + piece;
  }

  finish(): string {
    return unescapeControls(this.text);
  }
}

/** OOXML writes control characters as _x000D_ (and a literal _x as _x005F_x). Carriage returns are no text. */
export function unescapeControls(text: string): string {
  if (text.includes("_x")) {
    text = text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  }
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

export function readSharedStrings(archive: ZipArchive, entry: ZipEntry): string[] {
  const strings: string[] = [];
  const known = new Map<string, string>();
  const item = new StringItem();
  scanPart(archive, entry, ["si", "t", "rPh"], {
    open(name) {
      if (name === 0) item.start();
      else if (name === 1) item.openText();
      else if (name === 2) item.openPhonetic();
    },
    close(name) {
      if (name === 1) item.closeText();
      else if (name === 2) item.closePhonetic();
      else if (name === 0) {
        // Some programs repeat strings in the table.
        const text = item.finish();
        const same = known.get(text);
        if (same === undefined) known.set(text, text);
        strings.push(same ?? text);
      }
    },
    text(bytes, from, to, cdata) {
      item.add(bytes, from, to, cdata);
    },
  });
  return strings;
}

/** The document's keywords (docProps/core.xml), "" if it has none. */
export function readKeywords(archive: ZipArchive): string {
  const relationship = [...readRelationships(archive, "").values()].find(({ type }) => type === "core-properties");
  const entry = archive.find(relationship?.target ?? "docProps/core.xml");
  if (entry === null) return "";
  let keywords = "";
  let inside = false;
  scanPart(archive, entry, ["keywords"], {
    open(name) {
      inside = name === 0;
    },
    close() {
      inside = false;
    },
    text(bytes, from, to, cdata) {
      if (inside) keywords += decodeText(bytes, from, to, cdata);
    },
  });
  return keywords;
}

export function isTrue(value: string | undefined): boolean {
  return value === "1" || value === "true" || value === "on";
}
