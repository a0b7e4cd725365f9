import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readSuggestions } from "#app/components/suggestions.ts";

describe("suggestions", () => {
  test("words and listings are told apart", () => {
    const body = {
      suggestions: [{ text: "扫描电镜" }, { text: "风洞", kind: "facility", id: "7" }, { kind: "facility" }],
    };
    expect(readSuggestions(body)).toEqual([
      { text: "扫描电镜", kind: undefined, id: undefined },
      { text: "风洞", kind: "facility", id: "7" },
    ]);
  });

  test("an unknown kind is only words", () => {
    expect(readSuggestions({ suggestions: [{ text: "x", kind: "house" }] })).toEqual([{ text: "x" }]);
  });

  test("no answer can break the page", () => {
    fc.assert(fc.property(fc.anything(), (body) => Array.isArray(readSuggestions(body))));
    fc.assert(
      fc.property(fc.array(fc.anything()), (suggestions) => Array.isArray(readSuggestions({ suggestions }))),
    );
  });
});
