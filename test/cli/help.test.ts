import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root, runCli } from "./run-cli.js";

interface Meta {
  readonly outputs: Readonly<Record<string, { readonly bytes: number; readonly imports: readonly { readonly path: string; readonly kind: string; readonly external?: boolean }[] }>>;
}

describe("help", () => {
  it.each([[["--help"], "用法"], [["--help", "--lang", "en"], "Usage"], [["a.xlsx", "-h"], "用法"]])("%j prints the usage and ends with 0", (args, word) => {
    const { status, stdout, stderr } = runCli(args, root);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain(word);
    for (const option of ["--profile", "--period", "--previous", "--out", "--json", "--weights", "--full-ids", "--lang", "--quiet", "--version"]) expect(stdout).toContain(option);
  });

  it("prints the version", () => {
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
    expect(runCli(["--version"], root)).toEqual({ status: 0, stdout: `${version}\n`, stderr: "" });
  });

  it("loads Node's own modules and a small bundle only", () => {
    runCli(["--help"], root);
    const { outputs } = JSON.parse(readFileSync(join(root, "dist/cli/meta.json"), "utf8")) as Meta;
    const loaded = new Set<string>();
    const external = new Set<string>();
    const later = new Set<string>();
    const load = (path: string): void => {
      if (loaded.has(path)) return;
      loaded.add(path);
      for (const one of outputs[path]?.imports ?? []) {
        if (one.kind === "dynamic-import") later.add(one.path);
        else if (one.external === true) external.add(one.path);
        else load(one.path);
      }
    };
    load("dist/cli/cli.js");
    expect([...external].filter((path) => !path.startsWith("node:"))).toEqual([]);
    expect([...loaded].reduce((sum, path) => sum + (outputs[path]?.bytes ?? 0), 0)).toBeLessThan(100_000);
    expect(later.size).toBeGreaterThan(0); // the engine comes later
  });
});
