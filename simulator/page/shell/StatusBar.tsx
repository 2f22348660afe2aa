/** The line at the bottom: what the keyboard is doing, and what is selected. */
import { useMemo } from "react";
import { useStore } from "zustand";
import { intersect } from "../../model/address.js";
import { joinText } from "../../model/formula.js";
import type { BookView } from "../grid/book-view.js";
import { cutToUsed } from "../grid/edit-commands.js";

/** More cells than these are not added up. */
const MOST_SUMMED = 300_000;

export function StatusBar({ view }: { readonly view: BookView }) {
  const { words } = view;
  const edit = useStore(view.store, (state) => state.edit);
  const areas = useStore(view.store, (state) => state.areas);
  const sheet = useStore(view.store, (state) => state.sheet);
  const revision = useStore(view.store, (state) => state.revision);
  const figures = useMemo(() => {
    const area = areas.length === 1 ? areas[0] : undefined;
    if (area === undefined || sheet === null || (area.top === area.bottom && area.left === area.right)) return null;
    const used = intersect(cutToUsed(sheet, area), { top: 0, left: 0, bottom: sheet.values.length - 1, right: 16_383 });
    if (used === null || (used.bottom - used.top + 1) * (used.right - used.left + 1) > MOST_SUMMED) return null;
    let count = 0, numbers = 0, sum = 0;
    for (let row = used.top; row <= used.bottom; row++) {
      if (sheet.isRowHidden(row)) continue;
      for (let column = used.left; column <= used.right; column++) {
        const value = sheet.value(row, column);
        if (value !== null) count++;
        if (typeof value === "number") {
          numbers++;
          sum += value;
        }
      }
    }
    return { count, numbers, sum };
  }, [areas, sheet, revision]);
  const short = (value: number): string => joinText(Number(value.toPrecision(12)));
  return (
    <div className="status" role="status" data-testid="status">
      <span>{edit === null ? words.ready : edit.mode === "typing" ? words.typing : words.editing}</span>
      <span className="spring" />
      {figures !== null && figures.numbers > 0 && <span>{words.average(short(figures.sum / figures.numbers))}</span>}
      {figures !== null && figures.count > 0 && <span>{words.count(String(figures.count))}</span>}
      {figures !== null && figures.numbers > 0 && <span>{words.sum(short(figures.sum))}</span>}
    </div>
  );
}
