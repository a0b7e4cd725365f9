import { describe, expect, it } from "vitest";
import {
  answerBy,
  cancellation,
  percentOf,
  reviewExtension,
  reviewMove,
  reviewTransfer,
  reviewWish,
  showUpBy,
  type Situation,
  userClassOf,
  type Wish,
} from "#app/domain/booking/policy.ts";
import { everyWeek } from "#app/domain/booking/opening-days.ts";
import { at, rules, situation, used, wish } from "../../support/wishes.ts";

const names = (given: Wish, around: Situation): string[] => reviewWish(given, around).map(({ rule }) => rule);

describe("booking rules", () => {
  it("allow an ordinary wish", () => {
    expect(reviewWish(wish(), situation())).toEqual([]);
  });

  it.each([
    ["the last minute of the lead time", situation({ now: at("24T12:00") }), wish()],
    [
      "the last instant of the horizon",
      situation({ now: at("23T16:00") }, { horizonDays: 1, leadMinutes: 0 }),
      wish(),
    ],
    [
      "the whole day's opening",
      situation({}, { maxMinutes: 540 }),
      wish({ start: at("24T08:30"), end: at("24T17:30") }),
    ],
    [
      "the last free booking",
      situation(
        { uses: [...used(1, "me", 120), ...used(3, "somebody", 120)] },
        {
          maxOpenPerUser: 2,
          maxOpenPerOrganization: 5,
          quotas: [
            { scope: "organization", period: "week", maxMinutes: 600 },
            { scope: "user", period: "day", maxMinutes: 240 },
            { scope: "group", period: "day", maxMinutes: 60 },
          ],
        },
      ),
      wish(),
    ],
    [
      "an unverified organisation's own people",
      situation(),
      wish({ userClass: "internal", organizationVerified: false }),
    ],
    [
      "an old terms version where there are no terms",
      situation({}, { terms: "" }),
      wish({ termsVersion: 0 }),
    ],
    ["a facility that is now and then in trouble", situation({ runState: "occasional_fault" }), wish()],
  ])("allow %s", (_, around, given) => {
    expect(names(given, around)).toEqual([]);
  });

  it("give every reason at once", () => {
    const bad = wish({
      start: at("22T14:10"),
      end: at("22T14:20"),
      organizationVerified: false,
      way: "remote",
      termsVersion: 1,
    });
    expect(names(bad, situation({ listingState: "withdrawn" }))).toEqual([
      "not_published",
      "way_not_offered",
      "organization_unverified",
      "terms",
      "in_past",
      "too_short",
      "length_step",
      "outside_hours",
    ]);
  });

  it("join hours over midnight", () => {
    const always = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, fromMinute: 0, toMinute: 1440 }));
    expect(
      names(wish({ start: at("24T22:00"), end: at("25T02:00") }), situation({ hours: everyWeek(always) })),
    ).toEqual([]);
    const gap = always.map((opening) => (opening.weekday === 3 ? { ...opening, fromMinute: 60 } : opening));
    expect(
      names(wish({ start: at("24T22:00"), end: at("25T02:00") }), situation({ hours: everyWeek(gap) })),
    ).toEqual(["outside_hours"]);
  });

  it("ask about time and the facility, not about the person, when a booking is moved", () => {
    const late = situation(
      { uses: used(9), now: at("24T13:00") },
      { maxOpenPerUser: 2, bookableBy: ["internal"] },
    );
    expect(reviewMove(wish({ organizationVerified: false }), late).map(({ rule }) => rule)).toEqual([
      "lead_time",
    ]);
  });

  it("ask a colleague what is asked of a person, when a booking is handed on", () => {
    const missing = [{ typeId: "t", nameZh: "上机", nameEn: "", had: null }];
    const around = situation(
      { missing, uses: used(9) },
      { maxOpenPerUser: 2, maxOpenPerOrganization: 2, bookableBy: [] },
    );
    expect(reviewTransfer(wish({ organizationVerified: false, termsVersion: 1 }), around)).toMatchObject([
      { rule: "qualification", overridable: true },
      { rule: "quota_user", overridable: true },
    ]);
  });

  it("do not ask about the start when a running booking is extended", () => {
    const running = situation({ now: at("24T15:00") });
    expect(reviewExtension(wish({ end: at("24T17:00") }), running)).toEqual([]);
    expect(reviewExtension(wish({ end: at("24T18:00") }), running).map(({ rule }) => rule)).toEqual([
      "outside_hours",
    ]);
  });
});

describe("times and charges", () => {
  const startsAt = new Date(at("24T14:00"));
  const endsAt = new Date(at("24T16:00"));

  it("ends an unanswered request by the answer window, or at the start if that is sooner", () => {
    expect(answerBy(rules, new Date(at("20T09:00")), startsAt)).toEqual(new Date(at("23T09:00")));
    expect(answerBy(rules, new Date(at("23T09:00")), startsAt)).toEqual(startsAt);
  });

  it("gives a grace to show up, at most until the end, and none where staff do the work", () => {
    expect(showUpBy(rules, { startsAt, endsAt, way: "self_use" })).toEqual(new Date(at("24T14:30")));
    expect(showUpBy({ ...rules, noShowGraceMinutes: 600 }, { startsAt, endsAt, way: "self_use" })).toEqual(
      endsAt,
    );
    expect(showUpBy(rules, { startsAt, endsAt, way: "commissioned" })).toBeNull();
  });

  it("charges a confirmed booking cancelled inside the cut-off, and nothing else", () => {
    const strict = { ...rules, lateCancelPercent: 20, cancelCutoffMinutes: 1440 };
    const booking = { state: "confirmed", startsAt, price: 75_002 };
    expect(cancellation(booking, strict, new Date(at("23T14:00")))).toMatchObject({ late: false, charge: 0 });
    expect(cancellation(booking, strict, new Date(at("23T14:01")))).toMatchObject({
      late: true,
      charge: 15_000,
    });
    expect(cancellation({ ...booking, state: "pending" }, strict, new Date(at("24T13:00")))).toMatchObject({
      late: false,
      charge: 0,
    });
  });

  it("rounds a share of the price half up, and asks nothing where there is no price", () => {
    expect(percentOf(75_003, 50)).toBe(37_502);
    expect(percentOf(null, 100)).toBe(0);
  });

  it("tells user classes by organisation", () => {
    expect(userClassOf({ id: "a", kind: "enterprise" }, "a")).toBe("internal");
    expect(userClassOf({ id: "b", kind: "institute" }, "a")).toBe("academic");
    expect(userClassOf({ id: "b", kind: "public_service" }, "a")).toBe("enterprise");
  });
});
