import { and, eq, isNotNull, notInArray, sql } from "drizzle-orm";
import { validate } from "uuid";
import { refund } from "#db/schema/money.ts";
import type { Tx } from "#db/client.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { move } from "#app/domain/move.server.ts";
import { readParameter } from "#app/domain/parameters.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { today } from "#app/domain/working-days.ts";
import { type ChargeRow, lockCharge } from "../charges/find-charge.server.ts";
import { settlementOf } from "../settlement.server.ts";
import { makeRefunds, takeBack } from "./make-refunds.server.ts";
import type { RefundRow } from "./refund-row.ts";
import { refundProcess } from "./states.ts";

/** Runs `work` on a charge of which the actor's organisation is the payee, with its row locked; else `not_found`. */
export async function asPayee<T>(
  ctx: Context,
  chargeId: string,
  work: (tx: Tx, row: ChargeRow) => Promise<T>,
): Promise<Result<T>> {
  if (!may(ctx.actor, "charge.manage")) return fail(problems.forbidden("charge.manage"));
  return transact(ctx.db, async (tx) => {
    const row = await lockCharge(tx, chargeId);
    return may(ctx.actor, "charge.manage", { organizationId: row.payeeId })
      ? work(tx, row)
      : refuse(problems.notFound("charge"));
  });
}

/**
 * Somebody of the payee pays back part of a paid charge, with a reason. Up to the limit it goes out at once; above it,
 * counted with all that people have paid back of this charge, it waits for a second person. Refuses with
 * `refund_exceeds`, `not_allowed_now`, and `refund_of_held` while it is held: then it leaves with what it is for.
 */
export async function proposeRefund(
  ctx: Context,
  chargeId: string,
  { amount, reason }: { amount: number; reason: string },
): Promise<Result<RefundRow[]>> {
  return asPayee(ctx, chargeId, async (tx, row) => {
    if (row.state !== "paid" && row.state !== "partly_refunded")
      return refuse(problems.notAllowedNow("refund", row.state));
    if (isHeld(row)) return refuse({ code: "refund_of_held", status: 409 });
    const limit = await readParameter(tx, "refund_two_people_above", "", today(ctx.clock.now()));
    const proposed = (await paidBackByPeople(tx, chargeId)) + amount > limit;
    const { refunds } = await makeRefunds(tx, ctx, row, { kind: "refund", amount, reason, proposed });
    if (proposed) for (const { id } of refunds) await askSecond(tx, ctx, id, reason);
    return refunds;
  });
}

/** Whether the payee has a charge's money only to hold it. */
export const isHeld = ({ held, releasedAt }: Pick<ChargeRow, "held" | "releasedAt">): boolean =>
  held && releasedAt === null;

async function paidBackByPeople(tx: Tx, chargeId: string): Promise<number> {
  const [row] = await tx
    .select({ sum: sql<string>`coalesce(sum(${refund.amount}), 0)` })
    .from(refund)
    .where(
      and(
        eq(refund.chargeId, chargeId),
        isNotNull(refund.proposedBy),
        eq(refund.kind, "refund"),
        notInArray(refund.state, ["refused", "reversed"]),
      ),
    );
  return Number(row?.sum ?? 0);
}

const askSecond = (tx: Tx, { actor }: Context, entityId: string, reason: string): Promise<void> =>
  enqueue(tx, "notify", {
    ...{ template: "refund-proposed", entity: "refund", entityId, parties: ["payee"], reason },
    by: actor.user?.id,
  });

/** A second person of the payee lets a proposed refund go out. Refuses with `second_person` whoever proposed it. */
export async function approveRefund(ctx: Context, refundId: string): Promise<Result<RefundRow>> {
  return onRefund(ctx, refundId, async (tx, row, found) => {
    if (found.proposedBy === ctx.actor.user?.id) return refuse({ code: "second_person", status: 403 });
    await move(tx, ctx, refundProcess, refund, found, { transition: "approve-refund" });
    const approved = await decided(tx, ctx, found.id);
    await takeBack(tx, ctx, row, approved);
    return approved;
  });
}

/** A proposed refund is not made; whoever proposed it may withdraw it so as well. */
export async function refuseRefund(
  ctx: Context,
  refundId: string,
  { reason }: { reason: string },
): Promise<Result<RefundRow>> {
  return onRefund(ctx, refundId, async (tx, row, found) => {
    await move(tx, ctx, refundProcess, refund, found, { transition: "refuse-refund", reason });
    await settlementOf(row.causeType).reckon?.(tx, ctx, row);
    return found.proposedBy === ctx.actor.user?.id ? found : decided(tx, ctx, found.id);
  });
}

/** Runs `work` on a refund of the actor's organisation as payee, with its charge and itself locked; else `not_found`. */
export async function onRefund(
  ctx: Context,
  refundId: string,
  work: (tx: Tx, row: ChargeRow, found: RefundRow) => Promise<RefundRow>,
): Promise<Result<RefundRow>> {
  if (!validate(refundId)) return fail(problems.notFound("refund"));
  const [known] = await ctx.db
    .select({ chargeId: refund.chargeId })
    .from(refund)
    .where(eq(refund.id, refundId));
  if (!known) return fail(problems.notFound("refund"));
  return asPayee(ctx, known.chargeId, async (tx, row) => {
    const [found] = await tx.select().from(refund).where(eq(refund.id, refundId)).for("update");
    return found ? work(tx, row, found) : refuse(problems.notFound("refund"));
  });
}

async function decided(tx: Tx, { actor }: Context, id: string): Promise<RefundRow> {
  const [row] = await tx
    .update(refund)
    .set({ decidedBy: actor.user?.id })
    .where(eq(refund.id, id))
    .returning();
  if (!row) throw new Error(`refund ${id} vanished while it was decided`);
  return row;
}
