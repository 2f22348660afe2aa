/** Print options, margins, headers and footers, page breaks, protection of a sheet. */
import { legacyHash } from "../model/protection.js";
import type { SheetModel } from "../model/sheet.js";
import { one, only, type Piece } from "./piece.js";
import { escapeContent, XmlElement } from "./xml-tree.js";

const OPTIONS = [["horizontalCentered", "centerHorizontally"], ["verticalCentered", "centerVertically"], ["gridLines", "printGridlines"], ["headings", "printHeadings"]] as const;

export const printOptionsPiece: Piece = {
  names: ["printOptions"],
  read(elements, sheet) {
    const options = only(elements, "printOptions");
    for (const [file, name] of OPTIONS) if (options?.is(file) === true) sheet.page[name] = true;
  },
  state: ({ page }) => OPTIONS.map(([, name]) => page[name] === true),
  write(sheet, old) {
    const options = only(old, "printOptions") ?? new XmlElement("printOptions");
    for (const [file, name] of OPTIONS) options.set(file, sheet.page[name] === true ? 1 : undefined);
    return one("printOptions", options.attributes.size === 0 ? null : options);
  },
};

/** In points; what Excel has without being told. */
const MARGINS: Readonly<Record<string, number>> = { left: 50.4, right: 50.4, top: 54, bottom: 54, header: 21.6, footer: 21.6 };

export const marginsPiece: Piece = {
  names: ["pageMargins"],
  read(elements, sheet) {
    const margins = only(elements, "pageMargins");
    for (const [side, standard] of Object.entries(MARGINS)) {
      const inches = Number(margins?.get(side) ?? Number.NaN);
      const points = Math.round(inches * 7_200) / 100;
      if (!Number.isNaN(inches) && points !== standard) sheet.page[`${side}Margin`] = points;
    }
  },
  state: ({ page }) => Object.entries(MARGINS).map(([side, standard]) => page[`${side}Margin`] ?? standard),
  write(sheet, old) {
    const margins = only(old, "pageMargins") ?? new XmlElement("pageMargins");
    for (const [side, standard] of Object.entries(MARGINS)) {
      const points = Number(sheet.page[`${side}Margin`] ?? standard);
      // As it was written if it still means the same.
      if (Math.round(Number(margins.get(side) ?? Number.NaN) * 7_200) / 100 !== points) margins.set(side, Number((points / 72).toFixed(8)));
    }
    return one("pageMargins", margins);
  },
};

const PARTS = ["Left", "Center", "Right"] as const;

/** "&L…&C…&R…" into its three parts; text before any of them is the centre. */
function headerParts(code: string): Record<(typeof PARTS)[number], string> {
  const parts = { Left: "", Center: "", Right: "" };
  let at: (typeof PARTS)[number] = "Center";
  for (const piece of code.match(/&&|&[LCR]|[^&]+|&/g) ?? []) {
    const part = PARTS.find((name) => piece === `&${name[0]!}`);
    if (part) at = part;
    else parts[at] += piece;
  }
  return parts;
}

export const headersPiece: Piece = {
  names: ["headerFooter"],
  read(elements, sheet) {
    for (const where of ["Header", "Footer"] as const) {
      const parts = headerParts(only(elements, "headerFooter")?.child(`odd${where}`)?.text ?? "");
      for (const part of PARTS) if (parts[part] !== "") sheet.page[part + where] = parts[part];
    }
  },
  state: ({ page }) => ["Header", "Footer"].flatMap((where) => PARTS.map((part) => page[part + where] ?? "")),
  write(sheet, old) {
    const element = only(old, "headerFooter") ?? new XmlElement("headerFooter");
    for (const where of ["Footer", "Header"] as const) {
      const text = PARTS.map((part) => (sheet.page[part + where] === undefined ? "" : `&${part[0]!}${String(sheet.page[part + where])}`)).join("");
      const before = element.child(`odd${where}`);
      if (before) before.children.splice(0, before.children.length, escapeContent(text));
      else if (text !== "") element.children.splice(where === "Header" ? 0 : element.child("oddHeader") ? 1 : 0, 0, new XmlElement(`${element.prefix}odd${where}`, {}, [escapeContent(text)]));
      const empty = element.child(`odd${where}`);
      if (empty && text === "") element.remove(empty);
    }
    return one("headerFooter", element.elements.length === 0 && element.attributes.size === 0 ? null : element);
  },
};

export const breaksPiece: Piece = {
  names: ["rowBreaks"],
  read(elements, sheet) {
    sheet.rowBreaks = (only(elements, "rowBreaks")?.all("brk") ?? []).map((brk) => Number(brk.get("id"))).filter((row) => row > 0);
  },
  state: ({ rowBreaks }) => rowBreaks,
  write(sheet, old) {
    const before = only(old, "rowBreaks")?.all("brk") ?? [];
    const breaks = sheet.rowBreaks.map((row) => before.find((brk) => Number(brk.get("id")) === row) ?? new XmlElement("brk", { id: row, max: 16_383, man: 1 }));
    const manual = breaks.filter((brk) => brk.is("man")).length;
    return one("rowBreaks", breaks.length === 0 ? null : new XmlElement("rowBreaks", { count: breaks.length, manualBreakCount: manual }, breaks));
  },
};

/** What a protected sheet forbids unless its attribute is "0". */
const LOCKED: readonly (readonly [file: string, option: string])[] = [
  ["formatCells", "allowFormatCells"], ["formatColumns", "allowFormatColumns"], ["formatRows", "allowFormatRows"], ["insertColumns", "allowInsertColumns"], ["insertRows", "allowInsertRows"],
  ["insertHyperlinks", "allowInsertHyperlinks"], ["deleteColumns", "allowDeleteColumns"], ["deleteRows", "allowDeleteRows"], ["sort", "allowSort"], ["autoFilter", "allowAutoFilter"],
  ["pivotTables", "allowPivotTables"],
];
/** What it allows unless its attribute is "1". */
const OPEN: readonly (readonly [file: string, option: string])[] = [["objects", "allowEditObjects"], ["scenarios", "allowEditScenarios"]];
const HASH = ["password", "algorithmName", "hashValue", "saltValue", "spinCount"];

export const protectionPiece: Piece = {
  names: ["sheetProtection"],
  read(elements, sheet) {
    const element = only(elements, "sheetProtection");
    if (element?.is("sheet") !== true) return;
    const options: Record<string, unknown> = {};
    for (const [file, option] of LOCKED) if (!element.is(file, true)) options[option] = true;
    for (const [file, option] of OPEN) if (!element.is(file)) options[option] = true;
    if (element.is("selectUnlockedCells")) options["selectionMode"] = "None";
    else if (element.is("selectLockedCells")) options["selectionMode"] = "Unlocked";
    const hash = Object.fromEntries(HASH.filter((name) => element.get(name) !== undefined).map((name) => [name, element.get(name)!]));
    sheet.protection = { protected: true, options, password: null, ...(Object.keys(hash).length > 0 && { hash }) };
  },
  state: ({ protection: { protected: on, options, password, hash } }) => (on ? [allowed(options), password, hash ?? null] : false),
  write(sheet, old) {
    const { protected: on, options, password, hash } = sheet.protection;
    if (!on) return one("sheetProtection", null);
    const before = only(old, "sheetProtection");
    const secret = password !== null && password !== "" ? { password: legacyHash(password) } : hash;
    const attributes: Record<string, string | number> = { ...secret, sheet: 1 };
    for (const [file, option] of OPEN) if (options[option] !== true) attributes[file] = 1;
    for (const [file, option] of LOCKED) if (options[option] === true) attributes[file] = 0;
    if (options["selectionMode"] === "None") attributes["selectUnlockedCells"] = 1;
    if (options["selectionMode"] === "None" || options["selectionMode"] === "Unlocked") attributes["selectLockedCells"] = 1;
    return one("sheetProtection", new XmlElement(before?.name ?? "sheetProtection", attributes));
  },
};

/** Options that differ from what a protected sheet forbids by itself. */
export function allowed(options: SheetModel["protection"]["options"]): unknown[] {
  return Object.entries(options).filter(([name, value]) => (name === "selectionMode" ? value !== "Normal" : value === true)).sort();
}
