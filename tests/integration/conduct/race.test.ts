import { and, eq, ne } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { facilityBlock } from "#db/schema/conduct.ts";
import { trainingSeat } from "#db/schema/qualification.ts";
import { reserve } from "#app/domain/booking/reserve.server.ts";
import type { Actor } from "#app/domain/context.ts";
import { defineType } from "#app/domain/qualification/define-type.server.ts";
import { sessionForm, typeForm } from "#app/domain/qualification/inputs.ts";
import { planSession } from "#app/domain/qualification/plan-session.server.ts";
import { contextOf, makeFacility, makeMember, monday, wish } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { type Racers, startRacers, tally, sometime } from "../../support/race/race.ts";
import { valueOf } from "../../support/results.ts";

const clients = 8;
const missed = "2026-11-24T14:10:00+08:00";

let test: TestDatabase;
let provider: Actor;
let locked: Racers;
let unlocked: Racers;

beforeAll(async () => {
  test = await testDatabase({ max: 6 });
  provider = await makeMember(test.db, ["facility_manager"], "university");
  locked = startRacers(test.url);
  unlocked = startRacers(test.url, { without: "lock" });
});

afterAll(async () => {
  locked.stop();
  unlocked.stop();
  await test.close();
});

const times = <T>(make: (index: number) => T): T[] =>
  Array.from({ length: clients }, (_, index) => make(index));

/** One person's bookings of every unit at one time, none of which they turn up for; all are marked at once. */
async function noShows(racers: Racers) {
  const sme = await makeMember(test.db, ["member"]);
  const rules = { warnAfter: 1, shortBlockAfter: 3, automaticShortBlock: true };
  const facilityId = await makeFacility(test.db, provider, { rules, units: clients });
  const ids: string[] = [];
  for (const unit of times((index) => index + 1)) {
    const wanted = wish(facilityId, "14:00", "15:00", { unit });
    ids.push(valueOf(await reserve(contextOf(test.db, sme), wanted)).id);
  }
  const tasks = ids.map((id) => ({ actor: provider, kind: "no-show" as const, id }));
  const outcomes = await racers.race(missed, tasks);
  const blocks = await test.db.select().from(facilityBlock).where(eq(facilityBlock.facilityId, facilityId));
  return { outcomes, levels: blocks.map(({ level }) => level).toSorted() };
}

/** Everybody wants one of the last two seats of a training at once. */
async function lastSeats(racers: Racers) {
  const ctx = contextOf(test.db, provider);
  const typeId = valueOf(await defineType(ctx, typeForm.parse({ nameZh: "扫描电镜独立上机" })));
  const form = { starts: "2026-11-25 09:00", ends: "2026-11-25 11:00", timezone: "Asia/Shanghai" };
  const planned = sessionForm.parse({ ...form, place: "1 号楼 108", seats: "2" });
  const id = valueOf(await planSession(ctx, typeId, planned));
  const people = await Promise.all(times(() => makeMember(test.db, ["member"])));
  const outcomes = await racers.race(
    monday,
    people.map((actor) => ({ actor, kind: "seat" as const, id })),
  );
  const taken = await test.db
    .select()
    .from(trainingSeat)
    .where(and(eq(trainingSeat.sessionId, id), ne(trainingSeat.state, "cancelled")));
  return { outcomes, taken: taken.length };
}

describe("no-shows recorded at once", () => {
  it("draw each consequence once", async () => {
    const { outcomes, levels } = await noShows(locked);
    expect(tally(outcomes)).toEqual({ ok: clients });
    expect(levels).toEqual(["short", "warning"]);
  });

  it("would not, were they not counted one after another", async () => {
    const drawn = async () => (await noShows(unlocked)).levels.join() !== "short,warning";
    expect(await sometime(drawn)).toBe(true);
  });
});

describe("the last seats of a training", () => {
  it("are taken by as many as there are", async () => {
    const { outcomes, taken } = await lastSeats(locked);
    expect(tally(outcomes)).toEqual({ ok: 2, training_full: clients - 2 });
    expect(taken).toBe(2);
  });

  it("would be by more, were the session not locked", async () => {
    expect(await sometime(async () => (await lastSeats(unlocked)).taken > 2)).toBe(true);
  });
});

describe("a proposal that all staff confirm at once", () => {
  it("is put in force once, for as long as was proposed", async () => {
    const sme = await makeMember(test.db, ["member"]);
    const rules = { warnAfter: 1, shortBlockAfter: 1, shortBlockDays: 7 };
    const facilityId = await makeFacility(test.db, provider, { rules });
    const { id } = valueOf(await reserve(contextOf(test.db, sme), wish(facilityId)));
    await locked.race(missed, [{ actor: provider, kind: "no-show", id }]);
    const proposed = eq(facilityBlock.facilityId, facilityId);
    const [block] = await test.db.select().from(facilityBlock).where(proposed);
    const now = "2026-11-25T10:00:00+08:00";
    const tasks = times(() => ({ actor: provider, kind: "enforce" as const, id: block?.id ?? "" }));
    expect(tally(await locked.race(now, tasks))).toEqual({ ok: 1, not_allowed_now: clients - 1 });
    const [after] = await test.db.select().from(facilityBlock).where(proposed);
    expect(after).toMatchObject({ state: "in_force", version: 2, from: new Date(now) });
    expect(after?.until).toEqual(new Date("2026-12-02T10:00:00+08:00"));
  });
});
