import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  bookingPolicy,
  bookingQuota,
  facilityRequirement,
  openingException,
} from "#db/schema/booking-policy.ts";
import { booking } from "#db/schema/booking.ts";
import { facility, facilityRevision, facilityUnit, listing, opening, price } from "#db/schema/catalog.ts";
import { facilityQualification, qualificationType } from "#db/schema/qualification.ts";
import { holiday } from "#db/schema/shared.ts";
import type { Actor } from "#app/domain/context.ts";
import { loadFacility } from "#app/domain/booking/known-facility.server.ts";
import { lockFacilities } from "#app/domain/booking/lock.server.ts";
import { reserve } from "#app/domain/booking/reserve.server.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { problemOf, valueOf } from "../../support/results.ts";
import { contextOf, makeFacility, makeMember, monday, wish } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";

let test: TestDatabase;
let provider: Actor;
let sme: Actor;
let rival: Actor;
let id: string;

beforeAll(async () => {
  test = await testDatabase();
  provider = await makeMember(test.db, ["facility_manager"], "university");
  sme = await makeMember(test.db, ["member"]);
  rival = await makeMember(test.db, ["member"]);
  id = await makeFacility(test.db, provider);
});

afterAll(() => test.close());

const as = (actor: Actor) => contextOf(test.db, actor, fixedClock(monday));
const now = new Date(monday);
const known = async () => {
  const found = await loadFacility(test.db, id, now);
  if (!found) throw new Error("no facility");
  return found;
};
const revision = async () =>
  (await test.db.select().from(facilityRevision).where(eq(facilityRevision.facilityId, id)))[0]?.revision;

describe("what is known of a facility", () => {
  it("has another revision after every change of what it is made of", async () => {
    const [type] = await test.db
      .insert(qualificationType)
      .values({ organizationId: provider.organization?.id ?? "", nameZh: "上机资格", nameEn: "Operator" })
      .returning();
    const room = await makeFacility(test.db, provider);
    const [policy] = await test.db.select().from(bookingPolicy).where(eq(bookingPolicy.facilityId, id));
    const changes: Record<string, () => PromiseLike<unknown>> = {
      listing: () => test.db.update(listing).set({ state: "suspended" }).where(eq(listing.id, id)),
      facility: () =>
        test.db.update(facility).set({ runState: "occasional_fault" }).where(eq(facility.listingId, id)),
      "another unit": () => test.db.insert(facilityUnit).values({ facilityId: id, number: 9 }),
      "a unit": () =>
        test.db.update(facilityUnit).set({ retiredAt: now }).where(eq(facilityUnit.facilityId, id)),
      hours: () => test.db.delete(opening).where(eq(opening.facilityId, id)),
      "hours of a day": () =>
        test.db.insert(openingException).values({ facilityId: id, day: "2026-11-24", note: "" }),
      rules: () => test.db.insert(bookingPolicy).values({ facilityId: id, version: 2 }),
      quotas: () =>
        test.db
          .insert(bookingQuota)
          .values({ policyId: policy?.id ?? "", scope: "user", period: "day", maxMinutes: 60 }),
      prices: () => test.db.update(price).set({ amount: 1 }).where(eq(price.listingId, id)),
      "what it requires": () =>
        test.db.insert(facilityRequirement).values({ facilityId: id, requiredId: room }),
      "what it asks of users": () =>
        test.db.insert(facilityQualification).values({ facilityId: id, typeId: type?.id ?? "" }),
      "the state's calendar": () =>
        test.db.insert(holiday).values({ day: "2026-11-25", working: false, name: "校庆日" }),
    };
    for (const [what, change] of Object.entries(changes)) {
      const before = await revision();
      await change();
      expect(await revision(), what).not.toBe(before);
    }
  });

  it("is what has been committed, and within a transaction what that has written", async () => {
    id = await makeFacility(test.db, provider);
    expect((await known()).rules.maxMinutes).toBe(480);
    const undone = new Error("undone");
    const inside = test.db.transaction(async (tx) => {
      await tx.insert(bookingPolicy).values({ facilityId: id, version: 2, maxMinutes: 60 });
      expect((await loadFacility(tx, id, now))?.rules.maxMinutes).toBe(60);
      expect((await known()).rules.maxMinutes).toBe(480);
      throw undone;
    });
    await expect(inside).rejects.toBe(undone);
    await test.db.insert(bookingPolicy).values({ facilityId: id, version: 2, maxMinutes: 90 });
    expect((await known()).rules.maxMinutes).toBe(90);
    expect(problemOf(await reserve(as(sme), wish(id, "10:00", "12:00"))).reasons?.map((r) => r.rule)).toEqual(
      ["too_long"],
    );
  });

  it("includes the units of what it requires", async () => {
    id = await makeFacility(test.db, provider);
    const room = await makeFacility(test.db, provider);
    expect((await known()).required).toEqual([]);
    await test.db.insert(facilityRequirement).values({ facilityId: id, requiredId: room });
    expect((await known()).required[0]?.units).toHaveLength(1);
    await test.db.insert(facilityUnit).values({ facilityId: room, number: 2 });
    expect((await known()).required[0]?.units).toHaveLength(2);
  });
});

describe("a time that many want", () => {
  it("is refused at sight only for as long as it is taken", async () => {
    id = await makeFacility(test.db, provider);
    const { id: made } = valueOf(await reserve(as(sme), wish(id)));
    const first = problemOf(await reserve(as(rival), wish(id)));
    const second = problemOf(await reserve(as(rival), wish(id)));
    expect(first.code).toBe("slot_taken");
    expect(second).toEqual(first);
    expect(second.details?.alternatives).toHaveLength(5);
    await test.db
      .update(booking)
      .set({ deadline: new Date("2026-11-23T08:00:00+08:00") })
      .where(eq(booking.id, made));
    expect(valueOf(await reserve(as(rival), wish(id))).state).toBe("confirmed");
  });

  it("is refused without waiting for the lock", async () => {
    const answer = await test.db.transaction(async (tx) => {
      await lockFacilities(tx, [id]);
      return reserve(as(sme), wish(id));
    });
    expect(problemOf(answer).code).toBe("slot_taken");
  });

  it("is refused to whom a rule keeps away by that rule", async () => {
    const closed = await makeMember(test.db, ["member"], "enterprise", false);
    expect(problemOf(await reserve(as(closed), wish(id))).code).toBe("policy");
  });
});

describe("the notice of a booking", () => {
  it("is the job that graphile-worker itself would have made", async () => {
    id = await makeFacility(test.db, provider);
    const { id: made } = valueOf(await reserve(as(sme), wish(id)));
    await test.sql`select graphile_worker.add_job('notify', '{"entityId":"other"}'::json, max_attempts => 12)`;
    const jobs = await test.sql<Record<string, unknown>[]>`
      select task_id, job_queue_id, priority, max_attempts, attempts, key, revision, flags, is_available, locked_at,
        run_at <= now() as due, last_error
      from graphile_worker._private_jobs where payload->>'entityId' in (${made}, 'other')`;
    expect(jobs).toHaveLength(2);
    expect(jobs[0]).toEqual(jobs[1]);
  });
});
