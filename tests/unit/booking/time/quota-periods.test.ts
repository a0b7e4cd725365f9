import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { QuotaPeriod } from "#db/schema/vocabulary.ts";
import { localDays } from "#app/domain/booking/hours.ts";
import { overQuota, periodsOf } from "#app/domain/booking/quota.ts";
import { minutes, type Span } from "#app/domain/booking/spans.ts";
import { type HardDay, hardDays, type Wall, walk, wallAt } from "../../../support/wall-clock.ts";

const step = 15;
const quarter = minutes(step);
const claimant = { userId: "me", organizationId: "ours", groupId: null };
const periods = ["day", "week", "month"] as const;

/** The Monday of the week, counted back on the calendar's leaves. */
function mondayOf({ date, weekday }: Wall): string {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + 1 - weekday);
  return day.toISOString().slice(0, 10);
}

/** What is printed on the leaf of the calendar for the day, the week, the month that an instant lies in. */
const leaf: Record<QuotaPeriod, (wall: Wall) => string> = {
  day: ({ date }) => date,
  week: mondayOf,
  month: ({ date }) => date.slice(0, 7),
};

/** Minutes of `spans` on each leaf, a quarter of an hour at a time. */
function counted(zone: string, period: QuotaPeriod, spans: readonly Span[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const { start, end } of spans)
    for (const wall of walk(zone, start, end, step)) {
      const key = leaf[period](wall);
      found.set(key, (found.get(key) ?? 0) + step);
    }
  return found;
}

/** In quarters of an hour from the hard day on; uses up to five weeks away, wishes up to three days long. */
const span = (reach: number, longest: number) => (day: HardDay) =>
  fc
    .record({ from: fc.integer({ min: -reach, max: reach }), length: fc.integer({ min: 1, max: longest }) })
    .map(({ from, length }) => ({
      start: day.from + from * quarter,
      end: day.from + (from + length) * quarter,
    }));
const wishOf = span(120, 288);
const useOf = span(5 * 7 * 96, 200);

describe.each(hardDays)("$what in $zone", (day) => {
  const { zone } = day;

  it.each(periods)("a quota by the %s counts each quarter of an hour where the calendar has it", (period) => {
    const uses = fc.array(fc.oneof(useOf(day), wishOf(day)), { maxLength: 5 });
    fc.assert(
      fc.property(wishOf(day), uses, fc.integer({ min: 0, max: 100 }), (wish, spans, most) => {
        const maxMinutes = most * 60;
        const before = counted(zone, period, spans);
        let expected: { now: number } | undefined;
        for (const [key, more] of counted(zone, period, [wish])) {
          const now = before.get(key) ?? 0;
          if (!expected && now + more > maxMinutes) expected = { now };
        }
        const held = spans.map((one) => ({ ...one, ...claimant, open: true }));
        const quota = { scope: "user", period, maxMinutes } as const;
        expect(overQuota(quota, wish, zone, held, claimant)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it.each(periods)("a %s begins when its leaf is turned, and the next one with its end", (period) => {
    fc.assert(
      fc.property(wishOf(day), (wish) => {
        const found = periodsOf(period, wish, zone);
        const leaves = [...counted(zone, period, [wish]).keys()];
        expect(found.map(({ start }) => leaf[period](wallAt(zone, start)))).toEqual(leaves);
        for (const [index, { start, end }] of found.entries()) {
          const [before, first, last] = [start - minutes(1), start, end - minutes(1)].map((at) =>
            leaf[period](wallAt(zone, at)),
          );
          expect(before).not.toBe(first);
          expect(last).toBe(first);
          expect(found[index + 1]?.start ?? end).toBe(end);
        }
      }),
      { numRuns: 20 },
    );
  });

  it("days of a range are its leaves, cut to it", () => {
    fc.assert(
      fc.property(wishOf(day), (range) => {
        const expected = new Map<string, Span>();
        for (const { at, date } of walk(zone, range.start, range.end, step))
          expected.set(date, { start: expected.get(date)?.start ?? at, end: at + quarter });
        expect(localDays(range, zone)).toEqual([...expected].map(([date, one]) => ({ ...one, date })));
      }),
      { numRuns: 20 },
    );
  });
});
