import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { messages as en } from "#app/i18n/en/index.ts";
import { messages as zh } from "#app/i18n/zh-CN/index.ts";
import { codeErrorMap, decodeIssue, fieldErrors, issueText } from "#app/runtime/validation.ts";

const schema = z.strictObject({
  name: z.string().min(2).max(4),
  size: z.number().int().min(1).max(9),
  kind: z.enum(["a", "b"]),
  when: z.iso.date(),
  tags: z.array(z.string()).max(2),
  odd: z.string().refine((text) => text !== "even", "patent_number"),
});
const good = { name: "abc", size: 1, kind: "a", when: "2026-11-24", tags: [], odd: "x" };
const errorsOf = (input: unknown) => {
  const result = schema.safeParse(input, { error: codeErrorMap });
  return result.success ? [] : fieldErrors(result.error);
};

describe("field errors", () => {
  it("are codes with numbers and paths", () => {
    expect(errorsOf(good)).toEqual([]);
    expect(errorsOf({ ...good, name: "a", size: 10, kind: "c" })).toEqual([
      { path: "name", code: "too_short", params: { minimum: "2" } },
      { path: "size", code: "too_big", params: { maximum: "9" } },
      { path: "kind", code: "not_an_option", expected: "a | b" },
    ]);
    expect(
      errorsOf({ ...good, tags: ["a", "b", "c"], when: "yesterday", odd: "even" }).map(({ code }) => code),
    ).toEqual(["wrong_format", "too_long", "patent_number"]);
    expect(errorsOf({ ...good, more: 1 })).toEqual([{ path: "more", code: "unknown_field" }]);
  });

  it("say of a choice between objects what is wrong with the likeliest, of one between values what would be right", () => {
    const either = z.strictObject({
      by: z.union([
        z.strictObject({ demandId: z.uuid() }),
        z.strictObject({ side: z.enum(["a", "b"]), to: z.string() }),
      ]),
      day: z.union([z.iso.date(), z.literal("")]),
    });
    const result = either.safeParse({ by: { side: "c", to: "x" }, day: "soon" }, { error: codeErrorMap });
    expect(result.success ? [] : fieldErrors(result.error)).toEqual([
      { path: "by.side", code: "not_an_option", expected: "a | b" },
      { path: "day", code: "wrong_format", expected: "date" },
    ]);
  });

  it("are given for any input, and each has its words in both languages", () => {
    fc.assert(
      fc.property(fc.anything(), (input) => {
        for (const { code } of errorsOf(input)) {
          expect(zh.problems.field).toHaveProperty(code);
          expect(en.problems.field).toHaveProperty(code);
        }
      }),
    );
  });

  it("survive being carried by a form", () => {
    expect(decodeIssue(issueText("too_short", { minimum: 2 }))).toEqual({
      code: "too_short",
      params: { minimum: "2" },
    });
    expect(decodeIssue(issueText("required"))).toEqual({ code: "required" });
  });
});

describe("codes that the sources give to fields", () => {
  const patterns = [
    /\.(?:regex|refine)\((?:(?!\.(?:regex|refine)\()[^;]){1,300}?, "([a-z]+(?:_[a-z]+)+)(?:\?[\w.=]+)?"\)/g,
    /code: "custom", message: "([a-z_]+)"/g,
    /\{ path: [^{}]*?code: "([a-z_]+)"/g,
  ];
  const files = readdirSync("app", { recursive: true, encoding: "utf8" }).filter(
    (path) => /\.tsx?$/.test(path) && !path.startsWith("i18n"),
  );
  const codes = new Set(
    files.flatMap((path) => {
      const source = readFileSync(join("app", path), "utf8");
      return patterns.flatMap((pattern) => [...source.matchAll(pattern)].flatMap(([, code]) => code ?? []));
    }),
  );

  it("are found", () => expect(codes.size).toBeGreaterThan(60));

  it.each([...codes])("%s has its words in both languages", (code) => {
    expect(zh.problems.field).toHaveProperty(code);
    expect(en.problems.field).toHaveProperty(code);
  });
});
