import { eq } from "drizzle-orm";
import { validate } from "uuid";
import { facilityUnit, listing } from "#db/schema/catalog.ts";
import { meterReading } from "#db/schema/instrument.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { fail, problems, type Result } from "#app/runtime/problem.ts";
import { lockFacilities } from "../booking/lock.server.ts";
import { minutes } from "../booking/spans.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { transact } from "../transact.server.ts";
import { type Followed, followMeter } from "./follow-meter.server.ts";
import type { ReadingsInput } from "./meter-inputs.ts";
import { debounceMinutes } from "./sessions.ts";

/** What was taken in: new readings, those known already, and what they did to bookings. */
export interface Taken extends Followed {
  accepted: number;
  repeated: number;
}

/** Clocks of instruments are not set by us; further ahead than this, a time is wrong. */
const aheadMinutes = 5;

/**
 * Takes in what an instrument's meter says, in any order and as often as it likes: a reading is known by unit, time and
 * kind. Refuses with `not_found` for a unit that is not the actor's organisation's.
 */
export async function takeReadings(
  ctx: Context,
  unitId: string,
  { readings }: ReadingsInput,
): Promise<Result<Taken>> {
  const facilityId = await ownFacilityOf(ctx, unitId);
  if (!facilityId) return fail(problems.notFound("unit"));
  const now = ctx.clock.now();
  const ahead = now.getTime() + minutes(aheadMinutes);
  const wrong = readings.flatMap(({ at }, index) =>
    at.getTime() > ahead ? [{ path: `readings.${index}.at`, code: "in_future" }] : [],
  );
  if (wrong.length > 0) return fail(problems.invalid(wrong));
  return transact(ctx.db, async (tx) => {
    await lockFacilities(tx, [facilityId]);
    const stored = await tx
      .insert(meterReading)
      .values(readings.map((reading) => ({ ...reading, unitId, createdAt: now })))
      .onConflictDoNothing()
      .returning({ id: meterReading.id });
    const times = readings.map(({ at }) => at.getTime()).toSorted((a, b) => a - b);
    const span = { from: new Date(times[0] ?? 0), to: new Date(times.at(-1) ?? 0) };
    const followed = await followMeter(tx, ctx, unitId, span);
    const off = readings.filter(({ kind }) => kind === "off").map(({ at }) => at.getTime());
    const runAt = new Date(Math.max(...off) + minutes(debounceMinutes) + 1_000);
    if (off.length > 0 && runAt > now)
      await enqueue(
        tx,
        "follow-meter",
        { unitId, at: span.to.toISOString() },
        { key: `meter-${unitId}`, runAt },
      );
    return { accepted: stored.length, repeated: readings.length - stored.length, ...followed };
  });
}

/** The facility of a unit of the actor's own organisation, whose bookings they manage. */
async function ownFacilityOf({ db, actor }: Context, unitId: string): Promise<string | undefined> {
  if (!validate(unitId)) return undefined;
  const [row] = await db
    .select({ facilityId: facilityUnit.facilityId, organizationId: listing.organizationId })
    .from(facilityUnit)
    .innerJoin(listing, eq(listing.id, facilityUnit.facilityId))
    .where(eq(facilityUnit.id, unitId));
  return row && may(actor, "booking.manage", row) ? row.facilityId : undefined;
}

/** Job `follow-meter`: an instrument may have been off for long enough by now. */
export async function followMeterLater(
  ctx: Context,
  { unitId, at }: { unitId: string; at: string },
): Promise<void> {
  const [unit] = await ctx.db
    .select({ facilityId: facilityUnit.facilityId })
    .from(facilityUnit)
    .where(eq(facilityUnit.id, unitId));
  if (!unit) return;
  const done = await transact(ctx.db, async (tx) => {
    await lockFacilities(tx, [unit.facilityId]);
    return followMeter(tx, ctx, unitId, { from: new Date(at), to: ctx.clock.now() });
  });
  if (!done.ok) throw new Error(`meter of ${unitId}: ${done.problem.code}`);
}
