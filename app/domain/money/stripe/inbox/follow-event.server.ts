import { eq, sql } from "drizzle-orm";
import { stripeAccount, stripeEvent } from "#db/schema/stripe.ts";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { log } from "#app/runtime/log.server.ts";
import { problems, Refusal } from "#app/runtime/problem.ts";
import type { Context } from "#app/domain/context.ts";
import { operatorIds } from "../../operators.server.ts";
import { followAccount } from "../payouts/follow-account.server.ts";
import { followBankPayout } from "../payouts/follow-bank-payout.server.ts";
import { followTransfer } from "../payouts/follow-transfer.server.ts";
import { followCheckout } from "../checkout/follow-checkout.server.ts";
import { StripeTrouble } from "../failures.ts";
import { followDispute } from "../refunds/follow-dispute.server.ts";
import { followRefund } from "../refunds/follow-refund.server.ts";
import { offersCards, stripe } from "../settings.server.ts";
import { type Follow, followOf } from "./kinds.ts";
import { ignored, type Verdict, wrong } from "./verdict.ts";

export type EventRow = typeof stripeEvent.$inferSelect;

type Ctx = Pick<Context, "db" | "actor" | "clock">;

const followers: Record<Follow, (tx: Tx, ctx: Ctx, event: EventRow) => Promise<Verdict>> = {
  checkout: (tx, ctx, { objectId }) => followCheckout(tx, ctx, objectId),
  refund: (tx, ctx, { objectId }) => followRefund(tx, ctx, objectId),
  dispute: (tx, ctx, { objectId }) => followDispute(tx, ctx, objectId),
  account: (tx, ctx, { account, objectId }) => followAccount(tx, ctx, account ?? objectId),
  "bank-payout": (tx, _ctx, { account, objectId }) => followBankPayout(tx, account, objectId),
  transfer: (tx, _ctx, { objectId }) => followTransfer(tx, objectId),
};

/**
 * Job `follow-stripe`: works through one notice of the inbox. Notices come twice and in any order, so none is believed: what
 * it is about is asked of Stripe under a lock, one at a time, and made so here. What cannot be done now is tried again by
 * the queue; what must not be done waits, visibly, for a person. Where Stripe is switched off it stays in the inbox, until
 * `fetchEvents` sets it going again.
 */
export async function followEvent(ctx: Ctx, id: string, last = false): Promise<void> {
  if (!offersCards()) return;
  const at = ctx.clock.now();
  try {
    await ctx.db.transaction(async (tx) => {
      const event = await lockEvent(tx, id);
      if (!event || event.state === "done" || event.state === "ignored") return;
      await write(tx, event, await judge(tx, ctx, event), at);
    });
  } catch (error) {
    const verdict = verdictOn(error);
    await ctx.db.transaction(async (tx) => {
      const event = await lockEvent(tx, id);
      if (event) await write(tx, event, last ? verdict : { ...verdict, state: "received" }, at);
    });
    throw error;
  }
}

async function lockEvent(tx: Tx, id: string): Promise<EventRow | undefined> {
  const [event] = await tx.select().from(stripeEvent).where(eq(stripeEvent.id, id)).for("update");
  if (event) await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${event.objectId}, 0))`);
  return event;
}

async function judge(tx: Tx, ctx: Ctx, event: EventRow): Promise<Verdict> {
  if (event.live !== stripe().live) return ignored("wrong_mode");
  if (event.account !== null && !(await isOurs(tx, event.account))) return ignored("foreign_account");
  const follow = followOf(event.type);
  if (!follow) return ignored("unknown_type");
  try {
    // What a rule refuses is undone, and the notice keeps why.
    return await tx.transaction((inner) => followers[follow](inner, ctx, event));
  } catch (error) {
    if (error instanceof Refusal && error.problem.code !== problems.conflict().code)
      return wrong("refused", error.problem.code);
    if (error instanceof StripeTrouble && error.failure.kind === "refused")
      return wrong("refused", error.failure.code);
    throw error;
  }
}

async function isOurs(tx: Tx, account: string): Promise<boolean> {
  const [row] = await tx
    .select({ id: stripeAccount.id })
    .from(stripeAccount)
    .where(eq(stripeAccount.accountId, account));
  return row !== undefined;
}

async function write(
  tx: Tx,
  event: EventRow,
  { state, reason, detail = "" }: Omit<Verdict, "state"> & { state: EventRow["state"] },
  at: Date,
): Promise<void> {
  const attempts = event.attempts + 1;
  await tx
    .update(stripeEvent)
    .set({ state, reason, detail: detail.slice(0, 300), attempts, triedAt: at })
    .where(eq(stripeEvent.id, event.id));
  if (state === "failed" && event.state !== "failed") await tellOperators(tx, event.id);
  if (state === "failed" || reason === "foreign_account" || reason === "wrong_mode")
    log.warn({ event: event.eventId, type: event.type, state, reason, attempts }, "a notice of Stripe");
}

/** Once: trying it again in vain is seen by whoever tries. */
async function tellOperators(tx: Tx, entityId: string): Promise<void> {
  await enqueue(tx, "notify", {
    ...{ template: "payment-notice-failed", entity: "stripe_event", entityId, reason: "" },
    ...{ parties: [], people: await operatorIds(tx) },
  });
}

function verdictOn(error: unknown): Verdict {
  if (error instanceof StripeTrouble) return wrong("unreachable", error.failure.code);
  return wrong("given_up", error instanceof Error ? error.name : "");
}
