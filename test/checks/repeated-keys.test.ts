import { describe, expect, it } from "vitest";
import { hashed, RepeatedKeys } from "../../src/checks/repeated-keys.js";

describe("repeated keys", () => {
  const groupsOf = (keys: readonly string[], hashOf: (key: string) => number): number[][] => {
    const groups = new RepeatedKeys((row) => keys[row] ?? "");
    keys.forEach((key, row) => groups.add(hashOf(key), row));
    return [...groups.repeated()].map((rows) => [...rows]);
  };

  it("gives the rows of keys that come twice, in the order in which they come again", () => {
    expect(groupsOf(["a", "b", "c", "b", "a", "d", "b"], (key) => hashed(0, key))).toEqual([[1, 3, 6], [0, 4]]);
  });

  it("keeps keys of one hash apart", () => {
    expect(groupsOf(["a", "b", "a", "c"], () => 5)).toEqual([[0, 2]]);
  });

  it("finds every repeat among many keys, whatever the sign of the hash", () => {
    const keys = Array.from({ length: 6000 }, (_, i) => `王${i % 5000}`);
    expect(groupsOf(keys, (key) => hashed(hashed(0, key), -3))).toEqual(Array.from({ length: 1000 }, (_, i) => [i, i + 5000]));
  });
});
