import { generateTownship } from "../test/support/township/generate.js";
const [seed="1", women="1000", villages="6", noise="usual", errors="false", layouts="plain", sheet="", from="0", to="20"] = process.argv.slice(2);
const town = generateTownship({seed:+seed, women:+women, villages:+villages, noise: noise as "usual", errors: errors==="true", layouts: layouts as "plain", errorRate: +(process.env.RATE ?? "0.03")});
for(const b of town.books){ if(!b.sheet.includes(sheet))continue; console.log("==",b.file,b.sheet,b.record,b.rows.length,b.columnCount,"merges",b.merges.length); b.rows.slice(+from,+to).forEach((r,i)=>console.log(i+1+ +from, r.map((c:any)=>c===null||c===undefined?"":typeof c==="object"?c.shown:c).join("|"))); }
