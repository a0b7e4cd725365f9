import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { outcomeOf, spread } from "#app/domain/money/transfer/outcome.ts";
import {
  boundBy,
  daysLate,
  lateInterest,
  type PaymentParty,
  paymentTerm,
  reminderOn,
} from "#app/domain/money/transfer/payment-law.ts";
import { findReferences, referenceOf, spacedReference } from "#db/payment-reference.ts";

const numbers = { publicDays: 30, publicMaxDays: 60, largeDays: 60, dailyInterestMillionths: 500 };
const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

describe("a payment reference", () => {
  const anyId = fc.uuid();

  it("is found again in whatever a payer writes around it", () => {
    fc.assert(
      fc.property(anyId, (id) => {
        const reference = referenceOf(id);
        expect(reference).toMatch(/^KX[0-9A-HJ-NPQRTUWXY]{11}$/);
        for (const remark of [
          reference,
          `机时费${reference.toLowerCase()}科享`,
          `付 ${spacedReference(reference)} 款`,
          reference.replaceAll(/./g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)),
        ])
          expect(findReferences(remark)).toEqual([reference]);
      }),
    );
  });

  it("is not mistaken: one wrong character or two swapped ones are noticed", () => {
    fc.assert(
      fc.property(anyId, fc.nat(10), fc.nat(30), (id, at, other) => {
        const reference = referenceOf(id);
        const body = [...reference.slice(2)];
        const wrong = body.with(at, alphabet.charAt(other)).join("");
        if (wrong !== body.join("")) expect(findReferences(`KX${wrong}`)).toEqual([]);
        const next = Math.min(at + 1, 10);
        const swapped = body
          .with(at, body[next] ?? "")
          .with(next, body[at] ?? "")
          .join("");
        if (swapped !== body.join("") && next < 10) expect(findReferences(`KX${swapped}`)).toEqual([]);
      }),
    );
  });

  it("reads a letter O for a zero and an I for a one, and several references in one remark", () => {
    const [one, other] = [
      referenceOf("019a0000-0000-7000-8000-000000000001"),
      referenceOf("019a0000-0000-7000-8000-0000000000ff"),
    ];
    expect(findReferences(one.replaceAll("0", "O").replaceAll("1", "I"))).toEqual([one]);
    expect(findReferences(`${one}、${other}；${one}`)).toEqual([one, other]);
    expect(findReferences("货款 KX 2026")).toEqual([]);
  });
});

describe("a sum that arrived", () => {
  it("pays, lacks and exceeds exactly", () => {
    expect(outcomeOf(100, 100)).toEqual({ kind: "exact", pays: 100, left: 0, excess: 0 });
    expect(outcomeOf(100, 40)).toEqual({ kind: "partial", pays: 40, left: 60, excess: 0 });
    expect(outcomeOf(100, 130)).toEqual({ kind: "over", pays: 100, left: 0, excess: 30 });
  });

  it("is spread over charges without losing or making a fen", () => {
    const charge = fc.record({ id: fc.uuid(), outstanding: fc.nat(10_000) });
    fc.assert(
      fc.property(fc.array(charge, { maxLength: 6 }), fc.nat(50_000), (charges, arrived) => {
        const { parts, excess } = spread(charges, arrived);
        expect(parts.reduce((sum, { amount }) => sum + amount, excess)).toBe(arrived);
        for (const { chargeId, amount } of parts) {
          const most = charges.filter(({ id }) => id === chargeId).map(({ outstanding }) => outstanding);
          expect(amount).toBeLessThanOrEqual(Math.max(...most));
        }
      }),
    );
  });
});

describe("the law on payments to small companies", () => {
  const small: PaymentParty = { kind: "enterprise", smeSize: "small", publicInstitution: false };
  const large: PaymentParty = { ...small, smeSize: "large" };
  const university: PaymentParty = { kind: "university", smeSize: null, publicInstitution: true };

  it("binds public bodies and large companies that owe small ones, and nobody else", () => {
    expect(boundBy(university, small)).toBe("public_body");
    expect(boundBy({ ...university, kind: "government", publicInstitution: false }, small)).toBe(
      "public_body",
    );
    expect(boundBy(large, small)).toBe("large_company");
    expect(boundBy(small, small)).toBeNull();
    expect(boundBy({ ...small, smeSize: null }, small)).toBeNull();
    expect(boundBy(large, large)).toBeNull();
    expect(boundBy(large, university)).toBeNull();
  });

  it("counts 30 days for public bodies, 60 at most by contract, and 60 for large companies unless agreed", () => {
    const term = (law: "public_body" | "large_company" | null, agreed: string | null) =>
      paymentTerm(law, "2026-10-01", agreed, numbers);
    expect(term("public_body", null)).toMatchObject({ dueOn: "2026-10-31", cut: false });
    expect(term("public_body", "2026-11-20")).toMatchObject({ dueOn: "2026-11-20", cut: false });
    expect(term("public_body", "2027-01-31")).toMatchObject({ dueOn: "2026-11-30", cut: true });
    expect(term("large_company", null)).toMatchObject({ dueOn: "2026-11-30" });
    expect(term("large_company", "2027-01-31")).toMatchObject({ dueOn: "2027-01-31", long: true });
    expect(term(null, "2027-01-31")).toMatchObject({ dueOn: "2027-01-31", cut: false, long: false });
  });

  it("gives interest by the day late, to the fen and never more", () => {
    expect(daysLate("2026-10-31", "2026-10-31")).toBe(0);
    expect(daysLate("2026-10-31", "2026-11-10")).toBe(10);
    expect(lateInterest(1_000_000, 10, numbers)).toBe(5_000);
    expect(lateInterest(199, 10, numbers)).toBe(0);
    expect(lateInterest(999_999_999_999, 3_650, numbers)).toBe(1_824_999_999_998);
  });

  it("reminds ahead, on the first day late, and once in every later month", () => {
    const on = (day: string) => reminderOn("2026-10-31", day, { aheadDays: 5, againDays: 30 });
    expect(on("2026-10-25")).toBeNull();
    expect(on("2026-10-26")).toEqual({ kind: "due_soon", round: 0 });
    expect(on("2026-10-31")).toEqual({ kind: "due_soon", round: 0 });
    expect(on("2026-11-01")).toEqual({ kind: "overdue", round: 0 });
    expect(on("2026-11-30")).toEqual({ kind: "overdue", round: 0 });
    expect(on("2026-12-01")).toEqual({ kind: "still_overdue", round: 1 });
  });
});
