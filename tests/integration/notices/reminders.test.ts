import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { booking } from "#db/schema/booking.ts";
import { notice } from "#db/schema/shared.ts";
import type { Actor } from "#app/domain/context.ts";
import { cancel } from "#app/domain/booking/cancel.server.ts";
import { remindersInput } from "#app/domain/booking/reminders/inputs.ts";
import { remindBookings } from "#app/domain/booking/reminders/remind-bookings.server.ts";
import { remindOfBooking } from "#app/domain/booking/reminders/remind-of-booking.server.ts";
import { saveUsualReminders } from "#app/domain/booking/reminders/usual-reminders.server.ts";
import { notify } from "#app/domain/notices/notify.server.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { addColleague, contextOf, makeMember, monday } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { valueOf } from "../../support/results.ts";
import { approvedBooking, bothSides, noticeJobs } from "./world.ts";

let test: TestDatabase;
let provider: Actor;
let company: NonNullable<Actor["organization"]>;
let person: Actor;

beforeAll(async () => {
  test = await testDatabase();
  ({ provider, company } = await bothSides(test.db));
});
beforeEach(async () => {
  person = await addColleague(test.db, company, ["member"]);
});
afterAll(() => test.close());

const at = (time: string) => ({ db: test.db, clock: fixedClock(time) });
const as = (actor: Actor, time = monday) => contextOf(test.db, actor, fixedClock(time));

/** A booking that its provider has approved, for a time on Tuesday unless told otherwise. */
const approved = (from = "14:00", to = "16:00", clock = fixedClock(monday)): Promise<string> =>
  approvedBooking(test.db, { provider, person }, [from, to], clock);

/** The waiting jobs that tell of a reminder of a booking. */
const jobsOf = (entityId: string) => noticeJobs(test.db, entityId, "booking-reminder");

describe("reminders", () => {
  const reminders = async (id: string) => (await jobsOf(id)).length;

  it("come a day before and an hour before, not earlier, not twice, not once it has begun", async () => {
    const id = await approved();
    await remindBookings(at("2026-11-23T13:59:00+08:00"));
    expect(await reminders(id)).toBe(0);
    for (const time of [
      "2026-11-23T14:00:00+08:00",
      "2026-11-23T14:10:00+08:00",
      "2026-11-24T12:59:00+08:00",
    ])
      await remindBookings(at(time));
    expect(await reminders(id)).toBe(1);
    for (const time of [
      "2026-11-24T13:00:00+08:00",
      "2026-11-24T13:30:00+08:00",
      "2026-11-24T14:00:00+08:00",
    ])
      await remindBookings(at(time));
    expect(await reminders(id)).toBe(2);
    const [row] = await test.db.select().from(booking).where(eq(booking.id, id));
    expect(row?.remindedAt).toEqual(new Date("2026-11-24T13:00:00+08:00"));
  });

  it("come only an hour before when it was booked on the day, and not within the hour", async () => {
    const early = await approved("14:00", "15:00", fixedClock("2026-11-24T09:00:00+08:00"));
    const late = await approved("14:00", "15:00", fixedClock("2026-11-24T13:10:00+08:00"));
    await remindBookings(at("2026-11-24T13:11:00+08:00"));
    expect([await reminders(early), await reminders(late)]).toEqual([1, 0]);
  });

  it("come when a person usually wants them, and for one booking when they want that one", async () => {
    const ahead = () => approved("14:00", "16:00", fixedClock("2026-11-19T09:00:00+08:00"));
    const [usual, quiet, early] = [await ahead(), await ahead(), await ahead()];
    valueOf(await saveUsualReminders(as(person), [1440]));
    valueOf(await remindOfBooking(as(person), quiet, { minutes: [] }));
    valueOf(await remindOfBooking(as(person, "2026-11-20T09:00:00+08:00"), early, { minutes: [60, 4320] }));
    const told: number[][] = [];
    for (const time of [
      "2026-11-21T15:00:00+08:00",
      "2026-11-23T15:00:00+08:00",
      "2026-11-24T13:30:00+08:00",
    ]) {
      await remindBookings(at(time));
      told.push([await reminders(usual), await reminders(quiet), await reminders(early)]);
    }
    expect(told).toEqual([
      [0, 0, 1],
      [1, 0, 1],
      [1, 0, 2],
    ]);
  });

  it("do not make up for a time that had passed when it was chosen", async () => {
    const [one, other] = [await approved(), await approved()];
    valueOf(await remindOfBooking(as(person), one, { minutes: [10_080] }));
    valueOf(await saveUsualReminders(as(person), [10_080, 60]));
    await remindBookings(at("2026-11-23T09:10:00+08:00"));
    expect([await reminders(one), await reminders(other)]).toEqual([0, 0]);
    await remindBookings(at("2026-11-24T13:30:00+08:00"));
    expect([await reminders(one), await reminders(other)]).toEqual([0, 1]);
  });

  it("are chosen by whose booking it is, while it is ahead", async () => {
    const id = await approved();
    const colleague = await addColleague(test.db, company, ["member"]);
    const none = { minutes: [] };
    expect(await remindOfBooking(as(colleague), id, none)).toMatchObject({ problem: { code: "forbidden" } });
    expect(await remindOfBooking(as(provider), id, none)).toMatchObject({ problem: { code: "forbidden" } });
    const stranger = await makeMember(test.db, ["member"]);
    expect(await remindOfBooking(as(stranger), id, none)).toMatchObject({ problem: { code: "not_found" } });
    valueOf(await cancel(as(person), id, { reason: "" }));
    expect(await remindOfBooking(as(person), id, none)).toMatchObject({
      problem: { code: "not_allowed_now" },
    });
    expect(remindersInput.safeParse({ minutes: [60, 60] }).success).toBe(false);
    expect(remindersInput.safeParse({ minutes: [61] }).success).toBe(false);
  });

  it("leave out what is cancelled, also between asking and telling", async () => {
    const [gone, going] = [await approved(), await approved()];
    valueOf(await cancel(as(person), gone, { reason: "" }));
    await remindBookings(at("2026-11-23T15:00:00+08:00"));
    expect([await reminders(gone), await reminders(going)]).toEqual([0, 1]);
    valueOf(await cancel(as(person), going, { reason: "" }));
    for (const job of await jobsOf(going)) await notify(at("2026-11-23T15:01:00+08:00"), job.id, job.payload);
    const told = and(eq(notice.userId, person.user?.id ?? ""), eq(notice.template, "booking-reminder"));
    expect(await test.db.select().from(notice).where(told)).toEqual([]);
  });

  it("are told once by two workers at once, one of which is killed", async () => {
    const ids = [];
    for (let n = 0; n < 8; n += 1) ids.push(await approved());
    const time = "2026-11-23T16:00:00+08:00";
    const killed = test.db.transaction(async (tx) => {
      await remindBookings({ db: tx, clock: fixedClock(time) }, 3);
      await remindBookings(at(time), 3);
      throw new Error("killed");
    });
    await expect(killed).rejects.toThrow("killed");
    await Promise.all([1, 2, 3].map(() => remindBookings(at(time), 3)));
    for (const id of ids) expect(await reminders(id)).toBe(1);
  });

  it("are found by their index", async () => {
    await test.db.transaction(async (tx) => {
      await tx.execute(sql`set local enable_seqscan = off`);
      const plan = await tx.execute(sql`explain select id from booking where state = 'confirmed'
        and starts_at > now() and starts_at <= now() + interval '7 days' order by starts_at limit 200`);
      expect(JSON.stringify(plan)).toContain("booking_starting");
    });
  });
});
