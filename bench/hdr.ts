import { readTables } from "../src/table/read-tables.js"; import { builtInProfiles } from "../src/profile/built-in.js";
import { generateTownship } from "../test/support/township/generate.js";
const town = generateTownship({seed:33, women:3000, villages:12, noise:"usual", errors:true, layouts:"mixed", errorRate:0.06});
const r=readTables(town.books.filter(b=>b.sheet==="报告单2004年4月") as never,builtInProfiles.get("nine-records")!,{language:"zh"});
for(const b of r.blocks){console.log(b.record,b.title,b.columns.map(c=>c.column+c.header+"="+c.field+"/"+c.state).join(" "));for(const [c,v] of b.cells)console.log(c,JSON.stringify(v.slice(6,12)));}
const g=town.books.find(b=>b.sheet==="报告单2004年4月")!; console.log(JSON.stringify(g.merges.filter(m=>m.top>=10&&m.top<=13)), JSON.stringify(g.rows[12]));
