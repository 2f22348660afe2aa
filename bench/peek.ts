import { readPaths } from "../src/host/file-host.js";
const [path, sheet="", from="0", to="5"] = process.argv.slice(2);
const { grids } = await readPaths([path!], { language: "zh" } as never);
for (const g of grids) if (g.sheet.includes(sheet)) { console.log("==", g.file, g.sheet, g.rows.length); g.rows.slice(+from, +to).forEach((r, i) => console.log(i + 1 + +from, r.map((c: any) => (c === null || c === undefined ? "" : typeof c === "object" ? c.shown : c)).join("|"))); }
