/** A whole process with its children, timed from its start to its end. */
import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";

export interface Timed {
  readonly seconds: number;
  /** Of processor, user and system, children included; null where GNU time is not installed. */
  readonly processor: number | null;
  /** Of the greatest single process among them, in bytes. */
  readonly memory: number | null;
  /** What a process that failed said on stderr, in one line; null: it did its work. */
  readonly fault: string | null;
}

const GNU_TIME = "/usr/bin/time";

export async function timed(program: string, words: readonly string[], report: string, limitSeconds: number): Promise<Timed> {
  const measured = existsSync(GNU_TIME);
  const [command, rest] = measured ? [GNU_TIME, ["-o", report, "-f", "%U %S %M", program, ...words]] : [program, [...words]];
  const started = performance.now();
  const fault = await new Promise<string | null>((done) => {
    // A group of its own, so that a process over the limit is ended with its children.
    const child = spawn(command, rest, { stdio: ["ignore", "ignore", "pipe"], detached: true });
    let said = "";
    let late = false;
    const end = (): void => void (child.pid !== undefined && process.kill(-child.pid, "SIGKILL"));
    const timer = setTimeout(() => {
      late = true;
      end();
    }, limitSeconds * 1000);
    // Ctrl-C does not reach another group by itself.
    const interrupted = (): void => {
      end();
      process.exit(130);
    };
    process.once("SIGINT", interrupted);
    const finish = (text: string | null): void => {
      clearTimeout(timer);
      process.off("SIGINT", interrupted);
      done(text);
    };
    child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
    child.on("error", (error) => finish(error.message));
    child.on("close", (code, signal) => finish(late ? `not done in ${limitSeconds} s` : code === 0 ? null : reason(said, `ended by ${String(signal ?? code)}`)));
  });
  const seconds = (performance.now() - started) / 1000;
  const [user, system, kilobytes] = measured && existsSync(report) ? readFileSync(report, "utf8").trim().split("\n").at(-1)!.split(" ").map(Number) : [];
  rmSync(report, { force: true });
  const known = fault === null && user !== undefined && system !== undefined && kilobytes !== undefined;
  return { seconds, processor: known ? user + system : null, memory: known ? kilobytes * 1024 : null, fault };
}

function reason(said: string, otherwise: string): string {
  const lines = said.split("\n").map((line) => line.trim()).filter((line) => line !== "");
  return lines.findLast((line) => /error/i.test(line)) ?? lines.at(-1) ?? otherwise;
}
