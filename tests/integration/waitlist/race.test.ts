import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Connection, connect } from "#db/client.ts";
import { booking } from "#db/schema/booking.ts";
import { waitlistEntry } from "#db/schema/waitlist.ts";
import type { Actor, Context } from "#app/domain/context.ts";
import { cancel } from "#app/domain/booking/cancel.server.ts";
import { reserve } from "#app/domain/booking/reserve.server.ts";
import { takeOffer } from "#app/domain/booking/waitlist/change-entry.server.ts";
import { joinInput } from "#app/domain/booking/waitlist/inputs.ts";
import { joinWaitlist } from "#app/domain/booking/waitlist/join.server.ts";
import { serveFacilityQueue } from "#app/domain/booking/waitlist/serve-queues.server.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { contextOf, makeFacility, makeMember, wish } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { doubleOwners } from "../../support/race/race.ts";
import { valueOf } from "../../support/results.ts";

const units = 3;
const waiting = 6;

let test: TestDatabase;
let provider: Actor;
let owners: Actor[];
let line: Actor[];
let snipers: Actor[];
let lines: Connection[] = [];

beforeAll(async () => {
  test = await testDatabase();
  provider = await makeMember(test.db, ["facility_manager"], "university");
  const people = (count: number) =>
    Promise.all(Array.from({ length: count }, () => makeMember(test.db, ["member"])));
  [owners, line, snipers] = await Promise.all([people(units), people(waiting), people(4)]);
  lines = Array.from({ length: 14 }, () => connect(test.url, 1));
});

afterAll(async () => {
  await Promise.all(lines.map((one) => one.close()));
  await test.close();
});

const clockAt = (time: string) => fixedClock(`2026-11-23T${time}:00+08:00`);
const as = (actor: Actor, time = "09:00") => contextOf(test.db, actor, clockAt(time));

let facilityId: string;
let bookings: string[];
let entries: string[];

/** Every unit is booked for the wanted time, and six people wait for it in order. */
beforeEach(async () => {
  facilityId = await makeFacility(test.db, provider, { units });
  bookings = [];
  for (const owner of owners) bookings.push(valueOf(await reserve(as(owner), wish(facilityId))).id);
  entries = [];
  for (const [index, actor] of line.entries()) {
    const { start, end } = wish(facilityId);
    const input = { facilityId, start: start.toISOString(), end: end.toISOString(), purpose: "候补" };
    const joined = await joinWaitlist(as(actor, `09:1${index}`), joinInput.parse(input));
    entries.push(valueOf(joined).id);
  }
});

type Work = (ctx: Omit<Context, "actor">) => Promise<unknown>;

/**
 * Lets all of `works` go at once, each on a connection of its own: the facility's row is kept locked until every one of
 * them waits for it.
 */
async function atOnce(works: readonly Work[], times: readonly string[]): Promise<void> {
  const holder = await test.sql.reserve();
  await holder`begin`;
  await holder`select 1 from facility where listing_id = ${facilityId} for update`;
  const running = works.map((work, index) => {
    const db = lines[index]?.db ?? test.db;
    return work({ db, clock: clockAt(times[index] ?? "10:00") });
  });
  for (let waiters = 0; waiters < works.length; ) {
    // From outside the transaction: inside, what was seen once is seen again.
    const [row] = await test.sql<{ n: number }[]>`
      select count(*)::int as n from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    waiters = row?.n ?? 0;
  }
  await holder`commit`;
  holder.release();
  await Promise.all(running);
}

const cancelling =
  (index: number): Work =>
  (ctx) =>
    cancel({ ...ctx, actor: owners[index] ?? provider }, bookings[index] ?? "", { reason: "" });
const serving: Work = (ctx) => serveFacilityQueue({ ...ctx, actor: provider }, facilityId);
const sniping =
  (index: number): Work =>
  async (ctx) =>
    reserve({ ...ctx, actor: snipers[index] ?? provider }, wish(facilityId));

const statesOf = async () => {
  const rows = await test.db
    .select({ state: waitlistEntry.state })
    .from(waitlistEntry)
    .where(eq(waitlistEntry.facilityId, facilityId))
    .orderBy(asc(waitlistEntry.createdAt));
  return rows.map(({ state }) => state);
};

const standing = () =>
  test.db
    .select({ state: booking.state, userId: booking.userId })
    .from(booking)
    .where(eq(booking.facilityId, facilityId))
    .orderBy(asc(booking.createdAt), asc(booking.id))
    .then((rows) => rows.filter(({ state }) => state !== "cancelled"));

describe("several cancellations, workers and people who happen to look, all at once", () => {
  it("give each freed unit to the first in line, one offer each", async () => {
    await atOnce(
      [...[0, 1, 2, 3].map(sniping), ...[0, 1, 2].map(cancelling), serving, serving, serving, serving],
      [],
    );
    await serveFacilityQueue(as(provider, "10:00"), facilityId);
    expect(await statesOf()).toEqual(["offered", "offered", "offered", "waiting", "waiting", "waiting"]);
    const held = await standing();
    expect(held.map(({ state }) => state)).toEqual(["held", "held", "held"]);
    expect(new Set(held.map(({ userId }) => userId))).toEqual(
      new Set(line.slice(0, units).map(({ user }) => user?.id)),
    );
    expect(await doubleOwners(test.sql)).toBe(0);
  });

  it("either let an offer be taken at its last moment, or give it to the next, never both", async () => {
    valueOf(await cancel(as(owners[0] ?? provider, "10:00"), bookings[0] ?? "", { reason: "" }));
    await serveFacilityQueue(as(provider, "10:00"), facilityId);
    const taking: Work = (ctx) => takeOffer({ ...ctx, actor: line[0] ?? provider }, entries[0] ?? "");
    // By the taker's clock the offer still stands, by the worker's it has just run out.
    await atOnce([taking, serving, serving], ["13:59", "14:00", "14:00"]);
    const [one, two] = await statesOf();
    expect([
      ["taken", "waiting"],
      ["passed", "offered"],
    ]).toContainEqual([one, two]);
    expect(await standing()).toHaveLength(one === "taken" ? 3 : 4);
    expect(await doubleOwners(test.sql)).toBe(0);
  });
});
