/** Conditional formats. Custom formulas are read, written and evaluated; other kinds of the user's are listed and left alone. */
import type { Area } from "../../src/model.js";
import { intersect } from "../model/address.js";
import { tokens } from "../model/formula-parser.js";
import type { ConditionalFormatModel, SheetModel } from "../model/sheet.js";
import type { WorkbookModel } from "../model/workbook.js";
import { bind, stored, type ApiClass, type ApiObject, type Property } from "../protocol/api-class.js";
import { invalidArgument, invalidOperation, itemNotFound, unknownMember } from "../protocol/host-error.js";
import { colour } from "./format-api.js";
import { rangeOf } from "./range-api.js";
import { rangeAreasClass } from "./range-areas-api.js";
import { guard } from "./ranges.js";

interface Scope {
  readonly book: WorkbookModel;
  readonly sheet: SheetModel;
  readonly areas: readonly Area[];
}

interface FormatTarget {
  readonly book: WorkbookModel;
  readonly sheet: SheetModel;
  readonly format: ConditionalFormatModel;
}

function touching({ sheet, areas }: Scope): ConditionalFormatModel[] {
  return sheet.conditionalFormats.filter((format) => format.areas.some((one) => areas.some((area) => intersect(one, area) !== null)));
}

const one = (scope: { book: WorkbookModel; sheet: SheetModel }, format: ConditionalFormatModel): ApiObject => bind(conditionalFormatClass, { book: scope.book, sheet: scope.sheet, format });

export const conditionalFormatsClass: ApiClass<Scope> = {
  name: "ConditionalFormatCollection",
  items: (scope) => touching(scope).map((format) => one(scope, format)),
  item: (scope, id) => {
    const format = scope.sheet.conditionalFormats.find((each) => each.id === id);
    return format === undefined ? null : one(scope, format);
  },
  methods: {
    // A new format comes first, as documented: "at the first/top priority".
    Add: { since: 6, call: (scope, [type]) => {
      guard(scope.sheet, "formatCells");
      if (type !== "Custom") throw unknownMember(`ConditionalFormatCollection.add(${JSON.stringify(type)})`);
      const format: ConditionalFormatModel = { id: scope.book.newId(), type, areas: scope.areas.map((area) => ({ ...area })), formula: "", stopIfTrue: false, format: {} };
      scope.sheet.conditionalFormats.unshift(format);
      return one(scope, format);
    } },
    GetCount: { since: 6, call: (scope) => touching(scope).length },
    GetItemAt: { since: 6, call: (scope, [index]) => {
      const format = touching(scope)[Number(index)];
      if (format === undefined) throw itemNotFound();
      return one(scope, format);
    } },
    GetItemOrNullObject: { since: 14, call: (scope, [id]) => {
      const format = touching(scope).find((each) => each.id === id);
      return format === undefined ? null : one(scope, format);
    } },
    ClearAll: { since: 6, call: (scope) => {
      guard(scope.sheet, "formatCells");
      const gone = new Set(touching(scope));
      scope.sheet.conditionalFormats = scope.sheet.conditionalFormats.filter((format) => !gone.has(format));
    } },
  },
};

const conditionalFormatClass: ApiClass<FormatTarget> = {
  name: "ConditionalFormat",
  identity: ({ format }) => ({ Id: format.id }),
  properties: {
    Id: stored(6, ({ format }) => format.id),
    Type: stored(6, ({ format }) => format.type),
    Priority: { since: 6, get: ({ sheet, format }) => sheet.conditionalFormats.indexOf(format), set: ({ sheet, format }, value) => {
      guard(sheet, "formatCells");
      const rest = sheet.conditionalFormats.filter((other) => other !== format);
      rest.splice(Number(value), 0, format);
      sheet.conditionalFormats = rest;
    } },
    StopIfTrue: { since: 6, get: ({ format }) => format.stopIfTrue, set: ({ sheet, format }, value) => {
      guard(sheet, "formatCells");
      format.stopIfTrue = value === true;
    } },
  },
  children: {
    Custom: { since: 6, get: (target) => {
      if (target.format.type !== "Custom") throw invalidOperation("The conditional format is of another type.");
      return bind(customClass, target);
    } },
    CustomOrNullObject: { since: 6, get: (target) => (target.format.type === "Custom" ? bind(customClass, target) : null) },
  },
  methods: {
    Delete: { since: 6, call: ({ sheet, format }) => {
      guard(sheet, "formatCells");
      if (!sheet.conditionalFormats.includes(format)) throw itemNotFound();
      sheet.conditionalFormats = sheet.conditionalFormats.filter((other) => other !== format);
    } },
    GetRange: { since: 6, call: ({ book, sheet, format }) => {
      const [first, ...more] = format.areas;
      if (first === undefined || more.length > 0) throw itemNotFound();
      return rangeOf({ book, sheet, area: first }, first);
    } },
    GetRanges: { since: 9, call: ({ book, sheet, format }) => bind(rangeAreasClass, { book, sheet, areas: format.areas.map((area) => ({ ...area })) }) },
  },
};

const customClass: ApiClass<FormatTarget> = {
  name: "CustomConditionalFormat",
  children: {
    Rule: { since: 6, get: (target) => bind(ruleClass, target) },
    Format: { since: 6, get: (target) => bind(lookClass, target) },
  },
};

const ruleClass: ApiClass<FormatTarget> = {
  name: "ConditionalFormatRule",
  properties: {
    Formula: { since: 6, get: ({ format }) => format.formula, set: ({ sheet, format }, value) => {
      guard(sheet, "formatCells");
      if (typeof value !== "string" || !value.startsWith("=") || value.length > 8_192 || tokens(value) === null) throw invalidArgument();
      format.formula = value;
    } },
  },
};

function look(name: string, check: (value: unknown) => string | boolean): Property<FormatTarget> {
  return { since: 6, get: ({ format }) => format.format[name] ?? null, set: ({ sheet, format }, value) => {
    guard(sheet, "formatCells");
    format.format[name] = check(value);
  } };
}

const logical = (value: unknown): boolean => value === true;
const word = (...allowed: string[]) => (value: unknown): string => {
  if (typeof value !== "string" || !allowed.includes(value)) throw invalidArgument();
  return value;
};

interface BorderTarget extends FormatTarget {
  readonly edge: string;
}

const EDGES = ["EdgeTop", "EdgeBottom", "EdgeLeft", "EdgeRight"];
const lineStyle = word("None", "Continuous", "Dash", "DashDot", "DashDotDot", "Dot");

const borderClass: ApiClass<BorderTarget> = {
  name: "ConditionalRangeBorder",
  properties: {
    SideIndex: stored(6, ({ edge }) => edge),
    // "None" reads the same whether it was set or never touched; here it is the same.
    Style: { since: 6, get: ({ format, edge }) => format.format[`border.${edge}.style`] ?? "None", set: ({ sheet, format, edge }, value) => {
      guard(sheet, "formatCells");
      const style = lineStyle(value);
      const { [`border.${edge}.style`]: _style, [`border.${edge}.weight`]: _weight, [`border.${edge}.color`]: color, ...rest } = format.format;
      // All lines of conditional formats are thin.
      format.format = style === "None" ? rest : { ...rest, [`border.${edge}.style`]: style, [`border.${edge}.weight`]: "Thin", [`border.${edge}.color`]: color ?? "#000000" };
    } },
    // Whether a colour alone makes a line in Excel is not known: the product sets the style first.
    Color: { since: 6, get: ({ format, edge }) => format.format[`border.${edge}.color`] ?? null, set: ({ sheet, format, edge }, value) => {
      guard(sheet, "formatCells");
      if (format.format[`border.${edge}.style`] === undefined) throw unknownMember("ConditionalRangeBorder.color before style");
      format.format[`border.${edge}.color`] = colour(value);
    } },
  },
};

const bordersClass: ApiClass<FormatTarget> = {
  name: "ConditionalRangeBorderCollection",
  item: (target, key) => {
    if (typeof key !== "string" || !EDGES.includes(key)) throw invalidArgument();
    return bind<BorderTarget>(borderClass, { ...target, edge: key });
  },
};

const lookClass: ApiClass<FormatTarget> = {
  name: "ConditionalRangeFormat",
  children: {
    Fill: { since: 6, get: (target) => bind<FormatTarget>({ name: "ConditionalRangeFill", properties: { Color: look("fill.color", colour) } }, target) },
    Font: { since: 6, get: (target) => bind<FormatTarget>({ name: "ConditionalRangeFont", properties: {
      Color: look("font.color", colour), Bold: look("font.bold", logical), Italic: look("font.italic", logical),
      Underline: look("font.underline", word("None", "Single", "Double")), Strikethrough: look("font.strikethrough", logical),
    } }, target) },
    Borders: { since: 6, get: (target) => bind(bordersClass, target) },
  },
};
