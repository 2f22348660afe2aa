/**
 * Is this a profile? All problems are told at once, each with its place and a plain sentence: the shape (JSON Schema) and what one
 * part says of another. The schema library is loaded on first use; the built-in profiles need no validation at run time.
 */
import { brokenLine } from "./json-place.js";
import type { Profile } from "./profile.js";
import type { ProfileProblem } from "./problem.js";
import { readable } from "./readable.js";
import { referenceProblems } from "./references.js";

export type { ProfileProblem } from "./problem.js";

export interface ProfileReport {
  /** null if there is any problem. */
  readonly profile: Profile | null;
  readonly problems: readonly ProfileProblem[];
}

/** Checks data that should be a profile. Never throws for a bad profile. */
export async function validateProfile(data: unknown): Promise<ProfileReport> {
  const { schemaProblems } = await import("./schema-problems.js");
  const shape = schemaProblems(data);
  const told = new Set(shape.map((problem) => problem.path));
  const problems = [...shape, ...referenceProblems(readable(data)).filter((problem) => !told.has(problem.path))];
  return { profile: problems.length === 0 ? (data as Profile) : null, problems };
}

/** The same from the text of a file; text that is no JSON is one problem that says where. */
export async function parseProfile(text: string): Promise<ProfileReport> {
  let data: unknown;
  try {
    data = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return { profile: null, problems: [{ path: "", message: syntaxMessage(brokenLine(text)) }] };
  }
  return validateProfile(data);
}

function syntaxMessage(line: number | null): ProfileProblem["message"] {
  if (line === null) return { zh: "文件不是完整的 JSON, 请检查引号、逗号和括号是否成对。", en: "The file is not complete JSON: check its quotes, commas and brackets." };
  return { zh: `第 ${line} 行附近不是正确的 JSON, 请检查引号、逗号和括号。`, en: `The JSON is broken near line ${line}: check its quotes, commas and brackets.` };
}
