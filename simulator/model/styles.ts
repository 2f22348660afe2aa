/**
 * Cell styles, each once. A style is a flat record of what differs from the default ("font.bold": true, "fill.color": "#FFC7CE"), so that
 * setting a default and never having set it are the same, and equal looks have one number whatever the order of the calls.
 *
 * Names that end in ".raw" are what only a file holds about a value (a theme colour behind "#4472C4", a gradient behind a fill): they
 * go when that value is set.
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
  "font.superscript": false,
  "font.subscript": false,
  horizontalAlignment: "General",
  verticalAlignment: "Center",
  wrapText: false,
  indentLevel: 0,
  shrinkToFit: false,
  textOrientation: 0,
  locked: true,
  formulaHidden: false,
  quotePrefix: false,
};

/** A cell's own style that says "default" although its row or column says otherwise; looks as 0. */
export const PLAIN = 1;

function keyOf(style: CellStyle): string {
  return JSON.stringify(Object.keys(style).sort().map((name) => [name, style[name]]));
}

export class StyleTable {
  private readonly styles: CellStyle[] = [{}, {}];
  private readonly numbers = new Map<string, number>([[keyOf({}), 0]]);
  private readonly changed = new Map<string, number>();
  private defaults: CellStyle = STYLE_DEFAULTS;

  /** What a workbook's own default style differs in. Before any style is made. */
  setDefaults(own: CellStyle): void {
    this.defaults = { ...STYLE_DEFAULTS, ...own };
  }

  get(id: number): CellStyle {
    return this.styles[id] ?? {};
  }

  value(id: number, name: string): StyleValue | null {
    return this.get(id)[name] ?? this.defaults[name] ?? fallback(name);
  }

  intern(style: CellStyle): number {
    const clean: Record<string, StyleValue> = {};
    for (const [name, value] of Object.entries(style)) {
      // Given explicitly, white is a fill: only `clear` takes it away.
      if (name === "fill.color" || (this.defaults[name] ?? fallback(name)) !== value) clean[name] = value;
    }
    for (const name of Object.keys(clean)) {
      const edge = /^border\.\w+/.exec(name)?.[0];
      if (edge === undefined) continue;
      const line = clean[`${edge}.style`];
      if (line === undefined) delete clean[name];
      // Lines come in certain weights only: double and slanted ones in one, broken ones in two.
      else if (name.endsWith(".weight") && line !== "Continuous") {
        if (line === "Double" || line === "SlantDashDot" || clean[name] === "Hairline" || (line === "Dot" && clean[name] !== "Thin")) delete clean[name];
        else if (clean[name] === "Thick") clean[name] = "Medium";
      }
    }
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
        const edge = /^(border\.\w+)\.(?:color|weight)$/.exec(name)?.[1];
        // A colour or weight makes a line where there is none.
        if (edge !== undefined && value !== null) style[`${edge}.style`] ??= "Continuous";
        if (value === null) delete style[name];
        else style[name] = value;
        style[`${name}.raw`] = "";
        if (name.startsWith("fill.")) style["fill.raw"] = "";
      }
      result = this.intern(style);
      if (result === 0 && id === PLAIN) result = PLAIN;
      this.changed.set(memo, result);
    }
    return result;
  }
}

function fallback(name: string): StyleValue | null {
  if (name.endsWith(".raw")) return "";
  if (!name.startsWith("border.")) return null;
  return name.endsWith(".style") ? "None" : name.endsWith(".weight") ? "Thin" : name.endsWith(".color") ? "#000000" : null;
}
