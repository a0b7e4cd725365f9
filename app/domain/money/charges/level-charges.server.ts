import { and, eq, gt } from "drizzle-orm";
import { charge as chargeTable } from "#db/schema/money.ts";
import type { Tx } from "#db/client.ts";
import { type Context, systemActor } from "#app/domain/context.ts";
import { givenBack } from "../refunds/given-back.server.ts";
import { leftByMethod, refundable } from "../refunds/make-refunds.server.ts";
import { endCharge, refundCharge } from "../refunds/refund-charge.server.ts";
import { borne, type Part } from "./borne.ts";
import { charge, type ChargeInput, type Line } from "./charge.server.ts";
import { type ChargeRow, lockChargesOf } from "./find-charge.server.ts";

type Actorly = Pick<Context, "actor" | "clock">;

export const isOpenCharge = ({ state }: Pick<ChargeRow, "state">): boolean =>
  state === "open" || state === "partly_paid";

interface Owed extends Pick<ChargeInput, "cause" | "payerId" | "payeeId" | "purpose" | "dueAt"> {
  /** Fen that it costs as it stands, of which `covered` are left for somebody who pays next. */
  owed: number;
  covered?: number;
  /** Why the rest is charged, given what stays charged and what somebody has withdrawn. */
  lines(borne: { charged: number; waived: number }): readonly Line[];
}

/**
 * Makes the charges of one thing say what it costs: what is missing is charged, what is too much dropped or paid back, with
 * its reason; what people have withdrawn is not asked for again. Asked again, it does nothing. Call in the transaction that
 * changed the thing, with its row locked.
 */
export async function levelCharges(tx: Tx, ctx: Actorly, given: Owed): Promise<void> {
  const { cause, purpose, owed, covered = 0, lines, ...sides } = given;
  const live = await lockChargesOf(tx, cause);
  const settled = live.filter((one) => !isOpenCharge(one));
  const parts = await partsOf(tx, cause.id, purpose, settled);
  const stands = parts.reduce((sum, { amount, waived }) => (waived ? sum : sum + amount), 0);
  const { kept, waived } = borne(owed - covered, parts);
  const wanted = { purpose: freePurpose(purpose, settled), missing: owed - kept - waived };
  const said = await isSaid(tx, ctx, live.filter(isOpenCharge), wanted);
  await giveBack(tx, ctx, settled, stands - kept);
  if (said || wanted.missing === 0) return;
  await charge(tx, byRule(ctx), {
    ...{ ...sides, cause, purpose: wanted.purpose },
    lines: lines({ charged: kept, waived }),
  });
}

/**
 * What the charges of a thing bear of its cost: first what vouchers have paid of it, for what people withdraw is the payer's
 * own part; then, oldest first, what else stays of those that are paid, and what was withdrawn.
 */
async function partsOf(
  tx: Tx,
  causeId: string,
  purpose: string,
  settled: readonly ChargeRow[],
): Promise<Part[]> {
  const withdrawn = await tx
    .select()
    .from(chargeTable)
    .where(and(eq(chargeTable.causeId, causeId), gt(chargeTable.waived, 0)));
  // A fee that was let go is no part of the price of a use.
  const same = withdrawn.filter((one) => one.purpose === purpose || one.purpose.startsWith("difference"));
  const inOrder = [...settled, ...same].toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const shares = await Promise.all(inOrder.map((one) => sharesOf(tx, one)));
  return [...shares.map(({ voucher }) => voucher), ...shares.map(({ own }) => own)];
}

async function sharesOf(tx: Tx, one: ChargeRow): Promise<{ voucher: Part; own: Part }> {
  if (one.waived > 0)
    return { voucher: { amount: 0, waived: false }, own: { amount: one.waived, waived: true } };
  const stays = one.paid - one.refunded + (await givenBack(tx, [one]));
  const byVoucher = Math.min(stays, await leftByMethod(tx, one.id, "voucher"));
  return {
    voucher: { amount: byVoucher, waived: false },
    own: { amount: stays - byVoucher, waived: false },
  };
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

/** What a rule prescribes is the platform's doing, whoever brought it about. */
const byRule = ({ actor, clock }: Actorly): Actorly => ({ actor: systemActor(actor.requestId), clock });
