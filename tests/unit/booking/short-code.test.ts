import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readShortCode, shortCode } from "#app/domain/short-code.ts";

const id = "019e9a3a-b800-7282-991a-978d0e1369b8";

describe("the number of a thing", () => {
  it("is read as it is written, and as people type it", () => {
    expect(shortCode(id)).toBe("0E1369B8");
    for (const typed of [
      "0E1369B8",
      " 0e13 69b8 ",
      "0E13-69B8",
      "OE1369B8",
      "oel369b8",
      "０Ｅ１３６９Ｂ８",
      id,
    ])
      expect(readShortCode(typed), typed).toBe("0E1369B8");
    fc.assert(fc.property(fc.uuid(), (any) => readShortCode(shortCode(any)) === shortCode(any)));
  });

  it.each(["", "0E1369B", "0E1369B89", "0E1369G8", "扫描电镜", "%"])("is not %o", (typed) => {
    expect(readShortCode(typed)).toBeUndefined();
  });
});
