import { and, desc, eq, ne, sql } from "drizzle-orm";
import { organization } from "#db/schema/identity.ts";
import { voucher, voucherHold, voucherRules } from "#db/schema/vouchers.ts";
import type { ServiceWay, VoucherKind } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import { problems, type Reason, refuse } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { demandStanding } from "../credit/standing.server.ts";
import { recordAudit } from "../move.server.ts";
import { coverOf, leftOf } from "./cover.ts";
import type { RulesRow } from "./find-program.server.ts";
import { lockVoucher } from "./lock.server.ts";
import { voucherProblems } from "./problems.ts";
import { relationOf } from "./relations.server.ts";
import { reviewUse, type Use } from "./use-policy.ts";

export type VoucherRow = typeof voucher.$inferSelect;

/** What a voucher is to pay for; `cause` names it by kind and id. */
export interface WantedUse {
  cause: { type: string; id: string };
  organizationId: string;
  providerId: string;
  kind: VoucherKind;
  way: ServiceWay | null;
  classCode: string;
  /** Fen; null: by quotation. */
  price: number | null;
  startsAt: Date;
  endsAt: Date;
}

/**
 * Sets aside what a voucher pays of a use, in the transaction that makes the use: what is left is read under the voucher's
 * lock. Returns the sum in fen. Refuses `not_found` for a voucher of somebody else, `standing`, `policy` with every reason otherwise.
 */
export async function reserveVoucher(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  voucherId: string,
  wanted: WantedUse,
): Promise<number> {
  const row = await lockVoucher(tx, voucherId);
  if (!row || row.organizationId !== wanted.organizationId) return refuse(problems.notFound("voucher"));
  await demandStanding(tx, row.organizationId, "receive", ctx.clock.now());
  const { reasons, covers } = await judgeUse(tx, row, wanted, ctx.clock.now());
  if (reasons.length > 0 || wanted.price === null) return refuse(voucherProblems.againstRules(reasons));
  return writeHold(tx, ctx, row, { ...wanted, price: wanted.price }, covers);
}

/** Every reason against paying for `wanted` with a voucher, and what it would cover of it. */
export async function judgeUse(
  tx: Tx,
  row: VoucherRow,
  wanted: Omit<WantedUse, "cause">,
  now: Date,
): Promise<{ reasons: Reason[]; covers: number; rules: RulesRow }> {
  const [rules] = await tx.select().from(voucherRules).where(eq(voucherRules.id, row.rulesId));
  if (!rules) throw new Error(`voucher ${row.id} has no rules`);
  const use: Use = { ...wanted, provider: await providerOf(tx, row.organizationId, wanted.providerId) };
  return {
    reasons: reviewUse(row, rules, use, now),
    covers: wanted.price === null ? 0 : coverOf(wanted.price, rules, leftOf(row)),
    rules,
  };
}

async function providerOf(tx: Tx, companyId: string, providerId: string): Promise<Use["provider"]> {
  const [found] = await tx
    .select({ uscc: organization.uscc })
    .from(organization)
    .where(eq(organization.id, providerId));
  if (!found) throw new Error(`no organisation ${providerId}`);
  const { recorded } = await relationOf(tx, companyId, providerId);
  return { uscc: found.uscc, own: companyId === providerId, related: recorded };
}

async function writeHold(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  row: VoucherRow,
  { cause, organizationId, providerId, price }: WantedUse & { price: number },
  amount: number,
): Promise<number> {
  await tx
    .update(voucher)
    .set({ reserved: sql`${voucher.reserved} + ${amount}` })
    .where(eq(voucher.id, row.id));
  const now = ctx.clock.now();
  const [made] = await tx
    .insert(voucherHold)
    .values({
      voucherId: row.id,
      programId: row.programId,
      ...{ organizationId, providerId, price, amount },
      causeType: cause.type,
      causeId: cause.id,
      createdAt: now,
      stateSince: now,
    })
    .returning({ id: voucherHold.id });
  if (!made) throw new Error("the hold was not written");
  await recordAudit(tx, ctx, {
    entity: "voucher_hold",
    entityId: made.id,
    transition: "reserve_voucher",
    toState: "reserved",
    detail: { voucher: row.id, cause, price, amount },
  });
  return amount;
}

/**
 * A use that was thought not to be has been after all: the voucher that was let go for it pays again, as far as it can now.
 */
export async function retakeVoucher(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  wanted: WantedUse,
): Promise<void> {
  if (wanted.price === null || (await holdOf(tx, wanted.cause))) return;
  const [last] = await tx
    .select({ voucherId: voucherHold.voucherId })
    .from(voucherHold)
    .where(and(eq(voucherHold.causeType, wanted.cause.type), eq(voucherHold.causeId, wanted.cause.id)))
    .orderBy(desc(voucherHold.id))
    .limit(1);
  const row = last && (await lockVoucher(tx, last.voucherId));
  if (!row) return;
  const { reasons, covers } = await judgeUse(tx, row, wanted, ctx.clock.now());
  if (reasons.length === 0) await writeHold(tx, ctx, row, { ...wanted, price: wanted.price }, covers);
}

/** What stands for a use and has not been let go; undefined where no voucher pays for it. */
export async function holdOf(tx: Tx, cause: WantedUse["cause"]) {
  const [row] = await tx
    .select()
    .from(voucherHold)
    .where(
      and(
        eq(voucherHold.causeType, cause.type),
        eq(voucherHold.causeId, cause.id),
        ne(voucherHold.state, "released"),
      ),
    );
  return row;
}
