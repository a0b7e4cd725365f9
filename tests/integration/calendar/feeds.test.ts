import { and, eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { booking, slot } from "#db/schema/booking.ts";
import { calendarFeed } from "#db/schema/calendar-feed.ts";
import { facilityUnit, listing } from "#db/schema/catalog.ts";
import { appUser, membership } from "#db/schema/identity.ts";
import type { Actor } from "#app/domain/context.ts";
import { approve, reject } from "#app/domain/booking/approve.server.ts";
import { cancel } from "#app/domain/booking/cancel.server.ts";
import { extend, reschedule } from "#app/domain/booking/reschedule.server.ts";
import { reserve } from "#app/domain/booking/reserve.server.ts";
import { effectiveState } from "#app/domain/booking/states.ts";
import { bookingFile } from "#app/domain/calendar/booking-file.server.ts";
import { statusOf } from "#app/domain/calendar/event.ts";
import {
  facilityFeeds,
  makeFacilityFeed,
  makeOwnFeed,
  mostFeeds,
  ownFeeds,
  revokeFeed,
} from "#app/domain/calendar/feeds.server.ts";
import { readFeed } from "#app/domain/calendar/read-feed.server.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import type { Result } from "#app/runtime/problem.ts";
import { addColleague, contextOf, makeFacility, makeMember, monday, wish } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { layMeasure } from "../../support/decided.ts";
import { readEvents } from "../../support/icalendar.ts";
import { problemOf, valueOf } from "../../support/results.ts";

let test: TestDatabase;
let provider: Actor;
let sme: Actor;

beforeAll(async () => {
  test = await testDatabase();
  provider = await makeMember(test.db, ["facility_manager"], "university");
  sme = await makeMember(test.db, ["member"]);
});
afterAll(() => test.close());

const tokenIn = (address: string): string => /\/calendar\/([\w.-]+)\.ics$/.exec(address)?.[1] ?? "";
const reading = (token: string, clock = fixedClock(monday)) => readFeed({ db: test.db, clock }, token);
const eventsOf = async (token: string, clock = fixedClock(monday)) =>
  readEvents(valueOf(await reading(token, clock)).text);
const own = async (actor: Actor) => tokenIn(valueOf(await makeOwnFeed(contextOf(test.db, actor))));

/** What a feed of a facility's bookings must say at `now`, from the rows alone. */
async function expectedOf(facilityId: string, now: Date) {
  const rows = await test.db.select().from(booking).where(eq(booking.facilityId, facilityId));
  return rows
    .map((row) => ({
      id: row.id,
      status: statusOf(effectiveState(row, now)),
      start: row.startsAt.toISOString(),
      end: row.endsAt.toISOString(),
    }))
    .toSorted((a, b) => a.id.localeCompare(b.id));
}

const shownIn = (events: ReturnType<typeof readEvents>) =>
  [...events.values()]
    .map(({ uid, status, start, end }) => ({ id: /booking-([^@]+)@/.exec(uid)?.[1], status, start, end }))
    .toSorted((a, b) => (a.id ?? "").localeCompare(b.id ?? ""));

const hour = (at: number) => `${String(at).padStart(2, "0")}:00`;

describe("a feed after any course of changes", () => {
  type Step = {
    act: "reserve" | "approve" | "reject" | "reschedule" | "extend" | "cancel" | "wait";
    at: number;
    which: number;
  };
  const steps = fc.array(
    fc.record<Step>({
      act: fc.constantFrom(
        "reserve",
        "reserve",
        "approve",
        "reject",
        "reschedule",
        "extend",
        "cancel",
        "wait",
      ),
      at: fc.integer({ min: 8, max: 17 }),
      which: fc.nat({ max: 5 }),
    }),
    { minLength: 4, maxLength: 14 },
  );

  it("says what the database says, each change under a higher number", async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (course) => {
        const person = await addColleague(test.db, sme.organization ?? never(), ["member"]);
        const facilityId = await makeFacility(test.db, provider, {
          units: 2,
          rules: { instant: false, leadMinutes: 0 },
        });
        const clock = fixedClock(monday);
        const [booker, staff] = [contextOf(test.db, person, clock), contextOf(test.db, provider, clock)];
        const token = await own(person);
        const names = tokenIn(valueOf(await makeFacilityFeed(staff, facilityId, true)));
        const ids: string[] = [];
        let before = await eventsOf(token, clock);
        for (const { act, at, which } of course) {
          clock.advance(60_000);
          const id = ids[which % Math.max(ids.length, 1)] ?? "";
          const done = await perform(act, at, id);
          if (act === "reserve" && done?.ok) ids.push(done.value.id);
          const after = await eventsOf(token, clock);
          expect(shownIn(after)).toEqual(await expectedOf(facilityId, clock.now()));
          expect(shownIn(await eventsOf(names, clock))).toEqual(shownIn(after));
          for (const [uid, was] of before) {
            const is = after.get(uid);
            if (!is) throw new Error(`${uid} is gone`);
            const same = is.status === was.status && is.start === was.start && is.end === was.end;
            if (same) expect(is.sequence).toBeGreaterThanOrEqual(was.sequence);
            else expect(is.sequence).toBeGreaterThan(was.sequence);
            if (is.sequence > was.sequence) expect(is.changed > was.changed).toBe(true);
            expect(is.stamp).toBe(is.changed);
          }
          before = after;
        }

        async function perform(
          act: Step["act"],
          at: number,
          id: string,
        ): Promise<Result<{ id: string }> | undefined> {
          const { start, end } = wish(facilityId, hour(at), hour(at + 2));
          if (act === "reserve") return reserve(booker, wish(facilityId, hour(at), hour(at + 2)));
          if (act === "wait") clock.advance(5 * 3_600_000);
          if (act === "wait" || id === "") return undefined;
          if (act === "approve") return approve(staff, id, { reason: "" });
          if (act === "reject") return reject(staff, id, { reason: "设备检修" });
          if (act === "extend") return extend(staff, id, { end: new Date(end.getTime() + 1_800_000) });
          if (act === "reschedule") return reschedule(booker, id, { start, end, reason: "" });
          return cancel(at % 2 ? booker : staff, id, { reason: "计划有变" });
        }
      }),
      { numRuns: 12, seed: 20261124 },
    );
  });
});

const never = (): never => {
  throw new Error("no organisation");
};

describe("the address of a feed", () => {
  it("is known only once, read until it is revoked, and lists when it was last read", async () => {
    const ctx = contextOf(test.db, sme);
    const address = valueOf(await makeOwnFeed(ctx));
    const token = tokenIn(address);
    const stored = JSON.stringify(await test.db.select().from(calendarFeed));
    expect(stored).not.toContain(token);
    const [feed] = await ownFeeds(ctx);
    expect(feed).toMatchObject({ lastReadAt: null, names: false });
    valueOf(await reading(token));
    expect((await ownFeeds(ctx))[0]?.lastReadAt).toEqual(new Date(monday));
    expect(problemOf(await revokeFeed(contextOf(test.db, provider), feed?.id ?? "")).code).toBe("not_found");
    valueOf(await revokeFeed(ctx, feed?.id ?? ""));
    expect(problemOf(await reading(token)).status).toBe(404);
    expect(await ownFeeds(ctx)).toEqual([]);
    expect(problemOf(await reading("nonsense")).status).toBe(404);
  });

  it("stops with the account, and there are at most ten", async () => {
    const person = await addColleague(test.db, sme.organization ?? never(), ["member"]);
    const tokens = [];
    for (let n = 0; n < mostFeeds; n += 1) tokens.push(await own(person));
    expect(problemOf(await makeOwnFeed(contextOf(test.db, person))).code).toBe("calendar_feeds_full");
    await test.db
      .update(appUser)
      .set({ disabledAt: new Date(monday) })
      .where(eq(appUser.id, person.user?.id ?? ""));
    expect(problemOf(await reading(tokens[0] ?? "")).status).toBe(404);
  });

  it("shows nothing of an organisation that the person has left", async () => {
    const person = await addColleague(test.db, sme.organization ?? never(), ["member"]);
    const facilityId = await makeFacility(test.db, provider);
    valueOf(await reserve(contextOf(test.db, person), wish(facilityId)));
    const token = await own(person);
    expect(await eventsOf(token)).toHaveProperty("size", 1);
    await test.db
      .update(membership)
      .set({ endedAt: new Date(monday) })
      .where(eq(membership.id, person.membershipId ?? ""));
    expect(await eventsOf(token)).toHaveProperty("size", 0);
  });
});

describe("a facility's feed", () => {
  it("is made by those who manage it, of their own organisation only", async () => {
    const facilityId = await makeFacility(test.db, provider);
    const [stranger, member] = [
      await makeMember(test.db, ["facility_manager"], "university"),
      await addColleague(test.db, provider.organization ?? never(), ["member"]),
    ];
    expect(problemOf(await makeFacilityFeed(contextOf(test.db, stranger), facilityId, false)).code).toBe(
      "not_found",
    );
    expect(problemOf(await makeFacilityFeed(contextOf(test.db, member), facilityId, false)).code).toBe(
      "forbidden",
    );
  });

  it("without names is there for the public unless a measure hides its own organisation", async () => {
    const [hidden, other] = [
      await makeMember(test.db, ["facility_manager"], "university"),
      await makeMember(test.db, ["facility_manager"], "university"),
    ];
    const feedOf = async (staff: Actor) => {
      const facilityId = await makeFacility(test.db, staff);
      return tokenIn(valueOf(await makeFacilityFeed(contextOf(test.db, staff), facilityId, false)));
    };
    const [gone, stays] = [await feedOf(hidden), await feedOf(other)];
    const from = new Date("2026-11-20T09:00:00+08:00");
    await layMeasure(test.db, { organizationId: hidden.organization?.id ?? "", kind: "suspension", from });
    expect(problemOf(await reading(gone)).status).toBe(404);
    expect(await eventsOf(stays)).toHaveProperty("size", 0);
  });

  it("names who comes to staff, and to the public only that it is busy", async () => {
    const facilityId = await makeFacility(test.db, provider);
    const staff = contextOf(test.db, provider);
    valueOf(await reserve(contextOf(test.db, sme), wish(facilityId)));
    const [unit] = await test.db.select().from(facilityUnit).where(eq(facilityUnit.facilityId, facilityId));
    const closed = { start: new Date("2026-11-25T01:00:00Z"), end: new Date("2026-11-25T04:00:00Z") };
    await test.db.insert(slot).values({
      facilityId,
      unitId: unit?.id ?? "",
      blocked: closed,
      cause: "maintenance",
      reason: "更换灯丝",
      state: "closed",
    });
    const names = valueOf(await reading(tokenIn(valueOf(await makeFacilityFeed(staff, facilityId, true)))));
    const busy = valueOf(await reading(tokenIn(valueOf(await makeFacilityFeed(staff, facilityId, false)))));
    const unfolded = (text: string) => text.replaceAll("\r\n ", "");
    const organization = sme.organization?.nameZh ?? "?";
    for (const word of ["测试员", organization, "断口形貌观察", "更换灯丝"]) {
      expect(unfolded(names.text)).toContain(word);
      expect(unfolded(busy.text)).not.toContain(word);
    }
    expect(busy.text).not.toMatch(/URL|booking-/);
    const times = [...readEvents(busy.text).values()].map(({ summary, start }) => ({ summary, start }));
    expect(times).toEqual([
      { summary: "已占用", start: "2026-11-24T06:00:00.000Z" },
      { summary: "已占用", start: closed.start.toISOString() },
    ]);
  });

  it("dies with the role of its maker and does not come back with it; a public one goes with the listing", async () => {
    const facilityId = await makeFacility(test.db, provider);
    const maker = await addColleague(test.db, provider.organization ?? never(), ["facility_manager"]);
    const ctx = contextOf(test.db, maker);
    const names = tokenIn(valueOf(await makeFacilityFeed(ctx, facilityId, true)));
    const busy = tokenIn(valueOf(await makeFacilityFeed(ctx, facilityId, false)));
    valueOf(await reading(names));
    const roles = (held: ("facility_manager" | "member")[]) =>
      test.db
        .update(membership)
        .set({ roles: held })
        .where(eq(membership.id, maker.membershipId ?? ""));
    await roles(["member"]);
    expect(problemOf(await reading(names)).status).toBe(404);
    await roles(["facility_manager"]);
    expect(problemOf(await reading(names)).status).toBe(404);
    valueOf(await reading(busy));
    await test.db.update(listing).set({ state: "suspended" }).where(eq(listing.id, facilityId));
    expect(problemOf(await reading(busy)).status).toBe(404);
    const [left] = await facilityFeeds(ctx, facilityId);
    expect(left?.names).toBe(false);
    valueOf(await revokeFeed(contextOf(test.db, provider), left?.id ?? ""));
  });

  it("has the same tag for the same content", async () => {
    const facilityId = await makeFacility(test.db, provider);
    const token = tokenIn(valueOf(await makeFacilityFeed(contextOf(test.db, provider), facilityId, false)));
    const first = valueOf(await reading(token));
    expect(valueOf(await reading(token, fixedClock("2026-11-23T10:00:00+08:00"))).etag).toBe(first.etag);
    valueOf(await reserve(contextOf(test.db, sme), wish(facilityId)));
    expect(valueOf(await reading(token)).etag).not.toBe(first.etag);
  });
});

describe("one booking as a file", () => {
  it("is given to its booker and its provider, to nobody else", async () => {
    const facilityId = await makeFacility(test.db, provider);
    const { id } = valueOf(await reserve(contextOf(test.db, sme), wish(facilityId)));
    const file = valueOf(await bookingFile(contextOf(test.db, sme), id, "en"));
    const [event] = readEvents(file).values();
    expect(event).toMatchObject({ status: "CONFIRMED", summary: "Field-emission SEM" });
    const staff = valueOf(await bookingFile(contextOf(test.db, provider), id, "zh-CN"));
    expect([...readEvents(staff).values()][0]?.summary).toContain("测试员");
    const stranger = await makeMember(test.db, ["member"]);
    expect(problemOf(await bookingFile(contextOf(test.db, stranger), id, "en")).code).toBe("not_found");
    const rows = await test.db
      .select()
      .from(booking)
      .where(and(eq(booking.id, id)));
    expect(rows).toHaveLength(1);
  });
});
