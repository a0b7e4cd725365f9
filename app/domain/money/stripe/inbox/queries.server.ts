import { and, count, desc, eq, inArray, lt, or, sql } from "drizzle-orm";
import { stripeEvent } from "#db/schema/stripe.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "#app/domain/context.ts";
import { may } from "../../../identity/permissions.ts";
import { offersCards } from "../settings.server.ts";
import type { EventRow } from "./follow-event.server.ts";

/** `attention`: failed, or tried in vain and waiting. */
export const inboxViews = ["attention", "all", "done", "ignored"] as const;
export type InboxView = (typeof inboxViews)[number];

const needsAttention = or(
  eq(stripeEvent.state, "failed"),
  and(eq(stripeEvent.state, "received"), sql`${stripeEvent.attempts} > 0`),
);

/** A page of the inbox, newest first. Empty without the permission. */
export async function listEvents(
  ctx: Context,
  { view, after, limit = 50 }: { view: InboxView; after?: string; limit?: number },
): Promise<{ items: EventRow[]; next: string | null; waiting: number }> {
  if (!may(ctx.actor, "payment.operate")) return { items: [], next: null, waiting: 0 };
  const wanted =
    view === "attention" ? needsAttention : view === "all" ? undefined : inArray(stripeEvent.state, [view]);
  const rows = await ctx.db
    .select()
    .from(stripeEvent)
    .where(and(wanted, after ? lt(stripeEvent.id, after) : undefined))
    .orderBy(desc(stripeEvent.id))
    .limit(limit + 1);
  const [waiting] = await ctx.db.select({ n: count() }).from(stripeEvent).where(needsAttention);
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null, waiting: waiting?.n ?? 0 };
}

/** How many notices wait for Stripe to be switched on again; 0 where it is on. */
export async function waitingForStripe(tx: Tx): Promise<number> {
  return offersCards() ? 0 : tx.$count(stripeEvent, eq(stripeEvent.state, "received"));
}
