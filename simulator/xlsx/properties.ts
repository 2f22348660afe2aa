/** docProps/app.xml lists the names of all sheets. The list is for show; an old one would still name what has been deleted. */
import { resolveTarget, typeWord, type PackageEdit } from "./package.js";
import { XML_HEAD } from "./xml-tree.js";

export function dropSheetTitles(edit: PackageEdit): void {
  for (const relation of edit.relations("")) {
    if (typeWord(relation.type) !== "extended-properties") continue;
    const part = edit.base.find(resolveTarget("", relation.target));
    if (part === null) continue;
    const tree = edit.base.tree(part);
    const titles = [...tree.all("TitlesOfParts"), ...tree.all("HeadingPairs")];
    if (titles.length === 0) continue;
    for (const one of titles) tree.remove(one);
    edit.put(part, XML_HEAD + String(tree));
  }
}
