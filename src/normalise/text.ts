/** Free text and codes without a list: compared after folding width, blanks, letters, 帐/账 and traditional forms. */
import type { NormalName } from "../model.js";
import type { BlankWords } from "./blank.js";
import { cellText, stepList, type OpenCell } from "./cell.js";
import { fold, withoutBlanks } from "./fold.js";
import { simplify } from "./simplify.js";

export function normaliseText(cell: OpenCell, blank: BlankWords): NormalName {
  const { shown } = cell;
  if (cell.error) return { type: "text", state: "invalid", shown, text: shown.trim(), steps: [], issue: "error" };
  const folded = fold(cellText(cell));
  if (blank(folded.text)) return { type: "text", state: "blank", shown, text: "", steps: stepList(cell), issue: null };
  const bare = withoutBlanks(folded.text);
  const simple = simplify(bare);
  const text = simple.toUpperCase().replaceAll("帐", "账");
  const steps = stepList(
    cell, (folded.trimmed || bare !== folded.text) && "trimmed", folded.fullWidth && "fullWidth", simple !== bare && "traditional",
  );
  return { type: "text", state: "value", shown, text, steps, issue: null };
}
