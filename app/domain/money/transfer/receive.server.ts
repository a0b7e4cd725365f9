import { and, eq } from "drizzle-orm";
import { receiptPart, transferClaim, transferReceipt } from "#db/schema/transfer.ts";
import type { Tx } from "#db/client.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { today } from "#app/domain/working-days.ts";
import { lockCharge } from "../charges/find-charge.server.ts";
import { payCharge } from "../charges/pay-charge.server.ts";
import { outstanding } from "../charges/policy.ts";
import { settleClaims } from "./declare.server.ts";
import { sameBankReference } from "./bank-reference.server.ts";
import type { ReceiptInput } from "./inputs.ts";
import { type Outcome, outcomeOf, spread } from "./outcome.ts";

type Actorly = Pick<Context, "actor" | "clock">;
export type ReceiptRow = typeof transferReceipt.$inferSelect;

export interface Received {
  receipt: ReceiptRow;
  /** Named, so that nobody takes a part for the whole. */
  outcome: Outcome;
}

/** What a bank says of money that came in. */
export interface Arrived {
  payeeId: string;
  amount: number;
  valueOn: string;
  bankReference: string;
  payer: string;
  lineId?: string;
}

/**
 * The payee confirms, from its bank, that a transfer for this charge has come: how much, on which day, under which
 * number. The only thing by which a transfer pays. A part leaves the rest open; what is too much goes back to the payer
 * as a refund. Refuses `receipt_known` where this bank number has been confirmed before.
 */
export async function receiveTransfer(
  ctx: Context,
  chargeId: string,
  { charges, ...input }: ReceiptInput,
): Promise<Result<Received>> {
  const payeeId = ctx.actor.organization?.id;
  if (!payeeId || !may(ctx.actor, "charge.manage", { organizationId: payeeId }))
    return fail(problems.forbidden("charge.manage"));
  return transact(ctx.db, (tx) => bookReceipt(tx, ctx, { ...input, payeeId }, charges ?? [chargeId]));
}

/** The same, of a transfer that the payer has declared. */
export async function arriveTransfer(
  ctx: Context,
  claimId: string,
  input: ReceiptInput,
): Promise<Result<Received>> {
  const [claim] = await ctx.db.select().from(transferClaim).where(eq(transferClaim.id, claimId));
  const own = claim && may(ctx.actor, "charge.manage", { organizationId: claim.payeeId });
  if (!own) return fail(problems.notFound("transfer_claim"));
  if (claim.state !== "declared") return fail(problems.notAllowedNow("arrive-transfer", claim.state));
  return receiveTransfer(ctx, claim.chargeId, input);
}

/**
 * Books money that came to a payee, in the caller's transaction, spread over these charges in their order; they are
 * locked in one order of their own. What they do not need goes with the last, whose payer gets it back. Refuses a charge
 * of another payee with `not_found`, and a number that is known with `receipt_known`.
 */
export async function bookReceipt(
  tx: Tx,
  ctx: Actorly,
  arrived: Arrived,
  chargeIds: readonly string[],
): Promise<Received> {
  const { amount, payeeId } = arrived;
  if (arrived.valueOn > today(ctx.clock.now()))
    return refuse(problems.invalid([{ path: "valueOn", code: "day_ahead" }]));
  const charges = await lockOwn(tx, payeeId, chargeIds);
  const receipt = await writeReceipt(tx, ctx, arrived);
  const { parts, excess } = spread(charges, amount);
  for (const part of withRest(parts, charges.at(-1)?.id ?? "", excess))
    await bookPart(tx, ctx, receipt, part);
  const open = charges.reduce((sum, { outstanding: lacks }) => sum + lacks, 0);
  const outcome = outcomeOf(open, amount);
  await recordAudit(tx, ctx, {
    ...{ entity: "transfer_receipt", entityId: receipt.id, transition: "receive-transfer" },
    detail: { bankReference: receipt.bankReference, amount, outcome: outcome.kind, charges: charges.length },
  });
  return { receipt, outcome };
}

interface Part {
  chargeId: string;
  amount: number;
}

/** The rest goes with the last charge, also where that needed nothing: money that came is never left unbooked. */
function withRest(parts: readonly Part[], last: string, rest: number): Part[] {
  const own = parts.find(({ chargeId }) => chargeId === last)?.amount ?? 0;
  const others = parts.filter(({ chargeId }) => chargeId !== last);
  const all = own + rest > 0 ? [...others, { chargeId: last, amount: own + rest }] : others;
  return all.toSorted((one, other) => (one.chargeId < other.chargeId ? -1 : 1));
}

/** Locks the payee's charges in one order; returns in the caller's what each still lacks. */
async function lockOwn(
  tx: Tx,
  payeeId: string,
  ids: readonly string[],
): Promise<{ id: string; outstanding: number }[]> {
  const lacking = new Map<string, number>();
  for (const id of ids.toSorted()) {
    const row = await lockCharge(tx, id);
    if (row.payeeId !== payeeId) return refuse(problems.notFound("charge"));
    lacking.set(id, outstanding(row));
  }
  return ids.map((id) => ({ id, outstanding: lacking.get(id) ?? 0 }));
}

async function writeReceipt(tx: Tx, ctx: Actorly, arrived: Arrived): Promise<ReceiptRow> {
  const now = ctx.clock.now();
  const [made] = await tx
    .insert(transferReceipt)
    .values({ ...arrived, confirmedBy: ctx.actor.user?.id, createdAt: now })
    .onConflictDoNothing()
    .returning();
  if (made) return made;
  const { payeeId, bankReference } = arrived;
  const [known] = await tx
    .select()
    .from(transferReceipt)
    .where(
      and(
        eq(transferReceipt.payeeId, payeeId),
        sameBankReference(transferReceipt.bankReference, bankReference),
      ),
    );
  return refuse({
    ...{ code: "receipt_known", status: 409 },
    params: { bankReference, day: known?.valueOn ?? arrived.valueOn },
  });
}

async function bookPart(tx: Tx, ctx: Actorly, receipt: ReceiptRow, part: Part): Promise<void> {
  const { chargeId, amount } = part;
  const externalId = `${receipt.id}:${chargeId}`;
  const { payment } = await payCharge(tx, ctx, chargeId, { method: "transfer", externalId, amount });
  await tx.insert(receiptPart).values({ receiptId: receipt.id, chargeId, paymentId: payment.id, amount });
  await settleClaims(tx, ctx, chargeId);
}
