import { z } from "zod";
import { ask, sdk, type StripeSettings } from "./client.server.ts";

/** What is kept of an event: never the payload, whose people and cards are nobody's business here. */
export interface SeenEvent {
  id: string;
  type: string;
  /** The connected account that it is of; null: the platform's own. */
  account: string | null;
  live: boolean;
  at: Date;
  objectType: string;
  objectId: string;
}

/** Without U+0000, which no text column takes: a notice that cannot be kept would be sent again for days. */
const short = z
  .string()
  .max(200)
  .transform((text) => text.replaceAll("\0", ""));

const objectShape = z.object({ object: short.default(""), id: short.default("") });

/** Only its id and type must be there: a notice that is refused would be sent again, also one of a kind that is nothing to us. */
const eventShape = z.object({
  id: z.string().regex(/^evt_[\w-]{1,100}$/),
  type: short,
  account: short.nullish(),
  livemode: z.boolean().default(false),
  created: z.int().min(0).max(4_102_444_800).optional(),
  data: z.object({ object: objectShape.prefault({}) }).prefault({}),
});

const toleranceSeconds = 300;

/**
 * Reads a notice of Stripe whose signature is over exactly these bytes with our secret, at most five minutes ago.
 * Answers why not otherwise, in words for the log that repeat nothing of the body.
 */
export async function verifyEvent(
  { webhookSecret }: StripeSettings,
  { body, signature, at }: { body: Uint8Array; signature: string | null; at: Date },
): Promise<
  { ok: true; event: SeenEvent } | { ok: false; reason: "unsigned" | "signature" | "too_old" | "unreadable" }
> {
  if (!signature) return { ok: false, reason: "unsigned" };
  const Client = await sdk();
  try {
    const args = [Buffer.from(body), signature, webhookSecret, toleranceSeconds] as const;
    const event = Client.webhooks.constructEvent(...args, undefined, at.getTime());
    const seen = seenFrom(event, at);
    return seen ? { ok: true, event: seen } : { ok: false, reason: "unreadable" };
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false, reason: "unreadable" };
    if (!(error instanceof Client.errors.StripeSignatureVerificationError)) throw error;
    return { ok: false, reason: error.message.includes("tolerance") ? "too_old" : "signature" };
  }
}

/** What happened at Stripe since `since`, oldest first: notices that never came are found so. Stripe keeps 30 days. */
export const readEvents = (settings: StripeSettings, since: Date) =>
  ask(settings, async ({ events }) => {
    const found: SeenEvent[] = [];
    const created = { gte: Math.floor(since.getTime() / 1000) };
    for await (const event of events.list({ created, limit: 100 })) {
      const seen = seenFrom(event, since);
      if (seen) found.push(seen);
    }
    return found.toReversed();
  });

/** What is kept of it; `at` stands for its time where it says none. Null: it is no event. */
function seenFrom(event: unknown, at: Date): SeenEvent | null {
  const shape = eventShape.safeParse(event);
  if (!shape.success) return null;
  const { id, type, account, livemode, created, data } = shape.data;
  return {
    ...{
      id,
      type,
      account: account ?? null,
      live: livemode,
      at: created === undefined ? at : new Date(created * 1000),
    },
    ...{ objectType: data.object.object, objectId: data.object.id },
  };
}
