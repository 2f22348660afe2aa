/** The named looks of a report as an open workbook gets them: the same as in a written file (xlsx-writer-styles.ts). */
import type { Look } from "../model.js";

export interface LookFormat {
  readonly size: number;
  readonly bold?: true;
  readonly underline?: true;
  readonly colour?: string;
  readonly fill?: string;
  readonly border?: "box" | "below" | "strongBelow";
  readonly borderColour?: string;
  readonly across?: "Left" | "Center" | "Right";
  readonly wrap?: true;
  readonly format?: string;
}

const BADGE = { size: 10.5, bold: true, border: "box", across: "Center", wrap: true } as const;

export const LOOK_FORMATS: Readonly<Record<Look, LookFormat>> = {
  title: { size: 18, bold: true, across: "Center" },
  subtitle: { size: 10.5, across: "Center" },
  section: { size: 12, bold: true, colour: "#1F3864", border: "strongBelow", borderColour: "#1F3864", across: "Left" },
  head: { size: 10.5, bold: true, fill: "#E7E6E6", border: "box", across: "Center", wrap: true },
  body: { size: 10.5, border: "box", across: "Left" },
  bodyWrap: { size: 10.5, border: "box", across: "Left", wrap: true },
  bodyCentre: { size: 10.5, border: "box", across: "Center", wrap: true },
  input: { size: 10.5, border: "box", across: "Left", wrap: true },
  number: { size: 10.5, border: "box", across: "Right" },
  percent: { size: 10.5, border: "box", across: "Center", format: "0.0%" },
  link: { size: 10.5, underline: true, colour: "#0563C1", border: "box", across: "Center", wrap: true },
  muted: { size: 9, colour: "#595959", across: "Left", wrap: true },
  text: { size: 10.5, across: "Left", wrap: true },
  textRight: { size: 10.5, across: "Right" },
  cut: { size: 9, colour: "#595959", across: "Center" },
  tile: { size: 14, bold: true, across: "Center" },
  blankLine: { size: 10.5, border: "below", borderColour: "#404040", across: "Left" },
  sign: { size: 10.5, across: "Left" },
  badgeHigh: { ...BADGE, colour: "#9C0006", fill: "#FBE3E1" },
  badgeMiddle: { ...BADGE, colour: "#7F4F00", fill: "#FFF2CC" },
  badgeLow: { ...BADGE, colour: "#1F3864", fill: "#DEEAF6" },
  markHigh: { size: 10, bold: true, colour: "#9C0006", fill: "#FBD5D1", border: "box", borderColour: "#C00000" },
  markMiddle: { size: 10, bold: true, colour: "#7F4F00", fill: "#FFE9A8", border: "box", borderColour: "#BF8F00" },
  markLow: { size: 10, bold: true, colour: "#1F3864", fill: "#DEEAF6", border: "box", borderColour: "#2F5597" },
  markRef: { size: 10, border: "box", borderColour: "#595959" },
  cell: { size: 10 },
};

/** Edges of a box around every cell of an area. */
const BOX = ["EdgeTop", "EdgeBottom", "EdgeLeft", "EdgeRight", "InsideHorizontal", "InsideVertical"] as const;

/** Lines of a look: which edges of an area, and how thick. */
export function linesOf({ border }: LookFormat): { readonly edges: readonly (typeof BOX)[number][]; readonly weight: "Thin" | "Medium" } {
  return { edges: border === undefined ? [] : border === "box" ? BOX : ["EdgeBottom"], weight: border === "strongBelow" ? "Medium" : "Thin" };
}

export const LOOK_FACE = "宋体";
export const LINE_COLOUR = "#808080";
