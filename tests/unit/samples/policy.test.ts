import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orderActForms, orderForm, orderOf } from "#app/domain/samples/order-form.ts";
import { samplesFromText, textFromSamples } from "#app/domain/samples/paste.ts";
import {
  daysOverdue,
  type OrderSituation,
  quoteFor,
  reviewOrder,
  sampleCode,
  sampleQuotes,
} from "#app/domain/samples/policy.ts";
import { shortCode } from "#app/domain/short-code.ts";

const situation = (change: Partial<OrderSituation> = {}): OrderSituation => ({
  listingState: "published",
  ways: ["self_use", "commissioned"],
  bookableBy: ["enterprise"],
  termsVersion: 3,
  terms: "请先干燥",
  userClass: "enterprise",
  organizationVerified: true,
  acceptedTerms: 3,
  ...change,
});

describe("an order", () => {
  it.each([
    [{ listingState: "suspended" }, "not_published"],
    [{ ways: ["self_use"] }, "way_not_offered"],
    [{ organizationVerified: false }, "organization_unverified"],
    [{ userClass: "academic" }, "user_class"],
    [{ acceptedTerms: 2 }, "terms"],
  ])("is refused for %o by %s", (change, rule) => {
    expect(reviewOrder(situation(change)).map((reason) => reason.rule)).toEqual([rule]);
  });

  it("may be made otherwise, and by the provider's own people unverified", () => {
    expect(reviewOrder(situation())).toEqual([]);
    expect(reviewOrder(situation({ terms: "", acceptedTerms: 0 }))).toEqual([]);
    const own = { userClass: "internal", bookableBy: ["internal"], organizationVerified: false };
    expect(reviewOrder(situation(own))).toEqual([]);
  });
});

describe("the price", () => {
  const row = (change: object) => ({
    ...{ item: "全元素", unit: "sample", userClass: "enterprise", amount: 4_000 },
    ...{ validFrom: "2026-01-01", validTo: null },
    ...change,
  });
  it("is that of items charged by sample, in force, for the user's class", () => {
    const rows = [
      row({}),
      row({ item: "单元素", amount: 1_500 }),
      row({ item: "机时", unit: "hour" }),
      row({ item: "旧价", validTo: "2026-11-23" }),
      row({ item: "新价", validFrom: "2026-11-24" }),
      row({ item: "校内", userClass: "internal" }),
    ];
    const quotes = sampleQuotes(rows, { userClass: "enterprise", day: "2026-11-23", count: 3 });
    expect(quotes).toEqual([
      { item: "全元素", rate: 4_000, count: 3, amount: 12_000 },
      { item: "单元素", rate: 1_500, count: 3, amount: 4_500 },
    ]);
    expect(quoteFor(quotes, "单元素")?.amount).toBe(4_500);
    expect(quoteFor(quotes, "没有")).toBeNull();
    expect(quoteFor(quotes, undefined)).toBeNull();
  });
});

describe("rows from a spreadsheet", () => {
  it("are read with tabs or commas, without heading and empty lines", () => {
    const pasted = "标签\t材质\t危险性\r\nA-1\t铝, 7075\t\r\n\r\nA-2\t\t易燃\r\n";
    expect(samplesFromText(pasted)).toEqual([
      { label: "A-1", material: "铝, 7075", hazard: "" },
      { label: "A-2", material: "", hazard: "易燃" },
    ]);
    expect(samplesFromText("A-1，铝\nA-2, 树脂, 易燃")).toEqual([
      { label: "A-1", material: "铝", hazard: "" },
      { label: "A-2", material: "树脂", hazard: "易燃" },
    ]);
    expect(samplesFromText("  \n")).toEqual([]);
  });

  it("come back as they were", () => {
    const cell = fc.stringMatching(/^[A-Za-z0-9铝铜]{1,12}$/);
    const one = fc.record({
      label: cell.map((text) => `S${text}`),
      material: fc.option(cell, { nil: "" }),
      hazard: fc.option(cell, { nil: "" }),
    });
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 20 }), (samples) => {
        const tabbed = samples.filter(({ material, hazard }) => material !== "" || hazard !== "");
        expect(samplesFromText(textFromSamples(tabbed))).toEqual(tabbed);
      }),
    );
  });
});

describe("being overdue", () => {
  it("counts whole days after the due day, only while somebody works", () => {
    const order = (state: string, dueOn: string | null) => ({ state, dueOn });
    expect(daysOverdue(order("accepted", "2026-11-23"), "2026-11-23")).toBe(0);
    expect(daysOverdue(order("accepted", "2026-11-23"), "2026-11-24")).toBe(1);
    expect(daysOverdue(order("in_progress", "2026-10-31"), "2026-11-24")).toBe(24);
    expect(daysOverdue(order("completed", "2026-10-31"), "2026-11-24")).toBe(0);
    expect(daysOverdue(order("accepted", null), "2026-11-24")).toBe(0);
  });
});

describe("codes", () => {
  it("name order and sample", () => {
    const id = "019a0000-0000-7000-8000-0123456789ab";
    expect(shortCode(id)).toBe("456789AB");
    expect(sampleCode(id, 7)).toBe("456789AB-007");
  });
});

describe("forms", () => {
  const form = {
    key: "019a0000-0000-7000-8000-0123456789ab",
    purpose: "元素含量",
    samples: "A-1\nA-2",
    serviceType: "research",
  };
  const facility = "019a0000-0000-7000-8000-000000000001";

  it("read the samples from text; unticked terms are version 0", () => {
    const order = orderOf(facility, orderForm.parse(form));
    expect(order).toMatchObject({ termsVersion: 0, item: undefined, returnSamples: false });
    expect(order.samples.map(({ label }) => label)).toEqual(["A-1", "A-2"]);
    expect(orderOf(facility, orderForm.parse({ ...form, accepted: "3", returnSamples: "on" }))).toMatchObject(
      {
        termsVersion: 3,
        returnSamples: true,
      },
    );
  });

  it("refuse repeated labels, no samples, and too many", () => {
    const issue = (samples: string) => orderForm.safeParse({ ...form, samples }).error?.issues[0]?.message;
    expect(issue("A-1\nA-1")).toBe("labels_repeat");
    expect(issue(Array.from({ length: 201 }, (_, index) => `A-${index}`).join("\n"))).toMatch(
      /^too_many_samples/,
    );
    expect(orderForm.safeParse({ ...form, samples: " \n" }).success).toBe(false);
  });

  it("read conditions a line each, and say when they cannot", () => {
    const accept = (conditions: string) =>
      orderActForms("Asia/Shanghai").safeParse({ intent: "accept", conditions });
    expect(accept("3, 破损\n\n12：受潮").data).toMatchObject({
      conditions: [
        { number: 3, condition: "破损" },
        { number: 12, condition: "受潮" },
      ],
    });
    expect(accept("破损").error?.issues[0]?.message).toBe("conditions_form");
  });
});
