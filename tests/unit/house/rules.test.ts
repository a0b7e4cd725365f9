import { describe, expect, it } from "vitest";
import { overridable } from "#app/domain/rule-codes.ts";
import { messages as en } from "#app/i18n/en/index.ts";
import { messages as zh } from "#app/i18n/zh-CN/index.ts";

const codes = Object.keys(overridable);
const placeholders = (words: string) => [...words.matchAll(/\{\{(\w+)/g)].map(([, name]) => name).toSorted();
const wordsOf = (rules: Record<string, string>, code: string): string => rules[code] ?? "";

describe("every rule of booking", () => {
  it.each(codes)("%s has its words in both languages, which say the same numbers and names", (code) => {
    const [chinese, english] = [wordsOf(zh.problems.rule, code), wordsOf(en.problems.rule, code)];
    expect(chinese).toMatch(/\p{Script=Han}|\$t\(/u);
    expect(english).toMatch(/[A-Za-z]/);
    // A qualification is named in the reader's language.
    const own = (words: string) => placeholders(words).map((name) => name?.replace(/(Zh|En)$/, ""));
    expect(own(english)).toEqual(own(chinese));
  });
});
