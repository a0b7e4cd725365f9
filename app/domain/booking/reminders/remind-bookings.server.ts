import { and, asc, eq, gt, inArray, type SQL, sql } from "drizzle-orm";
import { booking } from "#db/schema/booking.ts";
import { appUser } from "#db/schema/identity.ts";
import { reminderLeads } from "#db/schema/vocabulary.ts";
import type { Context } from "#app/domain/context.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";

type Asker = Pick<Context, "db" | "clock">;

/** So many are reminded in one transaction. */
const batchSize = 200;

/** Nobody is reminded earlier. */
const longestLead = Math.max(...reminderLeads);

/**
 * Job `remind-bookings`: reminds the bookers of confirmed bookings when they want to be, batch by batch. Marking and asking for
 * the notice is one transaction, and rows that another worker has in hand are left to it, so that nobody is reminded
 * twice, whoever is killed when. Returns how many were reminded.
 */
export async function remindBookings(ctx: Asker, size = batchSize): Promise<number> {
  let told = 0;
  for (;;) {
    const reminded = await remindBatch(ctx, size);
    told += reminded;
    if (reminded < size) return told;
  }
}

async function remindBatch({ db, clock }: Asker, size: number): Promise<number> {
  const now = clock.now();
  return db.transaction(async (tx) => {
    const rows = await tx
      .select({ id: booking.id })
      .from(booking)
      .innerJoin(appUser, eq(appUser.id, booking.userId))
      .where(
        and(
          eq(booking.state, "confirmed"),
          gt(booking.startsAt, now),
          sql`${booking.startsAt} <= ${now.toISOString()}::timestamptz + ${longestLead} * interval '1 minute'`,
          isDue(now),
        ),
      )
      .orderBy(asc(booking.startsAt), asc(booking.id))
      .limit(size)
      .for("update", { of: booking, skipLocked: true });
    const ids = rows.map(({ id }) => id);
    if (ids.length > 0) await tx.update(booking).set({ remindedAt: now }).where(inArray(booking.id, ids));
    for (const entityId of ids) {
      const about = { template: "booking-reminder", entity: "booking", entityId };
      await enqueue(tx, "notify", { ...about, parties: ["booker"], reason: "" });
    }
    return ids.length;
  });
}

/**
 * Whether one of the booking's leads, or else of the booker's usual ones, has come: not told since then, also when the
 * booking was moved after an earlier one, and booked before then, because whoever has just booked has just been told.
 */
const isDue = (now: Date): SQL => sql`exists (
  select 1 from unnest(coalesce(${booking.reminders}, ${appUser.reminders})) as lead,
    lateral (select ${booking.startsAt} - lead * interval '1 minute') as at(due)
  where due <= ${now.toISOString()}::timestamptz and ${booking.createdAt} < due
    and (${booking.remindedAt} is null or ${booking.remindedAt} < due))`;
