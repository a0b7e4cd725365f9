import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { ahead } from "#app/runtime/ahead.ts";

describe("items that are begun ahead", () => {
  it("come in their order, each begun while the one before is worked on, and none further", async () => {
    const begun: number[] = [];
    const source = async function* () {
      for (let n = 1; n <= 3; n++) {
        begun.push(n);
        yield n;
      }
    };
    const seen: [number, number[]][] = [];
    for await (const item of ahead(source())) {
      await turn();
      seen.push([item, [...begun]]);
    }
    expect(seen).toEqual([
      [1, [1, 2]],
      [2, [1, 2, 3]],
      [3, [1, 2, 3]],
    ]);
  });

  it("tell an error when its item is due, and let go of the source when nobody wants more", async () => {
    const seen: number[] = [];
    let released = 0;
    const source = async function* () {
      try {
        yield 1;
        throw new Error("broken");
      } finally {
        released++;
      }
    };
    const work = async () => {
      for await (const item of ahead(source())) {
        await turn();
        seen.push(item);
      }
    };
    await expect(work()).rejects.toThrow("broken");
    expect([seen, released]).toEqual([[1], 1]);
    for await (const _ of ahead(source())) break;
    expect(released).toBe(2);
  });
});
