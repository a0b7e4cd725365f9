import type { Deadline } from "#app/domain/deadline.ts";
import { v7 as uuid } from "uuid";
import { charge as chargeTable, chargeLine } from "#db/schema/money.ts";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import type { Context } from "#app/domain/context.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import { chargeLegs } from "../ledger/legs.ts";
import { post } from "../ledger/post.server.ts";
import { settlementOf } from "../settlement.server.ts";
import { type Cause, type ChargeRow, liveCharge } from "./find-charge.server.ts";
import { referenceOf } from "#db/payment-reference.ts";

/** One reason of a charge. `amount` in fen, below zero for a discount; `params` fill the words `charges:reason.<reason>`. */
export interface Line {
  reason: string;
  text?: string;
  params?: Record<string, string | number>;
  amount: number;
}

export interface ChargeInput {
  /** Organisations: who pays and to whom. */
  payerId: string;
  payeeId: string;
  cause: Cause;
  /** What of the cause: `use`, `no_show`, `milestone`, `deposit` … One live charge per cause and purpose. */
  purpose: string;
  lines: readonly Line[];
  /** Keep what is paid until `releaseHeld` or `returnHeld`. */
  held?: boolean;
  dueAt?: Deadline | null;
  /** Without payment by then the charge is off (`expireCharge`). */
  expiresAt?: Date | null;
}

/**
 * Charges one organisation for a cause that it can open. A repeat for the same cause and purpose is the charge that
 * stands, unchanged. A total of zero is paid at once. The caller has checked that its actor may; throws when a total is
 * below zero or the sides are one organisation, which is its mistake.
 */
export async function charge(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  input: ChargeInput,
): Promise<ChargeRow> {
  const { payerId, payeeId, cause, purpose, lines } = input;
  const amount = lines.reduce((sum, line) => sum + line.amount, 0);
  if (amount < 0) throw new Error(`charge for ${cause.type} ${cause.id}: ${amount} fen`);
  const id = uuid();
  const [made] = await tx
    .insert(chargeTable)
    .values({
      ...{ id, payerId, payeeId, purpose, amount },
      ...{ causeType: cause.type, causeId: cause.id, reference: referenceOf(id) },
      ...{ held: input.held ?? false, dueAt: input.dueAt, expiresAt: input.expiresAt },
      ...{ state: amount === 0 ? "paid" : "open", deadline: amount === 0 ? null : input.dueAt },
      ...{ createdAt: ctx.clock.now(), stateSince: ctx.clock.now() },
    })
    .onConflictDoNothing()
    .returning();
  if (!made) return standing(tx, cause, purpose);
  await writeDown(tx, ctx, made, lines);
  if (amount === 0) await settlementOf(cause.type).paid(tx, ctx, made);
  return made;
}

async function standing(tx: Tx, cause: Cause, purpose: string): Promise<ChargeRow> {
  const found = await liveCharge(tx, cause, purpose);
  if (!found) throw new Error(`charge for ${cause.type} ${cause.id}: neither made nor found`);
  return found;
}

async function writeDown(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  made: ChargeRow,
  lines: readonly Line[],
): Promise<void> {
  if (lines.length > 0)
    await tx.insert(chargeLine).values(lines.map((line, at) => ({ ...line, chargeId: made.id, n: at + 1 })));
  await post(tx, ctx, {
    cause: { type: "charge", id: made.id },
    chargeId: made.id,
    legs: chargeLegs(made, made.amount),
  });
  await recordAudit(tx, ctx, {
    ...{ entity: "charge", entityId: made.id, transition: "charge", toState: made.state },
    detail: { cause: made.causeType, causeId: made.causeId, purpose: made.purpose, amount: made.amount },
  });
  if (made.amount > 0)
    await enqueue(tx, "notify", {
      ...{ template: "charge-made", entity: "charge", entityId: made.id, parties: ["payer"], reason: "" },
      by: ctx.actor.user?.id,
    });
}
