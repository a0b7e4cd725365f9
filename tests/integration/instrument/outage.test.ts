import { and, eq, inArray, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { booking, slot } from "#db/schema/booking.ts";
import { facilityUnit } from "#db/schema/catalog.ts";
import { creditEvent } from "#db/schema/credit.ts";
import { violation } from "#db/schema/conduct.ts";
import type { Actor } from "#app/domain/context.ts";
import { checkIn } from "#app/domain/booking/check-in.server.ts";
import { reserve } from "#app/domain/booking/reserve.server.ts";
import { addClosure } from "#app/domain/catalog/add-closure.server.ts";
import { closureInput } from "#app/domain/catalog/closure-inputs.ts";
import { liftClosure } from "#app/domain/catalog/lift-closure.server.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { contextOf, makeFacility, makeMember, wish } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { problemOf, valueOf } from "../../support/results.ts";

let test: TestDatabase;
let provider: Actor;
let sme: Actor;

beforeAll(async () => {
  test = await testDatabase({ max: 20 });
  provider = await makeMember(test.db, ["facility_manager"], "university");
  sme = await makeMember(test.db, ["member"]);
});

afterAll(() => test.close());

const at = (time: string) => new Date(`2026-11-24T${time}:00+08:00`);
const as = (actor: Actor, time?: string) =>
  time ? contextOf(test.db, actor, fixedClock(at(time))) : contextOf(test.db, actor);
const rowOf = async (id: string) => (await test.db.select().from(booking).where(eq(booking.id, id)))[0];

const outage = (
  choices: Record<string, string> | undefined,
  { units = [1], from = "08:00", to = "20:00" } = {},
) =>
  closureInput.parse({
    cause: "maintenance",
    startsAt: at(from),
    endsAt: at(to),
    units,
    reason: "更换灯丝",
    choices,
  });

async function facilityWith(units: number) {
  return makeFacility(test.db, provider, { units, rules: { lateCancelPercent: 50 } });
}

async function booked(facilityId: string, from: string, to: string, unit: number): Promise<string> {
  return valueOf(await reserve(as(sme), wish(facilityId, from, to, { unit }))).id;
}

async function unitOf(bookingId: string): Promise<number | undefined> {
  const [row] = await test.db
    .select({ number: facilityUnit.number })
    .from(slot)
    .innerJoin(facilityUnit, eq(facilityUnit.id, slot.unitId))
    .where(eq(slot.bookingId, bookingId));
  return row?.number;
}

const noticesOf = async (id: string): Promise<string[]> => {
  const rows = await test.db.execute<{ template: string }>(
    sql`select payload ->> 'template' as template from graphile_worker._private_jobs
        where payload ->> 'entityId' = ${id} order by id`,
  );
  return rows.map(({ template }) => template);
};

describe("an outage", () => {
  it("is refused while nothing is said about the bookings in its way", async () => {
    const facilityId = await facilityWith(2);
    const id = await booked(facilityId, "14:00", "16:00", 1);
    expect(problemOf(await addClosure(as(provider), facilityId, outage({})))).toMatchObject({
      code: "closure_taken",
      details: { bookings: [{ bookingId: id }] },
    });
  });

  it("moves, offers and cancels as chosen, without any charge, and everybody is told", async () => {
    const facilityId = await facilityWith(2);
    const moving = await booked(facilityId, "09:00", "10:00", 1);
    const offered = await booked(facilityId, "11:00", "12:00", 1);
    const cancelled = await booked(facilityId, "14:00", "16:00", 1);
    valueOf(await checkIn(as(sme, "09:00"), moving));
    const choices = { [moving]: "move", [offered]: "offer", [cancelled]: "cancel" };
    const closed = await addClosure(as(provider, "09:30"), facilityId, outage(choices, { from: "09:30" }));
    expect(valueOf(closed)).toEqual({ slots: 1, moved: 1, ended: 2 });
    expect(await rowOf(moving)).toMatchObject({ state: "in_use" });
    expect(await unitOf(moving)).toBe(2);
    for (const id of [offered, cancelled])
      expect(await rowOf(id)).toMatchObject({ state: "cancelled", charge: null, reason: "更换灯丝" });
    const ids = [moving, offered, cancelled];
    expect(await test.db.select().from(creditEvent).where(inArray(creditEvent.causeId, ids))).toEqual([]);
    expect(await test.db.select().from(violation).where(inArray(violation.bookingId, ids))).toEqual([]);
    expect((await noticesOf(moving)).at(-1)).toBe("booking-relocated");
    expect((await noticesOf(offered)).at(-1)).toBe("booking-displaced");
    expect((await noticesOf(cancelled)).at(-1)).toBe("booking-called-off");
  });

  it("changes nothing when one booking cannot move", async () => {
    const facilityId = await facilityWith(2);
    const moving = await booked(facilityId, "09:00", "10:00", 1);
    const stuck = await booked(facilityId, "11:00", "13:00", 1);
    await booked(facilityId, "12:00", "14:00", 2);
    const refused = await addClosure(as(provider), facilityId, outage({ [moving]: "move", [stuck]: "move" }));
    expect(problemOf(refused)).toMatchObject({
      code: "no_unit_free",
      details: { bookings: [{ bookingId: stuck }] },
    });
    expect(await unitOf(moving)).toBe(1);
  });

  it("does not let a booking that ends take the place of one that moves", async () => {
    const facilityId = await facilityWith(3);
    const one = await booked(facilityId, "09:00", "11:00", 1);
    const two = await booked(facilityId, "09:00", "11:00", 2);
    const all = outage({ [one]: "cancel", [two]: "move" }, { units: [1, 2] });
    valueOf(await addClosure(as(provider), facilityId, all));
    expect(await unitOf(two)).toBe(3);
  });

  it("that ends early frees the rest of its time and keeps what was", async () => {
    const facilityId = await facilityWith(1);
    valueOf(await addClosure(as(provider), facilityId, outage({}, { from: "09:00", to: "18:00" })));
    const [closed] = await test.db
      .select()
      .from(slot)
      .where(and(eq(slot.facilityId, facilityId), eq(slot.state, "closed")));
    valueOf(await liftClosure(as(provider, "11:00"), facilityId, [closed?.id ?? ""]));
    const [after] = await test.db
      .select()
      .from(slot)
      .where(eq(slot.id, closed?.id ?? ""));
    expect(after).toMatchObject({ state: "closed", blocked: { start: at("09:00"), end: at("11:00") } });
    await booked(facilityId, "11:00", "12:00", 1);
    expect(problemOf(await liftClosure(as(provider, "12:00"), facilityId, [closed?.id ?? ""])).code).toBe(
      "not_found",
    );
  });

  it("and bookings made at the same moment never own the same time", async () => {
    const facilityId = await facilityWith(2);
    const first = await booked(facilityId, "09:00", "10:00", 1);
    const others = await Promise.all(Array.from({ length: 6 }, () => makeMember(test.db, ["member"])));
    const [closed, ...wishes] = await Promise.all([
      addClosure(as(provider), facilityId, outage({ [first]: "move" })),
      ...others.map((other, index) =>
        reserve(as(other), wish(facilityId, index % 2 ? "09:00" : "09:30", "11:00")),
      ),
    ]);
    if (!closed.ok) expect(["closure_taken", "no_unit_free"]).toContain(closed.problem.code);
    expect(wishes.filter(({ ok }) => ok).length).toBeLessThanOrEqual(2);
    const overlaps = await test.db.execute(
      sql`select 1 from slot a join slot b on a.unit_id = b.unit_id and a.id < b.id and a.blocked && b.blocked
          where a.facility_id = ${facilityId}
            and a.state in ('confirmed', 'in_use', 'closed') and b.state in ('confirmed', 'in_use', 'closed')`,
    );
    expect(overlaps).toHaveLength(0);
  });
});
