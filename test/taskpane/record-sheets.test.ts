/** What the user says of a sheet is put together with what was said before, and can be taken back piece by piece. */
import { describe, expect, it } from "vitest";
import { baseField, withColumn, withHeader, withRecord } from "../../taskpane/components/records/record-sheets.js";

const sheet = { file: null, sheet: "台帐", override: null };

describe("an override", () => {
  it("gathers columns, and ends with the last of them", () => {
    const one = withColumn(sheet, 3, "name");
    expect(one).toEqual({ file: null, sheet: "台帐", columns: { 3: "name" } });
    const two = withColumn({ ...sheet, override: one }, 4, null);
    expect(two?.columns).toEqual({ 3: "name", 4: null });
    const back = withColumn({ ...sheet, override: two }, 3, undefined);
    expect(back?.columns).toEqual({ 4: null });
    expect(withColumn({ ...sheet, override: back }, 4, undefined)).toBeNull();
  });

  it("keeps record and header beside the columns", () => {
    const header = withHeader({ ...sheet, override: withRecord(sheet, "handLedger") }, [2, 3]);
    expect(header).toEqual({ file: null, sheet: "台帐", record: "handLedger", headerRows: [2, 3] });
    const column = withColumn({ ...sheet, override: header }, 0, "name");
    expect(column).toEqual({ file: null, sheet: "台帐", record: "handLedger", headerRows: [2, 3], columns: { 0: "name" } });
    expect(withColumn({ ...sheet, override: column }, 0, undefined)).toEqual(header);
  });

  it("forgets columns under another record or header, and everything where the sheet is left out", () => {
    const said = { file: null, sheet: "台帐", record: "handLedger", headerRows: [2, 3] as const, columns: { 0: "name" } };
    expect(withRecord({ ...sheet, override: said }, "electronicLedger")).toEqual({ file: null, sheet: "台帐", record: "electronicLedger", headerRows: [2, 3] });
    expect(withRecord({ ...sheet, override: said }, null)).toEqual({ file: null, sheet: "台帐", record: null });
    expect(withHeader({ ...sheet, override: said }, [0, 0])).toEqual({ file: null, sheet: "台帐", record: "handLedger", headerRows: [0, 0] });
  });

  it("speaks of a child's field without its place", () => {
    expect(baseField("childName#2")).toBe("childName");
    expect(baseField("name")).toBe("name");
  });
});
