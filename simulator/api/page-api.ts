/** What belongs to a whole sheet: protection, frozen panes, filter, page layout, page breaks, and lists of allowed values. */
import type { Area } from "../../src/model.js";
import { areaText, MAX_COLUMNS, parseAddress } from "../model/address.js";
import { bind, stored, type ApiClass, type Property } from "../protocol/api-class.js";
import { HostError, accessDenied, invalidArgument, invalidOperation } from "../protocol/host-error.js";
import { clearSheetFilter, filterRows, showFiltered } from "../model/filters.js";
import { joinText } from "../model/formula.js";
import { opens } from "../model/protection.js";
import { PAGE_DEFAULTS, pageValue, setMargins, setPageText, setPageValue } from "../model/page-setup.js";
import type { SheetModel } from "../model/sheet.js";
import { rangeAreasClass } from "./range-areas-api.js";
import { rangeOf } from "./range-api.js";
import { areaArgument, guard } from "./ranges.js";
import type { SheetTarget } from "./worksheet-api.js";

export const protectionClass: ApiClass<SheetTarget> = {
  name: "WorksheetProtection",
  properties: {
    Protected: stored(2, ({ sheet }) => sheet.protection.protected),
    Options: stored(2, ({ sheet }) => (sheet.protection.protected ? sheet.protection.options : null)),
  },
  methods: {
    Protect: { since: 2, call: ({ sheet }, [options, password]) => {
      if (sheet.protection.protected) throw invalidOperation("The worksheet is already protected.");
      sheet.protection = { protected: true, options: (options as Record<string, unknown> | null) ?? {}, password: typeof password === "string" ? password : null };
    } },
    Unprotect: { since: 2, call: ({ sheet }, [password]) => {
      if (!opens(sheet.protection, password)) throw accessDenied();
      sheet.protection = { protected: false, options: {}, password: null };
    } },
  },
};

export const freezeClass: ApiClass<SheetTarget> = {
  name: "WorksheetFreezePanes",
  methods: {
    FreezeRows: { since: 7, call: ({ sheet }, [count]) => { sheet.freeze = { rows: Number(count ?? 1), columns: 0 }; } },
    FreezeColumns: { since: 7, call: ({ sheet }, [count]) => { sheet.freeze = { rows: 0, columns: Number(count ?? 1) }; } },
    FreezeAt: { since: 7, call: ({ book, sheet }, [range]) => {
      const { area } = areaArgument(book, sheet, range);
      sheet.freeze = { rows: area.bottom + 1, columns: area.right + 1 };
    } },
    Unfreeze: { since: 7, call: ({ sheet }) => { sheet.freeze = null; } },
    GetLocationOrNullObject: { since: 7, call: ({ book, sheet }) => {
      if (sheet.freeze === null) return null;
      const { rows, columns } = sheet.freeze;
      const area = rows === 0 ? { top: 0, left: 0, bottom: 1_048_575, right: columns - 1 } : { top: 0, left: 0, bottom: rows - 1, right: columns === 0 ? MAX_COLUMNS - 1 : columns - 1 };
      return rangeOf({ book, sheet, area }, area);
    } },
  },
};

export const autoFilterClass: ApiClass<SheetTarget> = {
  name: "AutoFilter",
  properties: {
    Enabled: stored(9, ({ sheet }) => sheet.autoFilter !== null),
    IsDataFiltered: stored(9, ({ sheet }) => sheet.autoFilter !== null && sheet.autoFilter.criteria.size > 0),
  },
  methods: {
    Apply: { since: 9, call: ({ book, sheet }, [range, column, criteria]) => {
      guard(sheet, "objects");
      const { area } = areaArgument(book, sheet, range);
      sheet.autoFilter = { area, criteria: new Map() };
      if (column === null || column === undefined) return;
      const { filterOn, values } = (criteria ?? {}) as { filterOn?: string; values?: string[] };
      if (filterOn !== "Values" || values === undefined) throw new HostError("ApiNotFound", `simulated host: AutoFilter.apply(${String(filterOn)})`, 404);
      sheet.autoFilter.criteria.set(Number(column), criteria);
      filterRows(sheet, area, area.left + Number(column), values.map((value) => joinText(value)));
    } },
    ClearCriteria: { since: 9, call: ({ sheet }) => {
      if (sheet.autoFilter === null) return;
      guard(sheet, "filter");
      clearSheetFilter(sheet);
    } },
    Remove: { since: 9, call: ({ sheet }) => {
      if (sheet.autoFilter !== null) showFiltered(sheet, sheet.autoFilter.area);
      sheet.autoFilter = null;
    } },
    GetRangeOrNullObject: { since: 9, call: ({ book, sheet }) => (sheet.autoFilter === null ? null : rangeOf({ book, sheet, area: sheet.autoFilter.area }, sheet.autoFilter.area)) },
  },
};

function pageProperty(name: string): Property<SheetTarget> {
  return {
    since: 9,
    get: ({ sheet }) => pageValue(sheet, name),
    set: ({ sheet }, value) => setPageValue(sheet, name, value),
  };
}

const POINTS: Readonly<Record<string, number>> = { Points: 1, Inches: 72, Centimeters: 72 / 2.54 };

/** Keeps an address of the page layout as text. */
function keep({ book, sheet }: SheetTarget, name: string, argument: unknown): void {
  const { sheet: found, area } = areaArgument(book, sheet, argument);
  if (found !== sheet) throw invalidArgument();
  sheet.page[name] = areaText(area);
}

function kept({ sheet }: SheetTarget, name: string): Area | null {
  const text = sheet.page[name];
  return typeof text === "string" ? (parseAddress(text)?.area ?? null) : null;
}

const page = (name: string) => (target: SheetTarget) => {
  const area = kept(target, name);
  return area === null ? null : rangeOf({ ...target, area }, area);
};

export const pageLayoutClass: ApiClass<SheetTarget> = {
  name: "PageLayout",
  properties: Object.fromEntries(Object.keys(PAGE_DEFAULTS).map((name) => [name.charAt(0).toUpperCase() + name.slice(1), pageProperty(name)])),
  children: { HeadersFooters: { since: 9, get: (target) => bind(headersClass, target) } },
  methods: {
    SetPrintArea: { since: 9, call: (target, [area]) => keep(target, "printArea", area) },
    SetPrintTitleRows: { since: 9, call: (target, [rows]) => keep(target, "titleRows", rows) },
    SetPrintTitleColumns: { since: 9, call: (target, [columns]) => keep(target, "titleColumns", columns) },
    SetPrintMargins: { since: 9, call: ({ sheet }, [unit, margins]) => {
      const points = POINTS[String(unit)];
      if (points === undefined || typeof margins !== "object" || margins === null) throw invalidArgument();
      setMargins(sheet, margins as Record<string, unknown>, points);
    } },
    GetPrintAreaOrNullObject: { since: 9, call: (target) => {
      const area = kept(target, "printArea");
      return area === null ? null : bind(rangeAreasClass, { ...target, areas: [area] });
    } },
    GetPrintTitleRowsOrNullObject: { since: 9, call: page("titleRows") },
    GetPrintTitleColumnsOrNullObject: { since: 9, call: page("titleColumns") },
  },
};

const headersClass: ApiClass<SheetTarget> = {
  name: "HeaderFooterGroup",
  children: { DefaultForAllPages: { since: 9, get: (target) => bind(headerClass, target) } },
};

const headerClass: ApiClass<SheetTarget> = {
  name: "HeaderFooter",
  properties: Object.fromEntries(["LeftHeader", "CenterHeader", "RightHeader", "LeftFooter", "CenterFooter", "RightFooter"].map((name) => [
    name,
    stored<SheetTarget>(9, ({ sheet }) => sheet.page[name] ?? "", ({ sheet }, value: string) => setPageText(sheet, name, value)),
  ])),
};

export const breaksClass: ApiClass<SheetTarget> = {
  name: "PageBreakCollection",
  items: (target) => target.sheet.rowBreaks.map((row) => bind(breakClass, { ...target, row })),
  methods: {
    Add: { since: 9, call: ({ book, sheet }, [range]) => {
      const row = areaArgument(book, sheet, range).area.top;
      if (row === 0) throw invalidArgument();
      if (sheet.rowBreaks.length >= 1_026) throw invalidOperation("Too many page breaks.");
      if (!sheet.rowBreaks.includes(row)) sheet.rowBreaks = [...sheet.rowBreaks, row].sort((a, b) => a - b);
      return bind(breakClass, { book, sheet, row });
    } },
    GetCount: { since: 9, call: ({ sheet }) => sheet.rowBreaks.length },
    RemovePageBreaks: { since: 9, call: ({ sheet }) => { sheet.rowBreaks = []; } },
  },
};

const breakClass: ApiClass<SheetTarget & { readonly row: number }> = {
  name: "PageBreak",
  methods: { Delete: { since: 9, call: ({ sheet, row }) => { sheet.rowBreaks = sheet.rowBreaks.filter((one) => one !== row); } } },
};

interface ValidationTarget {
  readonly sheet: SheetModel;
  readonly area: Area;
}

/** One rule per exact area: what the product writes. Rules of the user's on other areas stay. */
function validation({ sheet, area }: ValidationTarget): SheetModel["validations"][number] {
  guard(sheet, "contents");
  let one = sheet.validations.find((each) => areaText(each.area) === areaText(area));
  if (one === undefined) sheet.validations.push((one = { area: { ...area }, rule: {}, ignoreBlanks: true, errorAlert: null }));
  return one;
}

const existing = ({ sheet, area }: ValidationTarget): SheetModel["validations"][number] | undefined => sheet.validations.find((each) => areaText(each.area) === areaText(area));

export const validationClass: ApiClass<ValidationTarget> = {
  name: "DataValidation",
  properties: {
    Rule: { since: 8, get: (target) => existing(target)?.rule ?? {}, set: (target, value) => { validation(target).rule = value; } },
    IgnoreBlanks: { since: 8, get: (target) => existing(target)?.ignoreBlanks ?? true, set: (target, value) => { validation(target).ignoreBlanks = value === true; } },
    ErrorAlert: { since: 8, get: (target) => existing(target)?.errorAlert ?? null, set: (target, value) => { validation(target).errorAlert = value; } },
  },
  methods: { Clear: { since: 8, call: ({ sheet, area }) => {
    guard(sheet, "contents");
    sheet.validations = sheet.validations.filter((each) => areaText(each.area) !== areaText(area));
  } } },
};
