import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bookingQuota, openingException } from "#db/schema/booking-policy.ts";
import { booking, slot } from "#db/schema/booking.ts";
import { researchGroup, researchGroupMember } from "#db/schema/identity.ts";
import { auditEntry, holiday } from "#db/schema/shared.ts";
import type { Actor } from "#app/domain/context.ts";
import { approve } from "#app/domain/booking/approve.server.ts";
import { availability } from "#app/domain/booking/availability.server.ts";
import { bookPage } from "#app/domain/booking/book-page.server.ts";
import { bookingDetail } from "#app/domain/booking/find-booking.server.ts";
import { loadFacility } from "#app/domain/booking/known-facility.server.ts";
import { policyHistory } from "#app/domain/booking/policy-history.server.ts";
import { policyInput } from "#app/domain/booking/policy-inputs.ts";
import { defaultRules } from "#app/domain/booking/policy.ts";
import { publishPolicy } from "#app/domain/booking/publish-policy.server.ts";
import { reschedule } from "#app/domain/booking/reschedule.server.ts";
import { reserve } from "#app/domain/booking/reserve.server.ts";
import { removeException, setException } from "#app/domain/booking/setup/exceptions.server.ts";
import { firstFreeTimes } from "#app/domain/search/free-times.server.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { problemOf, valueOf } from "../../support/results.ts";
import { addColleague, contextOf, makeFacility, makeMember, monday, wish } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";

let test: TestDatabase;
let provider: Actor;
let sme: Actor;
let rival: Actor;

beforeAll(async () => {
  test = await testDatabase();
  provider = await makeMember(test.db, ["facility_manager"], "university");
  sme = await makeMember(test.db, ["member"]);
  rival = await makeMember(test.db, ["member"]);
  await test.db.insert(holiday).values([
    { day: "2026-11-24", working: false, name: "校庆日" },
    { day: "2026-11-28", working: true, name: "校庆调休" },
  ]);
});

afterAll(() => test.close());

const as = (actor: Actor, time = monday) => contextOf(test.db, actor, fixedClock(time));
const { version, termsVersion, ...plain } = defaultRules;
const publish = async (facilityId: string, change: Partial<typeof plain>) =>
  valueOf(
    await publishPolicy(
      as(provider),
      facilityId,
      policyInput.parse({ ...plain, instant: true, leadMinutes: 0, ...change }),
    ),
  );
const rulesAgainst = async (actor: Actor, facilityId: string, from: string, to: string, extra = {}) =>
  problemOf(await reserve(as(actor), wish(facilityId, from, to, extra))).reasons?.map(({ rule }) => rule);
const slotsOf = (id: string) => test.db.select().from(slot).where(eq(slot.bookingId, id));
const rowOf = async (id: string) => (await test.db.select().from(booking).where(eq(booking.id, id)))[0];

describe("rules", () => {
  it("are a version with its quotas, and the history says what each version changed", async () => {
    const id = await makeFacility(test.db, provider);
    await publish(id, {
      quotas: [{ scope: "user", period: "day", maxMinutes: 120 }],
      fairShareDays: 14,
      fairSharePercent: 30,
    });
    await publish(id, { quotas: [{ scope: "user", period: "day", maxMinutes: 180 }], pendingHolds: false });
    const facility = await loadFacility(test.db, id, new Date(monday));
    expect(facility?.rules).toMatchObject({ version: 3, pendingHolds: false, fairShareDays: null });
    expect(facility?.rules.quotas).toEqual([{ scope: "user", period: "day", maxMinutes: 180 }]);
    const { versions, next } = await policyHistory(test.db, id);
    expect(next).toBeNull();
    expect(versions.map((one) => one.version)).toEqual([3, 2, 1]);
    expect(versions[0]).toMatchObject({
      by: provider.user?.name,
      changes: [
        { rule: "pendingHolds", before: true, after: false },
        { rule: "quota_user_day", before: 120, after: 180 },
        { rule: "fairShareDays", before: 14, after: null },
        { rule: "fairSharePercent", before: 30, after: null },
      ],
    });
    expect(versions[2]?.changes).toBeNull();
    expect(await test.db.select().from(bookingQuota)).toHaveLength(2);
  });

  it("share out time by person and organisation in local days", async () => {
    const id = await makeFacility(test.db, provider);
    await publish(id, {
      quotas: [
        { scope: "user", period: "day", maxMinutes: 120 },
        { scope: "organization", period: "week", maxMinutes: 180 },
      ],
    });
    const made = valueOf(await reserve(as(sme), wish(id, "10:00", "11:00")));
    expect(await rulesAgainst(sme, id, "14:00", "15:30")).toEqual(["quota_user_day"]);
    const colleague = sme.organization && (await addColleague(test.db, sme.organization, ["member"]));
    if (!colleague) throw new Error("no colleague");
    valueOf(await reserve(as(colleague), wish(id, "14:00", "16:00")));
    expect(await rulesAgainst(sme, id, "17:00", "17:30")).toEqual(["quota_organization_week"]);
    // A booking does not stand in its own way when it is moved.
    valueOf(
      await reschedule(as(sme), made.id, {
        start: new Date("2026-11-25T10:00:00+08:00"),
        end: new Date("2026-11-25T11:00:00+08:00"),
        reason: "",
      }),
    );
    valueOf(await reserve(as(rival), wish(id, "17:00", "19:00")));
  });

  it("keep an outside organisation from more than its share, and let staff allow it with a reason", async () => {
    const id = await makeFacility(test.db, provider);
    // Twelve hours a day for a week are 84; a tenth is 8 hours 24.
    await publish(id, { fairShareDays: 7, fairSharePercent: 10 });
    valueOf(await reserve(as(sme), wish(id, "08:00", "15:00")));
    const refused = problemOf(await reserve(as(sme), wish(id, "16:00", "18:00")));
    expect(refused.reasons).toMatchObject([
      { rule: "fair_share", overridable: true, params: { most: 504, now: 420, percent: 10, days: 7 } },
    ]);
    const forThem = { forEmail: sme.user?.email, overrideReason: "急件" };
    const made = valueOf(await reserve(as(provider), wish(id, "16:00", "18:00", forThem)));
    const [audit] = await test.db.select().from(auditEntry).where(eq(auditEntry.entityId, made.id));
    expect(audit).toMatchObject({ reason: "急件", detail: { overridden: ["fair_share"] } });
    valueOf(await reserve(as(provider), wish(id, "18:00", "20:00")));
  });

  it("ask for a research group where time is shared out by group", async () => {
    const id = await makeFacility(test.db, provider);
    await publish(id, { quotas: [{ scope: "group", period: "week", maxMinutes: 120 }] });
    const organizationId = sme.organization?.id ?? "";
    const groups = await test.db
      .insert(researchGroup)
      .values(["材料组", "表面组"].map((name) => ({ organizationId, name: `${name}${randomUUID()}` })))
      .returning();
    const [first, second] = groups.map((group) => group.id);
    const userId = sme.user?.id ?? "";
    await test.db.insert(researchGroupMember).values([{ groupId: first ?? "", userId }]);
    // One group needs no choice.
    const made = valueOf(await reserve(as(sme), wish(id, "10:00", "12:00")));
    expect(await rowOf(made.id)).toMatchObject({ groupId: first });
    expect(await rulesAgainst(sme, id, "14:00", "15:00")).toEqual(["quota_group_week"]);
    await test.db.insert(researchGroupMember).values([{ groupId: second ?? "", userId }]);
    expect(await rulesAgainst(sme, id, "14:00", "15:00")).toEqual(["group_needed"]);
    expect(await rulesAgainst(sme, id, "14:00", "15:00", { groupId: randomUUID() })).toEqual([
      "group_unknown",
    ]);
    valueOf(await reserve(as(sme), wish(id, "14:00", "15:00", { groupId: second })));
    // Those without groups are not asked.
    valueOf(await reserve(as(rival), wish(id, "16:00", "19:00")));
  });

  it("have a cut-off for moving of their own", async () => {
    const id = await makeFacility(test.db, provider);
    await publish(id, { cancelCutoffMinutes: 1440, changeCutoffMinutes: 60 });
    const made = valueOf(await reserve(as(sme), wish(id)));
    const to = (from: string, until: string) => ({
      start: new Date(`2026-11-24T${from}:00+08:00`),
      end: new Date(`2026-11-24T${until}:00+08:00`),
      reason: "",
    });
    valueOf(await reschedule(as(sme, "2026-11-24T12:59:00+08:00"), made.id, to("15:00", "17:00")));
    const late = await reschedule(as(sme, "2026-11-24T14:01:00+08:00"), made.id, to("17:00", "19:00"));
    expect(problemOf(late).reasons).toMatchObject([{ rule: "change_cutoff", params: { minutes: 60 } }]);
  });

  it("are all shown before anything is sent", async () => {
    const id = await makeFacility(test.db, provider);
    await publish(id, {
      quotas: [{ scope: "user", period: "day", maxMinutes: 30 }],
      fairShareDays: 7,
      fairSharePercent: 1,
    });
    const page = valueOf(await bookPage(as(sme), id, wish(id)));
    expect(page.assessment.reasons.map(({ rule }) => rule)).toEqual(["quota_user_day", "fair_share"]);
  });
});

describe("dates", () => {
  const free = async (id: string, day: string) => {
    const range = { from: new Date(`${day}T00:00:00+08:00`), to: new Date(`${day}T24:00:00+08:00`) };
    return valueOf(await availability(as(sme), id, { ...range, minutes: 60 })).slots.map(({ start }) =>
      new Date(start + 8 * 3_600_000).toISOString().slice(11, 16),
    );
  };

  it("of public holidays are closed and make-up days open as on a Monday, where the rules say so", async () => {
    const id = await makeFacility(test.db, provider, { hours: [540, 660] });
    await publish(id, { closedOnHolidays: true, openOnMakeupDays: true, stepMinutes: 60 });
    expect(await free(id, "2026-11-24")).toEqual([]);
    const refused = problemOf(await reserve(as(sme), wish(id, "09:00", "10:00")));
    expect(refused.reasons).toMatchObject([
      { rule: "outside_hours", overridable: true, params: { why: "holiday", note: "校庆日" } },
    ]);
    // Saturday's own hours give way to Monday's.
    await test.sql`delete from opening where facility_id = ${id} and weekday = 6`;
    expect(await free(id, "2026-11-28")).toEqual(["09:00", "10:00"]);
    await publish(id, { stepMinutes: 60 });
    expect(await free(id, "2026-11-24")).toEqual(["09:00", "10:00"]);
    expect(await free(id, "2026-11-28")).toEqual([]);
  });

  it("with hours of their own come before holidays; search finds the same times", async () => {
    const id = await makeFacility(test.db, provider);
    await publish(id, { closedOnHolidays: true, stepMinutes: 60 });
    const first = async () =>
      new Date(
        (await firstFreeTimes(test.db, [id], { minutes: 60 }, Date.parse(monday))).get(id)?.start ?? 0,
      );
    const set = (day: string, openings: [number, number][]) =>
      setException(as(provider), id, {
        day,
        note: "开放日",
        openings: openings.map(([fromMinute, toMinute]) => ({ fromMinute, toMinute })),
      });
    valueOf(await set("2026-11-23", []));
    expect(await first()).toEqual(new Date("2026-11-25T08:00:00+08:00"));
    valueOf(await set("2026-11-24", [[1080, 1200]]));
    expect(await first()).toEqual(new Date("2026-11-24T18:00:00+08:00"));
    expect(await free(id, "2026-11-24")).toEqual(["18:00", "19:00"]);
    const refused = problemOf(await reserve(as(sme), wish(id, "14:00", "16:00")));
    expect(refused.reasons).toMatchObject([{ params: { why: "exception", note: "开放日" } }]);
    valueOf(await removeException(as(provider), id, "2026-11-24"));
    expect(await free(id, "2026-11-24")).toEqual([]);
    expect(problemOf(await removeException(as(provider), id, "2026-11-24")).code).toBe("not_found");
    expect(problemOf(await set("2026-11-20", [])).errors).toMatchObject([{ path: "day" }]);
    expect(
      problemOf(await setException(as(sme), id, { day: "2026-12-01", openings: [], note: "" })).code,
    ).toBe("forbidden");
    expect(await test.db.select().from(openingException)).toHaveLength(1);
  });
});

describe("a request that does not hold its time", () => {
  const contested = async () => {
    const id = await makeFacility(test.db, provider, { rules: { instant: false, pendingHolds: false } });
    const first = valueOf(await reserve(as(sme), wish(id)));
    const second = valueOf(await reserve(as(rival), wish(id, "15:00", "17:00")));
    return { id, first, second };
  };

  it("waits beside others for the same time, which staff see side by side", async () => {
    const { first, second } = await contested();
    expect([first.state, second.state]).toEqual(["pending", "pending"]);
    expect(await slotsOf(first.id)).toMatchObject([{ state: "waiting" }]);
    const detail = valueOf(await bookingDetail(as(provider), first.id));
    expect(detail.competing.map(({ id }) => id)).toEqual([second.id]);
    expect(valueOf(await bookingDetail(as(sme), first.id)).competing).toEqual([]);
  });

  it("gets the time when it is accepted; the others are then refused with what is free instead", async () => {
    const { id, first, second } = await contested();
    valueOf(await approve(as(provider), second.id, { reason: "" }));
    expect(await slotsOf(second.id)).toMatchObject([{ state: "confirmed" }]);
    const refused = problemOf(await approve(as(provider), first.id, { reason: "" }));
    expect(refused).toMatchObject({ code: "slot_taken", details: { waiting: [] } });
    expect(refused.details?.alternatives).not.toEqual([]);
    expect(await rowOf(first.id)).toMatchObject({ state: "pending" });
    expect(problemOf(await reserve(as(sme), wish(id, "16:00", "17:00"))).code).toBe("slot_taken");
  });
});

describe("staff book for others", () => {
  it("at once, in the other's name and class, and they are told", async () => {
    const id = await makeFacility(test.db, provider, { rules: { instant: false } });
    const made = valueOf(
      await reserve(as(provider), wish(id, "14:00", "16:00", { forEmail: sme.user?.email.toUpperCase() })),
    );
    expect(made.state).toBe("confirmed");
    expect(await rowOf(made.id)).toMatchObject({
      userId: sme.user?.id,
      organizationId: sme.organization?.id,
      bookedBy: provider.user?.id,
      userClass: "enterprise",
      price: 60_000,
    });
    const jobs = await test.sql`select payload->>'template' as template, payload->'parties' as parties
      from graphile_worker._private_jobs where payload->>'entityId' = ${made.id}`;
    expect(jobs).toEqual([{ template: "booking-made-for-you", parties: ["booker"] }]);
  });

  it("only of facilities of their own, and only for members of verified organisations", async () => {
    const id = await makeFacility(test.db, provider);
    const forRival = wish(id, "14:00", "16:00", { forEmail: rival.user?.email });
    expect(problemOf(await reserve(as(sme), forRival)).code).toBe("forbidden");
    const unverified = await makeMember(test.db, ["member"], "enterprise", false);
    for (const forEmail of ["nobody@example.test", unverified.user?.email]) {
      const refused = problemOf(await reserve(as(provider), wish(id, "14:00", "16:00", { forEmail })));
      expect(refused.errors).toEqual([{ path: "forEmail", code: "person_unknown" }]);
    }
  });
});
