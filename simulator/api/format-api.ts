/** Looks of ranges: fill, font, borders, alignment, sizes. A property is null where the cells of the range differ. */
import type { Area } from "../../src/model.js";
import { isEntireColumn, isEntireRow } from "../model/address.js";
import { edgeCells } from "../model/borders.js";
import { styleArea } from "../model/cells.js";
import type { SheetModel, Track } from "../model/sheet.js";
import type { StyleValue } from "../model/styles.js";
import { setSize } from "../model/tracks.js";
import { bind, type ApiClass, type Property } from "../protocol/api-class.js";
import { invalidArgument, itemNotFound } from "../protocol/host-error.js";
import { guard } from "./ranges.js";

export interface Looks {
  readonly sheet: SheetModel;
  readonly areas: readonly Area[];
}

interface BorderTarget extends Looks {
  readonly edge: string;
}

const EDGES = ["EdgeTop", "EdgeBottom", "EdgeLeft", "EdgeRight", "InsideVertical", "InsideHorizontal", "DiagonalDown", "DiagonalUp"];

function common({ sheet, areas }: Looks, name: string): StyleValue | null {
  let first: StyleValue | null | undefined;
  for (const area of areas) {
    const whole = isEntireColumn(area) || isEntireRow(area);
    const bottom = whole ? Math.min(area.bottom, Math.max(area.top, sheet.styles.length - 1)) : area.bottom;
    const right = whole ? Math.min(area.right, area.left + 255) : area.right;
    for (let row = area.top; row <= bottom; row++) {
      for (let column = area.left; column <= right; column++) {
        const value = sheet.table.value(sheet.style(row, column), name);
        if (first === undefined) first = value;
        else if (first !== value) return null;
      }
    }
  }
  return first ?? null;
}

export function applyLook({ sheet, areas }: Looks, patch: Readonly<Record<string, StyleValue | null>>): void {
  guard(sheet, "formatCells");
  for (const area of areas) styleArea(sheet, area, patch);
}

/** "red" and "ff0000" become "#FF0000" as far as the product uses colours: #RRGGBB only. */
export function colour(value: unknown): string {
  if (typeof value !== "string" || !/^#?[0-9a-f]{6}$/i.test(value)) throw invalidArgument();
  return `#${value.replace("#", "").toUpperCase()}`;
}

function look(since: number, name: string, check: (value: unknown) => StyleValue): Property<Looks> {
  return { since, get: (target) => common(target, name), set: (target, value) => applyLook(target, { [name]: check(value) }) };
}

const text = (...allowed: string[]) => (value: unknown): StyleValue => {
  if (typeof value !== "string" || (allowed.length > 0 && !allowed.includes(value))) throw invalidArgument();
  return value;
};
const logical = (value: unknown): StyleValue => {
  if (typeof value !== "boolean") throw invalidArgument();
  return value;
};
const number = (least: number, most: number) => (value: unknown): StyleValue => {
  if (typeof value !== "number" || value < least || value > most) throw invalidArgument();
  return value;
};

/** Widths and heights in points; null where they differ. */
function size(rows: boolean, most: number): Property<Looks> {
  const tracks = (sheet: SheetModel): Map<number, Track> => (rows ? sheet.rows : sheet.columns);
  const span = (area: Area): [number, number] => (rows ? [area.top, area.bottom] : [area.left, area.right]);
  return {
    since: 2,
    get: ({ sheet, areas }) => {
      const found = new Set<number>();
      for (const area of areas) for (let [n, to] = span(area); n <= to && found.size < 2; n++) found.add(tracks(sheet).get(n)?.size ?? tracks(sheet).get(n)?.fit ?? (rows ? sheet.defaults.rowHeight : sheet.defaults.columnWidth));
      return found.size === 1 ? [...found][0] : null;
    },
    set: ({ sheet, areas }, value) => {
      guard(sheet, rows ? "formatRows" : "formatColumns");
      const points = Number(number(0, most)(value));
      for (const area of areas) setSize(sheet, rows ? "rows" : "columns", ...span(area), points);
    },
  };
}

const fillClass: ApiClass<Looks> = {
  name: "RangeFill",
  properties: {
    Color: { since: 1, get: (target) => common(target, "fill.color"), set: (target, value) => applyLook(target, { "fill.color": value === "" ? null : colour(value) }) },
    Pattern: look(9, "fill.pattern", text()),
    PatternColor: look(9, "fill.patternColor", colour),
  },
  methods: { Clear: { since: 1, call: (target) => applyLook(target, { "fill.color": null, "fill.pattern": null, "fill.patternColor": null }) } },
};

const fontClass: ApiClass<Looks> = {
  name: "RangeFont",
  properties: {
    Name: look(1, "font.name", text()),
    Size: look(1, "font.size", number(1, 409)),
    Color: look(1, "font.color", colour),
    Bold: look(1, "font.bold", logical),
    Italic: look(1, "font.italic", logical),
    Underline: look(1, "font.underline", text("None", "Single", "Double", "SingleAccountant", "DoubleAccountant")),
    Strikethrough: look(9, "font.strikethrough", logical),
  },
};

function bordered({ areas, edge }: BorderTarget): { area: Area; name: string }[] {
  return areas.flatMap((area) => edgeCells(area, edge));
}

function borderValue(since: number, key: string, check: (value: unknown) => StyleValue, otherwise: StyleValue): Property<BorderTarget> {
  return {
    since,
    get: (target) => {
      const values = new Set(bordered(target).map(({ area, name }) => common({ sheet: target.sheet, areas: [area] }, `border.${name}.${key}`)));
      return values.size === 1 ? ([...values][0] ?? otherwise) : values.size === 0 ? otherwise : null;
    },
    set: (target, value) => {
      const checked = check(value);
      for (const { area, name } of bordered(target)) applyLook({ sheet: target.sheet, areas: [area] }, { [`border.${name}.${key}`]: checked === "None" ? null : checked });
    },
  };
}

const borderClass: ApiClass<BorderTarget> = {
  name: "RangeBorder",
  identity: ({ edge }) => ({ Id: edge }),
  properties: {
    SideIndex: { since: 1, get: ({ edge }) => edge },
    Style: borderValue(1, "style", text("None", "Continuous", "Dash", "DashDot", "DashDotDot", "Dot", "Double", "SlantDashDot"), "None"),
    Weight: borderValue(1, "weight", text("Hairline", "Thin", "Medium", "Thick"), "Thin"),
    Color: borderValue(1, "color", colour, "#000000"),
  },
};

const bordersClass: ApiClass<Looks> = {
  name: "RangeBorderCollection",
  properties: { Count: { since: 1, get: () => EDGES.length } },
  items: ({ sheet, areas }) => EDGES.map((edge) => bind(borderClass, { sheet, areas, edge })),
  item: ({ sheet, areas }, key) => {
    if (typeof key !== "string" || !EDGES.includes(key)) throw itemNotFound();
    return bind(borderClass, { sheet, areas, edge: key });
  },
};

const cellProtectionClass: ApiClass<Looks> = { name: "FormatProtection", properties: { Locked: look(2, "locked", logical) } };

export const rangeFormatClass: ApiClass<Looks> = {
  name: "RangeFormat",
  properties: {
    WrapText: look(1, "wrapText", logical),
    HorizontalAlignment: look(1, "horizontalAlignment", text("General", "Left", "Center", "Right", "Fill", "Justify", "CenterAcrossSelection", "Distributed")),
    VerticalAlignment: look(1, "verticalAlignment", text("Top", "Center", "Bottom", "Justify", "Distributed")),
    ColumnWidth: size(false, 1_800),
    RowHeight: size(true, 409.5),
    IndentLevel: look(9, "indentLevel", number(0, 250)),
    ShrinkToFit: look(9, "shrinkToFit", logical),
    TextOrientation: look(7, "textOrientation", number(-90, 180)),
  },
  children: {
    Fill: { since: 1, get: (target) => bind(fillClass, target) },
    Font: { since: 1, get: (target) => bind(fontClass, target) },
    Borders: { since: 1, get: (target) => bind(bordersClass, target) },
    Protection: { since: 2, get: (target) => bind(cellProtectionClass, target) },
  },
};
