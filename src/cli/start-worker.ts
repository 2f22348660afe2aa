/** Starts the worker thread that does the work, and turns what becomes of it into a promise. */
import { getHeapStatistics } from "node:v8";
import { totalmem } from "node:os";
import { Worker } from "node:worker_threads";
import type { Progress } from "../model.js";
import type { Job, Message } from "./job.js";
import { internalFault, Trouble } from "./trouble.js";

export type Done = Extract<Message, { readonly kind: "done" }>;

export interface RunningWorker {
  /** Rejects with `Trouble`. */
  readonly done: Promise<Done>;
  stop(): void;
}

export function startWorker(entry: URL, job: Job, onProgress: (progress: Progress) => void): RunningWorker {
  const debugging = process.env["RECONCILE_DEBUG"] !== undefined;
  const worker = new Worker(entry, {
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes() },
    // A library's chatter is not for the user.
    stdout: !debugging,
    stderr: !debugging,
  });
  const done = new Promise<Done>((resolve, reject) => {
    worker.on("message", (message: Message) => {
      if (message.kind === "progress") onProgress(message.progress);
      else if (message.kind === "done") resolve(message);
      else reject(new Trouble(message.sentence));
    });
    worker.on("error", (fault) => reject(debugging ? fault : internalFault(fault)));
    worker.on("exit", () => reject(internalFault(new Error("worker stopped"))));
  });
  return { done, stop: () => void worker.terminate() };
}

/** Large townships need more than Node's default; leave the machine a third of its memory. */
function heapMegabytes(): number {
  const usual = getHeapStatistics().heap_size_limit / 2 ** 20;
  return Math.floor(Math.max(usual, (totalmem() / 2 ** 20) * (2 / 3)));
}
