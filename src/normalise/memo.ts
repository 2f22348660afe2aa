/** One normal value per distinct raw cell: hundreds of thousands of cells, a few thousand readings. */
import type { CellValue, ShownCell } from "../model.js";
import { openCell, type OpenCell } from "./cell.js";

interface Entry<V> {
  readonly shown: string;
  readonly value: V;
  next: Entry<V> | null;
}

export class CellMemo<V> {
  private readonly bare = new Map<string | number | boolean, V>();
  private readonly shown = new Map<ShownCell["kind"], Map<string | number | boolean, Entry<V>>>();
  private empty: V | null = null;

  constructor(private readonly read: (cell: OpenCell) => V) {}

  get(cell: CellValue | undefined): V {
    if (cell === null || cell === undefined) return (this.empty ??= this.read(openCell(null)));
    if (typeof cell === "object") return this.getShown(cell);
    let value = this.bare.get(cell);
    if (value === undefined) {
      value = this.read(openCell(cell));
      this.bare.set(cell, value);
    }
    return value;
  }

  private getShown(cell: ShownCell): V {
    let values = this.shown.get(cell.kind);
    if (values === undefined) {
      values = new Map();
      this.shown.set(cell.kind, values);
    }
    const first = values.get(cell.value);
    // The same serial may be shown in several formats; the chain holds one entry for each.
    for (let entry: Entry<V> | null = first ?? null; entry !== null; entry = entry.next) {
      if (entry.shown === cell.shown) return entry.value;
    }
    const entry: Entry<V> = { shown: cell.shown, value: this.read(openCell(cell)), next: null };
    if (first === undefined) values.set(cell.value, entry);
    else {
      entry.next = first.next;
      first.next = entry;
    }
    return entry.value;
  }
}
