/** Links of cells. Their addresses stand in the sheet's relationships. */
import { cellCount, columnName, MAX_COLUMNS, parseAddress } from "../model/address.js";
import { typeWord } from "./package.js";
import { one, only, type Piece } from "./piece.js";
import { XmlElement } from "./xml-tree.js";

/** As the API has it. */
interface Link {
  address?: string;
  documentReference?: string;
  screenTip?: string;
  textToDisplay?: string;
}

/** A link over more cells than this is kept as it is, not shown. */
const MOST = 10_000;

const large = (ref: string): boolean => {
  const area = parseAddress(ref)?.area;
  return area === undefined || cellCount(area) > MOST;
};

export const linksPiece: Piece = {
  names: ["hyperlinks"],
  read(elements, sheet, { relations }) {
    for (const element of only(elements, "hyperlinks")?.all("hyperlink") ?? []) {
      const ref = element.get("ref") ?? "";
      const area = parseAddress(ref)?.area;
      if (area === undefined || large(ref)) continue;
      const link: Link = {};
      const target = relations.get(element.get("r:id") ?? element.get("id") ?? "")?.target;
      const location = element.get("location"), tip = element.get("tooltip"), display = element.get("display");
      if (target !== undefined) link.address = target;
      if (location !== undefined) link.documentReference = location;
      if (tip !== undefined) link.screenTip = tip;
      if (display !== undefined) link.textToDisplay = display;
      for (let row = area.top; row <= area.bottom; row++) for (let column = area.left; column <= area.right; column++) sheet.hyperlinks.set(row * MAX_COLUMNS + column, link);
    }
  },
  state: ({ hyperlinks }) => [...hyperlinks].filter(([, link]) => link !== null).sort(([a], [b]) => a - b),
  write(sheet, old, { relations, link, unlink }) {
    const before = only(old, "hyperlinks");
    const idName = [...(before?.elements ?? []).flatMap((element) => [...element.attributes.keys()])].find((name) => name.endsWith(":id")) ?? "r:id";
    const ids = new Map<string, string>();
    for (const { id, type, target } of relations.values()) if (typeWord(type) === "hyperlink" && !ids.has(target)) ids.set(target, id);
    const used = new Set<string>();
    const elements = (before?.all("hyperlink") ?? []).filter((element) => large(element.get("ref") ?? ""));
    for (const element of elements) used.add(element.get(idName) ?? "");
    for (const [key, value] of [...sheet.hyperlinks].sort(([a], [b]) => a - b)) {
      if (value === null) continue;
      const { address, documentReference, screenTip, textToDisplay } = value as Link;
      let id: string | undefined;
      if (address !== undefined && address !== "") {
        id = ids.get(address) ?? link(address);
        ids.set(address, id);
        used.add(id);
      }
      elements.push(new XmlElement("hyperlink", { ref: columnName(key % MAX_COLUMNS) + String(Math.floor(key / MAX_COLUMNS) + 1), [idName]: id, location: documentReference, tooltip: screenTip, display: textToDisplay }));
    }
    for (const { id, type } of relations.values()) if (typeWord(type) === "hyperlink" && !used.has(id)) unlink(id);
    const namespace = idName === "r:id" && before === undefined ? { "xmlns:r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships" } : {};
    return one("hyperlinks", elements.length === 0 ? null : new XmlElement("hyperlinks", namespace, elements));
  },
};
