import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  costSum,
  needsPublicNotice,
  type PriceLine,
  type PublishingFacts,
  publishingReasons,
} from "#app/domain/catalog/policy.ts";
import type { ListingKind } from "#db/schema/vocabulary.ts";

const cost = {
  consumables: 2000,
  machineHours: 6000,
  energy: 1000,
  labour: 4000,
  management: 2000,
  depreciation: 5000,
};

const line: PriceLine = {
  item: "成像",
  unit: "hour",
  userClass: "enterprise",
  amount: 20_000,
  validFrom: "2026-01-01",
  validTo: null,
  costBreakdown: cost,
};

const values: Record<ListingKind, Record<string, unknown>> = {
  facility: {
    titleZh: "场发射扫描电子显微镜",
    fieldCodes: ["430"],
    "facility.innerId": "A1",
    "facility.maker": "Zeiss",
    "facility.model": "Gemini 300",
    "facility.technical": "分辨率 0.7 nm",
    "facility.functions": "形貌观察",
    "facility.serviceContent": "成像与能谱",
    "facility.fundingSources": ["local_government"],
    "facility.serviceWays": ["self_use"],
    "facility.contactEmail": "lab@u.test",
  },
  technology: {
    titleZh: "固态电解质",
    summaryZh: "一种",
    fieldCodes: ["430"],
    keywords: ["电池"],
    "technology.ipType": "invention",
    "technology.applicationNo": "201710601862.3",
    "technology.legalStatus": "granted",
    "technology.legalStatusCheckedOn": "2026-10-01",
    "technology.problemSolved": "枝晶",
    "technology.advantage": "更安全",
    "technology.trl": 6,
    "technology.transferModes": ["assignment"],
    "technology.priceForm": "fixed",
  },
  service: {
    titleZh: "成分分析",
    summaryZh: "分析",
    fieldCodes: ["150"],
    "service.deliverable": "报告",
    "service.turnaroundDays": 5,
  },
  demand: {
    titleZh: "PVC 改性",
    fieldCodes: ["430"],
    keywords: ["PVC"],
    "demand.problem": "脆",
    "demand.target": "≥67%",
    "demand.deadlineOn": "2027-01-01",
    "demand.ways": ["commission"],
  },
};

const facts = (
  kind: ListingKind,
  given: Record<string, unknown> = {},
  rest: Partial<PublishingFacts> = {},
): PublishingFacts => ({
  kind,
  values: { ...values[kind], ...given },
  prices: [line],
  units: 1,
  openings: 5,
  owner: { verified: true, publicInstitution: true },
  day: "2026-11-24",
  managementSharePercent: 20,
  ...rest,
});

const rules = (found: PublishingFacts): string[] => publishingReasons(found).map(({ rule }) => rule);

describe("publishing rules", () => {
  it.each(["facility", "technology", "service", "demand"] as const)("lets a complete %s through", (kind) => {
    expect(publishingReasons(facts(kind))).toEqual([]);
  });

  it("names every missing field at once, and nothing else", () => {
    for (const kind of ["facility", "technology", "service", "demand"] as const) {
      const bare = publishingReasons({ ...facts(kind), values: {} });
      const missing = bare.filter(({ rule }) => rule === "field_required").map(({ params }) => params?.field);
      expect(new Set(missing).size).toBe(missing.length);
      expect(missing).toContain("titleZh");
      expect(missing.length).toBeGreaterThanOrEqual(5);
    }
  });

  it("counts blank texts and empty lists as missing", () => {
    expect(rules(facts("facility", { titleZh: "", fieldCodes: [], "facility.technical": null }))).toEqual([
      "field_required",
      "field_required",
      "field_required",
    ]);
  });

  it("asks for a verified owner, a unit, opening hours, a contact", () => {
    const bare = facts(
      "facility",
      { "facility.contactEmail": "" },
      { owner: { verified: false, publicInstitution: false }, units: 0, openings: 0 },
    );
    expect(rules(bare)).toEqual([
      "owner_not_verified",
      "unit_required",
      "opening_required",
      "contact_required",
    ]);
    expect(rules(facts("facility", { "facility.serviceWays": ["commissioned"] }, { openings: 0 }))).toEqual(
      [],
    );
  });

  it("asks for the customs block only under customs supervision", () => {
    expect(rules(facts("facility", { "facility.customsSupervised": true }))).toHaveLength(4);
    expect(rules(facts("facility", { "facility.customsSupervised": false }))).toEqual([]);
  });

  it("refuses texts longer than the register takes", () => {
    const [reason] = publishingReasons(facts("facility", { "facility.technical": "长".repeat(501) }));
    expect(reason).toMatchObject({
      rule: "field_too_long",
      params: { field: "facility.technical", maximum: 500 },
    });
    expect(rules(facts("demand", { keywords: ["a", "b", "c", "d", "e", "f"] }))).toEqual(["field_too_many"]);
  });
});

describe("the price rule", () => {
  const withPrice = (change: Partial<PriceLine>, funding = ["local_government"]) =>
    publishingReasons(
      facts("facility", { "facility.fundingSources": funding }, { prices: [line, { ...line, ...change }] }),
    );

  it("names the row that is above its cost", () => {
    expect(withPrice({ item: "能谱", amount: 20_001 })).toEqual([
      {
        rule: "price_above_cost",
        overridable: false,
        params: { item: "能谱", unit: "hour", userClass: "enterprise", over: 0.01 },
      },
    ]);
  });

  it("asks for a breakdown wherever any government money was used", () => {
    for (const funding of [["central_government"], ["own", "local_government"]]) {
      expect(withPrice({ costBreakdown: null }, funding).map(({ rule }) => rule)).toEqual([
        "price_without_breakdown",
      ]);
    }
    expect(withPrice({ costBreakdown: null, amount: 9_999_999 }, ["own"])).toEqual([]);
  });

  it("limits management to its share of the whole cost", () => {
    const at = { ...cost, management: 4500 };
    expect(withPrice({ costBreakdown: at })).toEqual([]);
    expect(withPrice({ costBreakdown: { ...at, management: 4501 } }).map(({ rule }) => rule)).toEqual([
      "management_share_too_high",
    ]);
  });

  it("gives both reasons of one row, and does not look at rows that are over", () => {
    const wrong = { amount: 99_999, costBreakdown: { ...cost, management: 50_000 } };
    expect(withPrice(wrong).map(({ rule }) => rule)).toEqual([
      "price_above_cost",
      "management_share_too_high",
    ]);
    expect(withPrice({ ...wrong, validTo: "2026-11-24" })).toEqual([]);
  });

  it("needs at least one price in force or to come", () => {
    expect(rules(facts("facility", {}, { prices: [] }))).toEqual(["price_required"]);
    expect(rules(facts("service", {}, { prices: [{ ...line, validTo: "2026-11-24" }] }))).toEqual([
      "price_required",
    ]);
    expect(rules(facts("demand", {}, { prices: [] }))).toEqual([]);
  });

  it("passes exactly the prices at or under the sum", () => {
    const part = fc.integer({ min: 0, max: 1_000_000 });
    const breakdown = fc.record({
      consumables: part,
      machineHours: part,
      energy: part,
      labour: part,
      management: fc.constant(0),
      depreciation: part,
    });
    fc.assert(
      fc.property(breakdown, fc.integer({ min: -3, max: 3 }), (costBreakdown, off) => {
        const amount = Math.max(0, costSum(costBreakdown) + off);
        const found = publishingReasons(
          facts("facility", {}, { prices: [{ ...line, amount, costBreakdown }] }),
        );
        expect(found.length === 0).toBe(amount <= costSum(costBreakdown));
      }),
    );
  });
});

describe("technology and demand rules", () => {
  it("allows ZL only for what was granted", () => {
    expect(rules(facts("technology", { "technology.zlMarked": true }))).toEqual([]);
    expect(
      rules(facts("technology", { "technology.zlMarked": true, "technology.legalStatus": "examination" })),
    ).toEqual(["zl_not_granted"]);
  });

  it("refuses a right that has ended and a number that is wrong", () => {
    expect(rules(facts("technology", { "technology.legalStatus": "expired" }))).toEqual(["right_has_ended"]);
    expect(rules(facts("technology", { "technology.applicationNo": "201710601862.4" }))).toEqual([
      "patent_number_wrong",
    ]);
  });

  it("asks patents, not know-how, for number, status and the day it was checked", () => {
    const empty = {
      "technology.applicationNo": null,
      "technology.legalStatus": "not_applicable",
      "technology.legalStatusCheckedOn": null,
    };
    expect(rules(facts("technology", empty))).toHaveLength(3);
    expect(rules(facts("technology", { ...empty, "technology.ipType": "know_how" }))).toEqual([]);
  });

  it("asks for an amount where the form of pricing announces one", () => {
    for (const form of ["listed", "bidding", "agreement"]) {
      expect(rules(facts("technology", { "technology.priceForm": form }))).toEqual(["field_required"]);
      expect(
        rules(facts("technology", { "technology.priceForm": form, "technology.askingPrice": 0 })),
      ).toEqual([]);
    }
  });

  it("needs a notice exactly for agreement pricing by a public institution", () => {
    const agreed = facts("technology", { "technology.priceForm": "agreement" });
    expect(needsPublicNotice(agreed)).toBe(true);
    expect(needsPublicNotice({ ...agreed, owner: { publicInstitution: false, verified: true } })).toBe(false);
    expect(needsPublicNotice(facts("technology"))).toBe(false);
    expect(needsPublicNotice(facts("service", { "technology.priceForm": "agreement" }))).toBe(false);
  });

  it("refuses a demand whose day has passed", () => {
    expect(rules(facts("demand", { "demand.deadlineOn": "2026-11-23" }))).toEqual(["deadline_past"]);
    expect(rules(facts("demand", { "demand.deadlineOn": "2026-11-24" }))).toEqual([]);
  });
});
