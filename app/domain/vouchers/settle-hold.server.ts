import { eq, sql } from "drizzle-orm";
import { voucher, voucherHold, voucherRules } from "#db/schema/vouchers.ts";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { refuse } from "#app/runtime/problem.ts";
import { type Context, systemActor } from "../context.ts";
import { move } from "../move.server.ts";
import { returnToBudget, spendBudget } from "./budgets.server.ts";
import { coverOf } from "./cover.ts";
import { lockVoucher } from "./lock.server.ts";
import { payByHold } from "./pay-by-hold.server.ts";
import { voucherProblems } from "./problems.ts";
import { holdOf, judgeUse, type VoucherRow, type WantedUse } from "./reserve-voucher.server.ts";
import { holdProcess } from "./states.ts";

type Cause = WantedUse["cause"];
type Actorly = Pick<Context, "actor" | "clock">;
type Hold = typeof voucherHold.$inferSelect;

/** Steps of a hold follow its use: the clock takes them, whoever ended that. */
const byClock = ({ actor, clock }: Actorly): Actorly => ({ actor: systemActor(actor.requestId), clock });

/** A use as it turned out: its final price in fen, and when it began. */
export interface Settled {
  price: number;
  usedFrom: Date;
}

/**
 * A use is over and costs `price`: the voucher pays its part of that, at most what was set aside, and what is left of the hold
 * goes back. Returns the hold as it then is, undefined where no voucher pays. A job then looks for what is wrong about it.
 */
export async function captureVoucher(
  tx: Tx,
  ctx: Actorly,
  cause: Cause,
  { price, usedFrom }: Settled,
): Promise<Hold | undefined> {
  const hold = await holdOf(tx, cause);
  if (hold?.state !== "reserved") return hold;
  const row = await lockedVoucherOf(tx, hold);
  const [rules] = await tx.select().from(voucherRules).where(eq(voucherRules.id, row.rulesId));
  if (!rules) throw new Error(`voucher ${row.id} has no rules`);
  const covered = coverOf(price, rules, hold.amount);
  const captured = covered === 0 ? 0 : await payByHold(tx, byClock(ctx), hold, { covered, price });
  if (captured === 0) return void (await letGo(tx, ctx, hold, row, "nothing_owed"));
  const now = ctx.clock.now();
  await tx.update(voucherHold).set({ captured, settledAt: now }).where(eq(voucherHold.id, hold.id));
  await move(tx, byClock(ctx), holdProcess, voucherHold, hold, {
    transition: "capture_hold",
    detail: { price, captured },
  });
  await tx
    .update(voucher)
    .set({
      reserved: sql`${voucher.reserved} - ${hold.amount}`,
      captured: sql`${voucher.captured} + ${captured}`,
    })
    .where(eq(voucher.id, row.id));
  await spendBudget(tx, row.budgetId, captured);
  await returnIfOver(tx, ctx, row, hold.amount - captured);
  await enqueue(tx, "check-voucher-use", { holdId: hold.id, usedFrom: usedFrom.toISOString() });
  return { ...hold, captured, settledAt: now, state: "captured" };
}

/** Fen that the voucher behind a use will pay of its final price; 0 where none is set aside for it. */
export async function coveredBy(tx: Tx, cause: Cause, price: number): Promise<number> {
  const hold = await holdOf(tx, cause);
  if (hold?.state !== "reserved") return 0;
  const row = await lockedVoucherOf(tx, hold);
  const [rules] = await tx.select().from(voucherRules).where(eq(voucherRules.id, row.rulesId));
  if (!rules) throw new Error(`voucher ${row.id} has no rules`);
  return coverOf(price, rules, hold.amount);
}

/** A use will not be: what was set aside for it goes back to the voucher, or to the budget when that is over. */
export async function releaseVoucher(tx: Tx, ctx: Actorly, cause: Cause, reason: string): Promise<void> {
  const hold = await holdOf(tx, cause);
  if (hold?.state !== "reserved") return;
  await letGo(tx, ctx, hold, await lockedVoucherOf(tx, hold), reason);
}

async function letGo(tx: Tx, ctx: Actorly, hold: Hold, row: VoucherRow, reason: string): Promise<void> {
  await tx.update(voucherHold).set({ settledAt: ctx.clock.now() }).where(eq(voucherHold.id, hold.id));
  await move(tx, byClock(ctx), holdProcess, voucherHold, hold, { transition: "release_hold", reason });
  await tx
    .update(voucher)
    .set({ reserved: sql`${voucher.reserved} - ${hold.amount}` })
    .where(eq(voucher.id, row.id));
  await returnIfOver(tx, ctx, row, hold.amount);
}

/**
 * A use has another time or price: what is set aside follows it. Refuses `policy` with the reasons when the voucher does not
 * pay for it as it is now.
 */
export async function followUse(tx: Tx, ctx: Actorly, wanted: WantedUse): Promise<void> {
  const hold = await holdOf(tx, wanted.cause);
  if (hold?.state !== "reserved") return;
  const row = await lockedVoucherOf(tx, hold);
  // The hold's own sum is free for it.
  const without = { ...row, reserved: row.reserved - hold.amount };
  const { reasons, covers } = await judgeUse(tx, without, wanted, ctx.clock.now());
  if (reasons.length > 0 || wanted.price === null) return refuse(voucherProblems.againstRules(reasons));
  await tx
    .update(voucherHold)
    .set({ price: wanted.price, amount: covers })
    .where(eq(voucherHold.id, hold.id));
  await tx
    .update(voucher)
    .set({ reserved: sql`${voucher.reserved} + ${covers - hold.amount}` })
    .where(eq(voucher.id, row.id));
}

/** The voucher of a hold under its lock; the hold itself is read again by whoever has it. */
async function lockedVoucherOf(tx: Tx, { voucherId }: Hold): Promise<VoucherRow> {
  const row = await lockVoucher(tx, voucherId);
  if (!row) throw new Error(`no voucher ${voucherId}`);
  return row;
}

/** A voucher that has ended keeps nothing: what comes back to it goes on to the budget. */
export async function returnIfOver(tx: Tx, ctx: Actorly, row: VoucherRow, fen: number): Promise<void> {
  if (row.state === "granted" || fen === 0) return;
  await tx
    .update(voucher)
    .set({ amount: sql`${voucher.amount} - ${fen}` })
    .where(eq(voucher.id, row.id));
  await returnToBudget(tx, ctx, row.budgetId, {
    cause: { type: "voucher", id: row.id },
    organizationId: row.organizationId,
    purpose: "voucher",
    fen,
  });
}
