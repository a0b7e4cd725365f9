import { and, asc, eq, gt, inArray, isNull, lt, lte, or, type SQL, sql } from "drizzle-orm";
import { booking } from "#db/schema/booking.ts";
import type { Context } from "#app/domain/context.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";

type Asker = Pick<Context, "db" | "clock">;

const hour = 3_600_000;

/** How long before its start somebody is reminded of a booking: a day, and again an hour. */
export const reminderLeads = [24 * hour, hour] as const;

/** So many are reminded in one transaction. */
const batchSize = 200;

/**
 * Job `remind-bookings`: reminds the bookers of confirmed bookings that begin soon, batch by batch. Marking and asking for
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
      .where(
        and(
          eq(booking.state, "confirmed"),
          gt(booking.startsAt, now),
          lte(booking.startsAt, new Date(now.getTime() + reminderLeads[0])),
          or(...reminderLeads.map((lead) => isDue(lead, now))),
        ),
      )
      .orderBy(asc(booking.startsAt), asc(booking.id))
      .limit(size)
      .for("update", { skipLocked: true });
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
 * Whether the reminder `lead` milliseconds ahead is due: not told since then, also when the booking was moved after an
 * earlier one, and booked before then, because whoever has just booked has just been told.
 */
function isDue(lead: number, now: Date): SQL | undefined {
  const from = sql`${booking.startsAt} - ${lead / 1000} * interval '1 second'`;
  return and(
    lte(booking.startsAt, new Date(now.getTime() + lead)),
    lt(booking.createdAt, from),
    or(isNull(booking.remindedAt), lt(booking.remindedAt, from)),
  );
}
