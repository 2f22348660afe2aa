/** RangeAreas: many areas of one sheet under one look. */
import { cellCount } from "../model/address.js";
import { bind, stored, type ApiClass } from "../protocol/api-class.js";
import { itemNotFound } from "../protocol/host-error.js";
import { conditionalFormatsClass } from "./conditional-api.js";
import { rangeFormatClass } from "./format-api.js";
import { clearRange, rangeOf } from "./range-api.js";
import { addressOf, type AreasTarget } from "./ranges.js";
import { worksheetClass } from "./worksheet-api.js";

export const rangeAreasClass: ApiClass<AreasTarget> = {
  name: "RangeAreas",
  referable: true,
  properties: {
    Address: stored(9, (target) => addressOf(target)),
    AddressLocal: stored(9, (target) => addressOf(target)),
    AreaCount: stored(9, ({ areas }) => areas.length),
    CellCount: stored(9, ({ areas }) => areas.reduce((sum, area) => sum + cellCount(area), 0)),
  },
  children: {
    Areas: { since: 9, get: (target) => bind(rangeCollectionClass, target) },
    Format: { since: 9, get: ({ sheet, areas }) => bind(rangeFormatClass, { sheet, areas }) },
    ConditionalFormats: { since: 9, get: ({ book, sheet, areas }) => bind(conditionalFormatsClass, { book, sheet, areas }) },
    Worksheet: { since: 9, get: ({ book, sheet }) => bind(worksheetClass, { book, sheet }) },
  },
  methods: {
    Clear: { since: 9, call: ({ book, sheet, areas }, [applyTo]) => {
      for (const area of areas) clearRange({ book, sheet, area }, applyTo);
    } },
  },
};

export const rangeCollectionClass: ApiClass<AreasTarget> = {
  name: "RangeCollection",
  items: (target) => target.areas.map((area) => rangeOf({ ...target, area }, area)),
  methods: {
    GetCount: { since: 9, call: ({ areas }) => areas.length },
    GetItemAt: { since: 9, call: (target, [index]) => {
      const area = target.areas[Number(index)];
      if (area === undefined) throw itemNotFound();
      return rangeOf({ ...target, area }, area);
    } },
  },
};
