/** Defined names and the add-in's settings in the workbook. */
import { parseAddress } from "../model/address.js";
import { evaluate, joinText } from "../model/formula.js";
import type { NameModel, SheetModel } from "../model/sheet.js";
import type { WorkbookModel } from "../model/workbook.js";
import { ApiObject, bind, stored, type ApiClass } from "../protocol/api-class.js";
import { invalidArgument, itemExists, itemNotFound } from "../protocol/host-error.js";
import { addressOf, areaArgument, rangeTarget } from "./ranges.js";
import { rangeOf } from "./range-api.js";

interface NamesTarget {
  readonly book: WorkbookModel;
  /** null: names of the workbook. */
  readonly sheet: SheetModel | null;
  readonly names: Map<string, NameModel>;
}

interface NameTarget extends NamesTarget {
  readonly name: NameModel;
}

function found(target: NamesTarget, key: unknown): ApiObject | null {
  const name = typeof key === "string" ? target.names.get(key.toLowerCase()) : undefined;
  return name === undefined ? null : bind(nameClass, { ...target, name });
}

export const namesClass: ApiClass<NamesTarget> = {
  name: "NamedItemCollection",
  items: (target) => [...target.names.values()].map((name) => bind(nameClass, { ...target, name })),
  item: found,
  methods: {
    Add: { since: 4, call: (target, [name, reference, comment]) => {
      if (typeof name !== "string" || !/^[\p{L}_\\][\p{L}\p{N}_.\\]{0,254}$/u.test(name) || parseAddress(name) !== null) throw invalidArgument();
      if (target.names.has(name.toLowerCase())) throw itemExists();
      const formula = reference instanceof ApiObject ? `=${addressOf(rangeTarget(reference))}` : reference;
      if (typeof formula !== "string" || formula === "") throw invalidArgument();
      const model: NameModel = { name, formula: formula.startsWith("=") ? formula : `="${formula}"`, visible: true, comment: typeof comment === "string" ? comment : "" };
      target.names.set(name.toLowerCase(), model);
      return bind(nameClass, { ...target, name: model });
    } },
    GetCount: { since: 4, call: ({ names }) => names.size },
    GetItemOrNullObject: { since: 4, call: (target, [key]) => found(target, key) },
  },
};

const nameClass: ApiClass<NameTarget> = {
  name: "NamedItem",
  identity: ({ name }) => ({ _Id: name.name }),
  properties: {
    Name: stored(1, ({ name }) => name.name),
    Formula: stored(7, ({ name }) => name.formula, ({ name }, value: string) => { name.formula = value; }),
    Value: stored(1, ({ book, sheet, name }) => {
      const home = sheet ?? book.sheets[0];
      return home === undefined ? name.formula : joinText(evaluate(book, home, name.formula));
    }),
    Visible: stored(1, ({ name }) => name.visible, ({ name }, value: boolean) => { name.visible = value; }),
    Comment: stored(4, ({ name }) => name.comment, ({ name }, value: string) => { name.comment = value; }),
    Scope: stored(4, ({ sheet }) => (sheet === null ? "Workbook" : "Worksheet")),
  },
  methods: {
    Delete: { since: 4, call: ({ names, name }) => {
      if (!names.delete(name.name.toLowerCase())) throw itemNotFound();
    } },
    GetRange: { since: 1, call: ({ book, sheet, name }) => {
      const home = sheet ?? book.sheets[0];
      if (home === undefined) throw itemNotFound();
      const target = areaArgument(book, home, name.formula.replace(/^=/, ""));
      return rangeOf(target, target.area);
    } },
  },
};

interface SettingTarget {
  readonly book: WorkbookModel;
  readonly key: string;
}

export const settingsClass: ApiClass<WorkbookModel> = {
  name: "SettingCollection",
  items: (book) => [...book.settings.keys()].map((key) => bind(settingClass, { book, key })),
  item: (book, key) => (book.settings.has(String(key)) ? bind(settingClass, { book, key: String(key) }) : null),
  methods: {
    Add: { since: 4, call: (book, [key, value]) => {
      if (typeof key !== "string" || key === "") throw invalidArgument();
      book.settings.set(key, value);
      return bind(settingClass, { book, key });
    } },
    GetCount: { since: 4, call: (book) => book.settings.size },
    GetItemOrNullObject: { since: 4, call: (book, [key]) => (book.settings.has(String(key)) ? bind(settingClass, { book, key: String(key) }) : null) },
  },
};

const settingClass: ApiClass<SettingTarget> = {
  name: "Setting",
  identity: ({ key }) => ({ _Id: key }),
  properties: {
    Key: stored(4, ({ key }) => key),
    Value: stored(4, ({ book, key }) => book.settings.get(key) ?? null, ({ book, key }, value: unknown) => { book.settings.set(key, value); }),
  },
  methods: {
    Delete: { since: 4, call: ({ book, key }) => {
      if (!book.settings.delete(key)) throw itemNotFound();
    } },
  },
};
