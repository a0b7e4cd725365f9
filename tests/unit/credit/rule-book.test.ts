import { describe, expect, it } from "vitest";
import { measureKinds } from "#db/schema/vocabulary.ts";
import { measureRules, procedureLimits, publicationRules } from "#db/seed/reference/rule-book/measures.ts";
import { offenceInput } from "#app/domain/credit/rule-book/inputs.ts";
import { bookReasons } from "#app/domain/credit/rule-book/policy.ts";
import type { RuleBook } from "#app/domain/credit/rule-book/queries.server.ts";

const book = (more: Partial<RuleBook> = {}): RuleBook => ({
  ...{ id: "1", version: 2, publishedAt: null, effectiveAt: null, noteZh: "修订", noteEn: "Revised" },
  offences: [],
  measures: [...measureRules],
  publications: [...publicationRules],
  limits: [...procedureLimits],
  ...more,
});

const rulesOf = (draft: RuleBook) => bookReasons(draft, undefined).map(({ rule, params }) => [rule, params]);

const limits = (code: string, change: { days?: number; working?: boolean }) =>
  book({ limits: procedureLimits.map((row) => (row.code === code ? { ...row, ...change } : row)) });

describe("a draft of the rule book", () => {
  it("claims of every measure exactly what the platform enforces", () => {
    expect(rulesOf(book())).toEqual([]);
    for (const kind of measureKinds) {
      const measures = measureRules.map((row) =>
        row.kind === kind ? { ...row, effects: ["hidden" as const, "recorded" as const] } : row,
      );
      expect(rulesOf(book({ measures }))).toEqual([["book_effects", { kind }]]);
    }
  });

  it("leaves the rights and duties that the law gives", () => {
    expect(rulesOf(limits("hearing_notice", { days: 6 }))).toEqual([
      ["book_limit_short", { code: "hearing_notice", days: 7 }],
    ]);
    expect(rulesOf(limits("hearing_notice", { days: 9, working: false }))).toHaveLength(1);
    expect(rulesOf(limits("hearing_notice", { days: 8 }))).toEqual([]);
    expect(rulesOf(limits("withdrawal", { days: 4 }))).toEqual([
      ["book_limit_long", { code: "withdrawal", days: 3 }],
    ]);
    expect(rulesOf(limits("withdrawal", { days: 3, working: false }))).toEqual([]);
    expect(rulesOf(limits("statement", { days: 4 }))).toEqual([
      ["book_limit_short", { code: "statement", days: 5 }],
    ]);
    expect(rulesOf(limits("acceptance", { days: 16 }))).toEqual([
      ["book_limit_long", { code: "acceptance", days: 15 }],
    ]);
    expect(rulesOf(limits("investigation", { days: 90, working: true }))).toHaveLength(1);
  });

  it("publishes each class as long as the law has it, and keeps no record longer than five years", () => {
    const changed = (more: Partial<RuleBook["publications"][number]>) =>
      book({
        publications: publicationRules.map((row) => (row.class === "general" ? { ...row, ...more } : row)),
      });
    expect(rulesOf(changed({ maxDays: 400 }))).toEqual([
      ["book_publication_unlawful", { class: "general", least: 90, most: 366 }],
    ]);
    expect(rulesOf(changed({ minDays: 30 }))).toHaveLength(1);
    expect(rulesOf(changed({ minDays: 30, published: false }))).toEqual([]);
    expect(rulesOf(changed({ recordDays: 2000 })).map(([rule]) => rule)).toEqual(["book_record_too_long"]);
  });
});

describe("an offence", () => {
  const of = (kind: string, minDays: string, maxDays: string) =>
    offenceInput.safeParse({
      ...{ code: "MC77", category: "market_conduct", gravest: "general" },
      ...{ nameZh: "甲", nameEn: "A", descriptionZh: "乙", descriptionEn: "B", basisZh: "丙", basisEn: "C" },
      measures: [{ kind, minDays, maxDays }],
    });

  it("gives every measure a shortest and a longest term, except those that have none", () => {
    expect(of("blacklist", "365", "1095").success).toBe(true);
    expect(of("reminder", "", "").success).toBe(true);
    for (const wrong of [of("blacklist", "", ""), of("reminder", "1", "2"), of("blacklist", "", "30")])
      expect(wrong.success).toBe(false);
    expect(of("blacklist", "30", "7").error?.issues[0]).toMatchObject({ message: "min_above_max" });
  });
});
