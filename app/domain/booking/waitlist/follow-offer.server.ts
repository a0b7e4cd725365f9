import { and, eq } from "drizzle-orm";
import type { booking } from "#db/schema/booking.ts";
import { waitlistEntry } from "#db/schema/waitlist.ts";
import type { Tx } from "#db/client.ts";
import { type Context, systemActor } from "../../context.ts";
import { move } from "../../move.server.ts";
import { minutes } from "../spans.ts";
import { waitlistProcess } from "./states.ts";

/** What becomes of the entry by what became of the held booking: by whose act it ended decides. */
const outcomes: Partial<Record<string, "take" | "pass" | "run-out" | "requeue">> = {
  confirm: "take",
  submit: "take",
  release: "pass",
  cancel: "pass",
  "run-out": "run-out",
  expire: "run-out",
  "call-off": "requeue",
  displace: "requeue",
  restrict: "run-out",
};

/**
 * Takes the waiting-list entry along when a held booking that was offered to it is confirmed, passed, called off or runs
 * out. Called by `moveBooking`, in its transaction.
 */
export async function followOffer(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  { id }: Pick<typeof booking.$inferSelect, "id">,
  bookingStep: string,
): Promise<void> {
  const transition = outcomes[bookingStep];
  if (!transition) return;
  const [entry] = await tx
    .select()
    .from(waitlistEntry)
    .where(and(eq(waitlistEntry.bookingId, id), eq(waitlistEntry.state, "offered")));
  if (!entry) return;
  const byClock = transition === "run-out" || transition === "requeue";
  const mover = byClock ? { actor: systemActor(ctx.actor.requestId), clock: ctx.clock } : ctx;
  const again = transition === "requeue";
  const deadline = again ? new Date(entry.latest.getTime() - minutes(entry.minutes)) : null;
  await move(tx, mover, waitlistProcess, waitlistEntry, entry, { transition, deadline });
  if (again) await tx.update(waitlistEntry).set({ bookingId: null }).where(eq(waitlistEntry.id, entry.id));
}
