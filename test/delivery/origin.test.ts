/** What somebody types as the address of a package, and what is made of it. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { catalogRegistry, checkOrigin, checkShare, defaultShare, DEVELOPMENT_ORIGIN, manifestFor, OriginFault } from "../../scripts/origin.mjs";
import { macTarget, manifestId, windowsCommands } from "../../scripts/sideload-places.mjs";
import { parseXml } from "../support/xml-tree.js";

const manifest = readFileSync(new URL("../../manifest.xml", import.meta.url), "utf8");

describe("the address of a package", () => {
  it.each([
    ["https://server.example/ledger", "https://server.example/ledger"],
    ["https://server.example/ledger///", "https://server.example/ledger"],
    ["https://SERVER.example", "https://server.example"],
    ["https://10.1.2.3:8443/a/b", "https://10.1.2.3:8443/a/b"],
  ])("takes %s", (given, clean) => expect(checkOrigin(given)).toBe(clean));

  it.each([
    [undefined, "--origin"],
    ["", "--origin"],
    ["http://server.example/ledger", "不能用 http"],
    ["server.example/ledger", "https:// 开头"],
    ["ftp://server.example", "https:// 开头"],
    ["https://", "不是一个网址"],
    ["https://server example/ledger", "不是一个网址"],
    ["https://server.example/ledger?x=1", "要去掉"],
    ["https://server.example/ledger#top", "要去掉"],
    ["https://user:secret@server.example", "用户名"],
    ["https://server.example/ledger/taskpane.html", "文件夹的网址"],
    ["https://server.example/ledger extra", "多余"],
    ["https://server.example/a/../b", "多余"],
    ["https://server.example/a\"b", "多余"],
  ])("says what is wrong with %s", (given, words) => {
    expect(() => checkOrigin(given)).toThrow(OriginFault);
    expect(() => checkOrigin(given)).toThrow(words);
  });

  it("moves every address of the manifest and nothing else", () => {
    const moved = manifestFor(manifest, "https://server.example/ledger");
    expect(moved).not.toContain("localhost");
    expect(moved.replaceAll("https://server.example/ledger", DEVELOPMENT_ORIGIN)).toBe(manifest.replace(/<!--[^]*?-->\n/, ""));
    expect(parseXml(manifestFor(manifest, "https://server.example/a&b")).name).toBe("OfficeApp");
  });
});

describe("the shared folder of a package", () => {
  it("is on the same server unless another is named", () => {
    expect(defaultShare("https://server.example/tools/ledger")).toBe("\\\\server.example\\ledger");
    expect(defaultShare("https://server.example:8443")).toBe("\\\\server.example\\ledger");
    expect(checkShare("//nas/共享/加载项/")).toBe("\\\\nas\\共享\\加载项");
    expect(checkShare("\\\\nas\\加载 项")).toBe("\\\\nas\\加载 项");
  });

  it.each(["nas\\x", "\\\\nas", "C:\\x", "\\\\nas\\a|b", "https://nas/x"])("is no %s", (given) => expect(() => checkShare(given)).toThrow(OriginFault));

  it("is trusted by a registry file that Windows reads", () => {
    const { trust, distrust } = catalogRegistry("11111111-2222-4333-8444-555555555555", "\\\\nas\\加载项");
    expect([...trust.subarray(0, 2)]).toEqual([0xff, 0xfe]);
    const lines = trust.toString("utf16le").slice(1).split("\r\n");
    expect(lines[0]).toBe("Windows Registry Editor Version 5.00");
    expect(lines).toContain('"Url"="\\\\\\\\nas\\\\加载项"');
    const key = lines.find((line) => line.startsWith("["))!;
    expect(distrust.toString("utf16le")).toContain(key.replace("[", "[-"));
  });
});

describe("sideloading", () => {
  it("registers under the manifest's id and takes that away again", () => {
    const id = manifestId(manifest);
    const { register, unregister } = windowsCommands(id, "C:\\台账 核对\\manifest.xml");
    expect(register).toEqual(["reg.exe", ["add", "HKCU\\Software\\Microsoft\\Office\\16.0\\WEF\\Developer", "/v", id, "/t", "REG_SZ", "/d", "C:\\台账 核对\\manifest.xml", "/f"]]);
    expect(unregister[1].slice(0, 4)).toEqual(["delete", register[1][1], "/v", id]);
    expect(macTarget("/Users/x", id).replaceAll("\\", "/")).toBe(`/Users/x/Library/Containers/com.microsoft.Excel/Data/Documents/wef/${id}.manifest.xml`);
  });
});
