import { describe, expect, it } from "vitest";
import {
  type BookingRules,
  moving,
  reviewWish,
  type Situation,
  type Wish,
} from "#app/domain/booking/policy.ts";
import type { Quota } from "#app/domain/booking/quota.ts";
import { overridable, type RuleCode } from "#app/domain/rule-codes.ts";
import { at, me, situation, used, wish } from "../../support/wishes.ts";

interface Around {
  wish?: Partial<Wish>;
  situation?: Partial<Situation>;
  rules?: Partial<BookingRules>;
}

/** What the rule refuses and nothing else does, and the nearest that it lets pass. */
interface Case {
  refuses: Around;
  allows: Around;
}

const group = { ...me, groupId: "g" };
const ofGroup = used(2, "somebody", 100).map((use) => ({ ...use, organizationId: "else", groupId: "g" }));
const inGroup: Partial<Situation> = { claimant: group, groups: ["g"], uses: ofGroup };
const lent = (name: string, quantity: number, left: number): Partial<Situation> => ({
  accessories: [{ id: "a", name, quantity, left }],
});
const lacking = (had: Situation["missing"][number]["had"]): Case => ({
  refuses: { situation: { missing: [{ typeId: "t", nameZh: "上机", nameEn: "", had }] } },
  allows: {
    wish: { way: "assisted" },
    situation: { missing: [{ typeId: "t", nameZh: "上机", nameEn: "", had }] },
  },
});
const until = new Date(at("30T09:00"));

/** Two hours are wanted where `uses` have been had: over by one minute, and just within. */
function quota(scope: Quota["scope"], period: Quota["period"], used: number, at: Partial<Situation>): Case {
  const most = (maxMinutes: number) => ({ quotas: [{ scope, period, maxMinutes }] });
  return {
    refuses: { situation: at, rules: most(used + 119) },
    allows: { situation: at, rules: most(used + 120) },
  };
}

const counted = {
  key: "n",
  kind: "number" as const,
  textZh: "样品厚度",
  textEn: "",
  options: [],
  required: false,
};
const asked = { key: "q", textZh: "样品形态", textEn: "", options: ["粉末", "薄膜"], required: true };
const mine = { uses: used(1, "me", 100) };
const ours = { uses: used(5, "somebody", 100) };

const cases: Record<Exclude<RuleCode, "change_cutoff">, Case> = {
  not_published: { refuses: { situation: { listingState: "suspended" } }, allows: {} },
  run_state: {
    refuses: { situation: { runState: "awaiting_repair" } },
    allows: { situation: { runState: "occasional_fault" } },
  },
  no_units: { refuses: { situation: { unitCount: 0 } }, allows: { situation: { unitCount: 1 } } },
  way_not_offered: { refuses: { wish: { way: "remote" } }, allows: { wish: { way: "assisted" } } },
  organization_unverified: {
    refuses: { wish: { organizationVerified: false } },
    allows: { wish: { organizationVerified: false, userClass: "internal" } },
  },
  user_class: {
    refuses: { rules: { bookableBy: ["internal", "academic"] } },
    allows: { rules: { bookableBy: ["enterprise"] } },
  },
  question: {
    refuses: { wish: { answers: [{ key: "q", answer: "液体" }] }, rules: { questions: [asked] } },
    allows: { wish: { answers: [{ key: "q", answer: "粉末" }] }, rules: { questions: [asked] } },
  },
  question_number: {
    refuses: { wish: { answers: [{ key: "n", answer: "约 5" }] }, rules: { questions: [counted] } },
    allows: { wish: { answers: [{ key: "n", answer: "-5.25" }] }, rules: { questions: [counted] } },
  },
  terms: {
    refuses: { wish: { termsVersion: 2 } },
    allows: { wish: { termsVersion: 0 }, rules: { terms: "" } },
  },
  facility_block: {
    refuses: { situation: { block: { level: "short", until } } },
    allows: { situation: { block: null } },
  },
  qualification: lacking(null),
  qualification_expired: lacking("expired"),
  qualification_unused: lacking("unused"),
  qualification_revoked: lacking("revoked"),
  in_past: {
    refuses: { situation: { now: at("24T14:01") } },
    allows: { situation: { now: at("24T14:00") }, rules: { leadMinutes: 0 } },
  },
  lead_time: {
    refuses: { situation: { now: at("24T12:01") } },
    allows: { situation: { now: at("24T12:00") } },
  },
  horizon: {
    refuses: { situation: { now: at("23T15:59") }, rules: { horizonDays: 1 } },
    allows: { situation: { now: at("23T16:00") }, rules: { horizonDays: 1 } },
  },
  too_short: { refuses: { rules: { minMinutes: 121 } }, allows: { rules: { minMinutes: 120 } } },
  too_long: { refuses: { rules: { maxMinutes: 119 } }, allows: { rules: { maxMinutes: 120 } } },
  length_step: {
    refuses: { wish: { end: at("24T15:40") } },
    allows: { wish: { end: at("24T15:40") }, rules: { stepMinutes: 10 } },
  },
  start_step: {
    refuses: { wish: { start: at("24T14:10"), end: at("24T15:40") } },
    allows: { wish: { start: at("24T14:10"), end: at("24T15:40") }, rules: { stepMinutes: 10 } },
  },
  outside_hours: {
    refuses: { wish: { start: at("24T16:00"), end: at("24T18:00") } },
    allows: { wish: { start: at("24T15:30"), end: at("24T17:30") } },
  },
  closed: { refuses: { situation: { closure: "年度检定" } }, allows: { situation: { closure: null } } },
  quota_user: {
    refuses: { situation: { uses: used(2) }, rules: { maxOpenPerUser: 2 } },
    allows: { situation: { uses: [...used(1), ...used(3, "somebody")] }, rules: { maxOpenPerUser: 2 } },
  },
  quota_organization: {
    refuses: { situation: { uses: used(5, "somebody") }, rules: { maxOpenPerOrganization: 5 } },
    allows: {
      situation: { uses: used(5, "somebody").map((use, index) => ({ ...use, open: index > 0 })) },
      rules: { maxOpenPerOrganization: 5 },
    },
  },
  group_unknown: {
    refuses: { situation: { claimant: { ...me, groupId: "other" }, groups: ["g"] } },
    allows: { situation: { claimant: group, groups: ["g"] } },
  },
  group_needed: {
    refuses: {
      situation: { groups: ["g", "h"] },
      rules: { quotas: [{ scope: "group", period: "day", maxMinutes: 1 }] },
    },
    allows: { situation: { groups: ["g", "h"] } },
  },
  quota_user_day: quota("user", "day", 100, mine),
  quota_user_week: quota("user", "week", 100, mine),
  quota_user_month: quota("user", "month", 100, mine),
  quota_group_day: quota("group", "day", 200, inGroup),
  quota_group_week: quota("group", "week", 200, inGroup),
  quota_group_month: quota("group", "month", 200, inGroup),
  quota_organization_day: quota("organization", "day", 500, ours),
  quota_organization_week: quota("organization", "week", 500, ours),
  quota_organization_month: quota("organization", "month", 500, ours),
  // Five days of nine hours are 45 hours; a fifth of them are nine, of which the wish needs two.
  fair_share: {
    refuses: {
      situation: { uses: used(1, "somebody", 421) },
      rules: { fairShareDays: 7, fairSharePercent: 20 },
    },
    allows: {
      situation: { uses: used(1, "somebody", 420) },
      rules: { fairShareDays: 7, fairSharePercent: 20 },
    },
  },
  accessory_short: {
    refuses: { situation: lent("样品台", 2, 1) },
    allows: { situation: lent("样品台", 2, 2) },
  },
  accessory_gone: { refuses: { situation: lent("", 1, 0) }, allows: { situation: lent("样品台", 1, 1) } },
};

const against = (around: Around) => reviewWish(wish(around.wish), situation(around.situation, around.rules));

describe("each rule of booking", () => {
  it.each(Object.entries(cases))(
    "%s refuses alone, and lets the nearest pass",
    (rule, { refuses, allows }) => {
      expect(against(refuses)).toEqual([expect.objectContaining({ rule })]);
      expect(against(allows)).toEqual([]);
    },
  );

  it("of moving ends with the cut-off of its own, else with that of cancelling; requests may be moved", () => {
    const startsAt = new Date(at("24T14:00"));
    const rules = { ...situation().rules, cancelCutoffMinutes: 1440, changeCutoffMinutes: 60 };
    const reasons = (state: string, now: string, change: number | null = 60) =>
      moving({ state, startsAt }, { ...rules, changeCutoffMinutes: change }, new Date(at(now))).reasons;
    expect(reasons("confirmed", "24T13:00")).toEqual([]);
    expect(reasons("confirmed", "24T13:01")).toMatchObject([
      { rule: "change_cutoff", params: { minutes: 60 } },
    ]);
    expect(reasons("confirmed", "23T14:01", null)).toMatchObject([{ params: { minutes: 1440 } }]);
    expect(reasons("confirmed", "23T14:00", null)).toEqual([]);
    expect(reasons("pending", "24T13:59")).toEqual([]);
  });

  it("can be set aside by staff unless others, the platform or the clock would be wronged", () => {
    const fixed = Object.entries(overridable).flatMap(([rule, may]) => (may ? [] : [rule]));
    expect(fixed.toSorted()).toEqual([
      "accessory_gone",
      "accessory_short",
      "closed",
      "group_unknown",
      "in_past",
      "no_units",
      "not_published",
      "organization_unverified",
      "terms",
      "way_not_offered",
    ]);
  });
});
