/** The forms of check that a profile can ask for, by the ids of the contract's table. */
import type { Check } from "./check.js";
import { checkups } from "./checkups.js";
import { consensus } from "./consensus.js";
import { duplicates } from "./duplicates.js";
import { feedback } from "./feedback.js";
import { handbook } from "./handbook.js";
import { ledgers } from "./ledgers.js";
import { migrants } from "./migrants.js";
import { printedTotals } from "./printed-totals.js";
import { rowLogic } from "./row-logic.js";
import { slips } from "./slips.js";
import { supplyBalance } from "./supply-balance.js";
import { supplyTotals } from "./supply-totals.js";
import { supplyUsers } from "./supply-users.js";
import { unreported } from "./unreported.js";

export const checkForms: ReadonlyMap<string, Check> = new Map([
  ["ledgers", ledgers],
  ["duplicates", duplicates],
  ["handbook", handbook],
  ["slips", slips],
  ["unreported", unreported],
  ["feedback", feedback],
  ["checkups", checkups],
  ["supplyUsers", supplyUsers],
  ["supplyTotals", supplyTotals],
  ["supplyBalance", supplyBalance],
  ["migrants", migrants],
  ["rowLogic", rowLogic],
  ["printedTotals", printedTotals],
  ["consensus", consensus],
]);
