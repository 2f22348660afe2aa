/** Filters of sheets and tables. Lists of values are understood; every other kind is kept as it is. */
import { areaText, parseAddress } from "../model/address.js";
import { one, only, type Piece } from "./piece.js";
import { parseXml, XmlElement } from "./xml-tree.js";

const KINDS: Readonly<Record<string, string>> = { filters: "Values", customFilters: "Custom", dynamicFilter: "Dynamic", top10: "TopItems", colorFilter: "CellColor", iconFilter: "Icon" };

/** As the API has them: { filterOn, values }; others carry their XML. */
export function readCriteria(filter: XmlElement | undefined): Map<number, unknown> {
  const criteria = new Map<number, unknown>();
  for (const column of filter?.all("filterColumn") ?? []) {
    const rule = column.elements.find((child) => KINDS[child.local] !== undefined);
    if (rule === undefined) continue; // only a hidden button
    const plain = rule.local === "filters" && column.attributes.size === 1 && [...rule.attributes.keys()].every((name) => name === "blank") && rule.elements.every((child) => child.local === "filter");
    const values = rule.all("filter").map((one) => one.get("val") ?? "");
    if (rule.is("blank")) values.push("");
    criteria.set(Number(column.get("colId") ?? 0), plain ? { filterOn: "Values", values } : { filterOn: KINDS[rule.local], xml: String(column) });
  }
  return criteria;
}

function criterionXml(column: number, criterion: unknown, prefix: string): XmlElement | null {
  const { xml, values } = (criterion ?? {}) as { xml?: string; values?: readonly unknown[] };
  if (xml !== undefined) return parseXml(xml);
  if (values === undefined) return null;
  const texts = values.map(String);
  const filters = new XmlElement(`${prefix}filters`, { blank: texts.includes("") ? 1 : undefined }, texts.filter((text) => text !== "").map((val) => new XmlElement(`${prefix}filter`, { val })));
  return new XmlElement(`${prefix}filterColumn`, { colId: column }, [filters]);
}

/** The filter element with these criteria; columns that only hide their button stay, a remembered sorting goes when the place changed. */
export function writeFilter(old: XmlElement | undefined, prefix: string, ref: string, criteria: ReadonlyMap<number, unknown>): XmlElement {
  const filter = old ?? new XmlElement(`${prefix}autoFilter`);
  const columns = filter.all("filterColumn").filter((column) => column.elements.every((child) => KINDS[child.local] === undefined) && !criteria.has(Number(column.get("colId"))));
  for (const [column, criterion] of criteria) {
    const xml = criterionXml(column, criterion, prefix);
    if (xml !== null) columns.push(xml);
  }
  columns.sort((a, b) => Number(a.get("colId")) - Number(b.get("colId")));
  const rest = filter.elements.filter((child) => child.local !== "filterColumn" && (child.local !== "sortState" || filter.get("ref") === ref));
  filter.children.splice(0, filter.children.length, ...columns, ...rest);
  return filter.set("ref", ref);
}

export function filterState(criteria: ReadonlyMap<number, unknown>): unknown {
  return [...criteria].sort(([a], [b]) => a - b);
}

export const filterPiece: Piece = {
  names: ["autoFilter"],
  read(elements, sheet) {
    const filter = only(elements, "autoFilter");
    const area = parseAddress(filter?.get("ref") ?? "")?.area;
    sheet.autoFilter = area === undefined ? null : { area, criteria: readCriteria(filter) };
  },
  state: ({ autoFilter }) => (autoFilter === null ? null : [areaText(autoFilter.area), filterState(autoFilter.criteria)]),
  write(sheet, old) {
    if (sheet.autoFilter === null) return one("autoFilter", null);
    return one("autoFilter", writeFilter(only(old, "autoFilter"), "", areaText(sheet.autoFilter.area), sheet.autoFilter.criteria));
  },
};
