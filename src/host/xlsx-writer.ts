/**
 * A report workbook as an .xlsx file. Small on purpose: what the reports need and nothing else (why not a library:
 * docs/decisions/writer.md). Runs in a browser and in Node; each part is deflated as it is written.
 */
import { Zip, ZipDeflate } from "fflate";
import type { ReportCell, ReportSheet, ReportWorkbook } from "../model.js";
import { blocksOf, commentsXml, notesDrawing } from "./xlsx-writer-notes.js";
import { SharedTexts, writeSheet, type SheetParts } from "./xlsx-writer-sheet.js";
import { StyleBook } from "./xlsx-writer-styles.js";
import { escapeXml, quotedSheet, rangeOf, XML_HEAD } from "./xlsx-writer-xml.js";

export interface WriteOptions {
  /** Written into the file properties and the archive; without it the same report gives the same bytes. */
  readonly created?: Date;
  /** Called after each sheet. */
  readonly onSheet?: (done: number, total: number) => void;
}

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
/** On long copies 3 is as fast as 1 and a fifth smaller; 6 takes two thirds longer for another seventh. */
const LEVEL = 3;
/** The oldest moment a ZIP archive can name, where no time is given. */
const EPOCH = new Date(1980, 0, 1);

function relations(list: readonly (readonly [id: string, type: string, target: string])[]): string {
  return `${XML_HEAD}<Relationships xmlns="${PACKAGE}/relationships">${list.map(([id, type, target]) => `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`).join("")}</Relationships>`;
}

/** Throws RangeError if a sheet is larger than Excel's, or two sheets have one name. */
export function writeWorkbook(book: ReportWorkbook, options: WriteOptions = {}): Uint8Array {
  const names = new Set(book.sheets.map((sheet) => sheet.name.toLowerCase()));
  if (names.size !== book.sheets.length) throw new RangeError("two sheets have the same name");

  const chunks: Uint8Array[] = [];
  let size = 0;
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
    size += chunk.length;
  });
  const encoder = new TextEncoder();
  /** Opens a part; the function writes its pieces, and null ends it. */
  const part = (path: string): ((xml: string | null) => void) => {
    const file = new ZipDeflate(path, { level: LEVEL });
    file.mtime = options.created ?? EPOCH;
    zip.add(file);
    return (xml) => file.push(xml === null ? new Uint8Array(0) : encoder.encode(xml), xml === null);
  };
  const whole = (path: string, xml: string): void => {
    const write = part(path);
    write(xml);
    write(null);
  };

  const texts = new SharedTexts();
  const styles = new StyleBook();
  const { sheets } = book;
  whole("_rels/.rels", relations([
    ["rId1", `${OFFICE}/officeDocument`, "xl/workbook.xml"],
    ["rId2", `${PACKAGE}/relationships/metadata/core-properties`, "docProps/core.xml"],
    ["rId3", `${OFFICE}/extended-properties`, "docProps/app.xml"],
  ]));
  whole("docProps/core.xml", coreProperties(book, options.created));
  whole("docProps/app.xml", `${XML_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>ledger-reconcile</Application></Properties>`);
  whole("xl/workbook.xml", workbookXml(sheets));
  whole("xl/_rels/workbook.xml.rels", relations([
    ...sheets.map((_, i) => [`rId${i + 1}`, `${OFFICE}/worksheet`, `worksheets/sheet${i + 1}.xml`] as const),
    [`rId${sheets.length + 1}`, `${OFFICE}/styles`, "styles.xml"],
    [`rId${sheets.length + 2}`, `${OFFICE}/sharedStrings`, "sharedStrings.xml"],
  ]));

  const noted: number[] = [];
  let tables = 0;
  let block = 1;
  const firstShown = sheets.findIndex((sheet) => sheet.hidden === undefined);
  sheets.forEach((sheet, i) => {
    const write = part(`xl/worksheets/sheet${i + 1}.xml`);
    const { notes }: SheetParts = writeSheet(sheet, texts, styles, i === firstShown, write);
    write(null);
    const links: [string, string, string][] = [];
    if (sheet.table) {
      tables++;
      links.push(["rId1", `${OFFICE}/table`, `../tables/table${tables}.xml`]);
      whole(`xl/tables/table${tables}.xml`, tableXml(sheet, sheet.table, tables));
    }
    if (notes.length > 0) {
      noted.push(i + 1);
      links.push(["rId2", `${OFFICE}/vmlDrawing`, `../drawings/vmlDrawing${i + 1}.vml`], ["rId3", `${OFFICE}/comments`, `../comments${i + 1}.xml`]);
      whole(`xl/comments${i + 1}.xml`, commentsXml(notes));
      whole(`xl/drawings/vmlDrawing${i + 1}.vml`, notesDrawing(notes, block));
      block += blocksOf(notes.length);
    }
    if (links.length > 0) whole(`xl/worksheets/_rels/sheet${i + 1}.xml.rels`, relations(links));
    options.onSheet?.(i + 1, sheets.length);
  });
  const write = part("xl/sharedStrings.xml");
  texts.write(write);
  write(null);
  whole("xl/styles.xml", styles.xml());
  whole("[Content_Types].xml", contentTypes(sheets.length, tables, noted));
  zip.end();

  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function contentTypes(sheets: number, tables: number, noted: readonly number[]): string {
  const spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const override = (path: string, type: string): string => `<Override PartName="${path}" ContentType="${type}"/>`;
  const count = (n: number, each: (i: number) => string): string => Array.from({ length: n }, (_, i) => each(i + 1)).join("");
  return (
    `${XML_HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
    (noted.length > 0 ? '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>' : "") +
    override("/xl/workbook.xml", `${spreadsheet}.sheet.main+xml`) +
    count(sheets, (i) => override(`/xl/worksheets/sheet${i}.xml`, `${spreadsheet}.worksheet+xml`)) +
    count(tables, (i) => override(`/xl/tables/table${i}.xml`, `${spreadsheet}.table+xml`)) +
    noted.map((i) => override(`/xl/comments${i}.xml`, `${spreadsheet}.comments+xml`)).join("") +
    override("/xl/styles.xml", `${spreadsheet}.styles+xml`) +
    override("/xl/sharedStrings.xml", `${spreadsheet}.sharedStrings+xml`) +
    override("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml") +
    override("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml") +
    "</Types>"
  );
}

function coreProperties(book: ReportWorkbook, created: Date | undefined): string {
  const time = created?.toISOString().replace(/\.\d+Z$/, "Z");
  return (
    `${XML_HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
    (book.title === undefined ? "" : `<dc:title>${escapeXml(book.title)}</dc:title>`) +
    (book.keywords === undefined ? "" : `<cp:keywords>${escapeXml(book.keywords)}</cp:keywords>`) +
    (time === undefined ? "" : `<dcterms:created xsi:type="dcterms:W3CDTF">${time}</dcterms:created>`) +
    "</cp:coreProperties>"
  );
}

/** Print titles and print areas are defined names of the workbook. */
function workbookXml(sheets: readonly ReportSheet[]): string {
  const names: string[] = [];
  // Excel wants the names sorted; areas come before titles.
  sheets.forEach((sheet, i) => {
    if (!sheet.print?.area) return;
    const { top, left, bottom, right } = sheet.print.area;
    const fixed = rangeOf({ top, left, bottom, right }).replace(/([A-Z]+)(\d+)/g, "$$$1$$$2");
    names.push(`<definedName name="_xlnm.Print_Area" localSheetId="${i}">${escapeXml(`${quotedSheet(sheet.name)}!${fixed}`)}</definedName>`);
  });
  sheets.forEach((sheet, i) => {
    const rows = sheet.print?.repeatRows;
    if (rows) names.push(`<definedName name="_xlnm.Print_Titles" localSheetId="${i}">${escapeXml(`${quotedSheet(sheet.name)}!$${rows[0] + 1}:$${rows[1] + 1}`)}</definedName>`);
  });
  return (
    `${XML_HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><bookViews><workbookView xWindow="0" yWindow="0" windowWidth="24000" windowHeight="12000" tabRatio="800"/></bookViews>` +
    `<sheets>${sheets.map((sheet, i) => `<sheet name="${escapeXml(sheet.name)}" sheetId="${i + 1}"${sheet.hidden === undefined ? "" : ` state="${sheet.hidden}"`} r:id="rId${i + 1}"/>`).join("")}</sheets>` +
    (names.length > 0 ? `<definedNames>${names.join("")}</definedNames>` : "") +
    "</workbook>"
  );
}

/** Column names of a table are the texts of its first row, exactly. */
function tableXml(sheet: ReportSheet, table: NonNullable<ReportSheet["table"]>, id: number): string {
  const { area, name } = table;
  const head = sheet.rows[area.top] ?? [];
  const columns: string[] = [];
  for (let c = area.left; c <= area.right; c++) {
    const cell: ReportCell | string | number | null | undefined = head[c];
    columns.push(String((typeof cell === "object" && cell !== null ? cell.value : cell) ?? ""));
  }
  const range = rangeOf(area);
  return (
    `${XML_HEAD}<table xmlns="${MAIN}" id="${id}" name="${escapeXml(name)}" displayName="${escapeXml(name)}" ref="${range}" totalsRowShown="0"><autoFilter ref="${range}"/>` +
    `<tableColumns count="${columns.length}">${columns.map((column, i) => `<tableColumn id="${i + 1}" name="${escapeXml(column)}"/>`).join("")}</tableColumns>` +
    '<tableStyleInfo name="TableStyleLight1" showFirstColumn="0" showLastColumn="0" showRowStripes="0" showColumnStripes="0"/></table>'
  );
}
