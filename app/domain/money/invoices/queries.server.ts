import { and, asc, desc, eq, gt, inArray, lt, notInArray, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { attachment } from "#db/schema/catalog.ts";
import { organization } from "#db/schema/identity.ts";
import { invoice, invoiceLine } from "#db/schema/invoices.ts";
import { charge } from "#db/schema/money.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import { isUuid } from "#app/runtime/id.ts";
import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { allowedTransitions } from "#app/domain/process.ts";
import { type ChargeSubject, subjectsOf } from "../charges/subjects.server.ts";
import { isPartyTo } from "./issue.server.ts";
import { invoiceable } from "./policy.ts";
import { type InvoiceRow, invoicedOf } from "./request.server.ts";
import { invoiceProcess } from "./states.ts";

export const invoiceSides = ["received", "issued"] as const;

/** `received`: those the organisation asks for as a payer. `issued`: those it is asked for as a payee. */
export type InvoiceSide = (typeof invoiceSides)[number];

export interface InvoiceItem {
  row: InvoiceRow;
  payer: { nameZh: string; nameEn: string };
  payee: { nameZh: string; nameEn: string };
}

const payer = alias(organization, "invoice_payer");
const payee = alias(organization, "invoice_payee");
const columns = {
  row: invoice,
  payer: { nameZh: payer.nameZh, nameEn: payer.nameEn },
  payee: { nameZh: payee.nameZh, nameEn: payee.nameEn },
};

const selectInvoices = ({ db }: Context) =>
  db
    .select(columns)
    .from(invoice)
    .innerJoin(payer, eq(payer.id, invoice.payerId))
    .innerJoin(payee, eq(payee.id, invoice.payeeId));

/** The invoices of the actor's organisation on one side, those that wait first, then the latest. */
export async function listInvoices(
  ctx: Context,
  { side, state, after, limit }: { side: InvoiceSide; state?: string; after?: string; limit: number },
): Promise<{ items: InvoiceItem[]; nextCursor: string | null }> {
  const organizationId = ctx.actor.organization?.id;
  const action = side === "received" ? "charge.pay" : "charge.manage";
  if (!organizationId || !may(ctx.actor, action)) return { items: [], nextCursor: null };
  const rows = await selectInvoices(ctx)
    .where(
      and(
        eq(side === "received" ? invoice.payerId : invoice.payeeId, organizationId),
        state ? eq(invoice.state, state) : undefined,
        after && isUuid(after) ? lt(invoice.id, after) : undefined,
      ),
    )
    .orderBy(desc(invoice.id))
    .limit(limit + 1);
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.row.id ?? null) : null };
}

export interface InvoiceDetail extends InvoiceItem {
  lines: { chargeId: string; reference: string; amount: number }[];
  files: { id: string; name: string; bytes: number }[];
  allowed: string[];
  side: InvoiceSide;
}

/** One invoice, for its two sides. */
export async function findInvoice(ctx: Context, id: string): Promise<Result<InvoiceDetail>> {
  const [found] = isUuid(id) ? await selectInvoices(ctx).where(eq(invoice.id, id)) : [];
  if (!found || !isPartyTo(ctx, found.row)) return fail(problems.notFound("invoice"));
  const [lines, files] = await Promise.all([
    ctx.db
      .select({ chargeId: invoiceLine.chargeId, reference: charge.reference, amount: invoiceLine.amount })
      .from(invoiceLine)
      .innerJoin(charge, eq(charge.id, invoiceLine.chargeId))
      .where(eq(invoiceLine.invoiceId, id))
      .orderBy(asc(charge.createdAt)),
    ctx.db
      .select({ id: attachment.id, name: attachment.name, bytes: attachment.bytes })
      .from(attachment)
      .where(and(eq(attachment.ownerType, "invoice"), eq(attachment.ownerId, id))),
  ]);
  const issues = may(ctx.actor, "charge.manage", { organizationId: found.row.payeeId });
  const allowed = allowedTransitions(invoiceProcess, ctx.actor, found.row).map(({ name }) => name);
  return ok({ ...found, lines, files, allowed, side: issues ? "issued" : "received" });
}

/** Something paid that the actor's organisation can still ask an invoice for. */
export interface ToInvoice {
  chargeId: string;
  reference: string;
  payeeId: string;
  payee: { nameZh: string; nameEn: string };
  /** What it was paid for; null where that has no name of its own. */
  subject: ChargeSubject | null;
  createdAt: Date;
  amount: number;
}

/** Paid charges with something left to invoice, by payee, the oldest first. */
export async function listToInvoice(ctx: Context): Promise<ToInvoice[]> {
  const organizationId = ctx.actor.organization?.id;
  if (!organizationId || !may(ctx.actor, "charge.pay")) return [];
  const rows = await ctx.db
    .select({ row: charge, payee: { nameZh: payee.nameZh, nameEn: payee.nameEn } })
    .from(charge)
    .innerJoin(payee, eq(payee.id, charge.payeeId))
    .where(
      and(
        eq(charge.payerId, organizationId),
        gt(sql`${charge.paid} - ${charge.refunded}`, 0),
        notInArray(charge.state, ["refunded"]),
        sql`not exists (select 1 from ${invoiceLine} l join ${invoice} i on i.id = l.invoice_id
          where l.charge_id = ${charge.id} and i.state in ('requested', 'issued')
            and l.amount >= ${charge.paid} - ${charge.refunded})`,
      ),
    )
    .orderBy(asc(charge.createdAt))
    .limit(500);
  const charges = rows.map(({ row }) => row);
  const [taken, subjects] = await Promise.all([
    invoicedOf(
      ctx.db,
      charges.map(({ id }) => id),
    ),
    subjectsOf(ctx.db, charges),
  ]);
  return rows.flatMap(({ row, payee: name }) => {
    const amount = invoiceable({ ...row, invoiced: taken.get(row.id) ?? 0 });
    const { id: chargeId, reference, payeeId, createdAt } = row;
    const subject = subjects.get(row.causeId) ?? null;
    return amount > 0 ? [{ chargeId, reference, payeeId, payee: name, subject, createdAt, amount }] : [];
  });
}

/** How many requests wait for the actor's organisation. */
export async function countRequested({ db, actor }: Context): Promise<number> {
  if (!actor.organization || !may(actor, "charge.manage")) return 0;
  return db.$count(
    invoice,
    and(eq(invoice.payeeId, actor.organization.id), inArray(invoice.state, ["requested"])),
  );
}
