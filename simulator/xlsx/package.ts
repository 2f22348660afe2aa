/**
 * The package of a workbook: parts, relationships, content types. An opened package is never changed; a `PackageEdit` lies over it and
 * writes a new file, into which untouched parts go byte for byte.
 */
import { partName, ZipArchive, type ZipEntry } from "../../src/import/zip-archive.js";
import { decode, utf8 } from "./bytes.js";
import { parseXml, XML_HEAD, XmlElement } from "./xml-tree.js";
import { pack, zip, type PackedPart } from "./zip-writer.js";

export interface Relation {
  readonly id: string;
  /** Full type; only its last word differs between strict and transitional packages. */
  readonly type: string;
  readonly target: string;
  readonly external: boolean;
}

const RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";
const TYPES = "http://schemas.openxmlformats.org/package/2006/content-types";
export const CONTENT_TYPES = "[Content_Types].xml";

export function typeWord(type: string): string {
  return type.slice(type.lastIndexOf("/") + 1);
}

export function relationsName(part: string): string {
  const slash = part.lastIndexOf("/");
  return `${part.slice(0, slash + 1)}_rels/${part.slice(slash + 1)}.rels`;
}

/** Part name that a target means, seen from a part. */
export function resolveTarget(part: string, target: string): string {
  const path = target.startsWith("/") ? target : part.slice(0, part.lastIndexOf("/") + 1) + target;
  const steps: string[] = [];
  for (const step of path.replaceAll("\\", "/").split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "" && step !== ".") steps.push(step);
  }
  const joined = steps.join("/");
  try {
    return decodeURI(joined);
  } catch {
    return joined; // a bare % in a part name
  }
}

/** How a part names another, as most readers expect it: relative to its folder. */
export function targetFrom(part: string, other: string): string {
  const from = part.split("/").slice(0, -1), to = other.split("/");
  let common = 0;
  while (common < from.length && common < to.length - 1 && from[common] === to[common]) common++;
  return [...from.slice(common).map(() => ".."), ...to.slice(common)].join("/");
}

export class Package {
  private readonly archive: ZipArchive | null;
  private readonly made: ReadonlyMap<string, string>;

  /** @param from a file's bytes, or the texts of parts by name. @throws ZipError */
  constructor(from: Uint8Array | ReadonlyMap<string, string>) {
    this.archive = from instanceof Uint8Array ? new ZipArchive(from) : null;
    this.made = from instanceof Uint8Array ? new Map() : from;
  }

  private entry(name: string): ZipEntry | null {
    return this.archive?.find(name) ?? null;
  }

  /** Names as the file spells them, in its order; folders are left out. */
  names(): string[] {
    if (this.archive === null) return [...this.made.keys()];
    return this.archive.names().map((name) => this.archive!.find(name)!.name).filter((name) => !name.endsWith("/"));
  }

  /** The part's own spelling; null if there is none. */
  find(name: string): string | null {
    if (this.archive === null) return [...this.made.keys()].find((one) => partName(one) === partName(name)) ?? null;
    return this.entry(name)?.name ?? null;
  }

  /** @throws ZipError, RangeError if there is no such part */
  bytes(name: string): Uint8Array {
    const entry = this.entry(name);
    if (entry !== null && this.archive !== null) return this.archive.read(entry);
    const text = this.made.get(name);
    if (text === undefined) throw new RangeError(`no part ${name}`);
    return new TextEncoder().encode(text);
  }

  text(name: string): string {
    return decode(utf8(this.bytes(name)));
  }

  tree(name: string): XmlElement {
    return parseXml(this.text(name));
  }

  packed(name: string): PackedPart {
    const entry = this.entry(name);
    if (entry === null || this.archive === null) return pack(name, this.bytes(name));
    return { name: entry.name.replaceAll("\\", "/").replace(/^\/+/, ""), method: entry.method, crc: entry.crc, size: entry.size, pieces: [this.archive.compressed(entry)] };
  }

  relations(part: string): Relation[] {
    const name = this.find(relationsName(part));
    return name === null ? [] : relationsOf(this.tree(name));
  }
}

function relationsOf(tree: XmlElement): Relation[] {
  return tree.all("Relationship").map((one) => ({ id: one.get("Id") ?? "", type: one.get("Type") ?? "", target: one.get("Target") ?? "", external: one.get("TargetMode") === "External" }));
}

export class PackageEdit {
  private readonly parts = new Map<string, PackedPart>();
  private readonly removed = new Set<string>();
  private readonly relationTrees = new Map<string, XmlElement>();
  private typesTree: XmlElement | null = null;

  constructor(readonly base: Package) {}

  has(name: string): boolean {
    const key = partName(name);
    return this.parts.has(key) || (!this.removed.has(key) && this.base.find(name) !== null);
  }

  put(name: string, content: string | Uint8Array | PackedPart): void {
    const key = partName(name);
    this.removed.delete(key);
    this.parts.set(key, typeof content === "object" && "pieces" in content ? content : pack(name, content));
  }

  /** The part with its relationships and its content type. */
  remove(name: string): void {
    for (const one of [name, relationsName(name)]) {
      this.parts.delete(partName(one));
      this.removed.add(partName(one));
      this.relationTrees.delete(name);
    }
    const types = this.types();
    for (const override of types.all("Override")) if (partName(override.get("PartName") ?? "") === partName(name)) types.remove(override);
  }

  /** A free name: "xl/tables/table" + number + ".xml". */
  freeName(stem: string, ending = ".xml"): string {
    let n = 1;
    while (this.has(`${stem}${n}${ending}`) || this.base.find(`${stem}${n}${ending}`) !== null) n++;
    return `${stem}${n}${ending}`;
  }

  relations(part: string): Relation[] {
    const tree = this.relationTrees.get(part);
    return tree ? relationsOf(tree) : this.removed.has(partName(part)) ? [] : this.base.relations(part);
  }

  private relationTree(part: string): XmlElement {
    let tree = this.relationTrees.get(part);
    if (tree === undefined) {
      const name = this.base.find(relationsName(part));
      tree = name === null ? new XmlElement("Relationships", { xmlns: RELATIONS }) : this.base.tree(name);
      this.relationTrees.set(part, tree);
    }
    return tree;
  }

  /** Adds a relationship to a part (by its name) or, if external, an address; returns its id. `type` is its last word, or a whole address. */
  relate(part: string, type: string, target: string, external = false): string {
    const tree = this.relationTree(part);
    const ids = new Set(tree.all("Relationship").map((one) => one.get("Id")));
    let n = ids.size + 1;
    while (ids.has(`rId${n}`)) n++;
    const kin = tree.all("Relationship").map((one) => one.get("Type") ?? "").find((one) => one.startsWith("http://purl.oclc.org/"));
    const whole = type.includes("/") ? type : `${kin === undefined ? "http://schemas.openxmlformats.org/officeDocument/2006" : "http://purl.oclc.org/ooxml/officeDocument"}/relationships/${type}`;
    tree.children.push(new XmlElement(`${tree.prefix}Relationship`, { Id: `rId${n}`, Type: whole, Target: external ? target : targetFrom(part, target), TargetMode: external ? "External" : undefined }));
    return `rId${n}`;
  }

  unrelate(part: string, id: string): void {
    const tree = this.relationTree(part);
    for (const one of tree.all("Relationship")) if (one.get("Id") === id) tree.remove(one);
  }

  private types(): XmlElement {
    return (this.typesTree ??= this.base.find(CONTENT_TYPES) === null ? new XmlElement("Types", { xmlns: TYPES }) : this.base.tree(CONTENT_TYPES));
  }

  declare(name: string, contentType: string): void {
    const types = this.types();
    const before = types.all("Override").find((one) => partName(one.get("PartName") ?? "") === partName(name));
    if (before) before.set("ContentType", contentType);
    else types.children.push(new XmlElement(`${types.prefix}Override`, { PartName: `/${name}`, ContentType: contentType }));
  }

  /** Parts that can be reached from the package's own relationships. */
  private reachable(relations: (part: string) => Relation[]): Set<string> {
    const found = new Set<string>();
    const queue = [""];
    for (let part = queue.pop(); part !== undefined; part = queue.pop()) {
      for (const relation of relations(part)) {
        if (relation.external) continue;
        const target = resolveTarget(part, relation.target);
        if (found.has(partName(target))) continue;
        found.add(partName(target));
        queue.push(target);
      }
    }
    return found;
  }

  /** The new file. Parts that only removed ones led to go too; what was never reachable stays. */
  save(): Uint8Array {
    if (this.removed.size > 0 || this.relationTrees.size > 0) {
      const before = this.reachable((part) => this.base.relations(part));
      const after = this.reachable((part) => this.relations(part));
      for (const name of this.base.names()) if (before.has(partName(name)) && !after.has(partName(name)) && !this.removed.has(partName(name))) this.remove(name);
    }
    for (const [part, tree] of this.relationTrees) {
      if (tree.elements.length > 0) this.put(relationsName(part), XML_HEAD + String(tree));
      else this.removed.add(partName(relationsName(part)));
    }
    if (this.typesTree !== null) this.put(CONTENT_TYPES, XML_HEAD + String(this.typesTree));
    const list: PackedPart[] = [];
    for (const name of this.base.names()) {
      const key = partName(name);
      if (this.removed.has(key)) continue;
      list.push(this.parts.get(key) ?? this.base.packed(name));
      this.parts.delete(key);
    }
    list.push(...this.parts.values());
    return zip(list);
  }
}
