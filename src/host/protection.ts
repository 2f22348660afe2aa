/** What a protected sheet allows; Excel's names of the options. */

export interface SheetProtection {
  readonly protected: boolean;
  readonly options: object | null;
}

/** True if rows, columns and filters may be changed so that a hidden cell is seen. */
export function allowsShowing(protection: SheetProtection, hidden: { readonly row: boolean; readonly column: boolean; readonly filter: boolean }): boolean {
  if (!protection.protected) return true;
  const needs = [...(hidden.row ? ["allowFormatRows"] : []), ...(hidden.column ? ["allowFormatColumns"] : []), ...(hidden.filter ? ["allowAutoFilter"] : [])];
  const options: Readonly<Record<string, unknown>> = { ...protection.options };
  return needs.every((option) => options[option] === true);
}
