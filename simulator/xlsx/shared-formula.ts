/** A formula carried to other cells: relative references follow, as Excel's shared formulas mean it. */
import { columnName, MAX_COLUMNS, MAX_ROWS } from "../model/address.js";
import { referenceOf, tokens, type Corner } from "../model/formula-parser.js";

export class SharedFormula {
  private readonly pieces: readonly (string | Corner)[];

  /** @param formula without "=" */
  constructor(readonly row: number, readonly column: number, readonly formula: string) {
    const pieces: (string | Corner)[] = [];
    for (const token of tokens(formula) ?? []) {
      if (token.kind !== "reference") {
        pieces.push(token.text);
        continue;
      }
      const reference = referenceOf(token.text);
      pieces.push(token.text.slice(0, token.text.lastIndexOf("!") + 1), reference.first);
      if (reference.last !== null) pieces.push(":", reference.last);
    }
    this.pieces = pieces.length > 0 ? pieces : [formula];
  }

  at(row: number, column: number): string {
    const down = row - this.row, right = column - this.column;
    let text = "";
    for (const piece of this.pieces) text += typeof piece === "string" ? piece : corner(piece, down, right);
    return text;
  }
}

function corner({ row, rowFixed, column, columnFixed }: Corner, down: number, right: number): string {
  let text = "";
  if (column !== null) {
    const to = columnFixed ? column : column + right;
    // References wrap round the sheet's edges.
    text += (columnFixed ? "$" : "") + columnName(((to % MAX_COLUMNS) + MAX_COLUMNS) % MAX_COLUMNS);
  }
  if (row !== null) {
    const to = rowFixed ? row : row + down;
    text += (rowFixed ? "$" : "") + String((((to % MAX_ROWS) + MAX_ROWS) % MAX_ROWS) + 1);
  }
  return text;
}
