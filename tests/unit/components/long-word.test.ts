import { describe, expect, it } from "vitest";
import { holdsLongWord } from "#app/components/long-word.ts";

const word = "Ultrahighthroughput".repeat(5);

describe("a row with a long word", () => {
  it.each<[string, object]>([
    ["itself", { title: word }],
    ["in a thing in it", { line: { remark: `für ${word}` } }],
    ["in a list", { names: ["甲", word] }],
    ["the name of a file", { name: "report_2026_final_version_of_the_project.pdf" }],
  ])("is told: %s", (_, row) => {
    expect(holdsLongWord(row)).toBe(true);
  });

  it.each<[string, object]>([
    ["ordinary words", { title: "Transmission electron microscope with electrospectrophotometry" }],
    ["Chinese, which breaks everywhere", { title: "省重点实验室".repeat(20) }],
    [
      "an address of ours",
      { href: "/organization/listings/019e9a3a-b800-7282-991a-978d0e1369b8?done=saved" },
    ],
    ["a digest", { hash: "0f".repeat(32) }],
    ["no words", { at: new Date(0), amount: 1, none: null }],
  ])("is not one with %s", (_, row) => {
    expect(holdsLongWord(row)).toBe(false);
  });
});
