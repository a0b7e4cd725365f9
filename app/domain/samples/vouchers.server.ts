import { eq } from "drizzle-orm";
import { facility } from "#db/schema/catalog.ts";
import type { Tx } from "#db/client.ts";
import { problems, refuse } from "#app/runtime/problem.ts";
import { rulesOf } from "../booking/facility.server.ts";
import type { BookableFacility } from "../booking/bookable-facility.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { reserveVoucher, type WantedUse } from "../vouchers/reserve-voucher.server.ts";
import { captureVoucher, followUse, releaseVoucher } from "../vouchers/settle-hold.server.ts";
import { type Offered, paidByVoucher, vouchersFor } from "../vouchers/voucher-queries.server.ts";
import { workingDeadline } from "../working-days.server.ts";
import { chargeOrder } from "./charge-order.server.ts";
import type { OrderRow } from "./change-order.server.ts";

type Actorly = Pick<Context, "actor" | "clock">;
type Paid = Pick<OrderRow, "id" | "facilityId" | "organizationId" | "providerId" | "policyVersion" | "price">;

const causeOf = ({ id }: { id: string }): WantedUse["cause"] => ({ type: "sample_order", id });

/** The work as a voucher's rules judge it: from now until its results would be due if the samples came today. */
async function wantedUseOf(tx: Tx, row: Paid, now: Date, sampleDays: number): Promise<WantedUse> {
  const [found] = await tx
    .select({ classCode: facility.classCode })
    .from(facility)
    .where(eq(facility.listingId, row.facilityId));
  const { organizationId, providerId, price } = row;
  return {
    ...{ cause: causeOf(row), organizationId, providerId, price },
    ...{ kind: "facility", way: "commissioned", classCode: found?.classCode ?? "" },
    ...{ startsAt: now, endsAt: await workingDeadline(tx, now, sampleDays) },
  };
}

const asked = async (tx: Tx, { clock }: Actorly, row: Paid): Promise<WantedUse> =>
  wantedUseOf(tx, row, clock.now(), (await rulesOf(tx, row.facilityId, row.policyVersion)).sampleDays);

/** The actor's vouchers as the form offers them for an order that costs `price` fen. */
export async function offeredVouchers(
  ctx: Context,
  { id: facilityId, providerId, rules }: BookableFacility,
  price: number | null,
): Promise<Offered[]> {
  const organizationId = ctx.actor.organization?.id;
  if (!organizationId || organizationId === providerId) return [];
  const row = { id: "", facilityId, providerId, organizationId, policyVersion: rules.version, price };
  return vouchersFor(ctx, await wantedUseOf(ctx.db, row, ctx.clock.now(), rules.sampleDays));
}

/** What a voucher pays of an order, for those who may see it; null where none does. */
export const voucherOf = (ctx: Pick<Context, "db">, id: string) => paidByVoucher(ctx, causeOf({ id }));

/**
 * Sets aside what a voucher pays of an order that has just been written. Refuses `not_found` for a voucher that is not the
 * actor's organisation's, `policy` with every reason why it does not pay.
 */
export async function payByVoucher(tx: Tx, ctx: Context, voucherId: string, row: OrderRow): Promise<number> {
  if (!may(ctx.actor, "voucher.use", { organizationId: row.organizationId }))
    return refuse(problems.notFound("voucher"));
  return reserveVoucher(tx, ctx, voucherId, await asked(tx, ctx, row));
}

/** The order costs something else: what is set aside follows it. Refuses `policy` where the voucher does not pay for that. */
export const followPrice = async (tx: Tx, ctx: Actorly, row: OrderRow): Promise<void> =>
  followUse(tx, ctx, await asked(tx, ctx, row));

/** The order comes to nothing: the voucher has back what was set aside. */
export const letVoucherGo = (tx: Tx, ctx: Actorly, { id }: { id: string }, state: string): Promise<void> =>
  releaseVoucher(tx, ctx, causeOf({ id }), state);

/** The work is done and costs `amount` fen: it is charged, the voucher pays its part, and the rest is owed. */
export async function settleOrder(
  tx: Tx,
  ctx: Actorly,
  row: OrderRow,
  { amount, samples, actualFrom }: { amount: number; samples: number; actualFrom: Date },
): Promise<void> {
  await chargeOrder(tx, ctx, row, { amount, samples });
  await captureVoucher(tx, ctx, causeOf(row), { price: amount, usedFrom: actualFrom });
}
