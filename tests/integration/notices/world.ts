import { sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { approve } from "#app/domain/booking/approve.server.ts";
import { reserve } from "#app/domain/booking/reserve.server.ts";
import type { Actor } from "#app/domain/context.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import type { Jobs } from "#app/runtime/jobs.server.ts";
import { contextOf, makeFacility, makeMember, monday, wish } from "../../support/booking.ts";
import { valueOf } from "../../support/results.ts";

/** A university whose instruments are booked, and a company whose people book them. */
export async function bothSides(db: Database): Promise<{
  provider: Actor;
  company: NonNullable<Actor["organization"]>;
}> {
  const provider = await makeMember(db, ["facility_manager"], "university");
  const { organization } = await makeMember(db, ["member"]);
  if (!organization) throw new Error("no organisation");
  return { provider, company: organization };
}

/** A person's booking that its provider has approved, for a time on Tuesday unless told otherwise; `clock`: when they did. */
export async function approvedBooking(
  db: Database,
  { provider, person }: { provider: Actor; person: Actor },
  [from, to]: [from: string, to: string] = ["14:00", "16:00"],
  clock = fixedClock(monday),
): Promise<string> {
  const facilityId = await makeFacility(db, provider, { rules: { instant: false, leadMinutes: 0 } });
  const { id } = valueOf(await reserve(contextOf(db, person, clock), wish(facilityId, from, to)));
  valueOf(await approve(contextOf(db, provider, clock), id, { reason: "" }));
  return id;
}

/** The waiting `notify` jobs about a thing, as the worker would be given them. */
export const noticeJobs = (db: Database, entityId: string, template: string) =>
  db.execute<{ id: string; payload: Jobs["notify"] }>(sql`
    select j.id, j.payload from graphile_worker._private_jobs j
    where j.payload->>'entityId' = ${entityId} and j.payload->>'template' = ${template} order by j.id`);
