import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { booking } from "#db/schema/booking.ts";
import { creditEvent } from "#db/schema/credit.ts";
import type { MeasureKind } from "#db/schema/vocabulary.ts";
import { extend, reschedule } from "#app/domain/booking/reschedule.server.ts";
import { checkIn } from "#app/domain/booking/check-in.server.ts";
import { confirmHold } from "#app/domain/booking/confirm-hold.server.ts";
import { reserve } from "#app/domain/booking/reserve.server.ts";
import { stopForbidden } from "#app/domain/booking/stop-forbidden.server.ts";
import { type Actor, systemActor } from "#app/domain/context.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { contextOf, makeFacility, makeMember, monday, wish } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { layMeasure } from "../../support/decided.ts";
import { problemOf, valueOf } from "../../support/results.ts";

let test: TestDatabase;
let provider: Actor;

beforeAll(async () => {
  test = await testDatabase();
  provider = await makeMember(test.db, ["facility_manager"], "university");
});

afterAll(() => test.close());

const as = (actor: Actor, at = monday) => contextOf(test.db, actor, fixedClock(at));
/** Bookings are of Tuesday; the measure begins on Tuesday at ten. */
const ten = "2026-11-24T10:00:00+08:00";

async function book(user: Actor, facilityId: string, from: string, to: string) {
  const made = valueOf(await reserve(as(user), wish(facilityId, from, to)));
  if (made.state === "held") valueOf(await confirmHold(as(user), made.id));
  return made.id;
}

const lay = async (of: Actor, kind: MeasureKind) => {
  const organizationId = of.organization?.id ?? "";
  const measureId = await layMeasure(test.db, { organizationId, kind, from: new Date(ten) });
  return () => stopForbidden(as(systemActor("job"), ten), measureId);
};

const rowOf = async (id: string) => (await test.db.select().from(booking).where(eq(booking.id, id)))[0];

describe("what is booked when a measure begins", () => {
  it("may be used as it is, but neither moved, lengthened nor confirmed by whom it forbids to book; staff still may move it", async () => {
    const user = await makeMember(test.db, ["member"]);
    const facilityId = await makeFacility(test.db, provider, { units: 2 });
    const id = await book(user, facilityId, "14:00", "15:00");
    const held = valueOf(await reserve(as(user), wish(facilityId, "16:00", "17:00"))).id;
    await lay(user, "booking_restriction");
    const [start, end] = [new Date("2026-11-24T15:00:00+08:00"), new Date("2026-11-24T16:00:00+08:00")];
    const refused = [
      await reschedule(as(user, ten), id, { start, end, reason: "" }),
      await extend(as(user, ten), id, { end }),
      await confirmHold(as(user, ten), held),
    ].map(problemOf);
    for (const { code, details } of refused) {
      expect(code).toBe("standing");
      expect(details?.measure).toMatchObject({ measure: "booking_restriction", caseId: expect.any(String) });
    }
    const reason = "设备维护，改约";
    const moved = await reschedule(as(provider, ten), id, { start, end, reason, overrideReason: reason });
    expect(valueOf(moved).state).toBe("confirmed");
  });
});

describe("bookings that run when a measure begins", () => {
  it("of a suspended user are cancelled without charge or record, but what has begun may finish", async () => {
    const user = await makeMember(test.db, ["member"]);
    const facilityId = await makeFacility(test.db, provider, { units: 2 });
    const begun = await book(user, facilityId, "09:00", "11:00");
    valueOf(await checkIn(as(provider, "2026-11-24T09:00:00+08:00"), begun));
    const coming = await book(user, facilityId, "14:00", "15:00");
    const stop = await lay(user, "suspension");
    expect(await stop()).toBe(1);
    expect(await rowOf(begun)).toMatchObject({ state: "in_use" });
    expect(await rowOf(coming)).toMatchObject({ state: "cancelled", charge: null });
    expect(await test.db.select().from(creditEvent).where(eq(creditEvent.causeId, coming))).toEqual([]);
    expect(await stop()).toBe(0);
  });

  it("of others at a hidden provider's facilities are cancelled too", async () => {
    const hidden = await makeMember(test.db, ["facility_manager"], "university");
    const user = await makeMember(test.db, ["member"]);
    const id = await book(user, await makeFacility(test.db, hidden), "14:00", "15:00");
    expect(await (await lay(hidden, "blacklist"))()).toBe(1);
    expect(await rowOf(id)).toMatchObject({ state: "cancelled", charge: null });
  });

  it("go on where the published rule says so", async () => {
    const user = await makeMember(test.db, ["member"]);
    const id = await book(user, await makeFacility(test.db, provider), "14:00", "15:00");
    expect(await (await lay(user, "booking_restriction"))()).toBe(0);
    expect(await rowOf(id)).toMatchObject({ state: "confirmed" });
  });
});
