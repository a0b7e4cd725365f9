import fc from "fast-check";
import { describe, expect, it } from "vitest";
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

  it("is never read as more than a value, whatever it holds", () => {
    const text = fc.string({
      unit: fc.constantFrom("a", "\\", '"', "'", " ", "O", "R", "=", "]"),
      maxLength: 12,
    });
    fc.assert(
      fc.property(text, (value) => {
        const read = parseFilter(`NOT kind = ${quote(value)}`, ["mood", "kind"]);
        expect(read({ mood: "m", kind: "facility" })).toBe(true);
      }),
    );
  });
});
