/** The rules of the house that a machine can hold: who may import whom, how long a file may be, what the lock file may say. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const root = resolve(fileURLToPath(import.meta.url), "../..");
const stages = ["table", "normalise", "linkage", "checks", "report", "import", "profile"];

interface Import {
  readonly from: string;
  readonly typesOnly: boolean;
}

function filesUnder(folder: string, endings: readonly string[]): string[] {
  const path = join(root, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((item) => item.isFile() && endings.some((ending) => item.name.endsWith(ending)))
    .map((item) => relative(root, join(item.parentPath, item.name)).split(sep).join("/"));
}

/** Every module a source names: import and export declarations, and import(). */
function importsOf(text: string): Import[] {
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const clause = node.importClause;
      const named = clause?.namedBindings;
      const typesOnly =
        clause !== undefined &&
        (clause.isTypeOnly || (clause.name === undefined && named !== undefined && ts.isNamedImports(named) && named.elements.length > 0 && named.elements.every((one) => one.isTypeOnly)));
      found.push({ from: node.moduleSpecifier.text, typesOnly });
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined && ts.isStringLiteral(node.moduleSpecifier)) {
      found.push({ from: node.moduleSpecifier.text, typesOnly: node.isTypeOnly });
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [first] = node.arguments;
      found.push({ from: first !== undefined && ts.isStringLiteral(first) ? first.text : "?", typesOnly: false });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("source.ts", text, ts.ScriptTarget.Latest, true));
  return found;
}

/** Faults of a stage's file, as "file imports module". */
function stageFaults(stage: string, file: string, text: string): string[] {
  return importsOf(text)
    .filter(({ from, typesOnly }) => {
      if (!from.startsWith(".")) return false;
      const target = join(dirname(file), from).split(sep).join("/");
      if (target.startsWith(`src/${stage}/`)) return false;
      if (target === "src/model.js") return !typesOnly;
      return !(target === "src/profile/profile.js" && typesOnly);
    })
    .map(({ from }) => `${file} imports ${from}`);
}

function hostFaults(file: string, text: string): string[] {
  return importsOf(text)
    .filter(({ from }) => /^(node:|react|office|@fluentui\/|@microsoft\/office)/.test(from) || ["fs", "path", "os", "zlib", "url", "crypto", "worker_threads", "?"].includes(from))
    .map(({ from }) => `${file} imports ${from}`);
}

const sources = filesUnder("src", [".ts"]);
const read = (file: string): string => readFileSync(join(root, file), "utf8");

describe("architecture", () => {
  it("sees the faults it looks for", () => {
    const bad = `import { x } from "../checks/x.js"; import { y } from "../profile/profile.js"; import type { Z } from "../host/z.js"; const w = await import("../table/w.js");`;
    expect(stageFaults("report", "src/report/bad.ts", bad)).toHaveLength(4);
    const good = `import type { Finding } from "../model.js"; import { type Profile } from "../profile/profile.js"; import { z } from "./z.js"; import fflate from "fflate";`;
    expect(stageFaults("report", "src/report/good.ts", good)).toEqual([]);
    expect(hostFaults("src/report/bad.ts", `import fs from "node:fs"; export { a } from "fs"; import "react";`)).toHaveLength(3);
  });

  it("finds the sources", () => {
    expect(sources).toContain("src/model.ts");
    expect(sources.length).toBeGreaterThan(20);
  });

  it.each(stages)("%s imports only the vocabulary and itself", (stage) => {
    const own = sources.filter((file) => file.startsWith(`src/${stage}/`));
    expect(own).not.toEqual([]);
    expect(own.flatMap((file) => stageFaults(stage, file, read(file)))).toEqual([]);
  });

  it("keeps Node, React and Office out of the engine", () => {
    const engine = sources.filter((file) => !/^src\/(host|cli|link)\//.test(file) && file !== "src/cli.ts" && file !== "src/link-cli.ts");
    expect(engine.flatMap((file) => hostFaults(file, read(file)))).toEqual([]);
  });

  it("has no stage outside the list, no `utils`", () => {
    const folders = readdirSync(join(root, "src"), { withFileTypes: true }).filter((item) => item.isDirectory()).map((item) => item.name);
    expect(folders.filter((name) => !stages.includes(name) && !["host", "cli", "link"].includes(name))).toEqual([]);
  });

  it("has no file over 400 lines", () => {
    const long = ["src", "taskpane", "simulator", "test", "bench", "scripts"]
      .flatMap((folder) => filesUnder(folder, [".ts", ".tsx", ".mjs"]))
      .filter((file) => file !== "src/model.ts") // the one vocabulary file: types and their explanations only
      .map((file) => ({ file, lines: read(file).split("\n").length - 1 }))
      .filter(({ lines }) => lines > 400);
    expect(long).toEqual([]);
  });

  it("names no registry address in package-lock.json", () => {
    expect(read("package-lock.json")).not.toContain('"resolved"');
  });
});
