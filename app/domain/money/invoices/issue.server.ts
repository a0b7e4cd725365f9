import { eq } from "drizzle-orm";
import { invoice } from "#db/schema/invoices.ts";
import type { Tx } from "#db/client.ts";
import { isUniqueViolation } from "#db/errors.ts";
import { attachFile, inspectUpload, proofRules } from "#app/runtime/files.server.ts";
import { ok, problems, refuse, type Result } from "#app/runtime/problem.ts";
import { isUuid } from "#app/runtime/id.ts";
import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { move } from "#app/domain/move.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { today } from "#app/domain/working-days.ts";
import type { IssueInput, VoidInput } from "./inputs.ts";
import type { InvoiceRow } from "./request.server.ts";
import { invoiceProcess } from "./states.ts";

/**
 * The payee records the invoice that it has issued, with its file for the two parties alone. Refuses a day to come, and
 * `invoice_number_used` where this payee has recorded the number before.
 */
export async function issueInvoice(
  ctx: Context,
  id: string,
  input: IssueInput,
  file?: File,
): Promise<Result<InvoiceRow>> {
  const inspected = file && file.size > 0 ? await inspectUpload(file, proofRules) : ok(undefined);
  if (!inspected.ok) return inspected;
  return changeInvoice(ctx, id, "issue-invoice", "", async (tx, row) => {
    if (input.issuedOn > today(ctx.clock.now()))
      return refuse(problems.invalid([{ path: "issuedOn", code: "day_ahead" }]));
    await refuseUsed(tx, row, input);
    if (inspected.value)
      await attachFile(tx, inspected.value, {
        ...{ ownerType: "invoice", ownerId: id, organizationId: row.payeeId },
        ...{ role: "document", visibility: "organization", uploadedBy: ctx.actor.user?.id ?? null },
      });
    return { ...input, issuedBy: ctx.actor.user?.id ?? null };
  });
}

async function refuseUsed(tx: Tx, row: InvoiceRow, input: IssueInput): Promise<void> {
  try {
    // A savepoint: the unique index answers for two who record the same number at once.
    await tx.transaction((inner) => inner.update(invoice).set(input).where(eq(invoice.id, row.id)));
  } catch (error) {
    if (!isUniqueViolation(error, "invoice_number_once")) throw error;
    refuse({ code: "invoice_number_used", status: 409, params: { number: input.number } });
  }
}

/** The payee does not issue it, and says why. */
export const declineInvoice = (ctx: Context, id: string, { reason }: { reason: string }) =>
  changeInvoice(ctx, id, "decline-invoice", reason, () => Promise.resolve({ reason }));

/** The payer no longer wants it, before it is issued. */
export const withdrawInvoice = (ctx: Context, id: string) =>
  changeInvoice(ctx, id, "withdraw-invoice", "", () => Promise.resolve({}));

/** The payee has taken an issued one back by a negative invoice; what it was for may be invoiced anew. */
export const voidInvoice = (ctx: Context, id: string, { redNumber, reason }: VoidInput) =>
  changeInvoice(ctx, id, "void-invoice", reason, () => Promise.resolve({ redNumber, reason }));

/** Moves an invoice of the actor's organisation, on either side, and writes what `change` says. */
function changeInvoice(
  ctx: Context,
  id: string,
  transition: string,
  reason: string,
  change: (tx: Tx, row: InvoiceRow) => Promise<Partial<InvoiceRow>>,
): Promise<Result<InvoiceRow>> {
  return transact(ctx.db, async (tx) => {
    const row = isUuid(id) ? await lockInvoice(tx, id) : undefined;
    if (!row || !isPartyTo(ctx, row)) return refuse(problems.notFound("invoice"));
    const set = await change(tx, row);
    const state = await move(tx, ctx, invoiceProcess, invoice, row, { transition, reason });
    if (Object.keys(set).length > 0) await tx.update(invoice).set(set).where(eq(invoice.id, id));
    return { ...row, ...set, state };
  });
}

async function lockInvoice(tx: Tx, id: string): Promise<InvoiceRow | undefined> {
  const [row] = await tx.select().from(invoice).where(eq(invoice.id, id)).for("update");
  return row;
}

/** Whether the actor stands on one of its sides. */
export const isPartyTo = (
  { actor }: Context,
  { payerId, payeeId }: Pick<InvoiceRow, "payerId" | "payeeId">,
) =>
  may(actor, "charge.pay", { organizationId: payerId }) ||
  may(actor, "charge.manage", { organizationId: payeeId });
