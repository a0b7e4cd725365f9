import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate, longestFormula, readFormula } from "#app/domain/assessment/formula.ts";
import { formula } from "#app/domain/assessment/inputs.ts";

const figures = new Map<string, number | null>([
  ["a", 6],
  ["b", 3],
  ["zero", 0],
  ["none", null],
]);

function valueOf(text: string): number | null {
  const read = readFormula(text);
  if (!read.ok) throw new Error(`cannot read ${text} at ${read.at}`);
  return evaluate(read.formula, figures);
}

describe("a formula", () => {
  it.each([
    ["1 + 2 * 3", 7],
    ["(1 + 2) * 3", 9],
    ["a - b - 1", 2],
    ["a / b / 2", 1],
    ["min(a, b, 2.5)", 2.5],
    ["max(a / b, 1) * 0.5", 1],
    ["a/zero", null],
    ["none + 1", null],
    ["min(a, none)", null],
    ["unknown", null],
  ])("%s comes to %s", (text, value) => {
    expect(valueOf(text)).toBe(value);
  });

  it.each([
    "",
    "1 +",
    "a b",
    "(a",
    "a)",
    "-a",
    "a ** b",
    "alert(1)",
    "a;b",
    "a.b",
    "min()",
    "min",
    "[a]",
    "1e9",
    "A",
  ])("%j cannot be read", (text) => expect(readFormula(text).ok).toBe(false));

  it("names what it speaks of", () => {
    expect(readFormula("min(a, b) / a")).toMatchObject({ ok: true, names: ["a", "b"] });
  });

  it("is a finite number or nothing, and never throws, whatever is written", () => {
    const piece = fc.constantFrom(
      "a",
      "b",
      "zero",
      "none",
      "1",
      "0.5",
      "+",
      "-",
      "*",
      "/",
      "(",
      ")",
      ",",
      "min",
      "max",
      " ",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece).map((all) => all.join("")),
          fc.string(),
        ),
        (text) => {
          const read = readFormula(text);
          if (!read.ok) return;
          const value = evaluate(read.formula, figures);
          expect(value === null || Number.isFinite(value)).toBe(true);
        },
      ),
    );
  });

  it("agrees with JavaScript where both can read it", () => {
    const leaf = fc.oneof(fc.integer({ min: 1, max: 99 }).map(String), fc.constantFrom("a", "b"));
    const tree = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc
          .tuple(tie("node"), fc.constantFrom("+", "-", "*", "/"), tie("node"))
          .map(([left, sign, right]) => `(${left} ${sign} ${right})`),
      ),
    })).node;
    fc.assert(
      fc.property(tree, (text) => {
        if (text.length > longestFormula) return;
        // The generator writes nothing but numbers, two names, signs and parentheses.
        const expected: unknown = Reflect.construct(Function, ["a", "b", `return ${text}`])(6, 3);
        const value = valueOf(text);
        if (typeof expected === "number" && Number.isFinite(expected)) expect(value).toBe(expected);
        else expect(value).toBeNull();
      }),
    );
  });

  it("is entered only when it can be read and its figures are known", () => {
    expect(formula.safeParse("external_hours / usage_hours").success).toBe(true);
    expect(formula.safeParse("password_hash").error?.issues[0]?.message).toBe(
      "figure_unknown?name=password_hash",
    );
    expect(formula.safeParse("1 +").error?.issues[0]?.message).toMatch(/^formula\?at=/);
    expect(formula.safeParse("(".repeat(longestFormula)).success).toBe(false);
  });
});
