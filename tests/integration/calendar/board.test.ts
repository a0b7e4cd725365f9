import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { slot } from "#db/schema/booking.ts";
import { facilityUnit } from "#db/schema/catalog.ts";
import type { Actor } from "#app/domain/context.ts";
import { cancel } from "#app/domain/booking/cancel.server.ts";
import { reserve } from "#app/domain/booking/reserve.server.ts";
import { boardBookings, boardClosures } from "#app/domain/calendar/board-times.server.ts";
import { boardMove, retimeOnBoard } from "#app/domain/calendar/retime-on-board.server.ts";
import { staffBoard } from "#app/domain/calendar/staff-board.server.ts";
import { contextOf, makeFacility, makeMember, wish } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
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

const board = async (query: string, actor = provider) =>
  valueOf(await staffBoard(contextOf(test.db, actor), new URLSearchParams(query)));

describe("the board of a provider's staff", () => {
  it("shows who comes when, with the time kept clear, closures and opening hours", async () => {
    const facilityId = await makeFacility(test.db, provider, {
      rules: { bufferBeforeMinutes: 15, bufferAfterMinutes: 30 },
      units: 2,
    });
    const { id } = valueOf(await reserve(contextOf(test.db, sme), wish(facilityId)));
    const [unit] = await test.db
      .select()
      .from(facilityUnit)
      .where(sql`facility_id = ${facilityId} and number = 2`);
    await test.db.insert(slot).values({
      facilityId,
      unitId: unit?.id ?? "",
      blocked: { start: new Date("2026-11-25T00:00:00Z"), end: new Date("2026-11-26T00:00:00Z") },
      cause: "maintenance",
      reason: "更换灯丝",
      state: "closed",
    });
    const shown = await board(`date=2026-11-24&facility=${facilityId}`);
    expect(shown.days.map(({ date }) => date)[0]).toBe("2026-11-23");
    expect(shown.rows.map(({ unit: number }) => number)).toEqual([1, 2]);
    expect(shown.rows[0]?.open).toContainEqual({ day: 1, from: 480, to: 1200 });
    expect(shown.entries).toMatchObject([
      {
        kind: "booking",
        bookingId: id,
        who: "测试员",
        pieces: [{ day: 1, from: 840, to: 960 }],
        before: 15,
        after: 30,
        canMove: true,
        stretch: "extend",
      },
      {
        kind: "maintenance",
        about: "更换灯丝",
        pieces: [
          { day: 2, from: 480, to: 1440 },
          { day: 3, from: 0, to: 480 },
        ],
      },
    ]);
    expect((await board(`date=2026-11-24&facility=${facilityId}&unit=2`)).entries).toHaveLength(1);
    expect((await board(`date=2026-11-24&facility=${facilityId}&state=pending`)).entries).toEqual([]);
    valueOf(await cancel(contextOf(test.db, sme), id, { reason: "" }));
    expect((await board(`date=2026-11-24&facility=${facilityId}`)).entries).toHaveLength(1);
    expect((await board(`date=2026-11-24&facility=${facilityId}&state=cancelled`)).entries).toMatchObject([
      { bookingId: id, canMove: false, stretch: null },
    ]);
  });

  it("is of one's own organisation, for those who manage bookings", async () => {
    const facilityId = await makeFacility(test.db, provider);
    const stranger = await makeMember(test.db, ["facility_manager"], "university");
    expect((await board(`facility=${facilityId}`, stranger)).rows).toEqual([]);
    const member = await makeMember(test.db, ["member"]);
    expect(problemOf(await staffBoard(contextOf(test.db, member), new URLSearchParams())).code).toBe(
      "forbidden",
    );
  });

  it("asks the database four times, however many instruments there are, and by its indexes", async () => {
    const big = await makeMember(test.db, ["facility_manager"], "university");
    for (let n = 0; n < 12; n += 1) await makeFacility(test.db, big, { units: 2 });
    let asked = 0;
    const counting = new Proxy(test.db, {
      get: (db, name) => {
        if (name === "select") asked += 1;
        const value: unknown = Reflect.get(db, name);
        return typeof value === "function" ? value.bind(db) : value;
      },
    });
    const shown = valueOf(await staffBoard(contextOf(counting, big), new URLSearchParams("date=2026-11-24")));
    expect(shown.rows).toHaveLength(24);
    expect(asked).toBe(4);
    const span = { start: Date.parse("2026-11-23"), end: Date.parse("2026-11-30") };
    const unitIds = shown.rows.map(({ unitId }) => unitId);
    const filter = { facilityIds: [shown.rows[0]?.facilityId ?? ""], unitIds: undefined, state: undefined };
    const queries = [boardBookings({ db: test.db }, big.organization?.id ?? "", span, filter).toSQL()];
    await test.db.transaction(async (tx) => {
      await tx.execute(sql`set local enable_seqscan = off`);
      for (const { sql: text, params } of queries) {
        const plan = await test.sql.unsafe(`explain ${text}`, params.map(String));
        expect(JSON.stringify(plan)).toMatch(/booking_provider_id_starts_at|booking_facility_id_starts_at/);
      }
    });
    expect(await boardClosures({ db: test.db }, unitIds, span)).toEqual([]);
  });
});

describe("moving on the board", () => {
  const move = (id: string, start: string, end: string, extra = {}) =>
    boardMove("Asia/Shanghai").parse({ id, zone: "Asia/Shanghai", act: "reschedule", start, end, ...extra });

  it("moves and stretches by the wall clock, and refuses a taken time with what is free instead", async () => {
    const facilityId = await makeFacility(test.db, provider);
    const staff = contextOf(test.db, provider);
    const { id } = valueOf(await reserve(contextOf(test.db, sme), wish(facilityId)));
    valueOf(await reserve(contextOf(test.db, sme), wish(facilityId, "10:00", "12:00")));
    const problem = problemOf(await retimeOnBoard(staff, move(id, "2026-11-24 11:00", "2026-11-24 13:00")));
    expect(problem.code).toBe("slot_taken");
    const [first] = Array.isArray(problem.details?.alternatives) ? problem.details.alternatives : [];
    const instead = `${String(Reflect.get(first, "start"))}/${String(Reflect.get(first, "end"))}`;
    valueOf(await retimeOnBoard(staff, move(id, "2026-11-24 11:00", "2026-11-24 13:00", { instead })));
    valueOf(await retimeOnBoard(staff, move(id, "2026-11-25 09:00", "2026-11-25 11:00")));
    valueOf(await retimeOnBoard(staff, move(id, "2026-11-25 09:00", "2026-11-25 11:30", { act: "extend" })));
    const [entry] = (await board(`view=day&date=2026-11-25&facility=${facilityId}`)).entries;
    expect(entry?.pieces).toEqual([{ day: 0, from: 540, to: 690 }]);
    const stranger = contextOf(test.db, await makeMember(test.db, ["facility_manager"], "university"));
    const theirs = await retimeOnBoard(stranger, move(id, "2026-11-25 12:00", "2026-11-25 13:00"));
    expect(problemOf(theirs).code).toBe("not_found");
  });
});
