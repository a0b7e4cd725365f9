import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lineKey, orderActForms, orderForm, orderOf } from "#app/domain/service-orders/order-form.ts";
import {
  daysOverdue,
  quoteFor,
  reviewServiceOrder,
  serviceQuotes,
} from "#app/domain/service-orders/policy.ts";
import type { PriceRow } from "#app/domain/booking/price.ts";
import { priceUnits, userClasses } from "#db/schema/vocabulary.ts";

const row = (change: object) => ({
  ...{ item: "单样", unit: "sample", userClass: "enterprise", amount: 56_000 },
  ...{ validFrom: "2026-01-01", validTo: null },
  ...change,
});
const asked = (rows: PriceRow[], userClass = "enterprise", day = "2026-11-27") =>
  serviceQuotes(rows, userClass, day);

describe("the price list", () => {
  it("gives every line in force for the class, in list order, and of one line the later price", () => {
    const rows = [
      row({ validTo: "2026-11-01", amount: 1 }),
      row({ unit: "batch", amount: 200_000 }),
      row({}),
      row({ item: "加急", amount: 90_000 }),
      row({ userClass: "academic", amount: 2 }),
      row({ validFrom: "2026-12-01", amount: 3 }),
      row({ item: "加急", amount: 80_000, validFrom: "2026-11-27" }),
    ];
    expect(asked(rows)).toEqual([
      { item: "单样", unit: "batch", rate: 200_000 },
      { item: "单样", unit: "sample", rate: 56_000 },
      { item: "加急", unit: "sample", rate: 80_000 },
    ]);
  });

  const lines = fc.array(
    fc.record({
      item: fc.constantFrom("单样", "a:b", "加急 :1"),
      unit: fc.constantFrom(...priceUnits),
      userClass: fc.constantFrom(...userClasses),
      amount: fc.nat(1_000_000_000),
      validFrom: fc.constantFrom("2026-01-01", "2026-11-27", "2026-11-28"),
      validTo: fc.constantFrom(null, "2026-11-27", "2026-12-31"),
    }),
  );

  it("never offers another class's price or one that is not in force, and each line once", () => {
    fc.assert(
      fc.property(lines, fc.constantFrom(...userClasses), (rows, userClass) => {
        const quotes = serviceQuotes(rows, userClass, "2026-11-27");
        const names = quotes.map(({ item, unit }) => `${unit} ${item}`);
        expect(new Set(names).size).toBe(names.length);
        for (const quote of quotes)
          expect(rows).toContainEqual(
            expect.objectContaining({
              ...{ item: quote.item, unit: quote.unit, amount: quote.rate },
              userClass,
            }),
          );
      }),
    );
  });

  it("is chosen from a form as it was shown, and refused at another rate", () => {
    fc.assert(
      fc.property(lines, fc.integer({ min: 1, max: 10_000 }), (rows, quantity) => {
        const quotes = asked(rows);
        const [quote] = quotes;
        if (!quote) return;
        const key = "019a0000-0000-7000-8000-000000000000";
        const form = { key, line: lineKey(quote), quantity: String(quantity), wanted: "六个水样" };
        const order = orderOf(orderForm.parse(form));
        expect(order).toMatchObject({ ...quote, quantity });
        expect(quoteFor(quotes, order)).toEqual(quote);
        expect(quoteFor(quotes, { ...order, rate: quote.rate + 1 })).toBeUndefined();
      }),
    );
  });
});

describe("an order", () => {
  const at = { userClass: "enterprise", organizationVerified: true, quotes: asked([row({})]) };

  it.each([
    [{ quotes: [] }, ["no_listed_price"]],
    [{ organizationVerified: false }, ["orderer_unverified"]],
    [{ organizationVerified: false, userClass: "internal" }, []],
    [{ organizationVerified: false, quotes: [] }, ["orderer_unverified", "no_listed_price"]],
    [{}, []],
  ])("with %o is refused for %o", (change, rules) => {
    expect(reviewServiceOrder({ ...at, ...change }).map(({ rule }) => rule)).toEqual(rules);
  });

  it("is overdue from the day after its due day on, while it is worked on", () => {
    const order = { state: "accepted", dueOn: "2026-11-27" };
    expect(daysOverdue(order, "2026-11-27")).toBe(0);
    expect(daysOverdue(order, "2026-12-02")).toBe(5);
    expect(daysOverdue({ ...order, state: "delivered" }, "2026-12-02")).toBe(0);
    expect(daysOverdue({ ...order, dueOn: null }, "2026-12-02")).toBe(0);
  });
});

describe("the forms", () => {
  it.each(["0", "1.5", "-1", "10001", "1e3", ""])("refuse %j as a quantity", (quantity) => {
    expect(orderForm.shape.quantity.safeParse(quantity).success).toBe(false);
  });

  it.each(["sample:1", "crate:100:单样", "sample:-1:单样", "单样", ""])("refuse %j as a line", (line) => {
    expect(orderForm.shape.line.safeParse(line).success).toBe(false);
  });

  it("want a reason for what disappoints somebody, and none for the rest", () => {
    for (const intent of ["decline", "call-off", "request-changes"])
      expect(orderActForms.safeParse({ intent, reason: " " }).success).toBe(false);
    for (const intent of ["cancel", "accept-delivery", "take-order"])
      expect(orderActForms.safeParse({ intent, reason: "" }).success).toBe(true);
    expect(orderActForms.safeParse({ intent: "take-order", dueOn: "", reason: "" }).data).toMatchObject({
      dueOn: undefined,
    });
  });
});
