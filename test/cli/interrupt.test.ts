/** Ctrl-C in the middle of a run. The run is held still by a profile that comes through a named pipe. */
import { execFileSync, type ChildProcess } from "node:child_process";
import { closeSync, constants, openSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { ended, startCli } from "./run-cli.js";
import { women, Workspace, writeBooks } from "./township-books.js";

let space: Workspace;
beforeEach(() => (space = new Workspace()));
afterEach(() => space.remove());

/** Opens the pipe for writing as soon as the run has it open for reading. */
async function openForReader(path: string, child: ChildProcess): Promise<number> {
  while (child.exitCode === null) {
    try {
      return openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code !== "ENXIO") throw fault; // ENXIO: no reader yet
      await setTimeout(10);
    }
  }
  throw new Error(`the run ended with ${child.exitCode} before it read its profile`);
}

it.skipIf(process.platform === "win32").each([["SIGINT", 130], ["SIGTERM", 143]] as const)("%s ends with %i and leaves nothing behind", async (signal, status) => {
  writeBooks(space.file("books.xlsx"), women(), women());
  execFileSync("mkfifo", [space.file("profile.json")]);
  const before = space.contents();
  const child = startCli(["books.xlsx", "--profile", "profile.json", "--out", "result.xlsx", "--json", "findings.json"], space.path);
  const end = ended(child);
  const pipe = await openForReader(space.file("profile.json"), child);
  child.kill(signal);
  // A thread cannot end while it waits for the pipe: give the signal time to be heard first, then let go.
  await setTimeout(300);
  closeSync(pipe);
  expect(await end).toEqual({ status, stderr: "" });
  expect(space.contents()).toEqual(before);
});
