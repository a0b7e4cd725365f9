import { verifyEvent } from "#app/integrations/stripe/events.server.ts";
import { log } from "#app/runtime/log.server.ts";
import { fail, ok, type Result } from "#app/runtime/problem.ts";
import type { Context } from "#app/domain/context.ts";
import { noCards } from "../settings.server.ts";
import { env } from "#app/runtime/env.server.ts";
import { keepEvent } from "./keep-event.server.ts";

interface Delivery {
  /** Exactly the bytes that came: the signature is over them. */
  body: Uint8Array;
  signature: string | null;
}

/**
 * Takes in a notice of Stripe: signed with our secret and fresh, it is kept once and a job works through it. Whatever it
 * says, nothing is paid here. Refuses with `signature` when it is not signed by Stripe or too old.
 */
export async function receiveEvent(
  ctx: Context,
  { body, signature }: Delivery,
): Promise<Result<{ id: string; known: boolean }>> {
  const settings = env().stripe;
  if (!settings) return fail(noCards());
  const at = ctx.clock.now();
  const verified = await verifyEvent(settings, { body, signature, at });
  if (!verified.ok) {
    const { requestId } = ctx.actor;
    log.warn(
      { requestId, reason: verified.reason, bytes: body.byteLength },
      "a notice to /webhooks/stripe was refused",
    );
    return fail({ code: "signature", status: 400 });
  }
  const { event } = verified;
  const isNew = await ctx.db.transaction((tx) => keepEvent(tx, event, { at, fetched: false }));
  return ok({ id: event.id, known: !isNew });
}
