import { and, asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { booking } from "#db/schema/booking.ts";
import { waitlistEntry } from "#db/schema/waitlist.ts";
import type { bookingPolicy } from "#db/schema/booking-policy.ts";
import { membership } from "#db/schema/identity.ts";
import type { Actor } from "#app/domain/context.ts";
import { cancel } from "#app/domain/booking/cancel.server.ts";
import { confirmHold } from "#app/domain/booking/confirm-hold.server.ts";
import { extend, reschedule } from "#app/domain/booking/reschedule.server.ts";
import { rescheduleInput } from "#app/domain/booking/inputs.ts";
import { reserve } from "#app/domain/booking/reserve.server.ts";
import { passOffer, stopWaiting, takeOffer } from "#app/domain/booking/waitlist/change-entry.server.ts";
import { joinInput } from "#app/domain/booking/waitlist/inputs.ts";
import { joinWaitlist } from "#app/domain/booking/waitlist/join.server.ts";
import { facilityQueue, findEntry, ownEntries } from "#app/domain/booking/waitlist/list-entries.server.ts";
import { serveFacilityQueue } from "#app/domain/booking/waitlist/serve-queues.server.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { addColleague, contextOf, makeFacility, makeMember, wish } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { problemOf, valueOf } from "../../support/results.ts";

let test: TestDatabase;
let provider: Actor;
let owner: Actor;
let first: Actor;
let second: Actor;
let facilityId: string;

beforeAll(async () => {
  test = await testDatabase();
  provider = await makeMember(test.db, ["facility_manager"], "university");
});

afterAll(() => test.close());

beforeEach(async () => {
  [owner, first, second] = await Promise.all([
    makeMember(test.db, ["member"]),
    makeMember(test.db, ["member"]),
    makeMember(test.db, ["member"]),
  ]);
});

const as = (actor: Actor, time = "23T09:00") =>
  contextOf(test.db, actor, fixedClock(`2026-11-${time}:00+08:00`));
const at = (time: string) => `2026-11-24T${time}:00+08:00`;

/** The wanted time is Tuesday 14:00–16:00; the window is that time unless told otherwise. */
const waitFor = (extra: Record<string, unknown> = {}) =>
  joinInput.parse({ facilityId, start: at("14:00"), end: at("16:00"), purpose: "断口形貌观察", ...extra });

async function taken(rules: Partial<typeof bookingPolicy.$inferInsert> = {}): Promise<string> {
  facilityId = await makeFacility(test.db, provider, { rules });
  return valueOf(await reserve(as(owner), wish(facilityId))).id;
}

const join = async (actor: Actor, time = "23T09:00", extra = {}) =>
  valueOf(await joinWaitlist(as(actor, time), waitFor(extra))).id;
const serve = (time = "23T10:00") => serveFacilityQueue(as(provider, time), facilityId);
const entryOf = async (id: string) =>
  (await test.db.select().from(waitlistEntry).where(eq(waitlistEntry.id, id)))[0];
const bookingOf = async (id: string | null | undefined) =>
  (
    await test.db
      .select()
      .from(booking)
      .where(eq(booking.id, id ?? ""))
  )[0];
const jobs = () =>
  test.sql`select count(*)::int as n from graphile_worker.jobs where task_identifier = 'serve-queue' and key = ${`serve-queue:${facilityId}`}`;

describe("joining", () => {
  it("is offered exactly when somebody else's time is the reason", async () => {
    await taken();
    const refused = problemOf(await reserve(as(first), wish(facilityId)));
    expect(refused).toMatchObject({ code: "slot_taken", details: { waitlist: true } });
    expect(refused.details?.alternatives).toHaveLength(5);
    await join(first);
    const elsewhere = { start: at("17:00"), end: at("18:00") };
    expect(problemOf(await joinWaitlist(as(second), waitFor(elsewhere)))).toMatchObject({
      code: "not_taken",
    });
    const odd = { start: at("14:10"), end: at("15:10") };
    expect(problemOf(await joinWaitlist(as(second), waitFor(odd)))).toMatchObject({
      code: "policy",
      reasons: [{ rule: "start_step" }],
    });
  });

  it("is refused where the facility keeps no list, twice for one window, and for a window that leaves the time out", async () => {
    await taken({ offerMinutes: null });
    expect(problemOf(await reserve(as(first), wish(facilityId))).details).toMatchObject({ waitlist: false });
    expect(problemOf(await joinWaitlist(as(first), waitFor())).reasons).toMatchObject([
      { rule: "no_waiting_list" },
    ]);
    await taken();
    await join(first);
    expect(problemOf(await joinWaitlist(as(first), waitFor())).reasons).toMatchObject([
      { rule: "already_waiting" },
    ]);
    const beside = { earliest: at("16:00"), latest: at("20:00") };
    expect(problemOf(await joinWaitlist(as(second), waitFor(beside))).reasons).toMatchObject([
      { rule: "window_leaves_out" },
    ]);
  });

  it("offers at once what is free in the window already", async () => {
    await taken();
    const id = await join(first, "23T09:00", { earliest: at("08:00"), latest: at("20:00") });
    const entry = await entryOf(id);
    expect(entry?.state).toBe("offered");
    expect(await bookingOf(entry?.bookingId)).toMatchObject({
      state: "held",
      startsAt: new Date(at("08:00")),
      userId: first.user?.id,
    });
  });
});

describe("freed time", () => {
  it("wakes the list, and is held for the first in line until the time to decide is over", async () => {
    const id = await taken();
    const [one, two] = [await join(first), await join(second, "23T09:01")];
    expect(await jobs()).toEqual([{ n: 0 }]);
    valueOf(await cancel(as(owner, "23T10:00"), id, { reason: "" }));
    expect(await jobs()).toEqual([{ n: 1 }]);
    await serve();
    await serve();
    const entry = await entryOf(one);
    expect(entry).toMatchObject({ state: "offered", deadline: new Date("2026-11-23T14:00:00+08:00") });
    expect(await bookingOf(entry?.bookingId)).toMatchObject({
      state: "held",
      startsAt: new Date(at("14:00")),
    });
    expect(await entryOf(two)).toMatchObject({ state: "waiting" });
    valueOf(await takeOffer(as(first, "23T11:00"), one));
    expect(await entryOf(one)).toMatchObject({ state: "taken", deadline: null });
    expect(await bookingOf(entry?.bookingId)).toMatchObject({ state: "confirmed" });
  });

  it("cannot be taken by whoever happens to look before the list is served", async () => {
    const id = await taken();
    const one = await join(first);
    valueOf(await cancel(as(owner, "23T10:00"), id, { reason: "" }));
    expect(problemOf(await reserve(as(second, "23T10:00"), wish(facilityId)))).toMatchObject({
      code: "slot_taken",
    });
    await serve();
    expect(await entryOf(one)).toMatchObject({ state: "offered" });
  });

  it("goes to the next when it is passed or runs out, whether or not a job has noticed", async () => {
    const id = await taken();
    const [one, two] = [await join(first), await join(second, "23T09:01")];
    valueOf(await cancel(as(owner, "23T10:00"), id, { reason: "" }));
    await serve();
    valueOf(await passOffer(as(first, "23T10:30"), one));
    expect(await entryOf(one)).toMatchObject({ state: "passed" });
    await serve("23T10:31");
    expect(await entryOf(two)).toMatchObject({ state: "offered" });
    expect(valueOf(await findEntry(as(second, "23T14:31"), two)).state).toBe("passed");
    expect(problemOf(await takeOffer(as(second, "23T14:31"), two))).toMatchObject({
      code: "not_allowed_now",
    });
    valueOf(await reserve(as(owner, "23T14:31"), wish(facilityId)));
    expect(await entryOf(two)).toMatchObject({ state: "passed" });
  });

  it("comes of shortening and moving, too, and skips whom it does not fit", async () => {
    const id = await taken();
    const long = await join(first);
    const short = await join(second, "23T09:01", {
      start: at("15:00"),
      end: at("16:00"),
      earliest: at("15:00"),
      latest: at("16:00"),
    });
    valueOf(await extend(as(owner, "23T10:00"), id, { end: new Date(at("15:00")) }));
    await serve();
    expect(await entryOf(long)).toMatchObject({ state: "waiting" });
    expect(await entryOf(short)).toMatchObject({ state: "offered" });
    valueOf(await passOffer(as(second, "23T10:01"), short));
    const to = rescheduleInput.parse({ start: at("17:00"), end: at("18:00") });
    valueOf(await reschedule(as(owner, "23T10:02"), id, to));
    await serve("23T10:03");
    expect(await entryOf(long)).toMatchObject({ state: "offered" });
  });

  it("is offered only to those whose rules allow it now, without the rights of staff", async () => {
    const id = await taken({ maxOpenPerUser: 1 });
    const one = await join(first);
    const staff = await join(provider, "23T09:01");
    valueOf(await reserve(as(first, "23T09:05"), wish(facilityId, "08:00", "09:00")));
    valueOf(await reserve(as(provider, "23T09:05"), wish(facilityId, "10:00", "11:00")));
    valueOf(await cancel(as(owner, "23T10:00"), id, { reason: "" }));
    await serve();
    expect(await entryOf(one)).toMatchObject({ state: "waiting" });
    expect(await entryOf(staff)).toMatchObject({ state: "waiting" });
  });

  it("passes over people who have left", async () => {
    const id = await taken();
    const [one, two] = [await join(first), await join(second, "23T09:01")];
    await test.db
      .update(membership)
      .set({ endedAt: new Date() })
      .where(eq(membership.userId, first.user?.id ?? ""));
    valueOf(await cancel(as(owner, "23T10:00"), id, { reason: "" }));
    await serve();
    expect((await entryOf(one))?.state).toBe("waiting");
    expect((await entryOf(two))?.state).toBe("offered");
  });
});

describe("an offer", () => {
  async function offered(rules = {}) {
    const id = await taken(rules);
    const entry = await join(first);
    valueOf(await cancel(as(owner, "23T10:00"), id, { reason: "" }));
    await serve();
    return { entry, held: (await entryOf(entry))?.bookingId ?? "" };
  }

  it("is a held booking like any other: confirming it takes it, where the provider approves by asking", async () => {
    const { entry, held } = await offered();
    valueOf(await confirmHold(as(first, "23T11:00"), held));
    expect(await entryOf(entry)).toMatchObject({ state: "taken" });
    const asked = await offered({ instant: false });
    // The time was approved for nobody yet: the owner's own request was what blocked it.
    valueOf(await takeOffer(as(first, "23T11:00"), asked.entry));
    expect(await bookingOf(asked.held)).toMatchObject({ state: "pending" });
    expect(await entryOf(asked.entry)).toMatchObject({ state: "taken" });
  });

  it("that the provider calls off costs no place in the line", async () => {
    const { entry, held } = await offered();
    const later = await join(second, "23T10:30");
    valueOf(await cancel(as(provider, "23T11:00"), held, { reason: "突发故障" }));
    expect(await entryOf(entry)).toMatchObject({ state: "waiting", bookingId: null });
    await serve("23T11:01");
    expect(await entryOf(entry)).toMatchObject({ state: "offered" });
    expect(await entryOf(later)).toMatchObject({ state: "waiting" });
  });

  it("is nobody else's to answer", async () => {
    const { entry } = await offered();
    const colleague = await addColleague(test.db, first.organization ?? fail(), ["member"]);
    for (const actor of [second, colleague, provider]) {
      expect(problemOf(await takeOffer(as(actor, "23T11:00"), entry)).code).toBe("not_found");
      expect(problemOf(await passOffer(as(actor, "23T11:00"), entry)).code).toBe("not_found");
      expect(problemOf(await stopWaiting(as(actor, "23T11:00"), entry)).code).toBe("not_found");
      expect(problemOf(await findEntry(as(actor, "23T11:00"), entry)).code).toBe("not_found");
    }
    expect(problemOf(await stopWaiting(as(first, "23T11:00"), entry)).code).toBe("not_allowed_now");
  });
});

describe("waiting", () => {
  it("shows one's place, and ends by leaving or with the window", async () => {
    await taken();
    const [one, two] = [await join(first), await join(second, "23T09:01")];
    expect(valueOf(await findEntry(as(second), two)).before).toBe(1);
    const queue = await facilityQueue(as(provider), facilityId, { limit: 10 });
    expect(queue.items.map(({ entry }) => entry.id)).toEqual([one, two]);
    expect((await facilityQueue(as(second), facilityId, { limit: 10 })).items).toEqual([]);
    const outsider = await makeMember(test.db, ["facility_manager"], "university");
    expect((await facilityQueue(as(outsider), facilityId, { limit: 10 })).items).toEqual([]);
    valueOf(await stopWaiting(as(first), one));
    expect(valueOf(await findEntry(as(second), two)).before).toBe(0);
    expect((await ownEntries(as(second, "24T14:00"), { limit: 10 })).items).toMatchObject([
      { state: "over" },
    ]);
    await serve("24T14:00");
    expect(await entryOf(two)).toMatchObject({ state: "over" });
  });

  it("pages by joining", async () => {
    await taken();
    const people = await Promise.all(Array.from({ length: 5 }, () => makeMember(test.db, ["member"])));
    for (const [index, person] of people.entries()) await join(person, `23T09:0${index}`);
    const page = await facilityQueue(as(provider), facilityId, { limit: 3 });
    const rest = await facilityQueue(as(provider), facilityId, {
      limit: 3,
      after: page.nextCursor ?? undefined,
    });
    const inOrder = await test.db
      .select({ id: waitlistEntry.id })
      .from(waitlistEntry)
      .where(and(eq(waitlistEntry.facilityId, facilityId)))
      .orderBy(asc(waitlistEntry.createdAt));
    expect([...page.items, ...rest.items].map(({ entry }) => entry.id)).toEqual(inOrder.map(({ id }) => id));
    expect(rest.nextCursor).toBeNull();
  });
});

const fail = (): never => {
  throw new Error("no organisation");
};
