import { defineConfig } from "vitest/config";

const shared = {
  pool: "threads", maxWorkers: 2,
  // Long enough for a machine that does much else.
  testTimeout: 180_000, hookTimeout: 240_000,
} as const;

export default defineConfig({
  test: {
    projects: [
      { test: { ...shared, name: "node", include: ["test/**/*.test.ts"], exclude: ["test/browser/**"] } },
      // In Chromium, on the built pane: after the others and one file at a time, since a browser takes a processor for itself.
      { test: { ...shared, name: "browser", include: ["test/browser/**/*.test.ts"], globalSetup: "test/support/built-pane.ts", fileParallelism: false, sequence: { groupOrder: 1 } } },
    ],
  },
});
