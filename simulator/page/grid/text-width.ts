/** Width of short texts in pixels, measured by the browser; in Node an estimate from the kinds of characters. */
const memo = new Map<string, number>();
const MOST = 20_000;

let context: CanvasRenderingContext2D | null | undefined;

/**
 * Fonts whose digits are half as wide as the letters are high: what column widths in files are made for. Where they are not installed, another
 * font is drawn smaller until its digits are as wide (CSS font-size-adjust), so that a date that fits in Excel fits here.
 */
const HALF_WIDTH = /^(?:宋体|新宋体|仿宋|楷体|黑体|等线|simsun|nsimsun|fangsong|kaiti|simhei|dengxian|calibri|times new roman|仿宋_gb2312|楷体_gb2312|)$/i;
export const HALF_WIDTH_DIGITS = "ch-width 0.5";

export function hasHalfWidthDigits(font: string): boolean {
  return HALF_WIDTH.test(font);
}

export function textWidth(text: string, size: number, bold: boolean, font: string): number {
  const key = `${bold ? "b" : ""}${size}${font}\0${text}`;
  let width = memo.get(key);
  if (width === undefined) {
    width = measure(text, size, bold, font);
    if (memo.size >= MOST) memo.clear();
    memo.set(key, width);
  }
  return width;
}

function measure(text: string, size: number, bold: boolean, font: string): number {
  if (context === undefined) context = typeof document === "undefined" ? null : document.createElement("canvas").getContext("2d");
  if (context === null) return estimate(text, size);
  context.font = `${bold ? "700" : "400"} ${size}px ${font === "" ? "" : `"${font.replace(/["\\]/g, "")}", `}"SimSun", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif`;
  const { width } = context.measureText(text);
  if (!hasHalfWidthDigits(font) || !adjusts()) return width;
  return (width * size * 0.5) / context.measureText("0").width;
}

let adjusting: boolean | undefined;

function adjusts(): boolean {
  adjusting ??= typeof CSS !== "undefined" && CSS.supports("font-size-adjust", HALF_WIDTH_DIGITS);
  return adjusting;
}

export function estimate(text: string, size: number): number {
  let units = 0;
  for (const char of text) units += char.charCodeAt(0) > 0x2e7f ? 1 : 0.55;
  return units * size;
}
