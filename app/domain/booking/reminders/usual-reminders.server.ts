import { and, eq, gt, isNull, or } from "drizzle-orm";
import { booking } from "#db/schema/booking.ts";
import { appUser } from "#db/schema/identity.ts";
import type { ReminderLead } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";

/** How long before their bookings a person wants to be reminded of them, in minutes. */
export async function usualReminders(db: Tx, userId: string): Promise<ReminderLead[]> {
  const [row] = await db.select({ reminders: appUser.reminders }).from(appUser).where(eq(appUser.id, userId));
  return row?.reminders ?? [];
}

/** Keeps it for all bookings of which the person has not said otherwise. */
export async function saveUsualReminders(
  { db, actor, clock }: Context,
  reminders: readonly ReminderLead[],
): Promise<Result<void>> {
  const { user } = actor;
  if (!user) return fail(problems.signInRequired());
  const now = clock.now();
  await db.transaction(async (tx) => {
    const before = await usualReminders(tx, user.id);
    if (before.toSorted().join() === reminders.toSorted().join()) return;
    await tx
      .update(appUser)
      .set({ reminders: [...reminders] })
      .where(eq(appUser.id, user.id));
    // As if just reminded: a lead that has passed already is not made up for.
    await tx
      .update(booking)
      .set({ remindedAt: now })
      .where(
        and(
          eq(booking.userId, user.id),
          isNull(booking.reminders),
          gt(booking.startsAt, now),
          or(eq(booking.state, "held"), eq(booking.state, "pending"), eq(booking.state, "confirmed")),
        ),
      );
  });
  return ok(undefined);
}
