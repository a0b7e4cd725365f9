import { and, eq, gt } from "drizzle-orm";
import { charge as chargeTable } from "#db/schema/money.ts";
import type { Tx } from "#db/client.ts";
import { type Context, systemActor } from "../../context.ts";
import { charge } from "../../money/charges/charge.server.ts";
import { type ChargeRow, lockChargesOf } from "../../money/charges/find-charge.server.ts";
import { givenBack } from "../../money/refunds/given-back.server.ts";
import { refundable } from "../../money/refunds/make-refunds.server.ts";
import { endCharge, refundCharge } from "../../money/refunds/refund-charge.server.ts";
import { readParameter } from "../../parameters.server.ts";
import { today } from "../../working-days.ts";
import type { BookingRow } from "../booking-row.ts";
import { borne, type Part } from "./borne.ts";
import { lessCharged } from "./lines.ts";
import { owedFor } from "./owed.server.ts";

type Actorly = Pick<Context, "actor" | "clock">;

/** States in which nothing is settled: what was paid ahead stays, the rest is charged once it is known. */
const unsettled: readonly string[] = ["held", "pending", "confirmed", "in_use"];

const isOpen = ({ state }: ChargeRow): boolean => state === "open" || state === "partly_paid";

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
  if (row.state === "expired" && live.every(isOpen)) {
    for (const { id } of live) await endCharge(tx, byRule(ctx), id, { transition: "expire", reason: "" });
    return;
  }
  const { purpose, lines } = await owedFor(tx, row);
  const owed = lines.reduce((sum, { amount }) => sum + amount, 0);
  const settled = live.filter((one) => !isOpen(one));
  const parts = await partsOf(tx, cause, purpose, settled);
  const stands = parts.reduce((sum, { amount, waived }) => (waived ? sum : sum + amount), 0);
  const { kept, waived } = borne(owed - covered, parts);
  const wanted = { purpose: freePurpose(purpose, settled), missing: owed - kept - waived };
  const said = await isSaid(tx, ctx, live.filter(isOpen), wanted);
  await giveBack(tx, ctx, settled, stands - kept);
  if (said || wanted.missing === 0) return;
  await charge(tx, byRule(ctx), {
    ...{ payerId: row.organizationId, payeeId: row.providerId, cause },
    purpose: wanted.purpose,
    lines: lessCharged(lines, { charged: kept, waived }),
    dueAt: await dueAfter(tx, ctx),
  });
}

/** What the charges of a booking bear of its cost, oldest first: what stays of those that are paid, and what people have withdrawn. */
async function partsOf(
  tx: Tx,
  { id }: { id: string },
  purpose: string,
  settled: readonly ChargeRow[],
): Promise<Part[]> {
  const withdrawn = await tx
    .select()
    .from(chargeTable)
    .where(and(eq(chargeTable.causeId, id), gt(chargeTable.waived, 0)));
  // A fee that was let go is no part of the price of a use.
  const same = withdrawn.filter((one) => one.purpose === purpose || one.purpose.startsWith("difference"));
  const inOrder = [...settled, ...same].toSorted((one, other) => (one.id < other.id ? -1 : 1));
  return Promise.all(
    inOrder.map(async (one) => ({
      waived: one.waived > 0,
      amount: one.waived || one.paid - one.refunded + (await givenBack(tx, [one])),
    })),
  );
}

/** Whether an open charge says just that; any other is dropped, so that what is owed is said once. */
async function isSaid(
  tx: Tx,
  ctx: Actorly,
  open: readonly ChargeRow[],
  { purpose, missing }: { purpose: string; missing: number },
): Promise<boolean> {
  const [only] = open;
  if (open.length === 1 && only?.purpose === purpose && only.amount === missing) return true;
  for (const { id } of open) await endCharge(tx, byRule(ctx), id, { transition: "drop", reason: "" });
  return false;
}

/** Pays back from the latest charges first; what is on its way to go back by somebody's word is not given twice. */
async function giveBack(tx: Tx, ctx: Actorly, from: readonly ChargeRow[], amount: number): Promise<void> {
  let left = amount;
  for (const { id, paid, refunded } of from.toReversed()) {
    const part = left > 0 && paid > refunded ? Math.min(left, await refundable(tx, id)) : 0;
    if (part > 0) await refundCharge(tx, byRule(ctx), id, { amount: part, reason: "" });
    left -= part;
  }
}

/** The first name that none of the charges that stand has: a second difference is `difference2`. */
function freePurpose(wanted: string, taken: readonly ChargeRow[]): string {
  const names = new Set(taken.map(({ purpose }) => purpose));
  if (!names.has(wanted)) return wanted;
  for (let n = 1; ; n++) {
    const name = n === 1 ? "difference" : `difference${n}`;
    if (!names.has(name)) return name;
  }
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
