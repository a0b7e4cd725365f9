import { and, eq } from "drizzle-orm";
import { charge as chargeTable } from "#db/schema/money.ts";
import type { Tx } from "#db/client.ts";
import { type Context, systemActor } from "../../context.ts";
import { charge } from "../../money/charges/charge.server.ts";
import { type ChargeRow, lockChargesOf } from "../../money/charges/find-charge.server.ts";
import { endCharge } from "../../money/refunds/refund-charge.server.ts";
import type { BookingRow } from "../booking-row.ts";
import type { BookingRules } from "../policy.ts";
import { minutes } from "../spans.ts";
import { linesForBooked } from "./owed.server.ts";

interface Priced {
  organizationId: string;
  providerId: string;
  price: number | null;
}

/** Whether a booking is paid before it is made: the rules say so, it has a price, and another organisation pays it. */
export const isPrepaid = (rules: Pick<BookingRules, "prepay">, row: Priced): boolean =>
  rules.prepay && (row.price ?? 0) > 0 && row.organizationId !== row.providerId;

/** Until when a time is held for its payment. */
export const payBy = ({ payWithinMinutes }: BookingRules, now: Date, startsAt: Date): Date =>
  new Date(Math.min(now.getTime() + minutes(payWithinMinutes), startsAt.getTime()));

/**
 * Charges a held booking ahead of its use; when the hold runs out, so does the charge. The `covered` fen that a voucher will
 * pay are left out: they are charged, and paid by it, after the use.
 */
export async function chargeAhead(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  row: BookingRow,
  covered = 0,
): Promise<ChargeRow> {
  const lines = await linesForBooked(tx, row);
  return charge(tx, ctx, {
    ...{ payerId: row.organizationId, payeeId: row.providerId },
    cause: { type: "booking", id: row.id },
    purpose: "use",
    lines: covered > 0 ? [...lines, { reason: "voucher_later", amount: -covered }] : lines,
    dueAt: row.deadline,
    expiresAt: row.deadline,
  });
}

/** How the payment of a held time stands: never asked for (it is only offered), asked for, withdrawn by people, or ended otherwise. */
export type Ahead = "never" | "live" | "withdrawn" | "ended";

/** How the payment ahead of a booking stands. */
export async function aheadOf(tx: Tx, { id }: { id: string }): Promise<Ahead> {
  const made = await tx
    .select({ state: chargeTable.state, waived: chargeTable.waived })
    .from(chargeTable)
    .where(and(eq(chargeTable.causeType, "booking"), eq(chargeTable.causeId, id)));
  if (made.length === 0) return "never";
  if (made.some(({ state }) => state !== "cancelled" && state !== "expired")) return "live";
  return made.some(({ waived }) => waived > 0) ? "withdrawn" : "ended";
}

/**
 * A booking that is held for its payment costs something else now: it is charged anew, and what was paid in part goes back.
 * Nothing to do where it has not been charged yet.
 */
export async function chargeAnew(
  tx: Tx,
  { actor, clock }: Pick<Context, "actor" | "clock">,
  row: BookingRow,
  covered: number,
): Promise<void> {
  const byRule = { actor: systemActor(actor.requestId), clock };
  const open = await lockChargesOf(tx, { type: "booking", id: row.id });
  for (const { id } of open) await endCharge(tx, byRule, id, { transition: "drop", reason: "" });
  if (open.length > 0) await chargeAhead(tx, byRule, row, covered);
}
