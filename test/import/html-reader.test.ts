import { describe, expect, it } from "vitest";
import type { SheetGrid } from "../../src/model.js";
import { readWorkbook } from "../../src/import/read-workbook.js";
import { encodeGbk, encodeUtf16, inputError } from "./encodings.js";

function read(bytes: Uint8Array | string): SheetGrid {
  return readWorkbook("导出.xls", typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes, { language: "zh" })[0]!;
}

describe("HTML under the name .xls", () => {
  it("reads cells, entities, line breaks; long numbers stay whole", () => {
    const grid = read(`<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>td{mso-number-format:"\\@";}</style></head><body><table border=1>
      <tr><th>姓名</th><th>身份证号码</th><th>备注</th></tr>
      <tr><td style="vnd.ms-excel.numberformat:@">王&nbsp;秀英</td><td>430203197503041234</td><td>一<br/>二 &amp; <b>三</b></td></tr>
      <tr><td/><td> </td><td>x</td></tr></table></body></html>`);
    expect(grid.sheet).toBe("导出");
    expect(grid.rows).toEqual([["姓名", "身份证号码", "备注"], ["王\u00a0秀英", "430203197503041234", "一\n二 & 三"], [null, null, "x"]]);
  });

  it("lays out spans as merged areas", () => {
    const grid = read(`<table><tr><td colspan="3">标题</td></tr><tr><td rowspan=2>甲</td><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>`);
    expect(grid.rows).toEqual([["标题"], ["甲", "1", "2"], [null, "3", "4"]]);
    expect(grid.merges).toEqual([{ top: 0, left: 0, bottom: 0, right: 2 }, { top: 1, left: 0, bottom: 2, right: 0 }]);
  });

  it("puts several tables one beneath the other, a table in a cell as its text, and omitted end tags right", () => {
    expect(read(`<table><tr><td>a<td>b<tr><td><table><tr><td>c</td></tr></table></td><td>d</td></tr></table><table><tr><td>e</td></tr></table>`).rows)
      .toEqual([["a", "b"], ["c", "d"], ["e"]]);
  });

  it("takes the sheet's name from the page, and leaves scripts and comments out", () => {
    const grid = read(`<html><head><!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet><x:Name>手工台帐</x:Name></x:ExcelWorksheet></x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]--><script>var a="<table><tr><td>no";</script></head><body><table><tr><td>王<!-- x --></td></tr></table></body></html>`);
    expect(grid.sheet).toBe("手工台帐");
    expect(grid.rows).toEqual([["王"]]);
  });

  it("reads GBK and UTF-16 pages, declared or not, and does not believe a wrong charset", () => {
    const page = (charset: string): string => `<html><head>${charset === "" ? "" : `<meta http-equiv="Content-Type" content="text/html; charset=${charset}">`}</head><table><tr><td>王秀英</td><td>横岭村</td></tr></table></html>`;
    for (const bytes of [encodeGbk(page("gb2312")), encodeGbk(page("")), encodeGbk(page("utf-8")), encodeUtf16(page(""), "le", true), new TextEncoder().encode(page("utf-8"))]) {
      expect(read(bytes).rows).toEqual([["王秀英", "横岭村"]]);
    }
  });

  it("refuses a page without a table", () => {
    inputError(() => read("<html><body><p>请先登录</p></body></html>"), "notAWorkbook");
  });
});
