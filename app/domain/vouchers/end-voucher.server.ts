import { and, asc, eq, lte } from "drizzle-orm";
import { voucher } from "#db/schema/vouchers.ts";
import type { Tx } from "#db/client.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { settleDue } from "../due.server.ts";
import { may } from "../identity/permissions.ts";
import { move } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import { returnToBudget } from "./budgets.server.ts";
import { leftOf } from "./cover.ts";
import { lockVoucher } from "./lock.server.ts";
import { voucherProcess } from "./states.ts";

type Row = typeof voucher.$inferSelect;

/** The company gives back what it will not use; what is set aside for bookings stays theirs. */
export const giveBackVoucher = (ctx: Context, id: string): Promise<Result<void>> =>
  byHolder(ctx, id, (tx, row) => end(tx, ctx, row, "give_back_voucher"));

/** The company takes an application back before it is decided. */
export const withdrawApplication = (ctx: Context, id: string): Promise<Result<void>> =>
  byHolder(ctx, id, async (tx, row) => {
    await move(tx, ctx, voucherProcess, voucher, row, {
      transition: "withdraw_application",
      deadline: null,
    });
  });

async function byHolder(
  ctx: Context,
  id: string,
  work: (tx: Tx, row: Row) => Promise<void>,
): Promise<Result<void>> {
  if (!may(ctx.actor, "voucher.use")) return fail(problems.forbidden("voucher.use"));
  return transact(ctx.db, async (tx) => {
    const row = await lockVoucher(tx, id);
    if (!row || !may(ctx.actor, "voucher.use", row)) return refuse(problems.notFound("voucher"));
    return work(tx, row);
  });
}

/** Ends a voucher; what nobody has set aside goes back to the budget in the same transaction. */
async function end(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  row: Row,
  transition: "give_back_voucher" | "expire_voucher",
): Promise<void> {
  const left = leftOf(row);
  await move(tx, ctx, voucherProcess, voucher, row, {
    transition,
    deadline: null,
    detail: { returned: left },
  });
  await tx
    .update(voucher)
    .set({ amount: row.amount - left })
    .where(eq(voucher.id, row.id));
  await returnToBudget(tx, ctx, row.budgetId, {
    cause: { type: "voucher", id: row.id },
    organizationId: row.organizationId,
    purpose: "voucher",
    fen: left,
  });
}

const batch = 200;

/** Job `expire-vouchers`: vouchers whose last day is over expire, and return what is left. Run again it does nothing. */
export const expireVouchers = (ctx: Context): Promise<Record<string, number>> =>
  settleDue(ctx, "expire-vouchers", [
    {
      entity: "voucher",
      find: (isReady) =>
        ctx.db
          .select({ id: voucher.id })
          .from(voucher)
          .where(
            and(eq(voucher.state, "granted"), lte(voucher.deadline, ctx.clock.now()), isReady(voucher.id)),
          )
          .orderBy(asc(voucher.deadline))
          .limit(batch),
      work: (id) => expireOne(ctx, id),
    },
  ]);

const expireOne = (ctx: Context, id: string) =>
  transact(ctx.db, async (tx) => {
    const row = await lockVoucher(tx, id);
    if (row?.state !== "granted" || row.deadline === null || row.deadline > ctx.clock.now()) return;
    await end(tx, ctx, row, "expire_voucher");
  });
