/** Sizes and hiding of rows and columns. A row or column of which nothing is said is not in the map. */
import type { SheetModel, Track } from "./sheet.js";

function change(tracks: Map<number, Track>, from: number, to: number, by: (track: Track) => void): void {
  for (let n = from; n <= to; n++) {
    const track = { ...tracks.get(n) };
    by(track);
    if (Object.keys(track).length === 0) tracks.delete(n);
    else tracks.set(n, track);
  }
}

/** @param points height of rows, width of columns */
export function setSize(sheet: SheetModel, which: "rows" | "columns", from: number, to: number, points: number): void {
  change(sheet[which], from, to, (track) => { track.size = points; });
}

/** Shown by hand, a row shows whatever a filter says. */
export function setHidden(sheet: SheetModel, which: "rows" | "columns", from: number, to: number, hidden: boolean): void {
  change(sheet[which], from, to, (track) => {
    delete track.hidden;
    if (hidden) track.hidden = true;
    else delete track.filtered;
  });
}
