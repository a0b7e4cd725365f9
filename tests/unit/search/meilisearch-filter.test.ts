import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Filter } from "#search/engine.ts";
import { compile, quote } from "#search/meilisearch/filter.ts";
import { parseFilter } from "../../support/meilisearch/filter.ts";
import { trialSchema } from "../../support/search/trial.ts";

const schema = trialSchema("quoting");
const holdsFor = (asked: string, mood: string): boolean => {
  const filter = compile(schema, { field: "mood", op: "eq", value: asked });
  return parseFilter(filter, ["mood", "kind"])({ mood, kind: "facility" });
};

describe("a value in a filter", () => {
  it.each(['say "no"', "it's", `it's "no"`, "a\\b", "\\\\", 'back\\\\"slash', "OR", "x] OR kind = facility"])(
    "finds %s",
    (value) => {
      expect(holdsFor(value, value)).toBe(true);
      expect(holdsFor(value, "another")).toBe(false);
    },
  );

  it("is never read as more than a value, nor as another, whatever it holds", () => {
    const text = fc.string({
      unit: fc.constantFrom(..."a\\\\\"' OR=]nux1{}", "\n"),
      maxLength: 12,
    });
    fc.assert(
      fc.property(text, (value) => {
        const read = parseFilter(`NOT kind = ${quote(value)}`, ["mood", "kind"]);
        expect(read({ mood: "m", kind: "facility" })).toBe(true);
        expect(holdsFor(value, value)).toBe(value !== "");
      }),
    );
  });
});

describe("a condition", () => {
  it("may be as deep as the port allows", () => {
    let filter: Filter = { field: "price", op: "between", value: [1, 2] };
    const other: Filter = { field: "mood", op: "isNull" };
    for (let depth = 0; depth < 20; depth++)
      filter = depth % 2 === 0 ? { not: filter } : { and: [other, filter] };
    expect(() => parseFilter(compile(schema, filter), ["mood", "price"])).not.toThrow();
  });

  it("of more rules inside each other than Meilisearch reads is refused", () => {
    const brackets = (count: number) => `${"(".repeat(count)}mood = a${")".repeat(count)}`;
    expect(() => parseFilter(brackets(49), ["mood"])).not.toThrow();
    expect(() => parseFilter(brackets(50), ["mood"])).toThrow("maximum depth");
  });
});
