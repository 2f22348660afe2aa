/** Builds .xlsx bytes part by part, so that a test can write what no library writes. */
import { strToU8, zipSync, type Zippable } from "fflate";

const OOXML = "http://schemas.openxmlformats.org";
const STRICT = "http://purl.oclc.org/ooxml";

export interface PackageParts {
  /** Inside <sheetData>… or, if it begins with "<?xml" or "<worksheet", the whole part. */
  readonly sheets: readonly { readonly name: string; readonly data: string; readonly after?: string; readonly state?: string }[];
  readonly formats?: readonly string[];
  readonly strings?: string;
  readonly workbookProperties?: string;
  readonly keywords?: string;
  /** ISO/IEC 29500 strict names. */
  readonly strict?: boolean;
  /** Targets that begin with "/". */
  readonly absolute?: boolean;
  /** Namespace prefix of all elements of the main namespace. */
  readonly prefix?: string;
  /** Parts to put in place of, or beside, the usual ones. */
  readonly extra?: Zippable;
}

/** Style n > 0 is formats[n - 1]; style 0 is General. */
export function buildXlsx(parts: PackageParts): Uint8Array {
  const base = parts.strict === true ? STRICT : OOXML;
  const main = parts.strict === true ? `${STRICT}/spreadsheetml/main` : `${OOXML}/spreadsheetml/2006/main`;
  const office = parts.strict === true ? `${STRICT}/officeDocument/relationships` : `${OOXML}/officeDocument/2006/relationships`;
  const packageRelationships = `${OOXML}/package/2006/relationships`;
  const root = parts.absolute === true ? "/xl/" : "";
  const p = parts.prefix === undefined ? "" : `${parts.prefix}:`;
  const ns = parts.prefix === undefined ? `xmlns="${main}"` : `xmlns:${parts.prefix}="${main}"`;
  const prefixed = (xml: string): string => (p === "" ? xml : xml.replace(/<(\/?)([a-zA-Z])/g, `<$1${p}$2`));
  const sheetTags = parts.sheets.map(({ name, state }, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"${state === undefined ? "" : ` state="${state}"`}/>`).join("");
  const files: Zippable = {
    "[Content_Types].xml": strToU8(contentTypes(parts.sheets.length)),
    "_rels/.rels": strToU8(`<Relationships xmlns="${packageRelationships}"><Relationship Id="r1" Type="${office}/officeDocument" Target="${parts.absolute === true ? "/" : ""}xl/workbook.xml"/><Relationship Id="r2" Type="${base}/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`),
    "xl/workbook.xml": strToU8(`<${p}workbook ${ns} xmlns:r="${office}">${prefixed(parts.workbookProperties ?? "")}${prefixed(`<sheets>${sheetTags}</sheets>`)}</${p}workbook>`),
    "xl/_rels/workbook.xml.rels": strToU8(`<Relationships xmlns="${packageRelationships}">${parts.sheets.map((_, index) => `<Relationship Id="rId${index + 1}" Type="${office}/worksheet" Target="${root}worksheets/sheet${index + 1}.xml"/>`).join("")}<Relationship Id="s" Type="${office}/styles" Target="${root}styles.xml"/><Relationship Id="t" Type="${office}/sharedStrings" Target="${root}sharedStrings.xml"/></Relationships>`),
    "xl/styles.xml": strToU8(`<${p}styleSheet ${ns}>${prefixed(styles(parts.formats ?? []))}</${p}styleSheet>`),
    "xl/sharedStrings.xml": strToU8(`<${p}sst ${ns}>${prefixed(parts.strings ?? "")}</${p}sst>`),
    "docProps/core.xml": strToU8(`<cp:coreProperties xmlns:cp="${OOXML}/package/2006/metadata/core-properties"><cp:keywords>${parts.keywords ?? ""}</cp:keywords></cp:coreProperties>`),
  };
  parts.sheets.forEach(({ data, after = "" }, index) => {
    const whole = data.startsWith("<?xml") || data.startsWith("<worksheet");
    files[`xl/worksheets/sheet${index + 1}.xml`] = strToU8(whole ? data : `<${p}worksheet ${ns}>${prefixed(`<sheetData>${data}</sheetData>${after}`)}</${p}worksheet>`);
  });
  return zipSync({ ...files, ...parts.extra });
}

function contentTypes(sheets: number): string {
  const kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const override = (part: string, type: string): string => `<Override PartName="/xl/${part}.xml" ContentType="${kind}.${type}+xml"/>`;
  return `<Types xmlns="${OOXML}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override("workbook", "sheet.main")}${override("styles", "styles")}${override("sharedStrings", "sharedStrings")}${Array.from({ length: sheets }, (_, index) => override(`worksheets/sheet${index + 1}`, "worksheet")).join("")}</Types>`;
}

function styles(formats: readonly string[]): string {
  const escape = (text: string): string => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  const numFmts = formats.map((code, index) => (/^#\d+$/.test(code) ? "" : `<numFmt numFmtId="${200 + index}" formatCode="${escape(code)}"/>`)).join("");
  const xfs = formats.map((code, index) => `<xf numFmtId="${/^#\d+$/.test(code) ? code.slice(1) : 200 + index}"/>`).join("");
  return `<numFmts>${numFmts}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${xfs}</cellXfs>`;
}
