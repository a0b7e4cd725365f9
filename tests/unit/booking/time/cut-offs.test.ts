import { describe, expect, it } from "vitest";
import { bookableWindow } from "#app/domain/booking/availability.ts";
import { cancellation, checkInFrom, defaultRules, moving, showUpBy } from "#app/domain/booking/policy.ts";
import { type PriceRow, priceOf } from "#app/domain/booking/price.ts";
import { minutes } from "#app/domain/booking/spans.ts";
import { lastDigestTime } from "#app/domain/notices/digest.ts";
import { hardDays, walk, wallAt } from "../../../support/wall-clock.ts";

const rules = {
  ...defaultRules,
  cancelCutoffMinutes: 1440,
  changeCutoffMinutes: 2880,
  lateCancelPercent: 50,
};

/** On which side of a cut-off of a day the same wall-clock time of the day before lies. */
const dayBefore = [
  ["Europe/London", "2026-10-25T10:00:00Z", "2026-10-24T10:00:00+01:00", "25 hours before: in time", false],
  ["Europe/London", "2026-03-29T10:00:00+01:00", "2026-03-28T10:00:00Z", "23 hours before: late", true],
  ["America/New_York", "2026-11-01T10:00:00-05:00", "2026-10-31T10:00:00-04:00", "25 hours: in time", false],
  ["America/New_York", "2026-03-08T10:00:00-04:00", "2026-03-07T10:00:00-05:00", "23 hours: late", true],
  [
    "Asia/Shanghai",
    "2028-03-01T10:00:00+08:00",
    "2028-02-29T10:00:00+08:00",
    "24 hours: just in time",
    false,
  ],
  [
    "Asia/Shanghai",
    "2027-01-01T10:00:00+08:00",
    "2026-12-31T10:00:00+08:00",
    "24 hours: just in time",
    false,
  ],
] as const;

describe("a cut-off is so many hours that pass, whatever the clocks do", () => {
  it.each(dayBefore)("in %s: cancelling %s at %s is %s", (zone, start, now, _, late) => {
    const [startsAt, at] = [new Date(start), new Date(now)];
    expect(wallAt(zone, at.getTime()).minute).toBe(wallAt(zone, startsAt.getTime()).minute);
    const booking = { state: "confirmed", startsAt, price: 10_000 };
    const found = cancellation(booking, rules, at);
    expect(found).toMatchObject({ late, charge: late ? 5_000 : 0 });
    expect(cancellation(booking, rules, found.freeUntil).late).toBe(false);
    expect(cancellation(booking, rules, new Date(found.freeUntil.getTime() + 1)).late).toBe(true);
  });

  it.each(hardDays)(
    "over $what in $zone every one is its minutes away, counted one by one",
    ({ zone, from }) => {
      const startsAt = new Date(from + minutes(40 * 60));
      const count = (a: Date | number, b: Date | number) => [...walk(zone, Number(a), Number(b))].length;
      expect(count(moving({ state: "confirmed", startsAt }, rules, startsAt).until, startsAt)).toBe(2880);
      expect(
        count(cancellation({ state: "confirmed", startsAt, price: 1 }, rules, startsAt).freeUntil, startsAt),
      ).toBe(1440);
      expect(count(checkInFrom(startsAt), startsAt)).toBe(15);
      const endsAt = new Date(startsAt.getTime() + minutes(60));
      const grace = { ...rules, noShowGraceMinutes: 45 };
      expect(count(startsAt, showUpBy(grace, { startsAt, endsAt, way: "self_use" }) ?? 0)).toBe(45);
      const window = bookableWindow({ ...rules, leadMinutes: 1440, horizonDays: 2 }, from);
      expect([count(from, window.start), count(from, window.end)]).toEqual([1440, 2880]);
    },
  );
});

describe.each(hardDays)("$what in $zone", ({ zone, from }) => {
  it("a booking has the price of the leaf on which it begins", () => {
    const { date } = wallAt(zone, from + minutes(24 * 60));
    const row = { item: "成像", unit: "hour", userClass: "enterprise" };
    const rows: PriceRow[] = [
      { ...row, amount: 100, validFrom: "2020-01-01", validTo: date },
      { ...row, amount: 200, validFrom: date, validTo: null },
    ];
    for (const { at, date: leaf } of walk(zone, from, from + minutes(60 * 60), 15)) {
      const use = { start: at, end: at + minutes(60), zone, userClass: "enterprise", stepMinutes: 60 };
      expect(priceOf(rows, use)?.amount, new Date(at).toISOString()).toBe(leaf < date ? 100 : 200);
    }
  });

  it("digests go out when clocks in Shanghai show eight", () => {
    for (const { at } of walk(zone, from, from + minutes(48 * 60), 15)) {
      let last = at;
      while (wallAt("Asia/Shanghai", last).minute !== 480) last -= minutes(15);
      expect(lastDigestTime(new Date(at))).toEqual(new Date(last));
    }
  });
});
