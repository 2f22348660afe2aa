import { generateTownship } from "../test/support/township/generate.js";
import { score } from "../test/support/score/score.js";
import { describeScore } from "../test/support/score/report.js";
import { reconcile } from "../src/reconcile.js";
import { builtInProfiles } from "../src/profile/built-in.js";
const [women="3000", villages="12", noise="usual", errors="true", layouts="mixed", rate="0.06", ...seeds] = process.argv.slice(2);
for (const seed of seeds) {
  const town = generateTownship({seed:+seed, women:+women, villages:+villages, noise: noise as "usual", errors: errors==="true", layouts: layouts as "plain", errorRate:+rate});
  const t=Date.now();
  const r = await reconcile(town.books as never, [], {profile: builtInProfiles.get("nine-records")!, language:"zh"});
  console.log("== seed", seed, "engine", Date.now()-t, "ms");
  const s = score(r.file as never, town.truth as never);
  console.log(describeScore(s as never, 40));
}
