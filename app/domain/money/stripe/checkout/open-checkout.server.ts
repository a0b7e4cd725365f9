import { and, desc, eq, inArray } from "drizzle-orm";
import { stripeCheckout } from "#db/schema/stripe.ts";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { fail, ok, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import { readParameter } from "#app/domain/parameters.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { today } from "#app/domain/working-days.ts";
import { type ChargeRow, lockCharge } from "../../charges/find-charge.server.ts";
import { outstanding } from "../../charges/policy.ts";
import { heldTooLong } from "../../holds/held-too-long.server.ts";
import { failureProblem } from "../failures.ts";
import { stripe } from "../settings.server.ts";
import { askForPage } from "./ask-for-page.server.ts";
import { waysFor } from "../ways.ts";
import type { CheckoutRow } from "./checkout-row.ts";

const minuteMs = 60_000;
/** A page that ends sooner is no use to somebody who has yet to find a card. */
const leastLeftMs = 3 * minuteMs;

interface Wish {
  locale: "zh" | "en";
}

/**
 * Opens a page at Stripe on which what is left of a charge can be paid, or answers the one that is open. What was asked for
 * is written down before Stripe is: when Stripe cannot be reached it answers `payments_unreachable`, and a job goes on
 * trying. Nothing is paid by this: only Stripe's notices say so. Refuses with `forbidden`, `not_found`,
 * `nothing_to_pay`, `cards_not_offered`, `held_too_long` or `payments_refused`.
 */
export async function openCheckout(ctx: Context, chargeId: string, wish: Wish): Promise<Result<CheckoutRow>> {
  const wanted = await transact(ctx.db, async (tx) => {
    stripe();
    const row = await lockCharge(tx, chargeId);
    if (!may(ctx.actor, "charge.pay", { organizationId: row.payerId }))
      return refuse(problems.notFound("charge"));
    return wantCheckout(tx, ctx, row, wish);
  });
  if (!wanted.ok || wanted.value.url) return wanted;
  const { id } = wanted.value;
  const opened = await askForPage(ctx, id);
  if (opened.ok) return ok(opened.value);
  if (opened.failure.kind === "unreachable")
    await ctx.db.transaction((tx) =>
      enqueue(tx, "open-checkout", { checkoutId: id }, { key: `checkout-${id}` }),
    );
  return fail(failureProblem(opened.failure));
}

/** The page that stands for what is left, or a new one to be opened. */
async function wantCheckout(tx: Tx, ctx: Context, row: ChargeRow, { locale }: Wish): Promise<CheckoutRow> {
  const amount = outstanding(row);
  if (amount === 0) return refuse({ code: "nothing_to_pay", status: 409, params: { state: row.state } });
  if (waysFor(row.currency).length === 0) return refuse({ code: "cards_not_offered", status: 404 });
  const now = ctx.clock.now();
  const tooLong = await heldTooLong(tx, row, now);
  if (tooLong) return refuse({ code: "held_too_long", status: 422, params: { days: tooLong.days } });
  const standing = await liveCheckout(tx, row.id);
  if (standing && standing.amount === amount && standing.expiresAt.getTime() - now.getTime() > leastLeftMs)
    return standing;
  if (standing) await setAside(tx, standing);
  const minutes = await readParameter(tx, "checkout_minutes", "", today(now));
  const expiresAt = new Date(now.getTime() + minutes * minuteMs);
  const [made] = await tx
    .insert(stripeCheckout)
    .values({
      chargeId: row.id,
      amount,
      currency: row.currency,
      expiresAt,
      locale,
      openedBy: ctx.actor.user?.id,
    })
    .returning();
  if (!made) throw new Error("a checkout was not written");
  // Whoever asks Stripe now may die before it hears the answer; a page that is open by then needs nothing.
  const runAt = new Date(now.getTime() + minuteMs);
  await enqueue(tx, "open-checkout", { checkoutId: made.id }, { key: `checkout-${made.id}`, runAt });
  await recordAudit(tx, ctx, {
    ...{ entity: "charge", entityId: row.id, transition: "open-checkout" },
    detail: { checkout: made.id, amount },
  });
  return made;
}

/** Its page is closed by a job: until then Stripe still takes a payment there, which then goes back as excess. */
async function setAside(tx: Tx, { id }: CheckoutRow): Promise<void> {
  await tx.update(stripeCheckout).set({ state: "ended", url: null }).where(eq(stripeCheckout.id, id));
  await enqueue(tx, "end-checkout", { checkoutId: id });
}

async function liveCheckout(tx: Tx, chargeId: string): Promise<CheckoutRow | undefined> {
  const [row] = await tx
    .select()
    .from(stripeCheckout)
    .where(and(eq(stripeCheckout.chargeId, chargeId), inArray(stripeCheckout.state, ["opening", "open"])));
  return row;
}

/** The latest page of a charge, whatever became of it. */
export async function latestCheckout(tx: Tx, chargeId: string): Promise<CheckoutRow | undefined> {
  const [row] = await tx
    .select()
    .from(stripeCheckout)
    .where(eq(stripeCheckout.chargeId, chargeId))
    .orderBy(desc(stripeCheckout.createdAt), desc(stripeCheckout.id))
    .limit(1);
  return row;
}
