import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessory } from "#db/schema/booking-policy.ts";
import { booking, bookingAccessory, slot } from "#db/schema/booking.ts";
import type { Actor } from "#app/domain/context.ts";
import { approve } from "#app/domain/booking/approve.server.ts";
import { availability } from "#app/domain/booking/availability.server.ts";
import { cancel } from "#app/domain/booking/cancel.server.ts";
import { listBookings } from "#app/domain/booking/list-bookings.server.ts";
import { extend, reschedule } from "#app/domain/booking/reschedule.server.ts";
import { reserve } from "#app/domain/booking/reserve.server.ts";
import { retireAccessory, saveAccessory } from "#app/domain/booking/setup/accessory-stock.server.ts";
import { addRequirement, removeRequirement } from "#app/domain/booking/setup/requirements.server.ts";
import { addClosure } from "#app/domain/catalog/add-closure.server.ts";
import { closureInput } from "#app/domain/catalog/closure-inputs.ts";
import { firstFreeTimes } from "#app/domain/search/free-times.server.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { problemOf, valueOf } from "../../support/results.ts";
import { contextOf, makeFacility, makeMember, monday, wish } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { doubleOwners, type Racers, startRacers, tally, sometime } from "../../support/race/race.ts";
import type { Task } from "../../support/race/tasks.ts";

let test: TestDatabase;
let provider: Actor;
let sme: Actor;
let rival: Actor;
let locked: Racers;
let unlocked: Racers;

beforeAll(async () => {
  test = await testDatabase({ max: 4 });
  provider = await makeMember(test.db, ["facility_manager"], "university");
  sme = await makeMember(test.db, ["member"]);
  rival = await makeMember(test.db, ["member"]);
  locked = startRacers(test.url);
  unlocked = startRacers(test.url, { without: "lock" });
});

afterAll(async () => {
  locked.stop();
  unlocked.stop();
  await test.close();
});

const as = (actor: Actor, time = monday) => contextOf(test.db, actor, fixedClock(time));
const at = (time: string): Date => new Date(`2026-11-24T${time}:00+08:00`);
const slotsOf = async (id: string) =>
  (await test.db.select().from(slot).where(eq(slot.bookingId, id))).toSorted((a, b) =>
    a.facilityId.localeCompare(b.facilityId),
  );
const statesOf = async (id: string) => (await slotsOf(id)).map(({ state }) => state);

/** Two instruments that stand in one room, and what the room stands in. */
async function roomed(rules = {}) {
  const [sem, tem, room, hall] = await Promise.all(
    [rules, rules, {}, {}].map((own) => makeFacility(test.db, provider, { rules: own })),
  );
  const [a = "", b = "", c = "", d = ""] = [sem, tem, room, hall];
  for (const [from, to] of [
    [a, c],
    [b, c],
    [c, d],
  ] as const)
    valueOf(await addRequirement(as(provider), from, to));
  return { sem: a, tem: b, room: c, hall: d };
}

describe("a booking of an instrument", () => {
  it("owns a unit of its room, and of what the room needs, for the same time", async () => {
    const { sem, tem, room, hall } = await roomed();
    const made = valueOf(await reserve(as(sme), wish(sem)));
    const slots = await slotsOf(made.id);
    expect(slots.map(({ facilityId }) => facilityId)).toEqual([sem, room, hall].toSorted());
    expect(new Set(slots.map(({ blocked }) => blocked.start.toISOString()))).toEqual(
      new Set([at("14:00").toISOString()]),
    );
    const refused = problemOf(await reserve(as(rival), wish(tem, "15:00", "17:00")));
    expect(refused).toMatchObject({ code: "slot_taken" });
    expect(refused.details?.alternatives).toMatchObject([
      { start: at("16:00").toISOString() },
      {},
      {},
      {},
      {},
    ]);
    for (const id of [room, hall])
      expect(problemOf(await reserve(as(rival), wish(id, "15:30", "16:30"))).code).toBe("slot_taken");
    const { slots: free } = valueOf(
      await availability(as(rival), tem, { from: at("13:00"), to: at("17:00"), minutes: 60 }),
    );
    expect(free.map(({ start }) => start)).toEqual([at("13:00").getTime(), at("16:00").getTime()]);
    const found = await firstFreeTimes(
      test.db,
      [tem],
      { window: { start: at("14:00").getTime(), end: at("18:00").getTime() }, minutes: 60 },
      Date.parse(monday),
    );
    expect(found.get(tem)?.start).toBe(at("16:00").getTime());
    const { items } = await listBookings(as(sme), { side: "mine", view: "upcoming", limit: 50 });
    expect(items.filter((one) => one.booking.id === made.id)).toHaveLength(1);
  });

  it("moves, lengthens and frees all of them together", async () => {
    const { sem, room } = await roomed();
    const { id } = valueOf(await reserve(as(sme), wish(sem)));
    valueOf(await reserve(as(rival), wish(room, "18:00", "19:00")));
    const far = { start: at("17:00"), end: at("19:00"), reason: "" };
    expect(problemOf(await reschedule(as(sme), id, far)).code).toBe("slot_taken");
    valueOf(await reschedule(as(sme), id, { ...far, start: at("16:00"), end: at("17:00") }));
    const ends = async () => (await slotsOf(id)).map(({ blocked }) => blocked.end.getTime());
    expect(await ends()).toEqual([at("17:00"), at("17:00"), at("17:00")].map((end) => end.getTime()));
    valueOf(await extend(as(sme), id, { end: at("18:00") }));
    expect(await ends()).toEqual([at("18:00"), at("18:00"), at("18:00")].map((end) => end.getTime()));
    expect(problemOf(await extend(as(sme), id, { end: at("18:30") })).code).toBe("slot_taken");
    valueOf(await cancel(as(sme), id, { reason: "" }));
    expect(await statesOf(id)).toEqual(["cancelled", "cancelled", "cancelled"]);
    valueOf(await reserve(as(rival), wish(room, "16:00", "18:00")));
  });

  it("waits for them where requests do not hold, and gives way to a closure of its room", async () => {
    const { sem, tem, room } = await roomed({ instant: false, pendingHolds: false });
    const [first, second] = [
      valueOf(await reserve(as(sme), wish(sem))),
      valueOf(await reserve(as(rival), wish(tem))),
    ];
    expect(await statesOf(first.id)).toEqual(["waiting", "waiting", "waiting"]);
    valueOf(await approve(as(provider), first.id, { reason: "" }));
    expect(await statesOf(first.id)).toEqual(["confirmed", "confirmed", "confirmed"]);
    expect(problemOf(await approve(as(provider), second.id, { reason: "" })).code).toBe("slot_taken");
    const closure = closureInput.parse({
      startsAt: at("19:00"),
      endsAt: at("20:00"),
      cause: "maintenance",
      reason: "消毒",
    });
    valueOf(await addClosure(as(provider), room, closure));
    expect(problemOf(await reserve(as(rival), wish(tem, "19:00", "20:00"))).reasons).toMatchObject([
      { rule: "closed", params: { reason: "消毒" } },
    ]);
  });

  it("that ran out no longer stands in the way of another instrument in the same room", async () => {
    const { sem, tem, room } = await roomed();
    const holdUntil = new Date("2026-11-23T09:15:00+08:00");
    const hold = async (time: [string, string]) =>
      valueOf(await reserve(as(sme), wish(sem, ...time), { holdUntil })).id;
    const [first, second] = [await hold(["14:00", "16:00"]), await hold(["17:00", "18:00"])];
    expect(problemOf(await reserve(as(rival), wish(tem))).code).toBe("slot_taken");
    const later = as(rival, "2026-11-23T09:15:00+08:00");
    // What it owns decides, not what its facility requires by now.
    valueOf(await removeRequirement(as(provider), sem, room));
    valueOf(await reserve(later, wish(tem)));
    valueOf(await reserve(later, wish(room, "17:00", "18:00")));
    for (const id of [first, second]) expect(await statesOf(id)).toEqual(["expired", "expired", "expired"]);
  });

  it("needs only what the provider has said, of its own facilities and without circles", async () => {
    const { sem, room, hall } = await roomed();
    const stranger = await makeMember(test.db, ["facility_manager"], "university");
    const foreign = await makeFacility(test.db, stranger);
    const codes = async (from: string, to: string, actor = provider) => {
      const refused = problemOf(await addRequirement(as(actor), from, to));
      return refused.errors?.map(({ code }) => code) ?? refused.code;
    };
    expect(await codes(hall, sem)).toEqual(["requires_circle"]);
    expect(await codes(sem, sem)).toEqual(["requires_itself"]);
    expect(await codes(sem, foreign)).toEqual(["facility_unknown"]);
    expect(await codes(sem, hall, stranger)).toBe("not_found");
    expect(await codes(sem, hall, sme)).toBe("forbidden");
    valueOf(await removeRequirement(as(provider), sem, room));
    valueOf(await reserve(as(sme), wish(room)));
    const alone = valueOf(await reserve(as(rival), wish(sem)));
    expect(await slotsOf(alone.id)).toHaveLength(1);
  });
});

/** A facility of `units` that lends out `stock` of one accessory. */
async function lending(stock: number, units = 3) {
  const id = await makeFacility(test.db, provider, { units });
  valueOf(await saveAccessory(as(provider), id, { name: "样品台", stock }));
  const [row] = await test.db
    .select()
    .from(accessory)
    .where(and(eq(accessory.facilityId, id), eq(accessory.retired, false)));
  return { id, holder: row?.id ?? "" };
}

describe("accessories", () => {
  it("are lent out at most as often as there are, at one time; cancelling brings them back", async () => {
    const { id, holder } = await lending(2);
    const take = (actor: Actor, from: string, to: string, quantity: number) =>
      reserve(as(actor), wish(id, from, to, { accessories: [{ id: holder, quantity }] }));
    const first = valueOf(await take(sme, "10:00", "12:00", 1));
    valueOf(await take(sme, "12:00", "14:00", 1));
    expect(problemOf(await take(rival, "11:00", "13:00", 2)).reasons).toEqual([
      { rule: "accessory_short", overridable: false, params: { name: "样品台", left: 1 } },
    ]);
    // Both are out one after the other, so one is always left.
    const long = valueOf(await take(rival, "11:00", "13:00", 1));
    const later = { start: at("13:30"), end: at("15:30"), reason: "" };
    valueOf(await take(sme, "15:00", "16:00", 2));
    expect(problemOf(await reschedule(as(rival), long.id, later)).reasons).toMatchObject([
      { rule: "accessory_short" },
    ]);
    expect(problemOf(await extend(as(rival), long.id, { end: at("15:30") })).reasons).toMatchObject([
      { rule: "accessory_short" },
    ]);
    valueOf(await cancel(as(sme), first.id, { reason: "" }));
    valueOf(await take(sme, "09:00", "11:00", 2));
    expect(await test.db.select().from(bookingAccessory)).not.toEqual([]);
  });

  it("no longer lent out, or of another facility, cannot be had", async () => {
    const { id, holder } = await lending(2);
    const other = await lending(1);
    const take = (accessoryId: string) =>
      reserve(as(sme), wish(id, "10:00", "11:00", { accessories: [{ id: accessoryId, quantity: 1 }] }));
    expect(problemOf(await take(other.holder)).reasons).toMatchObject([{ rule: "accessory_gone" }]);
    expect(problemOf(await retireAccessory(as(sme), id, holder)).code).toBe("forbidden");
    valueOf(await retireAccessory(as(provider), id, holder));
    expect(problemOf(await take(holder)).reasons).toMatchObject([{ rule: "accessory_gone" }]);
  });
});

describe("racing", () => {
  const users = () => [sme, rival];
  const tasks = (ids: readonly string[], extra?: Record<string, unknown>): Task[] =>
    Array.from({ length: 12 }, (_, index) => ({
      actor: users()[index % 2] ?? sme,
      kind: "reserve",
      id: ids[index % ids.length] ?? "",
      start: at("14:00").toISOString(),
      end: at("16:00").toISOString(),
      // Each another unit: the constraint that protects units must not be what decides about anything else.
      extra: extra && { ...extra, unit: index + 1 },
    }));

  it("for one room by way of two instruments has one winner and no deadlock", async () => {
    const { sem, tem, room } = await roomed();
    const outcomes = await locked.race(monday, tasks([sem, tem, room]));
    expect(tally(outcomes)).toEqual({ ok: 1, slot_taken: 11 });
    expect(await doubleOwners(test.sql)).toBe(0);
  });

  it("for the last accessories is decided by the lock, and by nothing else", async () => {
    const promised = async (id: string) =>
      (await test.db.select({ id: booking.id }).from(booking).where(eq(booking.facilityId, id))).length;
    const sound = await lending(2, 12);
    const extra = { accessories: [{ id: sound.holder, quantity: 1 }] };
    expect(tally(await locked.race(monday, tasks([sound.id], extra)))).toEqual({ ok: 2, policy: 10 });
    expect(await promised(sound.id)).toBe(2);
    const oversold = async () => {
      const { id, holder } = await lending(2, 12);
      await unlocked.race(monday, tasks([id], { accessories: [{ id: holder, quantity: 1 }] }));
      return (await promised(id)) > 2;
    };
    expect(await sometime(oversold)).toBe(true);
  });
});
