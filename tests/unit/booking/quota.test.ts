import { describe, expect, it } from "vitest";
import { mostOut } from "#app/domain/booking/accessories.ts";
import { hoursOf } from "#app/domain/booking/opening-days.ts";
import { defaultRules } from "#app/domain/booking/policy.ts";
import {
  minutesWithin,
  openMinutesIn,
  overQuota,
  periodsOf,
  shareWindow,
  type Use,
} from "#app/domain/booking/quota.ts";
import type { Span } from "#app/domain/booking/spans.ts";

const zone = "Asia/Shanghai";
const at = (text: string): number => Date.parse(`2026-${text}:00+08:00`);
const span = (start: string, end: string): Span => ({ start: at(start), end: at(end) });
const hours = ({ start, end }: Span): number => (end - start) / 3_600_000;

const use = (start: string, end: string, change: Partial<Use> = {}): Use => ({
  ...span(start, end),
  userId: "me",
  organizationId: "ours",
  groupId: null,
  open: true,
  ...change,
});

describe("a quota", () => {
  const me = { userId: "me", organizationId: "ours", groupId: null };

  it("counts a booking over midnight on both days, each with its part", () => {
    const late = use("11-24T22:00", "11-25T02:00");
    const perDay = { scope: "user", period: "day", maxMinutes: 180 } as const;
    expect(overQuota(perDay, span("11-24T08:00", "11-24T09:00"), zone, [late], me)).toBeUndefined();
    expect(overQuota(perDay, span("11-25T08:00", "11-25T09:30"), zone, [late], me)).toEqual({ now: 120 });
    // The wish itself: three hours of it lie on the second day, beside the two that are had.
    expect(overQuota(perDay, span("11-25T21:00", "11-26T03:00"), zone, [late], me)).toEqual({ now: 120 });
    expect(overQuota(perDay, span("11-26T21:00", "11-27T03:00"), zone, [late], me)).toBeUndefined();
  });

  it("begins anew on Monday and on the first of the month", () => {
    const sunday = use("11-29T08:00", "11-29T20:00");
    const wish = span("11-30T08:00", "11-30T10:00");
    const quota = (period: "week" | "month") => ({ scope: "user", period, maxMinutes: 780 }) as const;
    expect(overQuota(quota("week"), wish, zone, [sunday], me)).toBeUndefined();
    expect(overQuota(quota("month"), wish, zone, [sunday], me)).toEqual({ now: 720 });
    expect(overQuota(quota("month"), span("12-01T08:00", "12-01T10:00"), zone, [sunday], me)).toBeUndefined();
  });

  it("is of the person wherever they act, of the group across its members, of the organisation for all", () => {
    const uses = [
      use("11-24T08:00", "11-24T09:00", { organizationId: "elsewhere" }),
      use("11-24T09:00", "11-24T11:00", { userId: "colleague", groupId: "g" }),
      use("11-24T11:00", "11-24T12:00", { userId: "stranger", organizationId: "elsewhere" }),
    ];
    const had = (scope: "user" | "group" | "organization", groupId: string | null = null) =>
      overQuota({ scope, period: "day", maxMinutes: 0 }, span("11-24T14:00", "11-24T15:00"), zone, uses, {
        ...me,
        groupId,
      })?.now;
    expect([had("user"), had("organization"), had("group", "g"), had("group", "h")]).toEqual([
      60, 120, 120, 0,
    ]);
    expect(had("group")).toBeUndefined();
  });

  it("is by the days of the facility, which have 23 or 25 hours when clocks change", () => {
    const london = "Europe/London";
    const over = { start: Date.parse("2026-03-28T12:00Z"), end: Date.parse("2026-03-30T12:00Z") };
    expect(periodsOf("day", over, london).map(hours)).toEqual([24, 23, 24]);
    expect(periodsOf("month", span("12-31T20:00", "12-31T23:00"), zone).map(hours)).toEqual([31 * 24]);
  });
});

describe("a fair share", () => {
  it("is of the hours that are open from now on, on all units, without holidays and as dates have them", () => {
    const openings = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, fromMinute: 540, toMinute: 1020 }));
    const holidays = [{ day: "2026-11-25", working: false, name: "校庆日" }];
    const exceptions = [{ day: "2026-11-26", fromMinute: 540, toMinute: 600, note: "" }];
    const open = hoursOf(openings, exceptions, holidays, { ...defaultRules, closedOnHolidays: true });
    const window = shareWindow(7, at("11-23T13:00"));
    // Monday afternoon, Tuesday, no Wednesday, an hour of Thursday, Friday, and the next Monday's morning.
    expect(openMinutesIn(open, zone, window, 1)).toBe((4 + 8 + 0 + 1 + 8 + 4) * 60);
    expect(openMinutesIn(open, zone, window, 3)).toBe(25 * 60 * 3);
    expect(minutesWithin([span("11-23T12:00", "11-23T14:00")], window)).toBe(60);
  });
});

describe("accessories that are out", () => {
  const lent = (start: string, end: string, quantity: number) => ({
    ...span(start, end),
    accessoryId: "a",
    quantity,
  });

  it("are as many as at the worst instant: what comes back at noon can go out at noon", () => {
    const all = [
      lent("11-24T10:00", "11-24T12:00", 2),
      lent("11-24T12:00", "11-24T14:00", 1),
      lent("11-24T13:00", "11-24T15:00", 1),
    ];
    const most = (start: string, end: string) => mostOut(all, span(`11-24T${start}`, `11-24T${end}`));
    expect([
      most("09:00", "10:00"),
      most("09:00", "12:00"),
      most("12:00", "13:00"),
      most("12:30", "15:00"),
    ]).toEqual([0, 2, 1, 2]);
    expect(most("14:00", "16:00")).toBe(1);
  });
});
