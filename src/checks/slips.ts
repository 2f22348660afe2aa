/**
 * `slips` (R5 R6): after the event the ledgers show its effect, once the entry lag has passed. A ledger without the effect differs
 * on the state field; one that shows a person still open after an ending is `ended`; one without a newcomer is `missing`.
 */
import type { FieldId, Normal, RecordId } from "../model.js";
import { cellAt, nameCell, normalAt } from "./cells.js";
import type { Check, CheckContext, Draft } from "./check.js";
import { absent, mismatch, ownerOf, personName, villageOf } from "./draft.js";
import { effectsOf, methodField, type Lack } from "./effects.js";
import { eventField, eventsOf, span, type EventRow } from "./events.js";
import { comparePerson } from "./person-fields.js";
import { peopleOf } from "./people.js";
import { childOnSlip } from "./slip-children.js";

export const slips: Check = (context) => {
  const source = context.spec.records["slips"] ?? "";
  const ledgers = ["left", "right"].map((role) => context.spec.records[role] ?? "").filter((record) => context.books.blocks.some((block) => block.record === record));
  if (!context.books.blocks.some((block) => block.record === source)) return { drafts: [], notRun: context.say({ zh: `没有${context.recordName(source)}`, en: `no ${context.recordName(source)}` }) };
  if (ledgers.length === 0) return { drafts: [], notRun: context.say({ zh: "没有台帐", en: "no ledger" }) };
  const effects = effectsOf(context, source, ledgers);
  const drafts: Draft[] = [];
  for (const lacks of effects.lacks.values()) drafts.push(...lacking(context, lacks, ledgers));
  for (const { entity, event, field, row, slipField, ledger } of effects.deviations) {
    const others = ledgers.filter((other) => other !== ledger).flatMap((other) => peopleOf(context).active(entity, other)).filter((one) => cellAt(context.books, one, field) !== null && normalAt(context.books, one, field)?.state !== "blank");
    // The slip is what the ledgers are written from: where the other ledger took its method over, this one is the odd one out.
    const alone = field === "method" && others.length > 0 && !effects.deviations.some((other) => other.entity === entity && other.field === field && other.ledger !== ledger)
      && others.every((other) => context.compare(field, normalAt(context.books, other, field) as Normal, normalAt(context.books, row, field) as Normal) === "different");
    drafts.push(mismatch(context, entity, bare(field), [{ row, field }, ...others.map((one) => ({ row: one, field })), { row: event.row, field: slipField }], { suspect: alone ? ledger : null }));
  }
  for (const event of eventsOf(context, source)) {
    if (event.entity < 0) continue;
    for (const ledger of ledgers) drafts.push(...comparePerson(context, event.row, ledger));
    drafts.push(...childOnSlip(context, event, ledgers));
  }
  return { drafts };
};

/** lastChildBirth and childBirth#2 of a birth are one matter: the birth date of that child. */
function bare(field: FieldId): FieldId {
  return field.startsWith("childBirth") ? "lastChildBirth" : field;
}

function lacking(context: CheckContext, lacks: readonly Lack[], ledgers: readonly RecordId[]): Draft[] {
  const groups = new Map<string, Lack[]>();
  for (const lack of lacks) {
    const key = `${lack.kind}|${lack.field}|${lack.event.row}`;
    const list = groups.get(key);
    if (list === undefined) groups.set(key, [lack]);
    else list.push(lack);
  }
  const drafts: Draft[] = [];
  for (const group of groups.values()) {
    const draft = oneLack(context, group, ledgers);
    if (draft !== null) drafts.push(draft);
  }
  return drafts;
}

function oneLack(context: CheckContext, group: readonly Lack[], ledgers: readonly RecordId[]): Draft | null {
  const must = group.filter((lack) => lack.due === "must");
  const review = must.length === 0;
  const used = review ? group : must;
  const first = used[0];
  if (first === undefined) return null;
  const { event, entity } = first;
  const name = personName(context, [event.row]);
  const what = context.codeName("event", event.code);
  const day = dayOf(context, event);
  const books = used.map((lack) => context.recordName(lack.ledger)).join(context.language === "zh" ? "、" : ", ");
  const suffix = review ? context.say({ zh: ";还在录入期内,可能只是截止日期不同,请核实", en: "; still inside the entry lag, perhaps only a later as-of date, please check" }) : "";
  const suspect = used.length === 1 ? first.ledger : null;
  switch (first.kind) {
    case "absent": {
      const others = ledgers.filter((ledger) => !group.some((lack) => lack.ledger === ledger)).flatMap((ledger) => peopleOf(context).active(entity, ledger));
      return absent(context, entity, [event.row, ...others], first.ledger, {
        review,
        why: context.say({ zh: `报告单报${name}${day}${what},${books}没有此人${suffix}`, en: `the slip reports ${name} (${what} ${day}), but she is not in ${books}${suffix}` }),
      });
    }
    case "ended": {
      const cells = used.flatMap((lack) => lack.rows.map((row) => nameCell(context.books, row)));
      const slip = cellAt(context.books, event.row, eventField(context.books, event.row)) ?? nameCell(context.books, event.row);
      const link = context.entities.link(first.rows[0] ?? event.row);
      return {
        kind: review ? "review" : "ended", check: context.spec.id, field: null, village: villageOf(context, entity, event.row), entity, thing: "",
        cells: [...cells, nameCell(context.books, event.row), slip], suspect: review ? null : first.ledger, owner: ownerOf(context, first.ledger),
        why: context.say({ zh: `报告单报${name}${day}${what},${books}仍未注销${suffix}`, en: `the slip reports ${name} (${what} ${day}), still open in ${books}${suffix}` }),
        certainty: link.certainty, because: link.because,
      };
    }
    case "state": {
      const field = first.field ?? "method";
      const others = ledgers.filter((ledger) => !used.some((lack) => lack.ledger === ledger)).flatMap((ledger) => peopleOf(context).active(entity, ledger)).filter((row) => cellAt(context.books, row, field) !== null);
      const parts = [...used.flatMap((lack) => lack.rows.flatMap((row) => shownIn(context, row, field))), ...others.map((row) => ({ row, field }))];
      const slipField = field === "method" ? methodField(context, event) : field === "children" ? (event.dateField ?? eventField(context.books, event.row)) : eventField(context.books, event.row);
      return mismatch(context, entity, field, [...parts, { row: event.row, field: slipField }], {
        review,
        suspect,
        decided: true,
        why: context.say({
          zh: `报告单报${name}${day}${what},${books}的${context.fieldName(field)}没有变动${suffix}`,
          en: `the slip reports ${name}: ${what} ${day}; ${context.fieldName(field)} in ${books} does not show it${suffix}`,
        }),
      });
    }
  }
}

/** Where a row shows a field: its cell, or the counts of boys and girls where it has no count of children. */
function shownIn(context: CheckContext, row: number, field: FieldId): { row: number; field: FieldId }[] {
  if (field !== "children" || cellAt(context.books, row, field) !== null) return [{ row, field }];
  const counts = (["boys", "girls"] satisfies FieldId[]).filter((one) => cellAt(context.books, row, one) !== null);
  return counts.length === 0 ? [{ row, field }] : counts.map((one) => ({ row, field: one }));
}

function dayOf(context: CheckContext, event: EventRow): string {
  if (event.date !== null) return event.date.text;
  const when = span(event);
  return when === null ? "" : context.say({ zh: `${when.from.slice(0, 7)}`, en: when.from.slice(0, 7) });
}
