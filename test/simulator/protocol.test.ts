/** The protocol as unmodified office.js speaks it; section numbers are those of the table in docs/simulator.md. */
import { describe, expect, it } from "vitest";
import { PROFILES, type Profile } from "../../simulator/host/profile.js";
import { SimulatedExcel } from "../../simulator/host/simulated-excel.js";
import { WorkbookModel } from "../../simulator/model/workbook.js";
import { moveRows } from "../../simulator/model/structure.js";
import { startOffice } from "../../simulator/node/office-in-node.js";
import { settle } from "../host/setup.js";

async function start(profile?: Profile) {
  const book = new WorkbookModel();
  book.addSheet("甲");
  book.addSheet("乙");
  const excel = new SimulatedExcel(book, profile ? { profile } : {});
  const office = await startOffice(excel);
  await settle();
  excel.log.clear();
  return { book, excel, office, run: office.Excel.run.bind(office.Excel) as typeof Excel.run };
}

interface RichError {
  code: string;
  message: string;
  httpStatusCode: number;
  traceMessages: string[];
  debugInfo: { errorLocation: string; statement: string };
}

async function failure(work: Promise<unknown>): Promise<RichError> {
  return work.then(() => { throw new Error("did not fail"); }, (error: unknown) => error as RichError);
}

describe("start", () => {
  it("loads three files and nothing else, and knows its host", async () => {
    const { office } = await start();
    expect(office.files).toEqual(["office.js", "excel-win32-16.01.js", "zh-cn/office_strings.js"]);
    const { context } = office.Office;
    expect([context.host, context.platform, context.displayLanguage, context.document.url]).toEqual(["Excel", "PC", "zh-CN", "工作簿1.xlsx"]);
    expect(context.diagnostics.version).toBe("16.0.18000.20000");
    expect(context.officeTheme.bodyBackgroundColor).toBe("#ffffff");
    expect([context.requirements.isSetSupported("ExcelApi", "1.17"), context.requirements.isSetSupported("ExcelApi", "1.18")]).toEqual([true, false]);
  });

  it("tells that it is ready by one request of its own", async () => {
    const book = new WorkbookModel();
    book.addSheet();
    const excel = new SimulatedExcel(book);
    await startOffice(excel);
    await settle();
    expect(excel.log.entries.map((entry) => [entry.housekeeping, entry.names])).toEqual([[true, ["NotifyActionHandlerReady"]]]);
  });
});

describe("transport", () => {
  it("keeps several requests apart though answers come out of order", async () => {
    const { excel, run } = await start();
    excel.faults.restart().at(0, { kind: "late" });
    const order: string[] = [];
    const name = (sheet: string) => run(async (context) => {
      const item = context.workbook.worksheets.getItem(sheet);
      item.load("name");
      await context.sync();
      order.push(item.name);
    });
    await Promise.all([name("甲"), name("乙")]);
    expect(order).toEqual(["乙", "甲"]);
  });

  it("waits for ever without an answer", async () => {
    const { excel, run } = await start();
    excel.faults.restart().always({ kind: "silent", done: true });
    let ended = false;
    void run(async (context) => context.sync()).then(() => (ended = true));
    void run(async (context) => { context.workbook.worksheets.add("丙"); await context.sync(); }).then(() => (ended = true));
    await settle();
    expect(ended).toBe(false);
    expect(excel.book.sheet("丙")).not.toBeNull();
  });
});

describe("actions and paths", () => {
  it("does actions in order, stops at the first that fails, keeps what was done; the context stays usable", async () => {
    const { book, run } = await start();
    await run(async (context) => {
      const sheet = context.workbook.worksheets.getItem("甲");
      sheet.getRange("A1").values = [["前"]];
      sheet.getRange("A2:B3").values = [[1]];
      sheet.getRange("A4").values = [["后"]];
      const error = await failure(context.sync());
      expect(error.code).toBe("InvalidArgument");
      expect(error.message).toBe("The number of rows or columns in the input array doesn't match the size or dimensions of the range.");
      expect(error.httpStatusCode).toBe(400);
      expect(error.debugInfo.errorLocation).toBe("Range.values");
      expect(error.debugInfo.statement).toContain("values");
      sheet.getRange("A5").values = [["再"]];
      await context.sync();
    });
    const sheet = book.sheet("甲")!;
    expect([0, 1, 3, 4].map((row) => sheet.value(row, 0))).toEqual(["前", null, null, "再"]);
  });

  it("makes a new object once, however often its path is used", async () => {
    const { book, run } = await start();
    await run(async (context) => {
      const sheet = context.workbook.worksheets.add("丙");
      sheet.getRange("A1").values = [[1]];
      sheet.load("name,id");
      await context.sync();
      sheet.name = "丁";
      await context.sync();
      sheet.getRange("A2").values = [[2]]; // by id: survives the rename
      await context.sync();
    });
    expect(book.sheets.map((sheet) => sheet.name)).toEqual(["甲", "乙", "丁"]);
    expect(book.sheet("丁")!.value(1, 0)).toBe(2);
  });

  it("writes more than 1,500 cells in chunks, shape checked first", async () => {
    const { book, excel, run } = await start();
    const rows = Array.from({ length: 1_000 }, (_, row) => [row, `值${row}`, null, ""]);
    await run(async (context) => {
      context.workbook.worksheets.getItem("甲").getRange("A1:D1000").values = rows;
      await context.sync();
    });
    expect(excel.log.own[0]!.names).toContain("_ValidateArraySize");
    expect(excel.log.own[0]!.cellsWritten).toBe(4_000);
    expect(book.sheet("甲")!.value(999, 1)).toBe("值999");
    const error = await failure(run(async (context) => {
      context.workbook.worksheets.getItem("乙").getRange("A1:D999").values = rows;
      await context.sync();
    }));
    expect([error.code, book.sheet("乙")!.value(0, 0)]).toEqual(["InvalidArgument", null]);
  });

  it("null leaves a cell, an empty text clears it, a single value fills the range", async () => {
    const { book, run } = await start();
    await run(async (context) => {
      const range = context.workbook.worksheets.getItem("甲").getRange("A1:C1");
      range.values = "同" as unknown as string[][];
      range.values = [[null, "", 3]];
      await context.sync();
    });
    expect(book.sheet("甲")!.values[0]).toEqual(["同", null, 3]);
  });
});

describe("identity and references", () => {
  it("answers null objects, and children of null objects, as null", async () => {
    const { run } = await start();
    await run(async (context) => {
      const sheet = context.workbook.worksheets.getItemOrNullObject("没有");
      const range = sheet.getUsedRangeOrNullObject();
      range.load("address");
      range.format.fill.color = "#FF0000";
      const count = sheet.tables.getCount();
      await context.sync();
      expect([sheet.isNullObject, range.isNullObject, count.value]).toEqual([true, true, undefined]);
    });
  });

  it("keeps ranges inside a run, moves them with their rows, and lets them go at its end", async () => {
    const { book, excel, office, run } = await start();
    await run(async (context) => {
      const range = context.workbook.worksheets.getItem("甲").getRange("B5");
      await context.sync();
      expect(office.pane.session.references.size).toBe(1);
      moveRows(book, book.sheet("甲")!, 0, 3);
      range.load("address");
      await context.sync();
      expect(range.address).toBe("甲!B8");
    });
    await settle();
    expect(office.pane.session.references.size).toBe(0);
    expect(excel.log.entries.at(-1)).toMatchObject({ housekeeping: true, names: ["_RemoveReference"] });
  });

  it("outside a run a range does not outlive its request", async () => {
    const { office } = await start();
    const context = new office.Excel.RequestContext();
    const range = context.workbook.worksheets.getItem("甲").getRange("A1");
    await context.sync();
    expect((await failure(Promise.resolve().then(() => range.load("values")))).code).toBe("InvalidObjectPath");
  });
});

describe("queries", () => {
  it("answers nested loads, collections and all scalars in the wire's names", async () => {
    const { run } = await start();
    await run(async (context) => {
      const { worksheets } = context.workbook;
      worksheets.load("items/name,items/visibility");
      const range = worksheets.getItem("甲").getRange("A1:B2");
      range.load({ values: true, isEntireRow: true, format: { fill: { color: true }, columnWidth: true } } as Excel.Interfaces.RangeLoadOptions);
      const whole = worksheets.getItem("甲").getRange();
      whole.load("values,isEntireColumn,address");
      const all = worksheets.getItem("乙");
      all.load();
      await context.sync();
      expect(worksheets.items.map((sheet) => [sheet.name, sheet.visibility])).toEqual([["甲", "Visible"], ["乙", "Visible"]]);
      expect([range.values, range.isEntireRow, range.format.fill.color, range.format.columnWidth]).toEqual([[["", ""], ["", ""]], false, "#FFFFFF", 48]);
      expect([whole.values, whole.isEntireColumn]).toEqual([null, true]);
      expect([all.name, all.position, all.showGridlines]).toEqual(["乙", 1, true]);
      expect(() => range.text).toThrow(/PropertyNotLoaded|text/);
    });
  });

  it("keeps items of a collection by id", async () => {
    const { book, run } = await start();
    await run(async (context) => {
      const { worksheets } = context.workbook;
      worksheets.load("items");
      await context.sync();
      const [first] = worksheets.items;
      book.sheets.reverse();
      first!.getRange("A1").values = [["是甲"]];
      await context.sync();
    });
    expect(book.sheet("甲")!.value(0, 0)).toBe("是甲");
  });

  it("refuses an unknown property", async () => {
    const { run } = await start();
    const error = await failure(run(async (context) => {
      context.workbook.worksheets.getItem("甲").load("colour" as "name");
      await context.sync();
    }));
    expect(error.code).toBe("InvalidArgument");
  });
});

describe("errors", () => {
  it.each([
    ["ItemNotFound", (context: Excel.RequestContext) => context.workbook.worksheets.getItem("没有").load("name")],
    ["InvalidArgument", (context: Excel.RequestContext) => context.workbook.worksheets.getItem("甲").getRange("A0").load("values")],
    ["InvalidArgument", (context: Excel.RequestContext) => context.workbook.worksheets.add("一/二")],
    ["ItemAlreadyExists", (context: Excel.RequestContext) => context.workbook.worksheets.add("乙")],
    ["InvalidArgument", (context: Excel.RequestContext) => context.workbook.worksheets.getItem("甲").getRanges(Array.from({ length: 2_500 }, (_, n) => `A${n + 1}`).join(",")).load("address")],
  ])("%s", async (code, work) => {
    const { run } = await start();
    expect((await failure(run(async (context) => {
      work(context);
      await context.sync();
    }))).code).toBe(code);
  });

  it("says loudly what the simulator does not have, and what the profile does not", async () => {
    const { run } = await start();
    expect(await failure(run(async (context) => {
      context.workbook.worksheets.getItem("甲").charts.load("items");
      await context.sync();
    }))).toMatchObject({ code: "ApiNotFound", message: "simulated host: Worksheet.charts" });
    const old = await start(PROFILES.oldest);
    const error = await failure(old.run(async (context) => {
      context.workbook.worksheets.getItem("甲").getRange().getMergedAreasOrNullObject().load("address");
      await context.sync();
    }));
    expect([error.code, error.message.includes("1.13")]).toEqual(["ApiNotFound", true]);
  });

  it("5 MB per request and answer on the web, no such limit on the desktop", async () => {
    const big = Array.from({ length: 1_600 }, () => ["长".repeat(1_200)]);
    for (const [profile, code] of [[PROFILES.web, "RequestPayloadSizeLimitExceeded"], [PROFILES.newest, null]] as const) {
      const { run, book } = await start(profile);
      const write = run(async (context) => {
        context.workbook.worksheets.getItem("甲").getRange("A1:A1600").values = big;
        await context.sync();
      });
      if (code === null) await write;
      else expect(await failure(write)).toMatchObject({ code, httpStatusCode: 400 });
      expect(book.sheet("甲")!.value(0, 0) === null).toBe(code !== null);
    }
    const { run, book } = await start(PROFILES.web);
    big.forEach(([text], row) => book.sheet("甲")!.setValue(row, 0, text!));
    expect((await failure(run(async (context) => {
      context.workbook.worksheets.getItem("甲").getUsedRange().load("values");
      await context.sync();
    }))).code).toBe("ResponsePayloadSizeLimitExceeded");
  });

  it("more than 5,000,000 cells: an error, or null without one", async () => {
    const read = async (profile: Profile): Promise<unknown> => {
      const { run } = await start(profile);
      return run(async (context) => {
        const range = context.workbook.worksheets.getItem("甲").getRange("A1:F900000");
        range.load("values,cellCount");
        await context.sync();
        return [range.values, range.cellCount];
      });
    };
    expect((await failure(read(PROFILES.newest))).code).toBe("RangeExceedsLimit");
    expect(await read({ ...PROFILES.newest, overLimit: "null" })).toEqual([null, 5_400_000]);
  });

  it("carries trace messages up to the failing action", async () => {
    const { run } = await start();
    const error = await failure(run(async (context) => {
      context.trace("一");
      context.workbook.worksheets.getItem("没有").load("name");
      context.trace("二");
      await context.sync();
    }));
    expect(error.traceMessages).toEqual(["一"]);
  });

  it("refuses while a cell is edited, but waits if asked to", async () => {
    const { excel, run, office } = await start();
    excel.beginCellEdit();
    expect((await failure(run(async (context) => { context.workbook.worksheets.getItem("甲").activate(); await context.sync(); }))).code).toBe("InvalidOperationInCellEditMode");
    const waiting = office.Excel.run({ delayForCellEdit: true }, async (context) => { context.workbook.worksheets.getItem("乙").activate(); await context.sync(); });
    await settle();
    expect(excel.book.active?.name).toBe("甲");
    excel.endCellEdit();
    await waiting;
    expect(excel.book.active?.name).toBe("乙");
  });
});

describe("events", () => {
  it.each([["newest", "ThisLocalAddin"], ["oldest", undefined]] as const)("onChanged of a sheet and of all sheets (%s)", async (profile, trigger) => {
    const { book, run } = await start(PROFILES[profile]);
    const seen: unknown[] = [];
    const handlers = await run(async (context) => {
      const sheets = context.workbook.worksheets;
      const one = sheets.getItem("甲").onChanged.add((event) => { seen.push(["甲", event.address, event.triggerSource]); return Promise.resolve(); });
      const all = sheets.onChanged.add((event) => { seen.push(["all", event.address, event.changeType]); return Promise.resolve(); });
      await context.sync();
      sheets.getItem("甲").getRange("A1:B1").values = [[1, 2]];
      sheets.getItem("乙").getRange("C3").values = [[1]];
      await context.sync();
      return [one, all];
    });
    await settle();
    expect(seen).toEqual([["甲", "A1:B1", trigger], ["all", "A1:B1", "RangeEdited"], ["all", "C3", "RangeEdited"]]);
    for (const handler of handlers) {
      handler.remove();
      await handler.context.sync();
    }
    moveRows(book, book.sheet("甲")!, 0, 1);
    await settle();
    expect(seen).toHaveLength(3);
  });

  it("one per chunk of a large write; none while the add-in has switched them off", async () => {
    const { run } = await start();
    let count = 0;
    await run(async (context) => {
      const sheet = context.workbook.worksheets.getItem("甲");
      sheet.onChanged.add(() => { count++; return Promise.resolve(); });
      await context.sync();
      sheet.getRange("A1:A3000").values = Array.from({ length: 3_000 }, () => [1]);
      await context.sync();
      await settle();
      expect(count).toBe(2);
      context.runtime.enableEvents = false;
      sheet.getRange("A1").values = [[2]];
      await context.sync();
      await settle();
    });
    expect(count).toBe(2);
  });

  it("selection (old style) and activation", async () => {
    const { book, run } = await start();
    const seen: string[] = [];
    await run(async (context) => {
      context.workbook.onSelectionChanged.add(() => { seen.push("selection"); return Promise.resolve(); });
      context.workbook.worksheets.onActivated.add((event) => { seen.push(event.worksheetId === book.sheet("乙")!.id ? "乙" : "?"); return Promise.resolve(); });
      await context.sync();
      context.workbook.worksheets.getItem("乙").getRange("B2").select();
      await context.sync();
    });
    await settle();
    expect(seen.sort()).toEqual(["selection", "乙"].sort());
  });
});

describe("settings", () => {
  it("are one store for both APIs, and keep dates", async () => {
    const { book, office, run } = await start();
    office.evaluate('globalThis.later = new Date(86400000)');
    await run(async (context) => {
      context.workbook.settings.add("a", { x: 1 } as unknown as string);
      context.workbook.settings.add("d", office.evaluate("later") as Date);
      await context.sync();
      const item = context.workbook.settings.getItem("d");
      item.load("value");
      await context.sync();
      expect((item.value as Date).getTime()).toBe(86_400_000);
    });
    expect(book.settings.get("a")).toEqual({ x: 1 });
    expect(book.settings.get("d")).toBe("Date(86400000)");
    const second = await startOffice(new SimulatedExcel(book));
    expect(second.Office.context.document.settings.get("a")).toEqual({ x: 1 });
    second.Office.context.document.settings.set("b", 2);
    await new Promise<void>((resolve) => second.Office.context.document.settings.saveAsync(() => resolve()));
    expect(book.settings.get("b")).toBe(2);
  });
});
