/** The profile's code lists: which list a field takes its codes from, and which codes hold finer ones. */
import type { FieldId } from "../model.js";
import type { CodeList } from "../profile/profile.js";
import type { CheckContext } from "./check.js";

export function codeListOf(context: CheckContext, field: FieldId): CodeList | undefined {
  const name = context.profile.fields.find((spec) => spec.id === field)?.codes;
  return context.profile.codes.find((list) => list.id === name);
}

/** Does the list name `inner` among the finer codes of `outer`? */
export function holds(list: CodeList | undefined, outer: string, inner: string): boolean {
  return list?.codes.find((code) => code.code === outer)?.holds?.includes(inner) ?? false;
}
