import { and, eq, lt, sql } from "drizzle-orm";
import { stripeEvent } from "#db/schema/stripe.ts";
import { readEvents } from "#app/integrations/stripe/events.server.ts";
import { env } from "#app/runtime/env.server.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { log } from "#app/runtime/log.server.ts";
import type { Context } from "#app/domain/context.ts";
import { valueOf } from "../failures.ts";
import { followOf } from "./kinds.ts";
import { keepEvent } from "./keep-event.server.ts";

const hourMs = 3_600_000;
/** How far back is looked when the inbox is empty: Stripe itself gives up on a notice after three days. */
const mostMs = 72 * hourMs;

/**
 * Job `fetch-stripe-events`: asks Stripe what has happened and takes in what no notice told: the address was wrong, or
 * nobody answered for days. Looks an hour further back than the last notice, because they come in any order.
 */
export async function fetchEvents(ctx: Pick<Context, "db" | "clock">): Promise<number> {
  const settings = env().stripe;
  if (!settings) return 0;
  const now = ctx.clock.now();
  await resumeIdle(ctx, now);
  const [latest] = await ctx.db
    .select({ at: sql<string | null>`max(${stripeEvent.happenedAt})` })
    .from(stripeEvent);
  const from = latest?.at ? new Date(latest.at).getTime() - hourMs : 0;
  const since = new Date(Math.max(from, now.getTime() - mostMs));
  const events = valueOf(await readEvents(settings, since));
  let found = 0;
  for (const event of events.filter(({ type }) => followOf(type) !== undefined)) {
    const isNew = await ctx.db.transaction((tx) => keepEvent(tx, event, { at: now, fetched: true }));
    if (isNew) found++;
  }
  if (found > 0) log.warn({ found }, "notices of Stripe had not come and were fetched");
  return found;
}

/** Sets going what nobody works on any more: it came, or was tried, before Stripe was switched off. Once more than needed is harmless. */
async function resumeIdle({ db }: Pick<Context, "db">, now: Date): Promise<void> {
  const last = sql`coalesce(${stripeEvent.triedAt}, ${stripeEvent.receivedAt})`;
  const idle = await db
    .select({ id: stripeEvent.id })
    .from(stripeEvent)
    .where(and(eq(stripeEvent.state, "received"), lt(last, new Date(now.getTime() - hourMs).toISOString())));
  for (const { id } of idle) await enqueue(db, "follow-stripe", { eventId: id }, { key: `resume-${id}` });
}
