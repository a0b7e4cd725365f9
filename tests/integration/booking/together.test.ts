import { randomUUID } from "node:crypto";
import { and, asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { booking, slot } from "#db/schema/booking.ts";
import { bookingQuota, bookingPolicy } from "#db/schema/booking-policy.ts";
import { auditEntry } from "#db/schema/shared.ts";
import type { Actor } from "#app/domain/context.ts";
import { previewBundle, reserveBundle } from "#app/domain/booking/bundle/reserve-bundle.server.ts";
import { bundlePage, madeTogetherWith } from "#app/domain/booking/bundle/bundle-page.server.ts";
import { cancelBundle, previewCancelBundle } from "#app/domain/booking/bundle/cancel-bundle.server.ts";
import { togetherPage } from "#app/domain/booking/bundle/together-page.server.ts";
import { readTogether, togetherOf } from "#app/domain/booking/bundle/wanted-parts.ts";
import { reserve } from "#app/domain/booking/reserve.server.ts";
import {
  cancelSeries,
  previewCancelSeries,
  previewRetimeSeries,
  retimeSeries,
} from "#app/domain/booking/series/change-series.server.ts";
import { seriesInput } from "#app/domain/booking/series/inputs.ts";
import { makeSeries, previewSeries } from "#app/domain/booking/series/make-series.server.ts";
import { transfer } from "#app/domain/booking/transfer/transfer.server.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { addColleague, contextOf, makeFacility, makeMember, wish } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { problemOf, valueOf } from "../../support/results.ts";

let test: TestDatabase;
let provider: Actor;
let user: Actor;
let owner: Actor;
let colleague: Actor;
let stranger: Actor;

beforeAll(async () => {
  test = await testDatabase();
  provider = await makeMember(test.db, ["facility_manager"], "university");
  user = await makeMember(test.db, ["member"]);
  stranger = await makeMember(test.db, ["member"]);
  const acting = user.organization;
  if (!acting) throw new Error("no organisation");
  owner = await addColleague(test.db, acting, ["owner"]);
  colleague = await addColleague(test.db, acting, ["member"]);
});

afterAll(() => test.close());

const ctx = (actor: Actor = user, at?: string) => contextOf(test.db, actor, at ? fixedClock(at) : undefined);
const weekly = (facilityId: string, extra: Record<string, unknown> = {}) =>
  seriesInput.parse({
    first: { ...texts(facilityId), purpose: "断口形貌观察" },
    pattern: { frequency: "weekly", count: 4 },
    conflicts: "refuse",
    ...extra,
  });
const texts = (facilityId: string) => ({
  facilityId,
  start: "2026-11-24T14:00:00+08:00",
  end: "2026-11-24T16:00:00+08:00",
});
const bookingsOf = (facilityId: string) =>
  test.db.select().from(booking).where(eq(booking.facilityId, facilityId)).orderBy(asc(booking.startsAt));
const noticesAbout = async (
  facilityId: string,
): Promise<{ template: string; entityId: string; people: string[] }[]> => {
  const ids = (await bookingsOf(facilityId)).map(({ id }) => id);
  const jobs = await test.sql<{ payload: { template: string; entityId: string; people: string[] } }[]>`
    select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = 'notify'`;
  return jobs.map(({ payload }) => payload).filter(({ entityId }) => ids.includes(entityId));
};

describe("a series", () => {
  it("books every occurrence, with one notice", async () => {
    const id = await makeFacility(test.db, provider);
    const made = valueOf(await makeSeries(ctx(), weekly(id)));
    const rows = await bookingsOf(id);
    expect(rows.map(({ startsAt }) => startsAt.toISOString())).toEqual([
      "2026-11-24T06:00:00.000Z",
      "2026-12-01T06:00:00.000Z",
      "2026-12-08T06:00:00.000Z",
      "2026-12-15T06:00:00.000Z",
    ]);
    expect(new Set(rows.map(({ seriesId }) => seriesId))).toEqual(new Set([made.id]));
    expect((await noticesAbout(id)).map(({ template }) => template)).toEqual(["booking-series-confirmed"]);
  });

  it("says in its preview what is in the way and keeps nothing", async () => {
    const id = await makeFacility(test.db, provider);
    const taken = wish(id, "15:00", "17:00");
    const inAWeek = {
      start: new Date("2026-12-01T15:00:00+08:00"),
      end: new Date("2026-12-01T17:00:00+08:00"),
    };
    valueOf(await reserve(ctx(stranger), { ...taken, ...inAWeek }));
    const seen = valueOf(await previewSeries(ctx(), weekly(id)));
    expect(seen.map(({ problem }) => problem?.code ?? null)).toEqual([null, "slot_taken", null, null]);
    expect(await bookingsOf(id)).toHaveLength(1);
    expect(problemOf(await makeSeries(ctx(), weekly(id))).code).toBe("series_conflicts");
    expect(await bookingsOf(id)).toHaveLength(1);
    valueOf(await makeSeries(ctx(), weekly(id, { conflicts: "skip" })));
    expect(await bookingsOf(id)).toHaveLength(4);
  });

  it("counts the occurrences before against a quota", async () => {
    const id = await makeFacility(test.db, provider);
    const [policy] = await test.db.select().from(bookingPolicy).where(eq(bookingPolicy.facilityId, id));
    const quota = { scope: "user", period: "month", maxMinutes: 240 } as const;
    await test.db.insert(bookingQuota).values({ policyId: policy?.id ?? "", ...quota });
    const seen = valueOf(await previewSeries(ctx(), weekly(id)));
    const rules = seen.map(({ problem }) => problem?.reasons?.map(({ rule }) => rule).join() ?? "");
    expect(rules).toEqual(["", "", "", "quota_user_month"]);
  });

  it("moves from one on to another time of day, each with its history", async () => {
    const id = await makeFacility(test.db, provider);
    const made = valueOf(await makeSeries(ctx(), weekly(id)));
    const from = (await bookingsOf(id))[2]?.id;
    const input = { time: "09:30", minutes: 90, conflicts: "refuse" } as const;
    const seen = valueOf(await previewRetimeSeries(ctx(), made.id, { from }, input));
    expect(seen).toHaveLength(2);
    expect((await bookingsOf(id))[2]?.startsAt.toISOString()).toBe("2026-12-08T06:00:00.000Z");
    valueOf(await retimeSeries(ctx(), made.id, { from }, input));
    const rows = await bookingsOf(id);
    expect(rows.map(({ startsAt }) => startsAt.toISOString().slice(11, 16))).toEqual([
      "06:00",
      "06:00",
      "01:30",
      "01:30",
    ]);
    const audit = await test.db
      .select()
      .from(auditEntry)
      .where(eq(auditEntry.entityId, from ?? ""));
    expect(audit.map(({ transition }) => transition)).toContain("reschedule");
  });

  it("is cancelled from one on, as each alone would be", async () => {
    const id = await makeFacility(test.db, provider, { rules: { lateCancelPercent: 50 } });
    const made = valueOf(await makeSeries(ctx(), weekly(id)));
    // Inside the cut-off of the first alone.
    const late = ctx(user, "2026-11-24T08:00:00+08:00");
    expect(valueOf(await previewCancelSeries(late, made.id, {})).map(({ charge }) => charge)).toEqual([
      30_000,
      null,
      null,
      null,
    ]);
    const from = (await bookingsOf(id))[1]?.id;
    expect(valueOf(await cancelSeries(late, made.id, { from }, { reason: "" }))).toHaveLength(3);
    const states = (await bookingsOf(id)).map(({ state }) => state);
    expect(states).toEqual(["confirmed", "cancelled", "cancelled", "cancelled"]);
  });

  it("is nobody's business of another organisation", async () => {
    const id = await makeFacility(test.db, provider);
    const made = valueOf(await makeSeries(ctx(), weekly(id)));
    expect(problemOf(await cancelSeries(ctx(stranger), made.id, {}, { reason: "" })).code).toBe("not_found");
  });
});

const gone = { facilityId: randomUUID(), from: "", to: "", way: "", item: "" };

describe("several at once", () => {
  it("are booked all or none", async () => {
    const [one, two] = [await makeFacility(test.db, provider), await makeFacility(test.db, provider)];
    const bookings = [wish(one), wish(two)];
    valueOf(await reserve(ctx(stranger), wish(two)));
    const refused = problemOf(await reserveBundle(ctx(), { bookings }));
    expect(refused.code).toBe("bundle_refused");
    expect(await bookingsOf(one)).toHaveLength(0);
    const lines = valueOf(await previewBundle(ctx(), { bookings: [wish(one), wish(two, "08:00", "08:15")] }));
    expect(lines.map(({ problem }) => problem?.reasons?.map(({ rule }) => rule) ?? null)).toEqual([
      null,
      ["too_short", "length_step"],
    ]);
    const done = valueOf(await reserveBundle(ctx(), { bookings: [wish(one), wish(two, "16:00", "18:00")] }));
    expect(done.lines.every(({ booked }) => booked !== null)).toBe(true);
    expect((await bookingsOf(one))[0]?.bundleId).toBe(done.id);
  });

  it("is seen by its organisation, and by a provider as far as its own facility goes", async () => {
    const elsewhere = await makeMember(test.db, ["facility_manager"], "institute");
    const ids = [await makeFacility(test.db, provider), await makeFacility(test.db, elsewhere)] as const;
    const bookings = ids.map((id) => wish(id));
    const { id, lines } = valueOf(await reserveBundle(ctx(), { bookings }));
    const first = { id: lines[0]?.booked?.id ?? "", bundleId: id };
    expect(valueOf(await bundlePage(ctx(colleague), id)).open).toHaveLength(2);
    expect(problemOf(await bundlePage(ctx(stranger), id)).code).toBe("not_found");
    expect((await madeTogetherWith(ctx(), first)).map(({ booking: { id: other } }) => other)).toEqual([
      lines[1]?.booked?.id,
    ]);
    expect(await madeTogetherWith(ctx(provider), first)).toEqual([]);
    expect(await madeTogetherWith(ctx(elsewhere), first)).toHaveLength(1);
  });

  it("is cancelled as a whole, each part at its own price, by nobody else", async () => {
    const dear = { cancelCutoffMinutes: 2880, lateCancelPercent: 50 };
    const ids = [
      await makeFacility(test.db, provider, { rules: dear }),
      await makeFacility(test.db, provider),
    ] as const;
    const { id } = valueOf(await reserveBundle(ctx(), { bookings: ids.map((one) => wish(one)) }));
    expect(problemOf(await cancelBundle(ctx(stranger), id, { reason: "" })).code).toBe("not_found");
    const seen = valueOf(await previewCancelBundle(ctx(), id));
    expect(seen.map(({ charge }) => (charge ?? 0) > 0)).toEqual([true, false]);
    expect((await bookingsOf(ids[0]))[0]?.state).toBe("confirmed");
    const done = valueOf(await cancelBundle(ctx(), id, { reason: "样品未到" }));
    expect(done).toEqual(seen);
    for (const one of ids) expect((await bookingsOf(one))[0]).toMatchObject({ state: "cancelled" });
    expect(problemOf(await cancelBundle(ctx(), id, { reason: "" })).code).toBe("bundle_over");
  });

  it("is looked at part by part, with the times at which all are free", async () => {
    const ids = [await makeFacility(test.db, provider), await makeFacility(test.db, provider)] as const;
    valueOf(await reserve(ctx(stranger), wish(ids[0])));
    const times = { start: "2026-11-24 14:00", end: "2026-11-24T16:00:00+08:00" };
    const asked = readTogether(new URLSearchParams(togetherOf(ids, times).split("?")[1]));
    const page = valueOf(await togetherPage(ctx(), { ...asked, parts: [...asked.parts, gone] }));
    expect(page.gone).toBe(1);
    expect(page.parts.map(({ line }) => line?.problem?.code ?? null)).toEqual(["slot_taken", null]);
    const [first] = page.common;
    const suits = { start: new Date(first?.start ?? 0), end: new Date(first?.end ?? 0) };
    valueOf(await reserveBundle(ctx(), { bookings: ids.map((id) => ({ ...wish(id), ...suits })) }));
  });
});

describe("a transfer", () => {
  const booked = async (rules = {}) => {
    const id = await makeFacility(test.db, provider, { rules });
    return { id, made: valueOf(await reserve(ctx(), wish(id))) };
  };
  const to = (actor: Actor) => ({ email: actor.user?.email ?? "", reason: "" });

  it("gives the booking to a colleague and tells both", async () => {
    const { id, made } = await booked();
    valueOf(await transfer(ctx(), made.id, to(colleague)));
    const [row] = await bookingsOf(id);
    expect(row).toMatchObject({ userId: colleague.user?.id, state: "confirmed" });
    const held = await test.db.select().from(slot).where(eq(slot.bookingId, made.id));
    expect(held).toMatchObject([{ state: "confirmed" }]);
    const told = await noticesAbout(id);
    expect(told.map(({ template }) => template)).toEqual([
      "booking-confirmed",
      "booking-handed-over",
      "booking-handed-on",
    ]);
    expect(told.at(-1)?.people).toEqual([user.user?.id]);
    // Not the former user's any more, but still the owner's to give.
    expect(problemOf(await transfer(ctx(), made.id, to(user))).code).toBe("forbidden");
    valueOf(await transfer(ctx(owner), made.id, to(user)));
  });

  it("asks of the colleague what the rules ask of a person", async () => {
    const { id, made } = await booked({ maxOpenPerUser: 1 });
    valueOf(await reserve(ctx(colleague), wish(id, "08:00", "09:00")));
    const refused = problemOf(await transfer(ctx(), made.id, to(colleague)));
    expect(refused.reasons?.map(({ rule }) => rule)).toEqual(["quota_user"]);
  });

  it("is handed on by the provider's staff, who may set aside with a reason what the rules let them", async () => {
    const { id, made } = await booked({ maxOpenPerUser: 1 });
    valueOf(await reserve(ctx(colleague), wish(id, "16:00", "18:00")));
    const asked = problemOf(await transfer(ctx(provider), made.id, to(colleague)));
    expect(asked.reasons).toMatchObject([{ overridable: true }]);
    const why = { ...to(colleague), overrideReason: "原使用人临时住院" };
    expect(problemOf(await transfer(ctx(), made.id, why)).reasons).toMatchObject([{ overridable: false }]);
    expect(problemOf(await transfer(ctx(stranger), made.id, why)).code).toBe("not_found");
    valueOf(await transfer(ctx(provider), made.id, why));
    expect((await bookingsOf(id))[0]?.userId).toBe(colleague.user?.id);
    const [entry] = await test.db
      .select()
      .from(auditEntry)
      .where(and(eq(auditEntry.entityId, made.id), eq(auditEntry.transition, "transfer")));
    expect(entry).toMatchObject({ reason: "原使用人临时住院", detail: { overridden: [expect.any(String)] } });
  });

  it("goes to nobody outside, and not after the end", async () => {
    const { made } = await booked();
    expect(problemOf(await transfer(ctx(), made.id, to(stranger))).errors?.[0]?.code).toBe("no_colleague");
    expect(problemOf(await transfer(ctx(stranger), made.id, to(colleague))).code).toBe("not_found");
    const after = ctx(user, "2026-11-24T17:00:00+08:00");
    expect(problemOf(await transfer(after, made.id, to(colleague))).code).toBe("not_allowed_now");
  });
});
