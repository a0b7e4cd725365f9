import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { facility, facilityUnit, listing } from "#db/schema/catalog.ts";
import { facilityBlock, violation } from "#db/schema/conduct.ts";
import { researchGroup, researchGroupMember } from "#db/schema/identity.ts";
import { facilityQualification, qualification, qualificationType } from "#db/schema/qualification.ts";
import { auditEntry } from "#db/schema/shared.ts";
import type { Actor } from "#app/domain/context.ts";
import { type BookPage, bookPage } from "#app/domain/booking/book-page.server.ts";
import { bookingDetail } from "#app/domain/booking/find-booking.server.ts";
import { policyInput } from "#app/domain/booking/policy-inputs.ts";
import { defaultRules } from "#app/domain/booking/policy.ts";
import { publishPolicy } from "#app/domain/booking/publish-policy.server.ts";
import type { Quota } from "#app/domain/booking/quota.ts";
import { reschedule } from "#app/domain/booking/reschedule.server.ts";
import { reserve } from "#app/domain/booking/reserve.server.ts";
import { overridable, type RuleCode } from "#app/domain/rule-codes.ts";
import { retireAccessory, saveAccessory } from "#app/domain/booking/setup/accessory-stock.server.ts";
import { addClosure } from "#app/domain/catalog/add-closure.server.ts";
import { closureInput } from "#app/domain/catalog/closure-inputs.ts";
import { accessory } from "#db/schema/booking-policy.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import type { Reason } from "#app/runtime/problem.ts";
import { addColleague, contextOf, makeFacility, makeMember, monday, wish } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { problemOf, valueOf } from "../../support/results.ts";

let test: TestDatabase;
let provider: Actor;
let booker: Actor;
let colleague: Actor;
let insider: Actor;
let unverified: Actor;

const organizationOf = ({ organization }: Actor) => {
  if (!organization) throw new Error("acts for nobody");
  return organization;
};

beforeAll(async () => {
  test = await testDatabase();
  provider = await makeMember(test.db, ["facility_manager"], "university");
  booker = await makeMember(test.db, ["member"]);
  colleague = await addColleague(test.db, organizationOf(booker), ["member"]);
  insider = await addColleague(test.db, organizationOf(provider), ["member"]);
  unverified = await makeMember(test.db, ["member"], "enterprise", false);
});

afterAll(() => test.close());

const as = (actor: Actor, time = monday) => contextOf(test.db, actor, fixedClock(time));
const because = "省重点项目急件";
const { version, termsVersion, ...plain } = defaultRules;
const counted = {
  key: "n",
  kind: "number" as const,
  textZh: "样品厚度",
  textEn: "",
  options: [],
  required: false,
};
const asked = { key: "q", textZh: "样品是否含磁性成分", textEn: "", options: ["含", "不含"], required: true };

/** A facility, what is asked of it and by whom, where exactly one rule stands in the way. */
interface Case {
  rules?: Partial<typeof plain>;
  prepare?: (facilityId: string) => Promise<unknown>;
  wish?: [from: string, to: string];
  extra?: () => Record<string, unknown>;
  by?: () => Actor;
  now?: string;
  /** Where the page does not let the wish arise, how it says so before anything is sent; else it lists the reason. */
  forestalled?: (page: BookPage) => void;
  /** How staff are refused who book for such a person, where that is not by the rule. */
  staffRefusal?: string;
}

const row = (id: string) => eq(facility.listingId, id);
const taken = (actor: () => Actor, from: string, to: string, extra?: () => object) => (id: string) =>
  reserve(as(actor()), wish(id, from, to, { ...extra?.() })).then(valueOf);
const quota = (scope: Quota["scope"], period: Quota["period"], maxMinutes: number) => ({
  quotas: [{ scope, period, maxMinutes }],
});

/** Twice as much as may be: what the booker, their group or their organisation hold that day already, and the wish. */
const shared = (
  scope: Quota["scope"],
  period: Quota["period"],
  prepare: Case["prepare"],
  extra?: Case["extra"],
) => ({
  rules: quota(scope, period, 180),
  prepare,
  extra,
});
const own = taken(() => booker, "09:00", "11:00");
const ofColleague = taken(() => colleague, "09:00", "11:00");

let groups: string[] = [];
const inFirst = () => ({ groupId: groups[0] });
const ofGroup = taken(() => colleague, "09:00", "11:00", inFirst);

beforeAll(async () => {
  const organizationId = organizationOf(booker).id;
  const made = await test.db
    .insert(researchGroup)
    .values(["甲组", "乙组", "丙组"].map((name) => ({ organizationId, name })))
    .returning();
  groups = made.map(({ id }) => id);
  const [first = "", second = ""] = groups;
  const people = [booker, colleague].map(({ user }) => user?.id ?? "");
  await test.db
    .insert(researchGroupMember)
    .values(people.flatMap((userId) => [first, second].map((groupId) => ({ userId, groupId }))));
});

/** The facility asks for a qualification, which the booker lacks or has had. */
const lacking =
  (had?: Partial<typeof qualification.$inferInsert>, unusedDays?: number) => async (facilityId: string) => {
    const organizationId = organizationOf(provider).id;
    const [type] = await test.db
      .insert(qualificationType)
      .values({ organizationId, nameZh: "电镜独立上机", nameEn: "Unassisted SEM", unusedDays })
      .returning();
    const typeId = type?.id ?? "";
    await test.db.insert(facilityQualification).values({ facilityId, typeId });
    const grantedAt = new Date("2026-01-05T09:00:00+08:00");
    const userId = booker.user?.id ?? "";
    if (had) await test.db.insert(qualification).values({ typeId, userId, grantedAt, ...had });
  };

let lent = "";
const lending = (retired: boolean) => async (id: string) => {
  valueOf(await saveAccessory(as(provider), id, { name: "样品台", stock: 1 }));
  const [found] = await test.db.select().from(accessory).where(eq(accessory.facilityId, id));
  lent = found?.id ?? "";
  if (retired) valueOf(await retireAccessory(as(provider), id, lent));
};
const taking = (quantity: number) => () => ({ accessories: [{ id: lent, quantity }] });

const cases: Record<Exclude<RuleCode, "change_cutoff">, Case> = {
  not_published: {
    prepare: (id) => test.db.update(listing).set({ state: "draft" }).where(eq(listing.id, id)),
    by: () => insider,
  },
  run_state: {
    prepare: (id) => test.db.update(facility).set({ runState: "awaiting_repair" }).where(row(id)),
  },
  no_units: {
    prepare: (id) =>
      test.db
        .update(facilityUnit)
        .set({ retiredAt: new Date(monday) })
        .where(eq(facilityUnit.facilityId, id)),
  },
  way_not_offered: {
    extra: () => ({ wayOfService: "remote" }),
    forestalled: (page) => expect(page.facility.ways).not.toContain("remote"),
  },
  organization_unverified: { by: () => unverified, staffRefusal: "invalid" },
  user_class: { rules: { bookableBy: ["internal"] } },
  question: {
    rules: { questions: [asked] },
    forestalled: (page) => expect(page.facility.rules).toMatchObject({ questions: [asked] }),
  },
  question_number: {
    rules: { questions: [counted] },
    extra: () => ({ answers: [{ key: "n", answer: "约 5" }] }),
    forestalled: (page) => expect(page.facility.rules).toMatchObject({ questions: [counted] }),
  },
  terms: {
    rules: { terms: "样品须干燥、无磁性。" },
    extra: () => ({ termsVersion: 0 }),
    forestalled: (page) => expect(page.facility.rules).toMatchObject({ terms: "样品须干燥、无磁性。" }),
  },
  facility_block: {
    rules: { shortBlockAfter: 1 },
    prepare: async (facilityId) => {
      const from = new Date("2026-11-20T09:00:00+08:00");
      const until = new Date("2026-11-27T09:00:00+08:00");
      const { id: bookingId } = await taken(() => booker, "09:00", "10:00")(facilityId);
      const person = {
        ...{ facilityId, providerId: organizationOf(provider).id },
        ...{ organizationId: organizationOf(booker).id, userId: booker.user?.id ?? "" },
      };
      await test.db.insert(violation).values({ ...person, bookingId, code: "no_show", at: from, until });
      const block = { level: "short", state: "in_force", createdAt: from, from, until } as const;
      await test.db.insert(facilityBlock).values({ ...person, ...block });
    },
  },
  qualification: { prepare: lacking() },
  qualification_expired: { prepare: lacking({ expiresAt: new Date("2026-11-24T13:00:00+08:00") }) },
  qualification_unused: { prepare: lacking({}, 90) },
  qualification_revoked: { prepare: lacking({ revokedAt: new Date("2026-11-01T09:00:00+08:00") }) },
  in_past: { now: "2026-11-24T14:01:00+08:00" },
  lead_time: { rules: { leadMinutes: 60 }, now: "2026-11-24T13:01:00+08:00" },
  horizon: { rules: { horizonDays: 1 } },
  too_short: { rules: { minMinutes: 150 } },
  too_long: { rules: { maxMinutes: 90 } },
  length_step: { wish: ["14:00", "14:40"] },
  start_step: { wish: ["14:10", "14:40"] },
  outside_hours: { wish: ["19:00", "21:00"] },
  closed: {
    prepare: async (id) => {
      const times = {
        startsAt: new Date("2026-11-24T15:00:00+08:00"),
        endsAt: new Date("2026-11-24T18:00:00+08:00"),
      };
      valueOf(
        await addClosure(
          as(provider),
          id,
          closureInput.parse({ ...times, cause: "maintenance", reason: "年度检定" }),
        ),
      );
    },
  },
  quota_user: { rules: { maxOpenPerUser: 1 }, prepare: own },
  quota_organization: { rules: { maxOpenPerOrganization: 1 }, prepare: ofColleague },
  group_unknown: {
    extra: () => ({ groupId: groups[2] }),
    forestalled: (page) =>
      expect(page.groups.map(({ id }) => id).toSorted()).toEqual(groups.slice(0, 2).toSorted()),
  },
  group_needed: { rules: quota("group", "month", 600) },
  quota_user_day: shared("user", "day", own),
  quota_user_week: shared("user", "week", own),
  quota_user_month: shared("user", "month", own),
  quota_group_day: shared("group", "day", ofGroup, inFirst),
  quota_group_week: shared("group", "week", ofGroup, inFirst),
  quota_group_month: shared("group", "month", ofGroup, inFirst),
  quota_organization_day: shared("organization", "day", ofColleague),
  quota_organization_week: shared("organization", "week", ofColleague),
  quota_organization_month: shared("organization", "month", ofColleague),
  // A week of twelve hours a day; three hundredths of it are two hours and a half.
  fair_share: {
    rules: { fairShareDays: 7, fairSharePercent: 3 },
    prepare: taken(() => colleague, "09:00", "10:00"),
  },
  accessory_short: {
    prepare: lending(false),
    extra: taking(2),
    forestalled: (page) => expect(page.accessories).toMatchObject([{ id: lent, name: "样品台", left: 1 }]),
  },
  accessory_gone: {
    prepare: lending(true),
    extra: taking(1),
    forestalled: (page) => expect(page.accessories).toEqual([]),
  },
};

/** Rules about the facility and about people, which stand at every time. */
const sameAtAnyTime = new Set([
  ...["not_published", "run_state", "no_units", "organization_unverified", "user_class", "facility_block"],
  ...["group_needed", "quota_user", "quota_organization"],
  // Those that are lacking today; what expires on the day is in force until then.
  ...["qualification", "qualification_unused", "qualification_revoked"],
]);

const auditOf = async (id: string, transition: string) => {
  const own = and(eq(auditEntry.entityId, id), eq(auditEntry.transition, transition));
  return (await test.db.select().from(auditEntry).where(own))[0];
};

describe("a rule of booking", () => {
  it.each(Object.entries(cases))(
    "%s says before it is sent what it says afterwards, and gives way to staff with a reason or not at all",
    async (rule, { rules, prepare, extra, by = () => booker, now = monday, ...one }) => {
      const id = await makeFacility(test.db, provider);
      const policy = { ...plain, instant: true, leadMinutes: 0, ...rules };
      valueOf(await publishPolicy(as(provider), id, policyInput.parse(policy)));
      await prepare?.(id);
      const wanted = wish(id, ...(one.wish ?? (["14:00", "16:00"] as const)), extra?.());
      const actor = by();
      const refused = problemOf(await reserve(as(actor, now), wanted));
      expect(refused.code).toBe("policy");
      expect(refused.reasons).toMatchObject([{ rule }]);

      const page = valueOf(await bookPage(as(actor, now), id, { ...wanted, way: wanted.wayOfService }));
      const foreseen = page.assessment.reasons;
      if (one.forestalled) one.forestalled(page);
      else expect(foreseen).toEqual(refused.reasons);

      // Other times are offered where they help, and only those that this booker can have.
      if (!one.forestalled) expect(page.alternatives === null).toBe(sameAtAnyTime.has(rule));
      const [other] = page.alternatives ?? [];
      if (page.alternatives) {
        const times = { start: new Date(other?.start ?? ""), end: new Date(other?.end ?? "") };
        const instead = valueOf(await bookPage(as(actor, now), id, { ...wanted, ...times }));
        expect(instead).toMatchObject({ taken: false, assessment: { reasons: [] } });
      }

      // Nobody else's reason counts, and staff must give theirs.
      const urgent = { ...wanted, overrideReason: because };
      expect(problemOf(await reserve(as(actor, now), urgent)).reasons).toEqual(refused.reasons);
      const forThem = { ...wanted, forEmail: actor.user?.email };
      await expectStaff(forThem, now, rule, refused.reasons ?? [], one.staffRefusal);
    },
  );

  it("change_cutoff likewise", async () => {
    const id = await makeFacility(test.db, provider);
    const policy = { ...plain, instant: true, cancelCutoffMinutes: 60 };
    valueOf(await publishPolicy(as(provider), id, policyInput.parse(policy)));
    const made = valueOf(await reserve(as(booker), wish(id)));
    const late = "2026-11-24T13:01:00+08:00";
    const to = { ...wish(id, "17:00", "19:00"), reason: "" };
    const refused = problemOf(await reschedule(as(booker, late), made.id, to));
    expect(refused.reasons).toMatchObject([
      { rule: "change_cutoff", overridable: true, params: { minutes: 60 } },
    ]);
    expect(valueOf(await bookingDetail(as(booker, late), made.id)).moving.reasons).toEqual(refused.reasons);
    expect(problemOf(await reschedule(as(provider, late), made.id, to)).reasons).toEqual(refused.reasons);
    valueOf(await reschedule(as(provider, late), made.id, { ...to, overrideReason: because }));
    expect(await auditOf(made.id, "reschedule")).toMatchObject({
      reason: because,
      detail: { overridden: ["change_cutoff"] },
    });
  });
});

/** Staff booking for somebody meet the same rule, and set it aside exactly where the table says so. */
async function expectStaff(
  wanted: ReturnType<typeof wish>,
  now: string,
  rule: string,
  reasons: Reason[],
  refusal = "policy",
): Promise<void> {
  const staff = as(provider, now);
  const without = problemOf(await reserve(staff, wanted));
  expect(without.code).toBe(refusal);
  if (refusal === "policy") expect(without.reasons).toEqual(reasons);
  const answer = await reserve(staff, { ...wanted, overrideReason: because });
  if (!isOverridable(rule)) return expect(problemOf(answer)).toEqual(without);
  const audit = await auditOf(valueOf(answer).id, "reserve");
  expect(audit).toMatchObject({ reason: because, detail: { overridden: [rule] } });
}

const isOverridable = (rule: string): boolean =>
  Object.entries(overridable).some(([code, may]) => code === rule && may);
