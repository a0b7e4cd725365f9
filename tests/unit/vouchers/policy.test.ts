import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reviewApplication, validUntil } from "#app/domain/vouchers/application-policy.ts";
import { coverOf, leftOf } from "#app/domain/vouchers/cover.ts";
import { forbiddenConditions } from "#app/domain/vouchers/local-restrictions.ts";
import { instantsOf, periodOf, periodsBetween } from "#app/domain/vouchers/periods.ts";
import { voucherReasons } from "#app/domain/vouchers/reasons.ts";
import { reviewUse, type Use, type UseRules } from "#app/domain/vouchers/use-policy.ts";
import { messages as en } from "#app/i18n/en/index.ts";
import { messages as zh } from "#app/i18n/zh-CN/index.ts";

const fen = fc.integer({ min: 0, max: 1_000_000_000_000 });

describe("what a voucher pays of a price", () => {
  const half = { fullPayUpTo: 1_000_000, sharePercent: 50 };

  it("is all of small prices and a share of others, to the fen below", () => {
    expect(coverOf(1_000_000, half, 9_999_999)).toBe(1_000_000);
    expect(coverOf(1_000_001, half, 9_999_999)).toBe(500_000);
    expect(coverOf(60_000, { fullPayUpTo: 0, sharePercent: 50 }, 20_000)).toBe(20_000);
    expect(coverOf(333, { fullPayUpTo: 0, sharePercent: 33 }, 1000)).toBe(109);
  });

  it("never passes the price, the share or what is left", () => {
    fc.assert(
      fc.property(fen, fen, fen, fc.integer({ min: 1, max: 100 }), (price, full, left, sharePercent) => {
        const paid = coverOf(price, { fullPayUpTo: full, sharePercent }, left);
        const most = price <= full ? BigInt(price) * 100n : BigInt(price) * BigInt(sharePercent);
        return (
          Number.isInteger(paid) && paid >= 0 && paid <= price && paid <= left && BigInt(paid) * 100n <= most
        );
      }),
    );
  });

  it("leaves what is neither set aside nor used", () => {
    expect(leftOf({ amount: 100, reserved: 30, captured: 20 })).toBe(50);
  });
});

const open = { open: true, regionPrefix: "33", free: 10_000_000, today: "2026-11-24" };
const rules = {
  applyFrom: "2026-01-01",
  applyUntil: "2026-11-30",
  useUntil: "2026-12-31",
  validDays: 90,
  sizes: ["micro", "small"] as const,
  technologyOnly: true,
  applicationCap: 2_000_000,
  yearlyCap: 3_000_000,
  automaticUpTo: 0,
  excludeFunded: true,
};
const company = {
  kind: "enterprise",
  verified: true,
  regionCode: "330106",
  size: "small" as const,
  technology: true,
  takenThisYear: 0,
};
const wish = { requested: 2_000_000, notFunded: true };

describe("an application", () => {
  it("is granted when nothing stands against it", () => {
    expect(reviewApplication(open, rules, company, wish)).toEqual([]);
  });

  it("is told every reason at once", () => {
    const facts = { open: false, regionPrefix: "3301", free: 5, today: "2026-12-01" };
    const other = { ...company, kind: "university", verified: false, regionCode: "330201" };
    const found = reviewApplication(
      facts,
      rules,
      { ...other, size: "large", technology: false, takenThisYear: 2_000_000 },
      { requested: 2_000_001, notFunded: false },
    );
    expect(found.map(({ rule }) => rule)).toEqual([
      "voucher_program_closed",
      "voucher_not_applying",
      "voucher_enterprise",
      "voucher_unverified",
      "voucher_region",
      "voucher_size",
      "voucher_technology",
      "voucher_funded",
      "voucher_application_cap",
      "voucher_yearly_cap",
      "voucher_budget",
    ]);
  });

  it("counts what the company has had this year", () => {
    const found = reviewApplication(open, rules, { ...company, takenThisYear: 1_500_000 }, wish);
    expect(found).toMatchObject([
      { rule: "voucher_yearly_cap", params: { most: 3_000_000, left: 1_500_000 } },
    ]);
  });

  it("ends with the voucher's days or the programme's, whichever come first, at the end of a day in Shanghai", () => {
    const granted = new Date("2026-11-24T10:00:00+08:00");
    expect(validUntil(rules, granted).toISOString()).toBe("2026-12-31T16:00:00.000Z");
    expect(validUntil({ ...rules, validDays: 7 }, granted).toISOString()).toBe("2026-12-01T16:00:00.000Z");
  });
});

const useRules: UseRules = {
  fullPayUpTo: 0,
  sharePercent: 50,
  kinds: ["facility"],
  ways: ["commissioned"],
  classes: ["03"],
  providers: ["913300000000000001"],
  excludeRelated: true,
};
const granted = {
  state: "granted",
  grantedAt: new Date("2026-11-01T00:00:00Z"),
  validUntil: new Date("2026-12-31T16:00:00Z"),
  amount: 100_000,
  reserved: 0,
  captured: 0,
};
const use: Use = {
  kind: "facility",
  way: "commissioned",
  classCode: "030201",
  provider: { uscc: "913300000000000001", own: false, related: false },
  price: 60_000,
  startsAt: new Date("2026-11-25T01:00:00Z"),
  endsAt: new Date("2026-11-25T03:00:00Z"),
};
const now = new Date("2026-11-24T00:00:00Z");
const rulesOf = (found: ReturnType<typeof reviewUse>) => found.map(({ rule }) => rule);

describe("a use", () => {
  it("is paid when it fits", () => {
    expect(reviewUse(granted, useRules, use, now)).toEqual([]);
  });

  it("is told every reason at once", () => {
    const wrong: Use = {
      ...use,
      kind: "service",
      way: "self_use",
      classCode: "990000",
      provider: { uscc: "913300000000000002", own: true, related: true },
      price: null,
      startsAt: new Date("2026-10-31T00:00:00Z"),
      endsAt: new Date("2027-01-01T00:00:00Z"),
    };
    expect(rulesOf(reviewUse({ ...granted, reserved: 100_000 }, useRules, wrong, now))).toEqual([
      "voucher_before_grant",
      "voucher_too_late",
      "voucher_quotation",
      "voucher_used_up",
      "voucher_kind",
      "voucher_way",
      "voucher_class",
      "voucher_provider",
      "voucher_own_facility",
      "voucher_related",
    ]);
  });

  it("is not paid by a voucher that is not granted, or over", () => {
    expect(rulesOf(reviewUse({ ...granted, state: "expired" }, useRules, use, now))).toEqual([
      "voucher_not_usable",
    ]);
    expect(rulesOf(reviewUse(granted, useRules, use, new Date("2027-01-01T00:00:00Z")))).toEqual([
      "voucher_too_late",
    ]);
  });
});

describe("conditions that Article 22 forbids", () => {
  const plain = { providerPlace: "whole_province" as const, settlementMonths: 6, notesZh: "", notesEn: "" };
  const codes = (...args: Parameters<typeof forbiddenConditions>) =>
    forbiddenConditions(...args).map(({ path, code }) => `${path} ${code}`);
  const here = { uscc: "a", regionCode: "330106" };
  const elsewhere = { uscc: "b", regionCode: "330203" };

  it("are none where vouchers are good in the whole province", () => {
    expect(codes({ ...plain, notesZh: "请在预约时说明研发内容。" }, [here, elsewhere], "3301", 6)).toEqual(
      [],
    );
    expect(codes(plain, [here], "33", 6)).toEqual([]);
  });

  it("are a place for providers, rare settlements, and a list or notes that say the same", () => {
    const bad = { ...plain, providerPlace: "own_region" as const, settlementMonths: 12 };
    expect(codes(bad, [here], "3301", 6)).toEqual([
      "providerPlace provider_place",
      "settlementMonths settled_too_rarely",
      "providers providers_all_local",
    ]);
  });

  it.each([
    "仅限本市服务机构",
    "服务单位须为本地注册机构",
    "本区设施方可使用",
    "市外机构不得兑付",
    "Only local providers",
    "Providers must be in this city",
    "Institutions outside the district are not eligible",
  ])("are found in notes: %s", (words) => {
    expect(codes({ ...plain, notesZh: words }, [], "3301", 6)).toEqual(["notesZh notes_local"]);
  });
});

describe("settlement periods", () => {
  it("are halves of the year for six months", () => {
    expect(periodOf("2026-06-30", 6)).toEqual({ from: "2026-01-01", to: "2026-06-30" });
    expect(periodOf("2026-07-01", 6)).toEqual({ from: "2026-07-01", to: "2026-12-31" });
    expect(periodsBetween("2025-12-31", "2026-07-01", 6)).toHaveLength(3);
  });

  it("cover every day once, whatever their length", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.date({ min: new Date("2020-01-01"), max: new Date("2030-01-01"), noInvalidDate: true }),
        (months, date) => {
          const day = date.toISOString().slice(0, 10);
          const { from, to } = periodOf(day, months);
          const next = instantsOf({ from, to }).to;
          return (
            from <= day &&
            day <= to &&
            periodOf(from, months).to === to &&
            next > instantsOf({ from, to }).from
          );
        },
      ),
    );
  });
});

describe("every reason", () => {
  const placeholders = (words: string) =>
    [...words.matchAll(/\{\{(\w+)/g)].map(([, name]) => name).toSorted();
  const wordsOf = (words: Record<string, string>, name: string) => words[name] ?? "";
  it.each(voucherReasons)("%s has its words in both languages, with the same numbers", (rule) => {
    const [chinese, english] = [wordsOf(zh.problems.rule, rule), wordsOf(en.problems.rule, rule)];
    expect(chinese).toMatch(/\p{Script=Han}/u);
    expect(english).toMatch(/[A-Za-z]/);
    expect(placeholders(english)).toEqual(placeholders(chinese));
  });
});
