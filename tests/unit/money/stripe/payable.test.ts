import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { payableOf } from "#app/domain/money/stripe/payouts/policy.ts";
import { followOf } from "#app/domain/money/stripe/inbox/kinds.ts";
import { waysFor } from "#app/domain/money/stripe/ways.ts";

const earned = { ripe: 1_000, later: 0, held: 0, sent: 0, waiting: 0, balance: 1_000 };

describe("what may be paid out", () => {
  it("is what is ripe less what was sent, never below zero and never above the ledger's balance", () => {
    expect(payableOf(earned)).toBe(1_000);
    expect(payableOf({ ...earned, sent: 400 })).toBe(600);
    expect(payableOf({ ...earned, ripe: 300, sent: 400, balance: -100 })).toBe(0);
    expect(payableOf({ ...earned, balance: 250 })).toBe(250);
    expect(payableOf({ ...earned, waiting: 1_000 })).toBe(0);
    const fen = fc.integer({ min: 0, max: 10_000_000 });
    fc.assert(
      fc.property(
        fen,
        fen,
        fen,
        fc.integer({ min: -1_000, max: 10_000_000 }),
        (ripe, sent, waiting, balance) => {
          const payable = payableOf({ ripe, sent, waiting, balance, later: 0, held: 0 });
          expect(payable).toBeGreaterThanOrEqual(0);
          if (payable > 0) {
            expect(payable + waiting).toBeLessThanOrEqual(balance);
            expect(payable + waiting + sent).toBeLessThanOrEqual(ripe);
          }
        },
      ),
    );
  });
});

describe("notices", () => {
  it("are followed by their kind, and no other", () => {
    expect(followOf("checkout.session.completed")).toBe("checkout");
    expect(followOf("toString")).toBeUndefined();
    expect(followOf("customer.created")).toBeUndefined();
  });

  it("are about yuan: nothing else is offered", () => {
    expect(waysFor("CNY")).toEqual(["card", "alipay", "wechat_pay"]);
    expect(waysFor("USD")).toEqual([]);
  });
});
