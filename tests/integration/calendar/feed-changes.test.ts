import { and, asc, eq, inArray } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { booking, slot } from "#db/schema/booking.ts";
import { waitlistEntry } from "#db/schema/waitlist.ts";
import type { Actor } from "#app/domain/context.ts";
import { approve, reject } from "#app/domain/booking/approve.server.ts";
import { reserveBundle } from "#app/domain/booking/bundle/reserve-bundle.server.ts";
import { cancel } from "#app/domain/booking/cancel.server.ts";
import { checkIn, markNoShow } from "#app/domain/booking/check-in.server.ts";
import { checkOut } from "#app/domain/booking/check-out.server.ts";
import { complete } from "#app/domain/booking/complete.server.ts";
import { completeInput } from "#app/domain/booking/inputs.ts";
import { checkOutInput } from "#app/domain/booking/record-inputs.ts";
import { extend, reschedule } from "#app/domain/booking/reschedule.server.ts";
import { reserve } from "#app/domain/booking/reserve.server.ts";
import { cancelSeries, retimeSeries } from "#app/domain/booking/series/change-series.server.ts";
import { seriesInput } from "#app/domain/booking/series/inputs.ts";
import { makeSeries } from "#app/domain/booking/series/make-series.server.ts";
import { tidyBookings } from "#app/domain/booking/settle.server.ts";
import { addRequirement } from "#app/domain/booking/setup/requirements.server.ts";
import { effectiveState } from "#app/domain/booking/states.ts";
import { transfer } from "#app/domain/booking/transfer/transfer.server.ts";
import { passOffer, takeOffer } from "#app/domain/booking/waitlist/change-entry.server.ts";
import { joinInput } from "#app/domain/booking/waitlist/inputs.ts";
import { joinWaitlist } from "#app/domain/booking/waitlist/join.server.ts";
import { serveFacilityQueue } from "#app/domain/booking/waitlist/serve-queues.server.ts";
import { statusOf } from "#app/domain/calendar/event.ts";
import { makeFacilityFeed, makeOwnFeed } from "#app/domain/calendar/feeds.server.ts";
import { readFeed } from "#app/domain/calendar/read-feed.server.ts";
import { addClosure } from "#app/domain/catalog/add-closure.server.ts";
import { closureInput } from "#app/domain/catalog/closure-inputs.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { addColleague, contextOf, makeFacility, makeMember, monday, wish } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { type ReadEvent, readEvents } from "../../support/icalendar.ts";
import { valueOf } from "../../support/results.ts";

let test: TestDatabase;
let provider: Actor;
let sme: Actor;
let me: Actor;
let colleague: Actor;
let clock: ReturnType<typeof fixedClock>;

beforeAll(async () => {
  test = await testDatabase();
  provider = await makeMember(test.db, ["facility_manager"], "university");
  sme = await makeMember(test.db, ["member"]);
});
beforeEach(async () => {
  clock = fixedClock(monday);
  const company = sme.organization;
  if (!company) throw new Error("no organisation");
  me = await addColleague(test.db, company, ["member"]);
  colleague = await addColleague(test.db, company, ["member"]);
});
afterAll(() => test.close());

const as = (actor: Actor) => contextOf(test.db, actor, clock);
const tokenIn = (address: string): string => /\/calendar\/([\w.-]+)\.ics$/.exec(address)?.[1] ?? "";
const at = (time: string) => new Date(`2026-11-24T${time}:00+08:00`);

/** The four ways in which the bookings of some facilities are read, and what each reader must find in them. */
async function feedsOf(...facilityIds: string[]) {
  const own = async (actor: Actor) => ({
    token: tokenIn(valueOf(await makeOwnFeed(as(actor)))),
    mine: (row: typeof booking.$inferSelect) => row.userId === actor.user?.id,
  });
  const facilities = facilityIds.map(async (id) => {
    const make = async (names: boolean) => tokenIn(valueOf(await makeFacilityFeed(as(provider), id, names)));
    const mine = (row: typeof booking.$inferSelect) => row.facilityId === id;
    return { names: { token: await make(true), mine }, busy: { token: await make(false), mine } };
  });
  const made = await Promise.all(facilities);
  return {
    facilityIds,
    me: await own(me),
    colleague: await own(colleague),
    names: made.map(({ names }) => names),
    busy: made.map(({ busy }) => busy),
    seen: new Map<string, Map<string, ReadEvent>>(),
  };
}

type Feeds = Awaited<ReturnType<typeof feedsOf>>;

const textOf = async (token: string) =>
  valueOf(await readFeed({ db: test.db, clock }, token)).text.replaceAll("\r\n ", "");
const read = async ({ token }: { token: string }) =>
  readEvents(valueOf(await readFeed({ db: test.db, clock }, token)).text);
const timesIn = (events: Iterable<Pick<ReadEvent, "status" | "start" | "end">>) =>
  [...events].map(({ status, start, end }) => `${start} ${end} ${status}`).toSorted();

/**
 * Reads every feed after a change: each says what the rows say, under the same names as before; what has changed has a
 * higher number and a later stamp. Nothing in a public one leads to a person. Returns my feed's entries in order.
 */
async function afterChange(feeds: Feeds): Promise<ReadEvent[]> {
  const rows = await test.db
    .select()
    .from(booking)
    .where(inArray(booking.facilityId, feeds.facilityIds))
    .orderBy(asc(booking.startsAt));
  for (const [index, feed] of [feeds.me, feeds.colleague, ...feeds.names, ...feeds.busy].entries()) {
    const expected = rows.filter(feed.mine).map((row) => ({
      status: statusOf(effectiveState(row, clock.now())),
      start: row.startsAt.toISOString(),
      end: row.endsAt.toISOString(),
    }));
    const found = await read(feed);
    expect(timesIn(found.values()), `feed ${index}`).toEqual(timesIn(expected));
    for (const [uid, was] of feeds.seen.get(feed.token) ?? []) {
      const is = found.get(uid);
      // Only what was handed on leaves a feed.
      if (!is) expect(index, uid).toBeLessThan(2);
      else if (timesIn([is]).join() !== timesIn([was]).join()) {
        expect(is.sequence).toBeGreaterThan(was.sequence);
        expect(is.changed > was.changed).toBe(true);
      }
    }
    feeds.seen.set(feed.token, found);
  }
  for (const { token } of feeds.busy) {
    const text = await textOf(token);
    for (const { user, organization } of [me, colleague])
      for (const word of [user?.name, organization?.nameZh, "断口形貌观察"]) expect(text).not.toContain(word);
  }
  clock.advance(60_000);
  return [...(feeds.seen.get(feeds.me.token)?.values() ?? [])].toSorted((a, b) =>
    a.start.localeCompare(b.start),
  );
}

/** The only entry of my feed. */
async function entryAfter(feeds: Feeds): Promise<ReadEvent> {
  const [entry, ...more] = await afterChange(feeds);
  if (!entry || more.length > 0) throw new Error(`${more.length + 1} entries`);
  return entry;
}

describe("every feed follows a booking that", () => {
  it("is booked, moved, extended, shortened, handed on, used and checked out", async () => {
    const facilityId = await makeFacility(test.db, provider, { rules: { leadMinutes: 0 } });
    const feeds = await feedsOf(facilityId);
    const { id } = valueOf(await reserve(as(me), wish(facilityId, "10:00", "12:00")));
    const { uid, status } = await entryAfter(feeds);
    expect(status).toBe("CONFIRMED");
    valueOf(await reschedule(as(me), id, { start: at("14:00"), end: at("16:00"), reason: "" }));
    expect(await entryAfter(feeds)).toMatchObject({ uid, start: at("14:00").toISOString() });
    valueOf(await extend(as(me), id, { end: at("17:00") }));
    expect(await entryAfter(feeds)).toMatchObject({ uid, end: at("17:00").toISOString() });
    valueOf(await extend(as(me), id, { end: at("15:30") }));
    const shortened = await entryAfter(feeds);
    expect(shortened).toMatchObject({ uid, end: at("15:30").toISOString() });
    valueOf(await transfer(as(me), id, { email: colleague.user?.email ?? "", reason: "" }));
    expect(await afterChange(feeds)).toEqual([]);
    const [theirs] = (await read(feeds.colleague)).values();
    expect(theirs).toMatchObject({ uid, status: "CONFIRMED", end: at("15:30").toISOString() });
    expect(theirs?.sequence).toBeGreaterThan(shortened.sequence);
    expect(await textOf(feeds.names[0]?.token ?? "")).toContain(colleague.user?.name);
    clock.set(at("14:00"));
    valueOf(await checkIn(as(colleague), id));
    await afterChange(feeds);
    valueOf(await checkOut(as(colleague), id, checkOutInput.parse({})));
    await afterChange(feeds);
    expect([...(await read(feeds.colleague)).values()]).toMatchObject([{ uid, status: "CONFIRMED" }]);
  });

  it("waits for approval, is approved, moved back to waiting, called off or refused", async () => {
    const facilityId = await makeFacility(test.db, provider, { rules: { instant: false, leadMinutes: 0 } });
    const feeds = await feedsOf(facilityId);
    const { id } = valueOf(await reserve(as(me), wish(facilityId)));
    const asked = await entryAfter(feeds);
    expect(asked).toMatchObject({ status: "TENTATIVE", summary: expect.stringContaining("待审批") });
    valueOf(await approve(as(provider), id, { reason: "" }));
    expect(await entryAfter(feeds)).toMatchObject({ uid: asked.uid, status: "CONFIRMED" });
    valueOf(await reschedule(as(me), id, { start: at("17:00"), end: at("19:00"), reason: "" }));
    expect(await entryAfter(feeds)).toMatchObject({ uid: asked.uid, status: "TENTATIVE" });
    valueOf(await approve(as(provider), id, { reason: "" }));
    await afterChange(feeds);
    valueOf(await cancel(as(provider), id, { reason: "设备故障" }));
    expect(await entryAfter(feeds)).toMatchObject({ uid: asked.uid, status: "CANCELLED" });
    const other = valueOf(await reserve(as(colleague), wish(facilityId)));
    await afterChange(feeds);
    valueOf(await reject(as(provider), other.id, { reason: "设备检修" }));
    await afterChange(feeds);
    expect([...(await read(feeds.colleague)).values()]).toMatchObject([{ status: "CANCELLED" }]);
  });

  it("nobody comes to, by the clock or by the staff, and that took place after all", async () => {
    const facilityId = await makeFacility(test.db, provider, { units: 2, rules: { leadMinutes: 0 } });
    const feeds = await feedsOf(facilityId);
    const { id } = valueOf(await reserve(as(me), wish(facilityId)));
    const other = valueOf(await reserve(as(colleague), wish(facilityId)));
    await afterChange(feeds);
    clock.set(at("14:05"));
    valueOf(await markNoShow(as(provider), other.id));
    await afterChange(feeds);
    expect([...(await read(feeds.colleague)).values()]).toMatchObject([{ status: "CANCELLED" }]);
    clock.set(at("14:31"));
    const computed = await entryAfter(feeds);
    expect(computed.status).toBe("CANCELLED");
    await tidyBookings(as(provider));
    const { changed: _, stamp: __, ...written } = computed;
    expect(await entryAfter(feeds)).toMatchObject(written);
    clock.set(at("17:00"));
    valueOf(await complete(as(provider), id, completeInput.parse({ reason: "来了，未签到" })));
    expect(await entryAfter(feeds)).toMatchObject({ uid: computed.uid, status: "CONFIRMED" });
  });

  it("an outage moves to another unit, or calls off", async () => {
    const facilityId = await makeFacility(test.db, provider, { units: 2, rules: { leadMinutes: 0 } });
    const feeds = await feedsOf(facilityId);
    const moving = valueOf(await reserve(as(me), wish(facilityId, "09:00", "10:00", { unit: 1 })));
    const off = valueOf(await reserve(as(me), wish(facilityId, "11:00", "12:00", { unit: 1 })));
    const before = await afterChange(feeds);
    const choices = { [moving.id]: "move", [off.id]: "cancel" };
    const times = { startsAt: at("08:00"), endsAt: at("20:00"), units: [1], reason: "更换灯丝" };
    const outage = closureInput.parse({ cause: "maintenance", ...times, choices });
    valueOf(await addClosure(as(provider), facilityId, outage));
    const mine = [...(await read(feeds.me)).values()].toSorted((a, b) => a.start.localeCompare(b.start));
    expect(mine).toMatchObject([
      { uid: before[0]?.uid, status: "CONFIRMED" },
      { uid: before[1]?.uid, status: "CANCELLED" },
    ]);
    expect(mine[0]?.sequence).toBeGreaterThan(before[0]?.sequence ?? 0);
    expect(await textOf(feeds.me.token)).toMatch(/LOCATION:[^\r]*2/);
    const closed = { start: at("08:00").toISOString(), end: at("20:00").toISOString(), status: "CONFIRMED" };
    for (const feed of [...feeds.names, ...feeds.busy])
      expect(timesIn((await read(feed)).values())).toEqual(timesIn([...mine, closed]));
    expect(await textOf(feeds.busy[0]?.token ?? "")).not.toContain("更换灯丝");
  });

  it("is one of a series that is moved from one on and called off to its end, or of a bundle", async () => {
    const [one, two] = [await makeFacility(test.db, provider), await makeFacility(test.db, provider)];
    const feeds = await feedsOf(one, two);
    const first = { facilityId: one, start: at("14:00"), end: at("16:00"), purpose: "断口形貌观察" };
    const texts = { ...first, start: first.start.toISOString(), end: first.end.toISOString() };
    const pattern = { frequency: "weekly", count: 4 };
    const asked = seriesInput.parse({ first: texts, pattern, conflicts: "refuse" });
    const made = valueOf(await makeSeries(as(me), asked));
    const before = await afterChange(feeds);
    expect(before.map(({ status }) => status)).toEqual(Array.from({ length: 4 }, () => "CONFIRMED"));
    const ids = made.occurrences.map(({ booked }) => booked?.id ?? "");
    const later = { time: "09:00", minutes: 90, conflicts: "refuse" } as const;
    valueOf(await retimeSeries(as(me), made.id, { from: ids[2] }, later));
    const moved = await afterChange(feeds);
    expect(moved.map(({ uid }) => uid)).toEqual(before.map(({ uid }) => uid));
    expect(moved.map(({ start }) => start.slice(11, 16))).toEqual(["06:00", "06:00", "01:00", "01:00"]);
    valueOf(await cancelSeries(as(me), made.id, { from: ids[1] }, { reason: "" }));
    expect((await afterChange(feeds)).map(({ status }) => status)).toEqual([
      "CONFIRMED",
      ...Array.from({ length: 3 }, () => "CANCELLED"),
    ]);
    const together = [wish(one, "08:00", "09:00"), wish(two, "17:00", "18:00")];
    valueOf(await reserveBundle(as(me), { bookings: together }));
    expect(await afterChange(feeds)).toHaveLength(6);
  });

  it("is offered from the waiting list: taken, passed, or left until the offer is over", async () => {
    const facilityId = await makeFacility(test.db, provider, { rules: { leadMinutes: 0 } });
    const feeds = await feedsOf(facilityId);
    const times = [
      ["08:00", "10:00"],
      ["11:00", "13:00"],
      ["14:00", "16:00"],
    ] as const;
    for (const [from, to] of times) {
      const { id } = valueOf(await reserve(as(colleague), wish(facilityId, from, to)));
      const window = { start: at(from).toISOString(), end: at(to).toISOString() };
      const waiting = joinInput.parse({ facilityId, ...window, purpose: "断口形貌观察" });
      valueOf(await joinWaitlist(as(me), waiting));
      valueOf(await cancel(as(colleague), id, { reason: "" }));
    }
    await serveFacilityQueue(as(provider), facilityId);
    const offered = await afterChange(feeds);
    expect(offered.map(({ status }) => status)).toEqual(["TENTATIVE", "TENTATIVE", "TENTATIVE"]);
    const entries = await test.db
      .select({ id: waitlistEntry.id, deadline: booking.deadline })
      .from(waitlistEntry)
      .innerJoin(booking, eq(booking.id, waitlistEntry.bookingId))
      .where(and(eq(waitlistEntry.facilityId, facilityId)))
      .orderBy(asc(booking.startsAt));
    valueOf(await takeOffer(as(me), entries[0]?.id ?? ""));
    await afterChange(feeds);
    valueOf(await passOffer(as(me), entries[1]?.id ?? ""));
    await afterChange(feeds);
    clock.set(new Date((entries[2]?.deadline?.getTime() ?? 0) + 1));
    const after = await afterChange(feeds);
    expect(after.map(({ uid }) => uid)).toEqual(offered.map(({ uid }) => uid));
    expect(after.map(({ status }) => status)).toEqual(["CONFIRMED", "CANCELLED", "CANCELLED"]);
  });
});

it("a room that an instrument needs is busy with its bookings, and the entry moves with them", async () => {
  const [facilityId, room] = [await makeFacility(test.db, provider), await makeFacility(test.db, provider)];
  valueOf(await addRequirement(as(provider), facilityId, room));
  const feeds = await feedsOf(room);
  const { id } = valueOf(await reserve(as(me), wish(facilityId, "10:00", "12:00")));
  const only = async (feed: { token: string } | undefined) => {
    const found = [...(await read(feed ?? { token: "" })).values()];
    expect(found).toHaveLength(1);
    return found[0];
  };
  const before = [await only(feeds.names[0]), await only(feeds.busy[0])];
  clock.advance(60_000);
  valueOf(await reschedule(as(me), id, { start: at("14:00"), end: at("16:00"), reason: "" }));
  for (const [index, feed] of [feeds.names[0], feeds.busy[0]].entries()) {
    const [was, is] = [before[index], await only(feed)];
    expect(is).toMatchObject({
      uid: was?.uid,
      start: at("14:00").toISOString(),
      end: at("16:00").toISOString(),
    });
    expect(is?.sequence).toBeGreaterThan(was?.sequence ?? 0);
    expect((is?.changed ?? "") > (was?.changed ?? "")).toBe(true);
  }
  expect(await textOf(feeds.busy[0]?.token ?? "")).not.toContain(id);
  clock.advance(60_000);
  valueOf(await cancel(as(me), id, { reason: "" }));
  for (const feed of [...feeds.names, ...feeds.busy]) expect(await read(feed)).toHaveProperty("size", 0);
});

it.each([
  ["before clocks go back", "2027-10-30T09:00:00+01:00"],
  ["after they went back", "2027-10-31T09:00:00+00:00"],
  ["in the hour that comes twice, the first time", "2027-10-31T01:00:00+01:00"],
  ["in the hour that comes twice, the second time", "2027-10-31T01:00:00+00:00"],
])("a facility in London has its bookings at the right instants: %s", async (_, start) => {
  const facilityId = await makeFacility(test.db, provider, {
    ...{ zone: "Europe/London", hours: [0, 1440] },
    rules: { leadMinutes: 0, horizonDays: 400 },
  });
  const feeds = await feedsOf(facilityId);
  const times = { start, end: new Date(Date.parse(start) + 7_200_000).toISOString() };
  valueOf(await reserve(as(me), wish(facilityId, "14:00", "16:00", times)));
  expect(await entryAfter(feeds)).toMatchObject({ start: new Date(start).toISOString(), end: times.end });
  const held = await test.db.select().from(slot).where(eq(slot.facilityId, facilityId));
  expect(held.map(({ blocked }) => blocked.start.toISOString())).toEqual([new Date(start).toISOString()]);
});
