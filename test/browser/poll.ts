import { expect } from "vitest";

/** Looks again until what is asserted holds: 20 s at most, since a busy machine draws late. */
export function poll<T>(look: () => T | Promise<T>, message = ""): ReturnType<typeof expect.poll<T>> {
  return expect.poll(look, { timeout: 20_000, message });
}
