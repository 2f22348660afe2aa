/** Notes of a sheet: the comments part, and the VML drawing without which Excel shows none. */
import { columnLetters, escapeXml, XML_HEAD } from "./xlsx-writer-xml.js";
import type { NoteAt } from "./xlsx-writer-sheet.js";

const LAST_COLUMN = 16_383;

export function commentsXml(notes: readonly NoteAt[]): string {
  const list = notes
    .map((note) => `<comment ref="${columnLetters(note.column)}${note.row + 1}" authorId="0"><text><r><rPr><sz val="9"/><color indexed="81"/><rFont val="宋体"/><charset val="134"/></rPr><t xml:space="preserve">${escapeXml(note.text)}</t></r></text></comment>`)
    .join("");
  return `${XML_HEAD}<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author></author></authors><commentList>${list}</commentList></comments>`;
}

/** Shape numbers come in blocks of 1024, each block belonging to one drawing: `firstBlock` is this sheet's first. */
export function blocksOf(notes: number): number {
  return Math.floor(notes / 1024) + 1;
}

export function notesDrawing(notes: readonly NoteAt[], firstBlock: number): string {
  const blocks = Array.from({ length: blocksOf(notes.length) }, (_, i) => firstBlock + i).join(",");
  const shapes = notes.map((note, i) => {
    const lines = note.text.split("\n").length;
    const anchor = [Math.min(LAST_COLUMN, note.column + 1), 12, Math.max(0, note.row - 1), 6, Math.min(LAST_COLUMN, note.column + 4), 12, note.row + 1 + lines, 6].join(",");
    return (
      `<v:shape id="_x0000_s${firstBlock * 1024 + i + 1}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;width:150pt;height:40pt;z-index:${i + 1};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">` +
      '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>' +
      `<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${note.row}</x:Row><x:Column>${note.column}</x:Column></x:ClientData></v:shape>`
    );
  });
  return (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">' +
    `<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="${blocks}"/></o:shapelayout>` +
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>' +
    `${shapes.join("")}</xml>`
  );
}
