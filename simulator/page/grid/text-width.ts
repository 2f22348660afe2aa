/** Width of short texts in pixels, measured by the browser; in Node an estimate from the kinds of characters. */
const memo = new Map<string, number>();
const MOST = 20_000;

let context: CanvasRenderingContext2D | null | undefined;

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
  return context.measureText(text).width;
}

export function estimate(text: string, size: number): number {
  let units = 0;
  for (const char of text) units += char.charCodeAt(0) > 0x2e7f ? 1 : 0.55;
  return units * size;
}
