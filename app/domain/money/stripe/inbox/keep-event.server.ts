import { stripeEvent } from "#db/schema/stripe.ts";
import type { Tx } from "#db/client.ts";
import type { SeenEvent } from "#app/integrations/stripe/events.server.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";

/** Puts a notice into the inbox, and a job that works through it; one that is there already changes nothing. Returns whether it is new. */
export async function keepEvent(
  tx: Tx,
  event: SeenEvent,
  { at, fetched }: { at: Date; fetched: boolean },
): Promise<boolean> {
  const { id: eventId, at: happenedAt, ...rest } = event;
  const [kept] = await tx
    .insert(stripeEvent)
    .values({ ...rest, eventId, happenedAt, receivedAt: at, fetched })
    .onConflictDoNothing()
    .returning({ id: stripeEvent.id });
  if (!kept) return false;
  await enqueue(tx, "follow-stripe", { eventId: kept.id });
  return true;
}
