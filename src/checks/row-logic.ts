/**
 * rowLogic (R19): each record's rows by themselves. Values first, then what contradicts what, since a wrong value explains the
 * contradictions it causes: one finding per cell, and one wrong ID digit is one finding.
 */
import type { Check } from "./check.js";
import { checkAges, checkRounds } from "./row-ages.js";
import { checkBlanks } from "./row-blanks.js";
import { RowFaults } from "./row-faults.js";
import { checkChildren, checkFuture, checkOrder } from "./row-order.js";
import { checkIdentity, checkValues } from "./row-values.js";

export const rowLogic: Check = (context) => {
  const faults = new RowFaults(context);
  checkValues(context, faults);
  checkIdentity(context, faults);
  checkOrder(context, faults);
  checkChildren(context, faults);
  checkFuture(context, faults);
  const columns = checkBlanks(context, faults);
  checkRounds(context, faults);
  const ages = checkAges(context, faults);
  return { drafts: [...faults.drafts(), ...columns, ...ages] };
};
