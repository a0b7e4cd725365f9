import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readValues, termsFrom, valuesOf } from "#app/components/contracts/builder-form.ts";
import { findings, isSignable } from "#app/domain/contracts/policy.ts";
import { isTransfer, type Rights, rightsTerms } from "#app/domain/contracts/rights.ts";
import { canonicalText, englishText, hashOf } from "#app/domain/contracts/text/canonical.ts";
import { emptyTerms, type Terms, termsInput } from "#app/domain/contracts/terms.ts";
import { anyTerms, parties } from "./arbitrary.ts";

const limits = { excessivePercent: 30, cureDays: 30 };
const today = "2026-12-01";
const patent: Partial<Rights> = {
  ...{ name: "一种改性配方", holder: "浙江乙方大学", number: "ZL202310000001.0" },
  ...{ filedOn: "2023-01-05", expiresOn: "2043-01-05", territory: "全国", manner: "制造、销售" },
  ...{ material: "说明书、工艺规程", encumbrances: "无", termMonths: 60 },
};
const milestone = {
  ...{ title: "交付资料", deliverable: "全部技术资料", dueOn: "2027-03-31", amount: 100 },
  ...{ standard: "资料齐全", method: "清点" },
};
const good = (rights: Partial<Rights> = {}, change: Partial<Terms> = {}): Terms => ({
  ...emptyTerms({ kind: "licence", title: "配方许可", subject: "许可实施改性配方专利", amount: 100 }),
  ...{ milestones: [milestone], confidential: "配方", rights: rightsTerms.parse({ ...patent, ...rights }) },
  ...change,
});
const royalty = { fee: "entry_fee_royalty", royaltyBasis: "sales", royaltyRate: 300 } as const;
const turns = {
  ...royalty,
  ...({ royaltyTurn: "quarter", royaltyFrom: "2027-01-01", royaltyUntil: "2030-06-30" } as const),
};
const codes = (terms: Terms, weight?: string) =>
  findings(terms, limits, today)
    .filter((finding) => weight === undefined || finding.weight === weight)
    .map(({ code }) => code);

describe("the checklist of an assignment or a licence", () => {
  it("lets a complete one be signed, in every form and manner", () => {
    for (const kind of ["assignment", "licence"] as const)
      for (const object of ["patent", "patent_application", "know_how", "other_right"] as const)
        expect(isSignable(findings(good({ object }, { kind }), limits, today))).toBe(true);
  });

  it.each([
    ["no_right_name", { name: "" }],
    ["no_right_holder", { holder: "" }],
    ["no_right_number", { number: "" }],
    ["no_right_filed", { filedOn: "" }],
    ["no_right_expiry", { expiresOn: "" }],
    ["right_expired", { expiresOn: "2026-11-30" }],
    ["no_territory", { territory: "" }],
    ["no_material", { material: "" }],
    ["no_royalty", { fee: "entry_fee_royalty" as const, royaltyRate: 300 }],
    ["no_royalty", { fee: "entry_fee_royalty" as const, royaltyBasis: "sales" as const }],
    ["royalty_per_unit", { ...royalty, royaltyPerUnit: 1 }],
    ["royalty_per_unit", { ...royalty, royaltyRate: null, royaltyPerUnit: 1 }],
    ["no_royalty_days", { ...turns, royaltyFrom: "" }],
    ["no_royalty_days", { ...turns, royaltyUntil: "" }],
    ["royalty_days_order", { ...turns, royaltyUntil: "2026-12-31" }],
    ["royalty_too_long", { ...turns, royaltyFrom: "2000-01-02" }],
    ["royalty_least_above_most", { ...turns, royaltyLeast: 2, royaltyMost: 1 }],
  ] satisfies [string, Partial<Rights>][])("blocks: %s", (code, change: Partial<Rights>) => {
    expect(codes(good(change), "blocker")).toEqual([code]);
  });

  it.each([
    ["term_beyond_right", { termMonths: 240 }],
    ["no_encumbrances", { encumbrances: "" }],
    ["no_manner", { manner: "" }],
    ["one_instalment", { fee: "instalments" as const }],
    ["no_accounts", { fee: "entry_fee_royalty" as const, royaltyBasis: "sales" as const, royaltyRate: 3 }],
    ["royalty_beyond_right", { ...turns, royaltyUntil: "2043-01-06" }],
    ["licensed_back", { improvements: "licensed_back" as const }],
    ["monopoly_ban_on_research", { manner: "甲方不得对该技术作后续改进。" }],
  ])("warns: %s", (code, change) => {
    expect(codes(good(change), "warning")).toContain(code);
    expect(codes(good(), "warning")).not.toContain(code);
  });

  it("says whether a royalty is settled here, and then warns of no missing accounts", () => {
    expect(codes(good(royalty), "hint")).toContain("royalty_outside");
    expect(codes(good(turns), "hint")).toContain("royalty_inside");
    expect(codes(good(turns), "warning")).toEqual([]);
    const perUnit = { ...turns, royaltyBasis: "units", royaltyRate: null, royaltyPerUnit: 20_00 } as const;
    expect(codes(good(perUnit), "blocker")).toEqual([]);
  });

  it("asks for no plan of work, no share of risk and no targets, and blocks without money and milestones", () => {
    const none = good({}, { amount: 0, milestones: [] });
    expect(codes(none, "blocker")).toEqual(["no_milestones", "no_amount"]);
    for (const code of ["no_risk", "no_targets", "patent_default", "no_client_duties"])
      expect(codes(none)).not.toContain(code);
    expect(codes(good({ object: "patent_application" }, { kind: "assignment" }))).toContain(
      "application_may_fail",
    );
  });
});

describe("the text of an assignment or a licence", () => {
  it("differs with every term of the right", () => {
    const of = (change: Partial<Rights>) => ({ ...turns, ...change });
    const changes: Partial<Rights>[] = [
      ...(["patent_application", "know_how", "other_right"] as const).map((object) => ({ object })),
      ...[{ name: "别的" }, { holder: "别的" }, { number: "别的" }],
      ...[{ filedOn: "2023-01-06" }, { expiresOn: "2043-01-06" }, { territory: "别的" }],
      ...[{ licence: "exclusive" as const }, { licence: "sole" as const }],
      ...[{ termMonths: null }, { termMonths: 61 }, { manner: "别的" }, { guidance: "别的" }],
      ...[{ sublicence: "with_consent" as const }, { sublicence: "allowed" as const }],
      ...[{ encumbrances: "别的" }, { material: "别的" }, { accounts: "别的" }],
      ...[{ fee: "instalments" as const }, royalty, { ...royalty, royaltyRate: 301 }],
      ...(["profit", "added_output", "units"] as const).map((royaltyBasis) => ({ ...royalty, royaltyBasis })),
      ...[{ ...royalty, royaltyBasis: "units" as const, royaltyPerUnit: 1, royaltyUnit: "吨" }],
      ...[turns, { ...turns, royaltyTurn: "year" as const }, { ...turns, royaltyFrom: "2027-01-02" }],
      ...[{ royaltyUntil: "2030-06-29" }, { royaltyReportDays: 31 }, { royaltyPayDays: 31 }].map(of),
      ...[{ royaltyLeast: 1 }, { royaltyMost: 1 }, { royaltyAnswerDays: 16 }, { royaltyBooksYears: 4 }].map(
        of,
      ),
      ...[{ improvements: "shared" as const }, { improvements: "licensed_back" as const }],
      { recordedBy: "client" },
    ];
    for (const write of [canonicalText, englishText]) {
      const hashes = changes.map((change) => hashOf(write(good(change), parties)));
      expect(new Set([hashOf(write(good(), parties)), ...hashes]).size).toBe(changes.length + 1);
    }
  });

  it("is called by what it is, between those who give and take, and warrants what the law wants warranted", () => {
    const text = canonicalText(good({ licence: "exclusive" }), parties);
    expect(text).toContain("技术许可（专利实施）合同");
    expect(text).toContain("甲方（被许可方）：杭州甲方有限公司");
    expect(text).toContain("乙方自己也不得实施");
    expect(text).toContain("合法拥有者");
    const assignment = canonicalText(good({ object: "know_how" }, { kind: "assignment" }), parties);
    expect(assignment).toContain("技术转让（技术秘密）合同");
    expect(assignment).toContain("乙方（让与方）：浙江乙方大学");
  });
});

describe("the builder's form", () => {
  it("gives back every term that it was given, whatever the kind", () => {
    fc.assert(
      fc.property(anyTerms, (terms) => {
        const { fields, milestones, definitions } = valuesOf(terms, []);
        const form = new FormData();
        for (const [name, value] of Object.entries(fields)) form.set(name, value);
        for (const [list, rows] of Object.entries({ milestones, definitions }))
          for (const [row, values] of rows.entries())
            for (const [name, value] of Object.entries(values)) form.set(`${list}.${row}.${name}`, value);
        form.set("milestoneRows", String(milestones.length));
        form.set("definitionRows", String(definitions.length));
        const back = termsInput.parse(termsFrom(readValues(form), []));
        expect(back.rights).toEqual(terms.rights);
        expect({ ...back, definitions: [], annexes: [] }).toEqual({ ...terms, definitions: [], annexes: [] });
      }),
    );
  });

  it("says nothing of a right in a contract about work, and is refused if it does", () => {
    expect(isTransfer("service")).toBe(false);
    expect(termsInput.safeParse({ kind: "service", rights: {} }).success).toBe(false);
  });
});
