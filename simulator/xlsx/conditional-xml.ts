/**
 * Conditional formats of a worksheet: the elements below its root and, from Excel 2010 on, those in its extension list. Every kind is
 * kept; one list in order of priority is what the model has.
 */
import { areaText, parseAddress } from "../model/address.js";
import type { ConditionalFormatModel, FileRule, SheetModel } from "../model/sheet.js";
import type { Piece, ReadContext, WriteContext } from "./piece.js";
import { dxfLook } from "./styles-read.js";
import { escapeContent, parseXml, XmlElement } from "./xml-tree.js";
import type { Area } from "../../src/model.js";

const EXTENSION = "{78C0D931-6437-407d-A8EE-F0AAD7539E65}";
const X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main";
const XM = "http://schemas.microsoft.com/office/excel/2006/main";

const TYPES: Readonly<Record<string, string>> = {
  expression: "Custom", cellIs: "CellValue", containsText: "ContainsText", notContainsText: "ContainsText", beginsWith: "ContainsText", endsWith: "ContainsText",
  colorScale: "ColorScale", dataBar: "DataBar", iconSet: "IconSet", top10: "TopBottom",
};

export function areasOf(sqref: string): Area[] {
  return sqref.trim().split(/\s+/).map((one) => parseAddress(one)?.area).filter((area) => area !== undefined);
}

const sqrefOf = (areas: readonly Area[]): string => areas.map((area) => areaText(area)).join(" ");

interface Found {
  readonly priority: number;
  readonly format: ConditionalFormatModel;
}

function readRule(rule: XmlElement, home: FileRule["home"], areas: Area[], pivot: boolean, context: ReadContext): Found | null {
  const kind = rule.get("type") ?? "";
  const priority = Number(rule.get("priority") ?? Number.NaN);
  // A data bar's second half has no priority: it goes with its first.
  if (Number.isNaN(priority) || areas.length === 0) return null;
  const formulas = rule.all(home === "main" ? "formula" : "f").map((one) => one.text);
  const number = rule.get("dxfId");
  const own = rule.child("dxf");
  const format = number !== undefined ? { ...context.styles.dxfs[Number(number)]?.look } : own !== undefined ? dxfLook(own, context.colours) : {};
  const attributes = Object.fromEntries([...rule.attributes].map(([name, value]) => [name, value]));
  if (pivot) attributes["pivot"] = "1";
  const custom = kind === "expression";
  return {
    priority,
    format: {
      id: context.book.newId(), type: TYPES[kind] ?? "PresetCriteria", areas, formula: custom ? `=${formulas[0] ?? ""}` : "", stopIfTrue: rule.is("stopIfTrue"), format,
      rule: { xml: String(rule), home, kind, attributes, formulas },
    },
  };
}

function extensionFormats(extLst: XmlElement | undefined): XmlElement[] {
  return extLst?.all("ext").filter((ext) => ext.get("uri")?.toUpperCase() === EXTENSION.toUpperCase()).flatMap((ext) => ext.child("conditionalFormattings")?.all("conditionalFormatting") ?? []) ?? [];
}

export const conditionalPiece: Piece = {
  names: ["conditionalFormatting", "extLst"],
  read(elements, sheet, context) {
    const found: Found[] = [];
    for (const one of elements.get("conditionalFormatting") ?? []) {
      const areas = areasOf(one.get("sqref") ?? "");
      for (const rule of one.all("cfRule")) {
        const read = readRule(rule, "main", areas.map((area) => ({ ...area })), one.is("pivot"), context);
        if (read) found.push(read);
      }
    }
    for (const one of extensionFormats(elements.get("extLst")?.[0])) {
      const areas = areasOf(one.child("sqref")?.text ?? "");
      for (const rule of one.all("cfRule")) {
        const read = readRule(rule, "extension", areas.map((area) => ({ ...area })), one.is("pivot"), context);
        if (read) found.push(read);
      }
    }
    // Stable: of equal priorities the first in the file.
    sheet.conditionalFormats = found.sort((a, b) => a.priority - b.priority).map(({ format }) => format);
  },
  state: (sheet) => sheet.conditionalFormats.map(({ areas, formula, stopIfTrue, format, rule, type }) => [type, sqrefOf(areas), formula, stopIfTrue, Object.entries(format).sort(), rule?.xml, rule?.formulas]),
  write(sheet, old, context) {
    const prefix = old.get("conditionalFormatting")?.[0]?.prefix ?? "";
    const main: XmlElement[] = [];
    sheet.conditionalFormats.forEach((format, index) => {
      if (format.areas.length === 0 || format.rule?.home === "extension" || (format.rule === undefined && format.type !== "Custom")) return;
      const rule = format.rule === undefined ? new XmlElement(`${prefix}cfRule`, { type: "expression" }) : parseXml(format.rule.xml);
      place(rule, format, index, context);
      main.push(new XmlElement(`${prefix}conditionalFormatting`, { sqref: sqrefOf(format.areas), pivot: format.rule?.attributes["pivot"] }, [rule]));
    });
    return new Map([["conditionalFormatting", main], ["extLst", writeExtension(sheet, old.get("extLst")?.[0])]]);
  },
};

/** Priority, formula and look as the model has them now. */
function place(rule: XmlElement, format: ConditionalFormatModel, index: number, context: WriteContext): void {
  rule.set("priority", index + 1).set("stopIfTrue", format.stopIfTrue ? 1 : undefined);
  const look = rule.get("dxfId");
  const before = look === undefined ? {} : (context.styles.dxfs[Number(look)]?.look ?? {});
  if (JSON.stringify(Object.entries(before).sort()) !== JSON.stringify(Object.entries(format.format).sort())) {
    const number = context.writer.dxf(format.format);
    rule.set("dxfId", number === null ? undefined : number);
  }
  const formulas = format.type === "Custom" ? [format.formula.replace(/^=/, "")] : (format.rule?.formulas ?? []);
  putFormulas(rule, "formula", formulas);
}

function putFormulas(rule: XmlElement, local: string, formulas: readonly string[]): void {
  const elements = rule.all(local);
  formulas.forEach((formula, index) => {
    const element = elements[index];
    if (element === undefined) rule.children.unshift(new XmlElement(`${rule.prefix}${local}`, {}, [escapeContent(formula)]));
    else if (element.text !== formula) element.children.splice(0, element.children.length, escapeContent(formula));
  });
}

/** Rules in the extension list: their priorities, places and formulas follow; a data bar's second half goes when its first has gone. */
function writeExtension(sheet: SheetModel, extLst: XmlElement | undefined): XmlElement[] {
  if (extLst === undefined) return [];
  const rules = new Map<string, { format: ConditionalFormatModel; index: number }>();
  const bars = new Map<string, ConditionalFormatModel>();
  sheet.conditionalFormats.forEach((format, index) => {
    if (format.rule?.home === "extension") rules.set(format.rule.xml, { format, index });
    const id = /<(?:\w+:)?id\b[^>]*>([^<]*)</.exec(format.rule?.xml ?? "")?.[1];
    if (id !== undefined) bars.set(id, format);
  });
  for (const ext of extLst.all("ext")) {
    if (ext.get("uri")?.toUpperCase() !== EXTENSION.toUpperCase()) continue;
    const list = ext.child("conditionalFormattings");
    if (list === undefined) continue;
    const kept: XmlElement[] = [];
    for (const one of list.all("conditionalFormatting")) {
      for (const rule of one.all("cfRule")) {
        const known = rules.get(String(rule));
        const owner = known?.format ?? bars.get(rule.get("id") ?? "");
        if (owner === undefined || owner.areas.length === 0) continue;
        if (known) {
          rule.set("priority", known.index + 1);
          putFormulas(rule, "f", known.format.type === "Custom" ? [known.format.formula.replace(/^=/, "")] : (known.format.rule?.formulas ?? []));
        }
        const namespace = { "xmlns:xm": one.get("xmlns:xm") ?? XM };
        kept.push(new XmlElement(one.name, { ...namespace, pivot: one.get("pivot") }, [rule, new XmlElement("xm:sqref", {}, [sqrefOf(owner.areas)])]));
      }
    }
    if (kept.length === 0) extLst.remove(ext);
    else {
      list.children.splice(0, list.children.length, ...kept);
      if (list.prefix !== "" && !hasNamespace(list, ext, extLst)) ext.set(`xmlns:${list.prefix.slice(0, -1)}`, X14);
    }
  }
  return extLst.elements.length === 0 ? [] : [extLst];
}

function hasNamespace(...elements: readonly XmlElement[]): boolean {
  const name = `xmlns:${elements[0]!.prefix.slice(0, -1)}`;
  return elements.some((element) => element.attributes.has(name));
}
