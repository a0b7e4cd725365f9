import { describe, expect, it } from "vitest";
import { caseLine } from "#app/components/cases/case-line.ts";

const ahead = (state: string) =>
  caseLine([], state)
    .filter(({ phase }) => phase === "ahead")
    .map((step) => step.state);

describe("the line of a case", () => {
  it("foretells the usual way to a decision that is final, neither a review nor its revoking", () => {
    expect(ahead("notified")).toEqual(["proposed", "decided", "served", "final"]);
    expect(ahead("served")).toEqual(["final"]);
  });

  it("goes on from a review, and ends with a final decision", () => {
    expect(ahead("under_review")).toEqual(["final"]);
    expect(ahead("final")).toEqual([]);
  });
});
