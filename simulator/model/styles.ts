/**
 * Cell styles, each once. A style is a flat record of what differs from the default ("font.bold": true, "fill.color": "#FFC7CE"), so that
 * setting a default and never having set it are the same, and equal looks have one number whatever the order of the calls.
 */
export type StyleValue = string | number | boolean;
export type CellStyle = Readonly<Record<string, StyleValue>>;

/** Excel's defaults, as its API answers them. What is not here is null by default. */
export const STYLE_DEFAULTS: CellStyle = {
  numberFormat: "General",
  "fill.color": "#FFFFFF",
  "font.name": "宋体",
  "font.size": 11,
  "font.color": "#000000",
  "font.bold": false,
  "font.italic": false,
  "font.underline": "None",
  "font.strikethrough": false,
  horizontalAlignment: "General",
  verticalAlignment: "Center",
  wrapText: false,
  indentLevel: 0,
  shrinkToFit: false,
  textOrientation: 0,
  locked: true,
  quotePrefix: false,
};

/** Given explicitly, white is a fill: only `clear` takes it away. */
const NO_DEFAULT = new Set(["fill.color"]);

function keyOf(style: CellStyle): string {
  return JSON.stringify(Object.keys(style).sort().map((name) => [name, style[name]]));
}

export class StyleTable {
  private readonly styles: CellStyle[] = [{}];
  private readonly numbers = new Map<string, number>([[keyOf({}), 0]]);
  private readonly changed = new Map<string, number>();

  get(id: number): CellStyle {
    return this.styles[id] ?? {};
  }

  value(id: number, name: string): StyleValue | null {
    return this.get(id)[name] ?? STYLE_DEFAULTS[name] ?? (name.endsWith(".style") ? "None" : null);
  }

  intern(style: CellStyle): number {
    const clean: Record<string, StyleValue> = {};
    for (const [name, value] of Object.entries(style)) if (NO_DEFAULT.has(name) || STYLE_DEFAULTS[name] !== value) clean[name] = value;
    const key = keyOf(clean);
    let id = this.numbers.get(key);
    if (id === undefined) {
      id = this.styles.length;
      this.styles.push(Object.freeze(clean));
      this.numbers.set(key, id);
    }
    return id;
  }

  /** The style with some values changed; null takes a value away. */
  with(id: number, patch: Readonly<Record<string, StyleValue | null>>): number {
    const memo = `${id}\0${JSON.stringify(patch)}`;
    let result = this.changed.get(memo);
    if (result === undefined) {
      const style: Record<string, StyleValue> = { ...this.get(id) };
      for (const [name, value] of Object.entries(patch)) {
        if (value === null) delete style[name];
        else style[name] = value;
      }
      result = this.intern(style);
      this.changed.set(memo, result);
    }
    return result;
  }
}
