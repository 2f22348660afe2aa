/** What users of the simulator need: tests in Node, and the page around it. `node/` is apart, since it reads files. */
export { SimulatedExcel, type Bridge, type Pane, type SimulatedExcelOptions } from "./host/simulated-excel.js";
export { FaultPlan, type Fault } from "./host/faults.js";
export { hostInfo, officeExternal } from "./host/office-environment.js";
export { NEWEST, PROFILES, WEB_PAYLOAD, type Profile } from "./host/profile.js";
export { RequestLog, type LogEntry } from "./host/request-log.js";
export { clearArea, shownText, styleArea, writeCell } from "./model/cells.js";
export { moveColumns } from "./model/columns.js";
export { conditionalFormatsAt } from "./model/conditional.js";
export { loadSheetGrid } from "./model/load-grid.js";
export { SheetModel } from "./model/sheet.js";
export { snapshot } from "./model/snapshot.js";
export { moveRows, sortRows } from "./model/structure.js";
export { WorkbookModel, type ModelChange } from "./model/workbook.js";
export { openXlsx } from "./xlsx/open.js";
export { emptyWorkbook, saveXlsx } from "./xlsx/save.js";
