import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { portion, priceOf, type PriceRow, quotesFor } from "#app/domain/booking/price.ts";

const row = (change: Partial<PriceRow> = {}): PriceRow => ({
  item: "成像",
  unit: "hour",
  userClass: "enterprise",
  amount: 30_000,
  validFrom: "2026-01-01",
  validTo: null,
  ...change,
});

const use = (start: string, end: string, change = {}) => ({
  start: Date.parse(start),
  end: Date.parse(end),
  zone: "Asia/Shanghai",
  userClass: "enterprise",
  stepMinutes: 30,
  ...change,
});

const afternoon = use("2026-11-24T14:00+08:00", "2026-11-24T16:30+08:00");

describe("the price of a booking", () => {
  it("is rate times hours", () => {
    expect(priceOf([row()], afternoon)).toEqual({
      item: "成像",
      unit: "hour",
      rate: 30_000,
      quantity: 150,
      amount: 75_000,
    });
  });

  it("counts whole steps", () => {
    expect(priceOf([row()], use("2026-11-24T14:00+08:00", "2026-11-24T14:40+08:00"))?.amount).toBe(30_000);
  });

  it("rounds half a fen up", () => {
    expect(
      priceOf([row({ amount: 101 })], use("2026-11-24T14:00+08:00", "2026-11-24T14:30+08:00"))?.amount,
    ).toBe(51);
  });

  it("counts started 24 hours for a price by the day", () => {
    const daily = [row({ unit: "day", amount: 100_000 })];
    expect(priceOf(daily, afternoon)?.amount).toBe(100_000);
    expect(priceOf(daily, use("2026-11-24T09:00+08:00", "2026-11-25T09:30+08:00"))?.amount).toBe(200_000);
  });

  it("takes the cheaper where an item has both", () => {
    const both = [row(), row({ unit: "day", amount: 60_000 })];
    expect(priceOf(both, afternoon)).toMatchObject({ unit: "day", amount: 60_000 });
  });

  it("is that of the user class and of the local day the use starts", () => {
    const rows = [
      row({ userClass: "academic", amount: 1 }),
      row({ amount: 2, validFrom: "2026-01-01", validTo: "2026-11-24" }),
      row({ amount: 6_000, validFrom: "2026-11-24", validTo: null }),
    ];
    expect(priceOf(rows, use("2026-11-24T00:00+08:00", "2026-11-24T01:00+08:00"))?.amount).toBe(6_000);
    expect(priceOf(rows, use("2026-11-23T23:00+08:00", "2026-11-24T00:00+08:00"))?.amount).toBe(2);
  });

  it("is by quotation where nothing is charged by time or for this class", () => {
    expect(priceOf([row({ unit: "sample" })], afternoon)).toBeNull();
    expect(priceOf([row({ userClass: "internal" })], afternoon)).toBeNull();
    expect(priceOf([], afternoon)).toBeNull();
  });

  it("is that of the item asked for, else of the first in the list", () => {
    const rows = [row(), row({ item: "能谱", amount: 48_000 })];
    expect(quotesFor(rows, afternoon).map(({ item }) => item)).toEqual(["成像", "能谱"]);
    expect(priceOf(rows, afternoon, "能谱")?.amount).toBe(120_000);
    expect(priceOf(rows, afternoon, "没有")).toBeNull();
  });

  it("stays exact and whole for any amount", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9_000_000_000_000 }),
        fc.integer({ min: 1, max: 600 }),
        (amount, minutes) => {
          const exact = (2n * BigInt(amount) * BigInt(minutes) + 60n) / 120n;
          expect(BigInt(portion(amount, minutes, 60))).toBe(exact);
        },
      ),
    );
  });
});
