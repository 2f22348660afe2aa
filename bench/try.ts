import { generateTownship } from "../test/support/township/generate.js";
import { reconcile } from "../src/reconcile.js";
import { builtInProfiles } from "../src/profile/built-in.js";
const [seed="1", women="1000", villages="6", noise="usual", errors="false", layouts="plain"] = process.argv.slice(2);
let t=Date.now();
const town = generateTownship({seed:+seed, women:+women, villages:+villages, noise: noise as "usual", errors: errors==="true", layouts: layouts as "plain"});
console.log("generated", Date.now()-t, "ms", town.books.length, "sheets", town.books.reduce((s,b)=>s+b.rows.length,0));
t=Date.now();
let last=t, stage="";
const r = await reconcile(town.books as never, [], {profile: builtInProfiles.get("nine-records")!, language:"zh", onProgress:(p)=>{const n=Date.now(); if(stage!==""&&n-last>20)console.log("  ",stage,n-last,"ms"); last=n; stage=p.stage+" "+p.detail;}});
console.log("engine", Date.now()-t, "ms", Math.round(process.memoryUsage().heapUsed/1e6),"MB");
console.log(r.arrivals.map(a=>a.line).join("\n"));
console.log(JSON.stringify(r.file.summary.kinds), JSON.stringify(r.file.summary.people), r.period);
const by=new Map<string,any[]>();
for(const f of r.file.findings){const k=`${f.kind} ${f.check} ${f.field} ${f.absentFrom??""}`; by.set(k,[...(by.get(k)??[]),f]);}
for(const [k,l] of [...by].sort((a,b)=>b[1].length-a[1].length)){console.log("##",l.length,k); for(const f of l.slice(0,3)) console.log("    ",f.why.slice(0,160), f.cells.slice(0,4).map((c:any)=>c.record+"!"+c.sheet+"!"+c.address+"="+c.value).join(" | "));}
const w=new Map<string,any[]>(); for(const x of r.file.warnings){w.set(x.code,[...(w.get(x.code)??[]),x]);}
for(const [k,l] of w)console.log("!!",l.length,k,l[0].sheet,l[0].message.slice(0,150));
import { writeFileSync } from "node:fs";
writeFileSync("/tmp/dev/findings.json", JSON.stringify(r.file)); writeFileSync("/tmp/dev/truth.json", JSON.stringify(town.truth));
import { score } from "../test/support/score/score.js"; import { describeScore } from "../test/support/score/report.js";
{
const t=town.truth as any; const key=(c:any)=>`${c.record}|${c.file}|${c.sheet}|${c.address}`;
const index=new Map<string,any[]>(); for(const f of r.file.findings) for(const c of f.cells){const k=key(c); index.set(k,[...(index.get(k)??[]),f]);}
const used=new Map<any,number>(); let hit=0; const miss:any[]=[]; let susp=0, suspOk=0;
for(const e of t.errors){ let fs=new Set<any>();
 if(e.scope==="part"){ for(const f of r.file.findings) if(f.kind==="missing"&&f.entity===null&&f.absentFrom===e.absentFrom&&f.village===e.village) fs.add(f); }
 else for(const c of [...e.cells,...e.anyOf]) for(const f of index.get(key(c))??[]) if((f.kind===e.kind||e.kinds.includes(f.kind))&&(e.kind!=="missing"||f.absentFrom===e.absentFrom||!e.absentFrom)) if(e.cells.some((x:any)=>f.cells.some((y:any)=>key(x)===key(y)))||!f.field||!e.field||e.fields.includes(f.field)||f.field===e.field) fs.add(f);
 if(fs.size)hit++; else miss.push(e); for(const f of fs){used.set(f,(used.get(f)??0)+1); if(f.suspect&&f.kind==="mismatch"){susp++; if(e.suspect.includes(f.suspect))suspOk++;}} }
const real=r.file.findings.filter(f=>f.kind!=="review"); const fal=real.filter(f=>!used.has(f));
if(t.errors.length){console.log("RECALL",hit,"/",t.errors.length,(hit/t.errors.length).toFixed(4),"PRECISION",((real.length-fal.length)/real.length).toFixed(4),"false",fal.length,"perError",([...used.keys()].length/hit).toFixed(3),"suspects",suspOk+"/"+susp);
const g=new Map<string,any[]>(); for(const e of miss){g.set(e.recipe,[...(g.get(e.recipe)??[]),e]);}
for(const [k,l] of [...g].sort((a,b)=>b[1].length-a[1].length)){console.log("MISS",l.length,k,l[0].kind,l[0].check,l[0].field); for(const e of l.slice(0,2)) console.log("      ",e.note.slice(0,150),e.cells.map((c:any)=>c.record+"!"+c.sheet+"!"+c.address).join(" "),"any",e.anyOf.slice(0,3).map((c:any)=>c.record+c.address).join(" "), "| got:", [...new Set([...e.cells,...e.anyOf].flatMap((c:any)=>index.get(key(c))??[]))].slice(0,2).map((f:any)=>f.kind+" "+f.check+" "+f.field+" "+f.why.slice(0,80)).join(" ;; "));}
const h=new Map<string,any[]>(); for(const f of fal){const k=`${f.kind} ${f.check} ${f.field} ${f.absentFrom??""}`;h.set(k,[...(h.get(k)??[]),f]);}
for(const [k,l] of [...h].sort((a,b)=>b[1].length-a[1].length)){console.log("FALSE",l.length,k); for(const f of l.slice(0,3)) console.log("      ",f.why.slice(0,200), f.cells.slice(0,4).map((c:any)=>c.record+"!"+c.sheet+"!"+c.address+"="+c.value).join(" | "), "| errs:", t.errors.filter((e:any)=>[...e.cells,...e.anyOf].some((c:any)=>f.cells.some((d:any)=>key(d)===key(c)))).slice(0,2).map((e:any)=>e.recipe+":"+e.kind+" "+e.note.slice(0,60)).join(";"));}
}}
