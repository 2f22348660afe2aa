/** Width, blanks and invisible characters: what differs between two keyboards, not between two values. */

export interface Folded {
  readonly text: string;
  /** A full-width letter, digit or mark was made half-width. */
  readonly fullWidth: boolean;
  /** Blanks at the ends, invisible characters, or unusual blanks inside were taken away. */
  readonly trimmed: boolean;
}

const enum Kind { Keep, Space, Drop, Width, Dash, Compat }

function kindOf(code: number): Kind {
  if (code > 0x20 && code < 0x7f) return Kind.Keep;
  if (code === 0x3000) return Kind.Space;
  if (code >= 0x3001 && code < 0xe000) return code === 0x3002 ? Kind.Width : Kind.Keep; // 。 becomes a dot
  if (code === 0x20 || code === 0xa0 || (code >= 9 && code <= 13) || (code >= 0x2000 && code <= 0x200a)) return Kind.Space;
  if (code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f) return Kind.Space;
  if (code < 0x20 || code === 0x7f || code === 0xad || code === 0xfeff) return Kind.Drop;
  if ((code >= 0x200b && code <= 0x200f) || (code >= 0x202a && code <= 0x202e) || (code >= 0x2060 && code <= 0x206f)) return Kind.Drop;
  if ((code >= 0x2010 && code <= 0x2015) || code === 0x2212 || code === 0x2500) return Kind.Dash;
  if (code >= 0xfe00 && code <= 0xfe0f) return Kind.Drop; // variation selectors
  if (code >= 0xff01 && code <= 0xff5e) return Kind.Width;
  if ((code >= 0x2e80 && code <= 0x2fdf) || (code >= 0xf900 && code <= 0xfaff)) return Kind.Compat; // radicals typed as characters
  return Kind.Keep;
}

/** Ends trimmed, inner blanks one space, full width → half width, dashes → "-". */
export function fold(raw: string): Folded {
  let first = 0;
  while (first < raw.length && kindOf(raw.charCodeAt(first)) === Kind.Keep) first++;
  if (first === raw.length) return { text: raw, fullWidth: false, trimmed: false };
  let out = raw.slice(0, first);
  let fullWidth = false;
  let trimmed = false;
  let space = false;
  for (let i = first; i < raw.length; i++) {
    const code = raw.charCodeAt(i);
    const kind = kindOf(code);
    if (kind === Kind.Space) {
      if (space || out === "" || code !== 0x20) trimmed = true;
      space = true;
      continue;
    }
    if (kind === Kind.Drop) {
      trimmed = true;
      continue;
    }
    if (space && out !== "") out += " ";
    space = false;
    if (kind === Kind.Keep) out += raw[i];
    else if (kind === Kind.Dash) out += "-";
    else {
      fullWidth = true;
      out += code === 0x3002 ? "." : kind === Kind.Width ? String.fromCharCode(code - 0xfee0) : (raw[i] ?? "").normalize("NFKC");
    }
  }
  return { text: out, fullWidth, trimmed: trimmed || space };
}

/** Blanks have no meaning inside Chinese words and numbers. */
export function withoutBlanks(text: string): string {
  return text.includes(" ") ? text.replaceAll(" ", "") : text;
}
