import type { Tx } from "#db/client.ts";
import { type Context, systemActor } from "../../context.ts";
import { lockChargesOf } from "../../money/charges/find-charge.server.ts";
import { isOpenCharge, levelCharges } from "../../money/charges/level-charges.server.ts";
import { endCharge } from "../../money/refunds/refund-charge.server.ts";
import { readParameter } from "../../parameters.server.ts";
import { today } from "../../working-days.ts";
import type { BookingRow } from "../booking-row.ts";
import { lessCharged } from "./lines.ts";
import { owedFor } from "./owed.server.ts";

type Actorly = Pick<Context, "actor" | "clock">;

/** States in which nothing is settled: what was paid ahead stays, the rest is charged once it is known. */
const unsettled: readonly string[] = ["held", "pending", "confirmed", "in_use"];

/**
 * Makes the charges of a booking say what it costs as it stands: what is missing is charged, what is too much dropped or
 * paid back, with its reason; what people have withdrawn is not asked for again. Asked again, it does nothing. The provider's own bookings cost nobody anything. Call in
 * the transaction that changed the booking. Of what it costs, `covered` fen are left for a voucher that pays next: whoever
 * has paid more than the rest gets that back.
 */
export async function settleCharges(tx: Tx, ctx: Actorly, row: BookingRow, covered = 0): Promise<void> {
  if (row.organizationId === row.providerId || unsettled.includes(row.state)) return;
  const cause = { type: "booking", id: row.id };
  const live = await lockChargesOf(tx, cause);
  if (row.state === "expired" && live.every(isOpenCharge)) {
    for (const { id } of live) await endCharge(tx, byRule(ctx), id, { transition: "expire", reason: "" });
    return;
  }
  const { purpose, lines } = await owedFor(tx, row);
  await levelCharges(tx, ctx, {
    ...{ payerId: row.organizationId, payeeId: row.providerId, cause, purpose, covered },
    owed: lines.reduce((sum, { amount }) => sum + amount, 0),
    lines: (borne) => lessCharged(lines, borne),
    dueAt: await dueAfter(tx, ctx),
  });
}

const dayMs = 86_400_000;

/** When a charge for what has been delivered is due. */
export async function dueAfter(tx: Tx, { clock }: Pick<Context, "clock">): Promise<Date> {
  const now = clock.now();
  const days = await readParameter(tx, "payment_due_days", "", today(now));
  return new Date(now.getTime() + days * dayMs);
}

/** What a rule prescribes is the platform's doing, whoever brought it about. */
const byRule = ({ actor, clock }: Actorly): Actorly => ({ actor: systemActor(actor.requestId), clock });
