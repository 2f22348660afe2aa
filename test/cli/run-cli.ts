/** Runs the built command line as a child process, as `npm run reconcile` does. */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = resolve(fileURLToPath(import.meta.url), "../../..");
const runner = [resolve(root, "scripts/run.mjs"), "src/cli.ts"];

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function runCli(args: readonly string[], cwd: string): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...runner, ...args], { cwd, encoding: "utf8", maxBuffer: 2 ** 28 });
  return { status, stdout, stderr };
}

export function startCli(args: readonly string[], cwd: string): ChildProcess {
  return spawn(process.execPath, [...runner, ...args], { cwd, stdio: ["ignore", "pipe", "pipe"] });
}

/** Exit status of a child once it has ended and its streams are read. */
export function ended(child: ChildProcess): Promise<{ status: number | null; stderr: string }> {
  let stderr = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  return new Promise((done) => child.on("close", (status) => done({ status, stderr })));
}
