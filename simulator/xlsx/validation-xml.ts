/** Data validation: rules as the API has them; what the API has no word for stays in the file's own. */
import { saysTheSame } from "../model/same.js";
import { areaText } from "../model/address.js";
import type { ValidationModel } from "../model/sheet.js";
import { areasOf } from "./conditional-xml.js";
import { one, only, type Piece } from "./piece.js";
import { escapeContent, parseXml, XmlElement } from "./xml-tree.js";

const TYPES: Readonly<Record<string, string>> = { whole: "wholeNumber", decimal: "decimal", date: "date", time: "time", textLength: "textLength" };
const OPERATORS: Readonly<Record<string, string>> = {
  between: "Between", notBetween: "NotBetween", equal: "EqualTo", notEqual: "NotEqualTo", greaterThan: "GreaterThan", lessThan: "LessThan", greaterThanOrEqual: "GreaterThanOrEqualTo",
  lessThanOrEqual: "LessThanOrEqualTo",
};
const STYLES: Readonly<Record<string, string>> = { stop: "Stop", warning: "Warning", information: "Information" };

const backward = (map: Readonly<Record<string, string>>, value: unknown, otherwise: string): string => Object.entries(map).find(([, name]) => name === value)?.[0] ?? otherwise;

/** A number, or a formula with "=". */
function operand(element: XmlElement | undefined): string | number | undefined {
  const text = element?.text;
  if (text === undefined || text === "") return undefined;
  return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : `=${text}`;
}

function ruleOf(element: XmlElement): unknown {
  const type = element.get("type") ?? "none";
  const first = operand(element.child("formula1")), second = operand(element.child("formula2"));
  if (type === "list") {
    const quoted = /^"((?:[^"]|"")*)"$/.exec(element.child("formula1")?.text ?? "");
    return { list: { inCellDropDown: !element.is("showDropDown"), source: quoted ? quoted[1]!.replaceAll('""', '"') : String(first ?? "") } };
  }
  if (type === "custom") return { custom: { formula: String(first ?? "") } };
  const name = TYPES[type];
  if (name === undefined) return {};
  return { [name]: { formula1: first, ...(second !== undefined && { formula2: second }), operator: OPERATORS[element.get("operator") ?? "between"] ?? "Between" } };
}

function described(element: XmlElement): Omit<ValidationModel, "area"> {
  const message = element.get("error") ?? "", title = element.get("errorTitle") ?? "";
  const showAlert = element.is("showErrorMessage"), style = STYLES[element.get("errorStyle") ?? "stop"] ?? "Stop";
  const ask = element.get("prompt") ?? "", askTitle = element.get("promptTitle") ?? "";
  return {
    rule: ruleOf(element), ignoreBlanks: element.is("allowBlank"),
    errorAlert: showAlert && message === "" && title === "" && style === "Stop" ? null : { message, showAlert, style, title },
    ...((ask !== "" || askTitle !== "") && { prompt: { message: ask, showPrompt: element.is("showInputMessage"), title: askTitle } }),
  };
}

const content = ({ rule, ignoreBlanks, errorAlert, prompt }: ValidationModel): unknown => ({ rule, ignoreBlanks, errorAlert, prompt });

function written(model: ValidationModel): XmlElement {
  if (model.xml !== undefined) {
    const element = parseXml(model.xml);
    if (saysTheSame(content(model), content({ ...described(element), area: model.area }))) return element;
  }
  const rule = (model.rule ?? {}) as Record<string, Record<string, unknown> | undefined>;
  const alert = (model.errorAlert ?? { showAlert: true, style: "Stop", message: "", title: "" }) as Record<string, unknown>;
  const ask = (model.prompt ?? {}) as Record<string, unknown>;
  const element = new XmlElement("dataValidation", {
    errorStyle: alert["style"] === "Stop" || alert["style"] === undefined ? undefined : backward(STYLES, alert["style"], "stop"), allowBlank: model.ignoreBlanks ? 1 : undefined,
    showInputMessage: ask["showPrompt"] === true ? 1 : undefined, showErrorMessage: alert["showAlert"] === false ? undefined : 1,
    errorTitle: text(alert["title"]), error: text(alert["message"]), promptTitle: text(ask["title"]), prompt: text(ask["message"]),
  });
  const formula = (name: string, value: unknown): void => {
    if (value !== undefined && value !== "") element.children.push(new XmlElement(name, {}, [escapeContent(String(value).replace(/^=/, ""))]));
  };
  const [kind, body] = Object.entries(rule)[0] ?? [];
  if (kind === "list" && body) {
    element.set("type", "list").set("showDropDown", body["inCellDropDown"] === false ? 1 : undefined);
    const source = String(body["source"] ?? "");
    formula("formula1", source.startsWith("=") ? source : `"${source.replaceAll('"', '""')}"`);
  } else if (kind === "custom" && body) {
    element.set("type", "custom");
    formula("formula1", body["formula"]);
  } else if (kind !== undefined && body) {
    element.set("type", backward(TYPES, kind, "none"));
    if (body["operator"] !== undefined && body["operator"] !== "Between") element.set("operator", backward(OPERATORS, body["operator"], "between"));
    formula("formula1", body["formula1"]);
    formula("formula2", body["formula2"]);
  }
  return element;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

export const validationPiece: Piece = {
  names: ["dataValidations"],
  read(elements, sheet) {
    for (const element of only(elements, "dataValidations")?.all("dataValidation") ?? []) {
      const areas = areasOf(element.get("sqref") ?? "");
      const xml = String(element);
      for (const area of areas) sheet.validations.push({ area, ...described(element), xml });
    }
  },
  state: ({ validations }) => validations.map((one) => [areaText(one.area), one.rule, one.ignoreBlanks, one.errorAlert, one.prompt]),
  write(sheet, old) {
    const list: XmlElement[] = [];
    let last: ValidationModel | null = null;
    for (const model of sheet.validations) {
      const previous = list.at(-1);
      if (previous && last?.xml !== undefined && last.xml === model.xml && saysTheSame(content(last), content(model))) {
        previous.set("sqref", `${previous.get("sqref") ?? ""} ${areaText(model.area)}`);
      } else {
        list.push(written(model).set("sqref", areaText(model.area)));
      }
      last = model;
    }
    if (list.length === 0) return one("dataValidations", null);
    const holder = only(old, "dataValidations") ?? new XmlElement("dataValidations");
    holder.children.splice(0, holder.children.length, ...list);
    return one("dataValidations", holder.set("count", list.length));
  },
};
