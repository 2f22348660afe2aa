/** Rules of Excel that its API enforces: protection, names, tables, merges, sheets. Through unmodified office.js. */
import { describe, expect, it } from "vitest";
import { SimulatedExcel } from "../../simulator/host/simulated-excel.js";
import { WorkbookModel } from "../../simulator/model/workbook.js";
import { startOffice } from "../../simulator/node/office-in-node.js";

async function start() {
  const book = new WorkbookModel();
  const sheet = book.addSheet("甲");
  const office = await startOffice(new SimulatedExcel(book));
  const run = <T>(work: (context: Excel.RequestContext, sheet: Excel.Worksheet) => T | Promise<T>): Promise<T> =>
    office.Excel.run(async (context) => {
      const result = await work(context, context.workbook.worksheets.getItem("甲"));
      await context.sync();
      return result;
    });
  const code = (work: Parameters<typeof run>[0]): Promise<string> => run(work).then(() => "", (error: unknown) => (error as { code: string }).code);
  return { book, sheet, run, code };
}

describe("protection", () => {
  it("refuses contents, looks, conditional formats and tables, but not unlocked cells or what the options allow", async () => {
    const { sheet, run, code } = await start();
    await run((_, s) => {
      s.getRange("B2").format.protection.locked = false;
      s.protection.protect({ allowFormatCells: false });
    });
    expect(await code((_, s) => { s.getRange("A1").values = [[1]]; })).toBe("AccessDenied");
    expect(await code((_, s) => { s.getRange("A1").format.fill.color = "#FF0000"; })).toBe("AccessDenied");
    expect(await code((_, s) => { s.getRange("A1").conditionalFormats.add("Custom"); })).toBe("AccessDenied");
    expect(await code((_, s) => { s.tables.add("A1:B2", true); })).toBe("AccessDenied");
    expect(await code((_, s) => { s.getRange("B2").values = [[1]]; })).toBe("");
    sheet.protection.options["allowFormatCells"] = true;
    expect(await code((_, s) => { s.getRange("A1").format.fill.color = "#FF0000"; })).toBe("");
  });

  it("of the workbook refuses new and deleted sheets", async () => {
    const { book, code } = await start();
    book.structureProtected = true;
    expect(await code((context) => { context.workbook.worksheets.add("乙"); })).toBe("AccessDenied");
    expect(await code((_, s) => { s.delete(); })).toBe("AccessDenied");
  });
});

describe("sheets", () => {
  it.each(["", "一".repeat(32), "a:b", "a?", "[x]", "'a", "History"])("refuses the name %j", async (name) => {
    const { code } = await start();
    expect(await code((_, s) => { s.name = name; })).toBe("InvalidArgument");
  });

  it("keeps one visible sheet, and a very hidden one until it is shown", async () => {
    const { book, code } = await start();
    expect(await code((_, s) => { s.delete(); })).toBe("InvalidOperation");
    expect(await code((_, s) => { s.visibility = "Hidden"; })).toBe("InvalidOperation");
    book.addSheet("乙").visibility = "VeryHidden";
    expect(await code((context) => { context.workbook.worksheets.getItem("乙").delete(); })).toBe("InvalidOperation");
    expect(await code((context) => { context.workbook.worksheets.getItem("乙").activate(); })).toBe("InvalidOperation");
    expect(await code((context) => { const s = context.workbook.worksheets.getItem("乙"); s.visibility = "Hidden"; s.delete(); })).toBe("");
    expect(book.sheets).toHaveLength(1);
  });
});

describe("tables, merges, names", () => {
  it("tables: texts as headers, no overlap, unique names of the right form", async () => {
    const { sheet, run, code } = await start();
    await run((_, s) => {
      s.getRange("A1:C2").values = [["名", 3, "名"], [1, 2, 3]];
      s.tables.add("A1:C2", true).name = "差异";
    });
    expect(sheet.values[0]).toEqual(["名", "3", "名2"]);
    expect(await code((_, s) => { s.tables.add("C2:D4", true); })).toBe("InvalidOperation");
    expect(await code((_, s) => { s.tables.add("F1:G2", true).name = "差异"; })).toBe("ItemAlreadyExists");
    expect(await code((_, s) => { s.tables.getItem("差异").name = "A1"; })).toBe("InvalidArgument");
    expect(await code((_, s) => { s.getRange("A1:B1").merge(); })).toBe("InvalidOperation");
  });

  it("merges keep the first value, swallow writes below it, and refuse to be cleared in part", async () => {
    const { sheet, run, code } = await start();
    await run((_, s) => {
      s.getRange("A1:B2").values = [[1, 2], [3, 4]];
      s.getRange("A1:B2").merge();
      s.getRange("B2").values = [[9]];
    });
    expect([sheet.value(0, 0), sheet.value(1, 1)]).toEqual([1, null]);
    expect(await code((_, s) => { s.getRange("A1:A2").clear(); })).toBe("MergedRangeConflict");
    const areas = await run(async (context, s) => {
      const merged = s.getRange().getMergedAreasOrNullObject();
      merged.load("address");
      const none = s.getRange("D4:E5").getMergedAreasOrNullObject();
      await context.sync();
      return [merged.address, none.isNullObject];
    });
    expect(areas).toEqual(["甲!A1:B2", true]);
  });

  it("names of a sheet go with it", async () => {
    const { book, run, code } = await start();
    await run((context) => {
      const other = context.workbook.worksheets.add("乙");
      other.names.add("x", "=乙!$A$1").visible = false;
    });
    expect(book.sheet("乙")!.names.get("x")).toMatchObject({ formula: "=乙!$A$1", visible: false });
    expect(await code((context) => { context.workbook.worksheets.getItem("乙").names.add("x", "=1"); })).toBe("ItemAlreadyExists");
    await run((context) => { context.workbook.worksheets.getItem("乙").delete(); });
    expect(await code((context) => { context.workbook.names.getItem("x").load("name"); })).toBe("ItemNotFound");
  });
});

describe("conditional formats", () => {
  it("are added on top, read back, and deleted one by one", async () => {
    const { sheet, run, code } = await start();
    await run((_, s) => {
      for (const formula of ["=$A1>1", "=$A1>2"]) {
        const format = s.getRange("A1:B9").conditionalFormats.add("Custom");
        format.custom.rule.formula = formula;
        format.custom.format.fill.color = "#ffc7ce";
      }
    });
    expect(sheet.conditionalFormats.map(({ formula, format }) => [formula, format["fill.color"]])).toEqual([["=$A1>2", "#FFC7CE"], ["=$A1>1", "#FFC7CE"]]);
    await run(async (context, s) => {
      const formats = s.getRange("B9:C20").conditionalFormats;
      formats.load("items/type,items/priority");
      const outside = s.getRange("C1:C9").conditionalFormats;
      outside.load("items/type");
      await context.sync();
      expect([formats.items.map((format) => format.priority), outside.items.length]).toEqual([[0, 1], 0]);
      const range = formats.items[1]!.getRange();
      range.load("address");
      await context.sync();
      expect(range.address).toBe("甲!A1:B9");
      formats.items[0]!.delete();
    });
    expect(sheet.conditionalFormats.map(({ formula }) => formula)).toEqual(["=$A1>1"]);
    expect(await code((_, s) => { s.getRange("A1").conditionalFormats.getItemAt(0).custom.rule.formula = "A1>1"; })).toBe("InvalidArgument");
  });

  it("have thin lines at four edges, of five styles; what is not reproduced says so", async () => {
    const { sheet, run, code } = await start();
    await run((_, s) => {
      const { borders } = s.getRange("A1:B9").conditionalFormats.add("Custom").custom.format;
      const top = borders.getItem("EdgeTop"), left = borders.getItem("EdgeLeft");
      top.style = "Dash";
      top.color = "#9c0006";
      left.style = "Dot";
      left.style = "None";
    });
    expect(sheet.conditionalFormats[0]!.format).toEqual({ "border.EdgeTop.style": "Dash", "border.EdgeTop.weight": "Thin", "border.EdgeTop.color": "#9C0006" });
    const looked = await run(async (context, s) => {
      const { borders } = s.getRange("A1").conditionalFormats.getItemAt(0).custom.format;
      const edges = (["EdgeTop", "EdgeLeft"] as const).map((edge) => borders.getItem(edge));
      for (const edge of edges) edge.load("style,color,sideIndex");
      await context.sync();
      return edges.map(({ style, color, sideIndex }) => [sideIndex, style, color]);
    });
    expect(looked).toEqual([["EdgeTop", "Dash", "#9C0006"], ["EdgeLeft", "None", null]]);
    const refused = (touch: (borders: Excel.ConditionalRangeBorderCollection) => void): Promise<string> => code((_, s) => { touch(s.getRange("A1").conditionalFormats.getItemAt(0).custom.format.borders); });
    expect(await refused((borders) => { borders.getItem("InsideVertical" as "EdgeTop").style = "Dot"; })).toBe("InvalidArgument");
    expect(await refused((borders) => { borders.getItem("EdgeTop").style = "Double" as "Dot"; })).toBe("InvalidArgument");
    expect(await refused((borders) => { borders.getItem("EdgeBottom").color = "#000000"; })).toBe("ApiNotFound");
    expect(await refused((borders) => { borders.top.style = "Dot"; })).toBe("ApiNotFound");
    expect(await refused((borders) => { borders.load("count"); })).not.toBe("");
    sheet.protection.protected = true;
    expect(await refused((borders) => { borders.getItem("EdgeTop").style = "Dot"; })).toBe("AccessDenied");
  });
});

describe("rows, filters, looks", () => {
  it("rowHidden is null where rows differ; getRowProperties tells each", async () => {
    const { run, sheet } = await start();
    await run((_, s) => {
      s.getRange("A1:A4").values = [["头"], ["甲"], ["乙"], ["甲"]];
      s.autoFilter.apply("A1:A4", 0, { filterOn: "Values", values: ["甲"] });
      s.getRange("7:7").rowHidden = true;
    });
    const hidden = await run(async (context, s) => {
      const some = s.getRange("A1:A7"), none = s.getRange("A1:A2"), all = s.getRange("A7");
      for (const range of [some, none, all]) range.load("rowHidden");
      const each = some.getRowProperties({ rowHidden: true });
      await context.sync();
      return [some.rowHidden, none.rowHidden, all.rowHidden, each.value.map((row) => row.rowHidden)];
    });
    expect(hidden).toEqual([null, false, true, [false, false, true, false, false, false, true]]);
    await run((_, s) => { s.autoFilter.clearCriteria(); });
    expect(sheet.isRowHidden(2)).toBe(false);
  });

  it("looks of many areas in one call; null where they differ", async () => {
    const { run, sheet } = await start();
    const read = await run(async (context, s) => {
      const areas = s.getRanges("A1:B2,D4");
      areas.format.fill.color = "#FFFF00";
      areas.format.borders.getItem("EdgeBottom").style = "Continuous";
      const range = s.getRange("A1:C2");
      range.load("format/fill/color");
      await context.sync();
      return range.format.fill.color;
    });
    expect(read).toBeNull();
    expect(sheet.table.get(sheet.style(3, 3))).toEqual({ "fill.color": "#FFFF00", "border.EdgeBottom.style": "Continuous" });
    expect(sheet.table.get(sheet.style(0, 0))).toEqual({ "fill.color": "#FFFF00" });
    await run((_, s) => { s.getRange("A1:D4").clear("Formats"); });
    expect(sheet.usedArea(false)).toBeNull();
  });

  it("freezes, page layout and breaks are kept as set, defaults as nothing", async () => {
    const { run, sheet, code } = await start();
    await run((_, s) => {
      s.freezePanes.freezeAt("A1:B3");
      s.pageLayout.orientation = "Landscape";
      s.pageLayout.paperSize = "A4";
      s.pageLayout.setPrintMargins("Inches", { left: 0.5 });
      s.pageLayout.setPrintTitleRows("$1:$2");
      s.horizontalPageBreaks.add("A10");
    });
    expect([sheet.freeze, sheet.page, sheet.rowBreaks]).toEqual([{ rows: 3, columns: 2 }, { orientation: "Landscape", leftMargin: 36, titleRows: "1:2" }, [9]]);
    expect(await code((_, s) => { s.horizontalPageBreaks.add("A1"); })).toBe("InvalidArgument");
  });
});
