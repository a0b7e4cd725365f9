import { eq } from "drizzle-orm";
import { voucherHold } from "#db/schema/vouchers.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { recordAudit } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import { voucherProblems } from "./problems.ts";

/**
 * The provider names its invoice for a use that a voucher has paid part of: without one it is not settled. One invoice serves
 * one use; a second one is taken, marked and put before the regulator. Refuses `invoice_settled` once it is in a settlement.
 */
export async function nameInvoice(
  ctx: Context,
  holdId: string,
  { invoiceNo }: { invoiceNo: string },
): Promise<Result<void>> {
  if (!may(ctx.actor, "booking.manage")) return fail(problems.forbidden("booking.manage"));
  return transact(ctx.db, async (tx) => {
    const [hold] = await tx.select().from(voucherHold).where(eq(voucherHold.id, holdId)).for("update");
    if (!hold || !may(ctx.actor, "booking.manage", { organizationId: hold.providerId }))
      return refuse(problems.notFound("voucher_hold"));
    if (hold.state !== "captured") return refuse(problems.notAllowedNow("name_invoice", hold.state));
    if (hold.settlementId !== null) return refuse(voucherProblems.invoiceSettled());
    await tx.update(voucherHold).set({ invoiceNo }).where(eq(voucherHold.id, holdId));
    await recordAudit(tx, ctx, {
      entity: "voucher_hold",
      entityId: holdId,
      transition: "name_invoice",
      detail: { before: hold.invoiceNo, invoiceNo },
    });
    await enqueue(tx, "check-voucher-use", { holdId });
  });
}
