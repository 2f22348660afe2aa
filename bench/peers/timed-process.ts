/** A whole process with its children, timed from its start to its end. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";

export interface Timed {
  readonly seconds: number;
  /** Of processor, user and system, children included; null where GNU time is not installed. */
  readonly processor: number | null;
  /** Of the greatest single process among them, in bytes. */
  readonly memory: number | null;
  /** Last line of stderr of a process that failed; null: it did its work. */
  readonly fault: string | null;
}

const GNU_TIME = "/usr/bin/time";

export function timed(program: string, words: readonly string[], report: string, limitSeconds: number): Timed {
  const measured = existsSync(GNU_TIME);
  const [command, rest] = measured ? [GNU_TIME, ["-o", report, "-f", "%U %S %M", program, ...words]] : [program, [...words]];
  const started = performance.now();
  const { status, signal, stderr, error } = spawnSync(command, rest, { encoding: "utf8", timeout: limitSeconds * 1000, maxBuffer: 1 << 28, stdio: ["ignore", "ignore", "pipe"] });
  const seconds = (performance.now() - started) / 1000;
  const failed = status !== 0 || signal !== null;
  const fault = failed ? (error?.message ?? stderr.trim().split("\n").at(-1) ?? `exit ${String(status ?? signal)}`) : null;
  const [user, system, kilobytes] = measured && existsSync(report) ? readFileSync(report, "utf8").trim().split("\n").at(-1)!.split(" ").map(Number) : [];
  rmSync(report, { force: true });
  const known = fault === null && user !== undefined && system !== undefined && kilobytes !== undefined;
  return { seconds, processor: known ? user + system : null, memory: known ? kilobytes * 1024 : null, fault };
}
