/** Colours as files name them (RGB, theme with tint, the old palette) → "#RRGGBB". */
import type { XmlElement } from "./xml-tree.js";

/** ECMA-376 part 1, 18.8.27: the palette of 64; 0–7 repeat as 8–15. */
const PALETTE = (
  "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 800000 008000 000080 808000 800080 008080 C0C0C0 808080 " +
  "9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF 000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 " +
  "3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366 339966 003300 333300 993300 993366 333399 333333"
).split(" ");

/** Theme colours by the number cells use; Office's own theme where a file has none. */
const ORDER = ["lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink"];
const OFFICE = ["FFFFFF", "000000", "EEECE1", "1F497D", "4F81BD", "C0504D", "9BBB59", "8064A2", "4BACC6", "F79646", "0000FF", "800080"];

export class Colours {
  private readonly theme: readonly string[];
  private palette: readonly string[] = PALETTE;

  constructor(theme: XmlElement | null) {
    const scheme = theme?.child("themeElements")?.child("clrScheme");
    this.theme = ORDER.map((name, index) => {
      const one = scheme?.child(name)?.elements[0];
      const value = one?.local === "sysClr" ? one.get("lastClr") : one?.get("val");
      return value !== undefined && /^[0-9a-f]{6}$/i.test(value) ? value : OFFICE[index]!;
    });
  }

  /** A workbook's own palette (styles.xml, indexedColors). */
  usePalette(colours: XmlElement | undefined): void {
    const own = colours?.all("rgbColor").map((one) => (one.get("rgb") ?? "").slice(-6));
    if (own !== undefined && own.length > 0) this.palette = PALETTE.map((colour, index) => own[index] ?? colour);
  }

  /** null if the element names no colour that can be shown. */
  resolve(element: XmlElement | undefined, automatic: string | null = null): string | null {
    if (element === undefined) return null;
    const theme = element.get("theme"), rgb = element.get("rgb"), indexed = element.get("indexed");
    let base: string | undefined;
    if (theme !== undefined) base = this.theme[Number(theme)];
    else if (rgb !== undefined && /^[0-9a-f]{6,8}$/i.test(rgb)) base = rgb.slice(-6);
    else if (indexed !== undefined) base = Number(indexed) === 64 ? "000000" : Number(indexed) === 65 ? "FFFFFF" : this.palette[Number(indexed)];
    if (base === undefined) return element.is("auto") ? automatic : null;
    const tint = Number(element.get("tint") ?? 0);
    return `#${(tint === 0 || Number.isNaN(tint) ? base : tinted(base, tint)).toUpperCase()}`;
  }
}

/** How the element says its colour if that is more than plain RGB; "" otherwise. */
export function colourDetail(element: XmlElement | undefined): string {
  if (element === undefined) return "";
  const rgb = element.get("rgb");
  if (rgb !== undefined && /^ff[0-9a-f]{6}$/i.test(rgb) && element.attributes.size === 1) return "";
  return [...element.attributes].map(([key, value]) => `${key}="${value}"`).join(" ");
}

/** Tint changes the lightness in HLS (18.8.19): towards black if negative, towards white if positive. */
function tinted(hex: string, tint: number): string {
  const [r, g, b] = [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255) as [number, number, number];
  const max = Math.max(r, g, b), min = Math.min(r, g, b), span = max - min;
  let light = (max + min) / 2;
  const saturation = span === 0 ? 0 : span / (light > 0.5 ? 2 - max - min : max + min);
  const hue = span === 0 ? 0 : max === r ? (g - b) / span + (g < b ? 6 : 0) : max === g ? (b - r) / span + 2 : (r - g) / span + 4;
  light = tint < 0 ? light * (1 + tint) : light * (1 - tint) + tint;
  const q = light < 0.5 ? light * (1 + saturation) : light + saturation - light * saturation, p = 2 * light - q;
  const channel = (at: number): string => {
    const t = ((at % 6) + 6) % 6;
    const value = t < 1 ? p + (q - p) * t : t < 3 ? q : t < 4 ? p + (q - p) * (4 - t) : p;
    return Math.round(Math.min(1, Math.max(0, value)) * 255).toString(16).padStart(2, "0");
  };
  return channel(hue + 2) + channel(hue) + channel(hue - 2);
}
