import { generateTownship } from "../test/support/township/generate.js";
import { reconcile } from "../src/reconcile.js";
import { builtInProfiles } from "../src/profile/built-in.js";
const [seed="34", recipe="unreported:flowOut"] = process.argv.slice(2);
const town = generateTownship({seed:+seed, women:3000, villages:12, noise:"usual", errors:true, layouts:"mixed", errorRate:0.06});
const r = await reconcile(town.books as never, [], {profile: builtInProfiles.get("nine-records")!, language:"zh"});
for(const e of (town.truth as any).errors.filter((e:any)=>e.recipe===recipe).slice(0,3)){
  console.log(e.recipe,e.note,e.absentFrom,JSON.stringify(e.cells.map((c:any)=>c.sheet+"!"+c.address)),JSON.stringify(e.anyOf.map((c:any)=>c.sheet+"!"+c.address)));
  for(const c of [...e.cells,...e.anyOf]){const b=town.books.find(b=>b.sheet===c.sheet)!;const m=/([A-Z]+)(\d+)/.exec(c.address)!; console.log("   ",c.sheet,c.address,b.rows[+m[2]!-1]!.map((x:any)=>x===null?"":typeof x==="object"?x.shown:x).join("|").slice(0,200));}
  const keys=new Set([...e.cells,...e.anyOf].map((c:any)=>c.sheet+c.address)); for(const f of r.file.findings)if(f.cells.some(c=>keys.has(c.sheet+c.address)))console.log("   ->",f.kind,f.check,f.field,f.why.slice(0,150));
}
