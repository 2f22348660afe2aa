/** The village of every data row of a block: from its cell, the section line above, the title, the sheet name, the file, the folder. */
import type { CellValue, SheetGrid, TableBlock } from "../model.js";
import { shownText } from "./cell-text.js";
import type { Region } from "./sheet-layout.js";
import type { Villages } from "./village.js";

export interface VillageTexts {
  /** Title lines of the region, one text per line. */
  readonly title: readonly string[];
  /** Title lines of the sheet's first table, for one further down. */
  readonly outer: readonly string[];
  readonly sheet: string;
  readonly file: string;
  /** Folders, innermost first. */
  readonly folders: readonly string[];
}

type Source = NonNullable<TableBlock["villageFrom"]>;

/** File name without folder and extension, and the folders, innermost first. */
export function filePlaces(grid: SheetGrid): { readonly file: string; readonly folders: readonly string[] } {
  const path = (grid.file ?? "").split(/[\\/]/);
  const name = path.pop() ?? "";
  return { file: name.replace(/\.[A-Za-z0-9]{1,5}$/, ""), folders: path.reverse().filter((folder) => folder !== "" && folder !== "." && folder !== "..") };
}

/** The village said by the places around a table; the nearest place wins. */
export function placeVillage(texts: VillageTexts, villages: Villages): { readonly village: string; readonly from: Source } | null {
  // 单位:新塘村 and 村名:新塘村 say it more plainly than the heading does.
  for (const title of [texts.title, texts.outer]) {
    const lines = [...title].sort((a, b) => Number(/[:：]/.test(b)) - Number(/[:：]/.test(a)));
    for (const loose of [false, true]) {
      for (const line of lines) {
        const village = villages.find(line, loose);
        if (village !== null) return { village, from: "title" };
      }
    }
  }
  const places: readonly (readonly [string, Source])[] = [[texts.sheet, "sheet"], [texts.file, "file"], ...texts.folders.map((folder) => [folder, "folder"] as const)];
  for (const [text, from] of places) {
    const village = villages.find(text, true);
    if (village !== null) return { village, from };
  }
  return null;
}

const NO_SECTION = /^(说明|注意事项|注|备注|附注|友情提示|填表说明)/;

/** Villages that section lines set, by the number of data rows before them. */
export function sectionVillages(region: Region, villages: Villages): { readonly index: number; readonly village: string }[] {
  const sections: { index: number; village: string }[] = [];
  for (const line of region.lines) {
    if (line.text.length > 25 || NO_SECTION.test(line.text) || line.index >= region.dataRows.length) continue;
    const village = villages.find(line.text, true);
    if (village !== null) sections.push({ index: line.index, village });
  }
  return sections;
}

/** `cells`: the block's village column, if it has one. `regionIndex`: place of each row among the region's data rows. */
export function rowVillages(
  cells: readonly CellValue[] | null, regionIndex: Int32Array, sections: readonly { readonly index: number; readonly village: string }[],
  place: { readonly village: string; readonly from: Source } | null, villages: Villages,
): { readonly villages: (string | null)[]; readonly from: TableBlock["villageFrom"] } {
  const count = regionIndex.length;
  const result = new Array<string | null>(count);
  let section: string | null = null;
  let next = 0;
  let carried: string | null = null;
  const used = { cell: 0, section: 0, place: 0 };
  for (let i = 0; i < count; i++) {
    for (let at = sections[next]; at !== undefined && at.index <= (regionIndex[i] ?? 0); at = sections[++next]) {
      section = at.village;
      carried = null;
    }
    const own = cells === null ? null : cellVillage(cells[i] ?? null, villages);
    if (own !== null) {
      carried = own;
      used.cell++;
    } else if (section !== null) used.section++;
    else if (place !== null) used.place++;
    // A village written once at the top of its rows holds for those below.
    result[i] = own ?? section ?? place?.village ?? carried;
  }
  const from = used.cell > 0 ? "cell" as const : used.section > 0 ? "section" as const : place?.from ?? null;
  return { villages: result, from };
}

/** The village in a cell of a village column: 荷塘镇新塘村 is 新塘村; else the cell as written. */
export function cellVillage(cell: CellValue, villages: Villages): string | null {
  const text = (typeof cell === "object" && cell?.kind === "ditto" ? String(cell.value) : shownText(cell)).trim();
  if (text === "") return null;
  return villages.find(text, false) ?? text;
}
