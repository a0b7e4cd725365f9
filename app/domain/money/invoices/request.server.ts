import { and, desc, eq, inArray, sum } from "drizzle-orm";
import { organization } from "#db/schema/identity.ts";
import { invoice, invoiceLine } from "#db/schema/invoices.ts";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import { readParameter } from "#app/domain/parameters.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { today } from "#app/domain/working-days.ts";
import { workingDeadline } from "#app/domain/working-days.server.ts";
import { type ChargeRow, lockCharge } from "../charges/find-charge.server.ts";
import type { RequestInput } from "./inputs.ts";
import { invoiceable } from "./policy.ts";
import { liveInvoiceStates } from "./states.ts";

export type InvoiceRow = typeof invoice.$inferSelect;

/**
 * The payer asks for one invoice for everything that was paid of these charges and is in no invoice yet. The charges are
 * locked, so that two requests at once do not both get it; a constraint of the database says so too. Refuses
 * `nothing_to_invoice` and `invoice_several_payees`.
 */
export async function requestInvoice(
  ctx: Context,
  { charges, ...facts }: RequestInput,
): Promise<Result<InvoiceRow>> {
  return transact(ctx.db, async (tx) => {
    const rows = await lockPaid(tx, ctx, charges);
    const [first] = rows;
    if (!first || rows.some(({ payeeId }) => payeeId !== first.payeeId))
      return refuse({ code: "invoice_several_payees", status: 422 });
    const lines = await linesFor(tx, rows);
    const amount = lines.reduce((total, line) => total + line.amount, 0);
    if (amount === 0) return refuse({ code: "nothing_to_invoice", status: 409 });
    const now = ctx.clock.now();
    const days = await readParameter(tx, "invoice_working_days", "33", today(now));
    const [made] = await tx
      .insert(invoice)
      .values({
        ...facts,
        ...{ payerId: first.payerId, payeeId: first.payeeId, requestedBy: ctx.actor.user?.id, amount },
        ...{ createdAt: now, stateSince: now, deadline: await workingDeadline(tx, now, days) },
      })
      .returning();
    if (!made) throw new Error("an invoice was not written");
    await tx.insert(invoiceLine).values(lines.map((line) => ({ ...line, invoiceId: made.id })));
    const entity = { entity: "invoice", entityId: made.id };
    await recordAudit(tx, ctx, {
      ...{ ...entity, transition: "request-invoice", toState: "requested" },
      detail: { kind: made.kind, amount, charges: lines.length },
    });
    await enqueue(tx, "notify", {
      ...{ template: "invoice-requested", ...entity, parties: ["payee"], reason: "" },
      by: ctx.actor.user?.id,
    });
    return made;
  });
}

/** The charges, locked in one order, all to be paid by the actor's organisation. */
async function lockPaid(tx: Tx, ctx: Context, ids: readonly string[]): Promise<ChargeRow[]> {
  const rows: ChargeRow[] = [];
  for (const id of ids.toSorted()) {
    const row = await lockCharge(tx, id);
    if (!may(ctx.actor, "charge.pay", { organizationId: row.payerId })) {
      const sees = may(ctx.actor, "charge.manage", { organizationId: row.payeeId });
      return refuse(sees ? problems.forbidden("charge.pay") : problems.notFound("charge"));
    }
    rows.push(row);
  }
  return rows;
}

async function linesFor(tx: Tx, rows: readonly ChargeRow[]): Promise<{ chargeId: string; amount: number }[]> {
  const taken = await invoicedOf(
    tx,
    rows.map(({ id }) => id),
  );
  return rows.flatMap((row) => {
    const amount = invoiceable({ ...row, invoiced: taken.get(row.id) ?? 0 });
    return amount > 0 ? [{ chargeId: row.id, amount }] : [];
  });
}

/** Fen of each charge that invoices take up: asked for or issued. */
export async function invoicedOf(tx: Tx, chargeIds: readonly string[]): Promise<Map<string, number>> {
  if (chargeIds.length === 0) return new Map();
  const rows = await tx
    .select({ id: invoiceLine.chargeId, amount: sum(invoiceLine.amount) })
    .from(invoiceLine)
    .innerJoin(invoice, eq(invoice.id, invoiceLine.invoiceId))
    .where(and(inArray(invoiceLine.chargeId, [...chargeIds]), inArray(invoice.state, [...liveInvoiceStates])))
    .groupBy(invoiceLine.chargeId);
  return new Map(rows.map(({ id, amount }) => [id, Number(amount ?? 0)]));
}

/** What an organisation's invoices are usually made out with: what it said last, else what the platform knows of it. */
export async function usualFacts({
  db,
  actor,
}: Context): Promise<
  Pick<InvoiceRow, "title" | "taxNumber" | "address" | "phone" | "bank" | "bankNumber" | "email">
> {
  const organizationId = actor.organization?.id ?? "";
  const [last] = await db
    .select()
    .from(invoice)
    .where(eq(invoice.payerId, organizationId))
    .orderBy(desc(invoice.createdAt))
    .limit(1);
  if (last) return last;
  const [own] = await db.select().from(organization).where(eq(organization.id, organizationId));
  return {
    ...{ title: own?.nameZh ?? "", taxNumber: own?.uscc ?? "", address: own?.address ?? "" },
    ...{ phone: own?.contactPhone ?? "", bank: "", bankNumber: "", email: own?.contactEmail ?? "" },
  };
}
