import { everyWeek } from "#app/domain/booking/opening-days.ts";
import { type BookingRules, defaultRules, type Situation, type Wish } from "#app/domain/booking/policy.ts";
import type { Use } from "#app/domain/booking/quota.ts";

/** A booker of these rules' tests, in no research group. */
export const me = { userId: "me", organizationId: "ours", groupId: null };

/** An instant of November 2026 in Shanghai: `24T14:00`. */
export const at = (time: string): number => Date.parse(`2026-11-${time}:00+08:00`);
export const rules: BookingRules = { ...defaultRules, terms: "请自带样品台。", termsVersion: 3 };

/** Tuesday 24 November 2026, 14:00–16:00 in Shanghai, asked for on Monday morning. */
export const wish = (change: Partial<Wish> = {}): Wish => ({
  start: at("24T14:00"),
  end: at("24T16:00"),
  userClass: "enterprise",
  organizationVerified: true,
  way: "self_use",
  termsVersion: 3,
  ...change,
});

/** A facility open on weekdays from 8:30 to 17:30, where nothing stands against that wish. */
export const situation = (change: Partial<Situation> = {}, rule: Partial<BookingRules> = {}): Situation => ({
  now: at("23T09:00"),
  rules: { ...rules, ...rule },
  zone: "Asia/Shanghai",
  hours: everyWeek([1, 2, 3, 4, 5].map((weekday) => ({ weekday, fromMinute: 510, toMinute: 1050 }))),
  listingState: "published",
  runState: "normal",
  ways: ["self_use", "assisted"],
  unitCount: 1,
  closure: null,
  claimant: me,
  groups: [],
  uses: [],
  accessories: [],
  missing: [],
  block: null,
  ...change,
});

/** Bookings of `userId` in the same organisation, one after another from the morning of the wish's day on. */
export const used = (count: number, userId = "me", length = 30): Use[] =>
  Array.from({ length: count }, (_, index) => ({
    start: at("24T08:30") + index * length * 60_000,
    end: at("24T08:30") + (index + 1) * length * 60_000,
    userId,
    organizationId: "ours",
    groupId: null,
    open: true,
  }));
