/**
 * First half of validation: the shape. JSON Schema errors become plain sentences with a path a person can follow. The schema library
 * is heavy: import this file only when there is something to validate.
 */
import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import type { ProfileProblem } from "./problem.js";
import schema from "./profile.schema.json";

let compiled: ValidateFunction | null = null;

/** All schema errors. */
export function schemaProblems(data: unknown): ProfileProblem[] {
  compiled ??= new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);
  if (compiled(data)) return [];
  return (compiled.errors ?? []).map(problemOf);
}

const TYPES: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  string: { zh: "文字", en: "text" },
  number: { zh: "数字", en: "a number" },
  integer: { zh: "整数", en: "a whole number" },
  boolean: { zh: "true 或 false", en: "true or false" },
  array: { zh: "列表 [ … ]", en: "a list [ … ]" },
  object: { zh: "对象 { … }", en: "an object { … }" },
  null: { zh: "null", en: "null" },
};

function problemOf(error: ErrorObject): ProfileProblem {
  const path = pathOf(error.instancePath);
  const params = error.params as Readonly<Record<string, unknown>>;
  const at = (name: string): string => (path === "" ? name : `${path}.${name}`);
  switch (error.keyword) {
    case "required": {
      const name = String(params["missingProperty"]);
      return { path: at(name), message: { zh: `缺少“${name}”, 请补上。`, en: `"${name}" is missing: add it.` } };
    }
    case "additionalProperties": {
      const name = String(params["additionalProperty"]);
      return { path: at(name), message: { zh: `不认识“${name}”, 请检查拼写或删去。`, en: `"${name}" is not known here: check its spelling or remove it.` } };
    }
    case "type": {
      const types = [params["type"]].flat().map(String);
      const zh = types.map((type) => TYPES[type]?.zh ?? type).join("或");
      const en = types.map((type) => TYPES[type]?.en ?? type).join(" or ");
      return { path, message: { zh: `这里应当是${zh}。`, en: `This must be ${en}.` } };
    }
    case "enum": {
      const values = (params["allowedValues"] as readonly unknown[]).join(", ");
      return { path, message: { zh: `只能是其中之一: ${values}。`, en: `This must be one of: ${values}.` } };
    }
    case "const":
      return { path, message: { zh: `只能写 ${String(params["allowedValue"])}, 不需要时删去。`, en: `This can only be ${String(params["allowedValue"])}: otherwise remove it.` } };
    case "pattern":
      return { path, message: { zh: "编号只能用英文字母、数字和连字符, 并以字母开头。", en: "An id is made of letters, digits and hyphens, and begins with a letter." } };
    case "minLength":
      return { path, message: { zh: "不能是空文字。", en: "This must not be empty." } };
    case "minItems":
      return { path, message: { zh: "至少要有一项。", en: "At least one entry is needed." } };
    case "minimum":
    case "maximum":
    case "exclusiveMinimum":
    case "exclusiveMaximum": {
      const limit = String(params["limit"]);
      const [zh, en] = BOUNDS[error.keyword];
      return { path, message: { zh: `数值应当${zh} ${limit}。`, en: `The number must be ${en} ${limit}.` } };
    }
    default:
      return { path, message: { zh: `写法不对 (${error.keyword}), 请对照说明改正。`, en: `Not written as it should be (${error.keyword}): see the description of profiles.` } };
  }
}

const BOUNDS = {
  minimum: ["不小于", "at least"],
  maximum: ["不大于", "at most"],
  exclusiveMinimum: ["大于", "more than"],
  exclusiveMaximum: ["小于", "less than"],
} as const;

/** "/records/2/fields/0/field" → "records[2].fields[0].field". */
function pathOf(pointer: string): string {
  let path = "";
  for (const raw of pointer.split("/").slice(1)) {
    const step = raw.replaceAll("~1", "/").replaceAll("~0", "~");
    if (/^\d+$/.test(step)) path += `[${step}]`;
    else path += path === "" ? step : `.${step}`;
  }
  return path;
}
