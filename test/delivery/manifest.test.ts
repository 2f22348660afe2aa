/** The manifest: everything it names exists, in both languages; valid against the schema where xmllint and the schema are there. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parseXml, type XmlElement } from "../support/xml-tree.js";

const root = resolve(fileURLToPath(import.meta.url), "../../..");
const file = join(root, "manifest.xml");
const text = readFileSync(file, "utf8");
const manifest = parseXml(text);
const ORIGIN = "https://localhost:3000";

function all(element: XmlElement, name: string): XmlElement[] {
  return element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);
}

function only(element: XmlElement, ...path: string[]): XmlElement {
  return path.reduce((at, name) => {
    const found = at.children.filter((child) => child.name === name);
    expect(found, `${at.name}/${name}`).toHaveLength(1);
    return found[0]!;
  }, element);
}

const overrides = only(manifest, "VersionOverrides");
const resources = only(overrides, "Resources");
const form = only(overrides, "Hosts", "Host", "DesktopFormFactor");
const group = only(form, "ExtensionPoint", "OfficeTab", "Group");

/** Width and height of a PNG, from its header. */
function pngSize(path: string): [number, number] {
  const bytes = readFileSync(path);
  expect(bytes.subarray(1, 4).toString("latin1")).toBe("PNG");
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

describe("manifest", () => {
  it("has the elements in the prescribed order", () => {
    expect(manifest.children.map(({ name }) => name)).toEqual([
      "Id", "Version", "ProviderName", "DefaultLocale", "DisplayName", "Description", "IconUrl", "HighResolutionIconUrl", "SupportUrl", "Hosts", "Requirements",
      "DefaultSettings", "Permissions", "VersionOverrides",
    ]);
    expect(overrides.children.map(({ name }) => name)).toEqual(["Requirements", "Hosts", "Resources"]);
    expect(form.children.map(({ name }) => name)).toEqual(["GetStarted", "FunctionFile", "ExtensionPoint"]);
    for (const control of all(group, "Control")) expect(control.children.map(({ name }) => name)).toEqual(["Label", "Supertip", "Icon", "Action"]);
  });

  it("is one product, of the version of the package", () => {
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
    expect(only(manifest, "Id").text).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(only(manifest, "Version").text).toBe(`${version}.0`);
  });

  it("asks for Excel with ExcelApi 1.9 and no more than to read and write the document", () => {
    expect(all(only(manifest, "Hosts"), "Host").map((host) => host.attributes["Name"])).toEqual(["Workbook"]);
    for (const sets of [only(manifest, "Requirements", "Sets", "Set"), only(overrides, "Requirements", "bt:Sets", "bt:Set")]) {
      expect(sets.attributes).toMatchObject({ Name: "ExcelApi", MinVersion: "1.9" });
    }
    expect(only(manifest, "Permissions").text).toBe("ReadWriteDocument");
  });

  it("speaks Chinese by default and English where Office does", () => {
    expect(only(manifest, "DefaultLocale").text).toBe("zh-CN");
    const spoken = [only(manifest, "DisplayName"), only(manifest, "Description"), ...all(resources, "bt:String")];
    expect(spoken.length).toBeGreaterThan(8);
    for (const element of spoken) {
      expect(element.attributes["DefaultValue"], element.name).toMatch(/\p{Script=Han}/u);
      const english = element.children.filter((child) => child.attributes["Locale"] === "en-US").map((child) => child.attributes["Value"]);
      expect(english, element.attributes["id"] ?? element.name).toHaveLength(1);
      expect(english[0]).toMatch(/^[ -~]+$/);
    }
  });

  it("keeps to the lengths that Office cuts at", () => {
    const value = (element: XmlElement): string[] => [element, ...element.children].map((one) => one.attributes["DefaultValue"] ?? one.attributes["Value"] ?? "");
    for (const element of [only(manifest, "DisplayName"), ...all(only(resources, "bt:ShortStrings"), "bt:String")]) for (const one of value(element)) expect(one.length).toBeLessThanOrEqual(125);
    for (const element of [only(manifest, "Description"), ...all(only(resources, "bt:LongStrings"), "bt:String")]) for (const one of value(element)) expect(one.length).toBeLessThanOrEqual(250);
    for (const element of all(resources, "bt:Url")) for (const one of value(element)) expect(one.length).toBeLessThanOrEqual(2048);
  });

  it("defines every resource it names once, and names every one it defines", () => {
    const defined = resources.children.flatMap(({ children }) => children.map(({ attributes }) => attributes["id"] ?? ""));
    expect(new Set(defined).size).toBe(defined.length);
    for (const id of defined) expect(id.length).toBeLessThanOrEqual(32);
    const named = new Set([...text.matchAll(/resid="([^"]+)"/g)].map(([, id]) => id));
    expect([...named].sort()).toEqual([...defined].sort());
  });

  it("has icons of all sizes, each a picture of that size", () => {
    const lists = all(form, "Icon");
    expect(lists).toHaveLength(3);
    const images = new Map(all(resources, "bt:Image").map(({ attributes }) => [attributes["id"], attributes["DefaultValue"]]));
    for (const list of lists) {
      expect(list.children.map(({ attributes }) => attributes["size"])).toEqual(["16", "20", "24", "32", "40", "48", "64", "80"]);
      for (const { attributes } of list.children) {
        const url = images.get(attributes["resid"]!)!;
        expect(url.startsWith(`${ORIGIN}/`)).toBe(true);
        expect(pngSize(join(root, url.slice(ORIGIN.length)))).toEqual([Number(attributes["size"]), Number(attributes["size"])]);
      }
    }
    expect(pngSize(join(root, only(manifest, "IconUrl").attributes["DefaultValue"]!.slice(ORIGIN.length)))).toEqual([32, 32]);
    expect(pngSize(join(root, only(manifest, "HighResolutionIconUrl").attributes["DefaultValue"]!.slice(ORIGIN.length)))).toEqual([64, 64]);
  });

  it("keeps to one origin, over https", () => {
    const urls = [...text.matchAll(/(?:DefaultValue|Value)="(\w+:\/\/[^"]*)"/g)].map(([, url]) => url!);
    expect(urls.length).toBeGreaterThan(20);
    for (const url of urls) expect(new URL(url).origin).toBe(ORIGIN);
    expect(all(manifest, "AppDomain")).toEqual([]);
  });

  it("has two buttons in a group of the Home tab: one opens the pane, one runs a function", () => {
    expect(only(form, "ExtensionPoint", "OfficeTab").attributes["id"]).toBe("TabHome");
    const [reconcile, clear, ...others] = all(group, "Control");
    expect(others).toEqual([]);
    const urls = new Map(all(resources, "bt:Url").map(({ attributes }) => [attributes["id"], attributes["DefaultValue"]]));
    expect(urls.get(only(reconcile!, "Action", "SourceLocation").attributes["resid"])).toBe(only(manifest, "DefaultSettings", "SourceLocation").attributes["DefaultValue"]);
    expect(readFileSync(join(root, "taskpane/clear-command.ts"), "utf8")).toContain(`associate("${only(clear!, "Action", "FunctionName").text}"`);
    expect(urls.get(only(form, "FunctionFile").attributes["resid"])).toBe(`${ORIGIN}/commands.html`);
  });

  const schema = join(root, "../shared/manifest-xsd/OfficeAppManifestV1_1.xsd");
  const canValidate = existsSync(schema) && spawnSync("xmllint", ["--version"]).error === undefined;
  it.skipIf(!canValidate)("is valid against the schema, which refuses a wrong order", () => {
    const validate = (input: string): number | null => spawnSync("xmllint", ["--noout", "--nonet", "--schema", schema, "-"], { input }).status;
    expect(validate(text)).toBe(0);
    expect(validate(text.replace(/( {2}<Permissions>.*<\/Permissions>\n)/, "").replace("  <Hosts>\n", "  <Permissions>ReadWriteDocument</Permissions>\n  <Hosts>\n"))).not.toBe(0);
  });
});
