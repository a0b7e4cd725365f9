import { and, eq, ne } from "drizzle-orm";
import { voucher, voucherHold } from "#db/schema/vouchers.ts";
import type { VoucherFinding } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import type { Result } from "#app/runtime/problem.ts";
import { openClue } from "../cases/open-clue.server.ts";
import type { Context } from "../context.ts";
import { transact } from "../transact.server.ts";
import { today } from "../working-days.ts";
import { relationOf } from "./relations.server.ts";

type Hold = typeof voucherHold.$inferSelect;
type Actorly = Pick<Context, "actor" | "clock">;

/** Fraud on vouchers, in the rule book. */
const offenceCode = "MC08";

/**
 * Job: looks at a captured use. What it finds becomes a clue that waits for a person, and a mark that both sides see. Nothing else
 * follows: the money stays where it is until somebody decides.
 */
export async function checkUse(ctx: Context, holdId: string, usedFrom?: Date): Promise<Result<void>> {
  return transact(ctx.db, async (tx) => {
    const [hold] = await tx.select().from(voucherHold).where(eq(voucherHold.id, holdId));
    if (hold?.state !== "captured") return;
    await checkRelation(tx, ctx, hold);
    if (usedFrom) await checkTime(tx, ctx, hold, usedFrom);
    await checkInvoice(tx, ctx, hold);
  });
}

async function checkRelation(tx: Tx, ctx: Actorly, hold: Hold): Promise<void> {
  const { recorded, signs } = await relationOf(tx, hold.organizationId, hold.providerId);
  if (recorded || signs.length > 0)
    await noteFinding(tx, ctx, hold, "related_party", recorded ? ["recorded_tie", ...signs] : signs);
}

async function checkTime(tx: Tx, ctx: Actorly, hold: Hold, usedFrom: Date): Promise<void> {
  const [of] = await tx
    .select({ grantedAt: voucher.grantedAt })
    .from(voucher)
    .where(eq(voucher.id, hold.voucherId));
  const grantedAt = of?.grantedAt;
  if (grantedAt && usedFrom < grantedAt)
    await noteFinding(tx, ctx, hold, "before_grant", [usedFrom.toISOString(), grantedAt.toISOString()]);
}

/** Looks whether a provider's invoice has been given for another use as well. */
async function checkInvoice(tx: Tx, ctx: Actorly, hold: Hold): Promise<void> {
  const { invoiceNo } = hold;
  if (invoiceNo === "") return;
  const others = await tx
    .select({ id: voucherHold.id })
    .from(voucherHold)
    .where(
      and(
        eq(voucherHold.providerId, hold.providerId),
        eq(voucherHold.invoiceNo, invoiceNo),
        ne(voucherHold.id, hold.id),
      ),
    );
  if (others.length > 0)
    await noteFinding(tx, ctx, hold, "double_invoice", [invoiceNo, ...others.map(({ id }) => id)]);
}

/** One finding about one hold is noted once, however often a job sees it. */
async function noteFinding(
  tx: Tx,
  ctx: Actorly,
  hold: Hold,
  finding: VoucherFinding,
  facts: readonly string[],
): Promise<void> {
  const [row] = await tx.select().from(voucherHold).where(eq(voucherHold.id, hold.id)).for("update");
  if (!row || row.findings.includes(finding)) return;
  await tx
    .update(voucherHold)
    .set({ findings: [...row.findings, finding] })
    .where(eq(voucherHold.id, hold.id));
  const day = today(ctx.clock.now());
  await openClue(tx, ctx, {
    kind: "voucher_abuse",
    causeType: `voucher_${finding}`,
    causeId: hold.id,
    subjectId: finding === "double_invoice" ? hold.providerId : hold.organizationId,
    title: titles[finding],
    account: `${titles[finding]}\n${hold.causeType} ${hold.causeId}\n${facts.join("\n")}`,
    offenceCode,
    actFrom: day,
    actUntil: day,
  });
}

/** Written into the case in the language of its papers. */
const titles: Readonly<Record<VoucherFinding, string>> = {
  related_party: "创新券用于疑似关联单位的服务",
  double_invoice: "同一发票用于多次创新券兑付",
  before_grant: "服务早于创新券发放",
};
