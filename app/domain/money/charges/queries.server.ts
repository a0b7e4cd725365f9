import { and, asc, desc, eq, getTableColumns, lt, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { validate } from "uuid";
import { organization } from "#db/schema/identity.ts";
import { charge, chargeLine, payment, refund } from "#db/schema/money.ts";
import { receiptPart, transferReceipt } from "#db/schema/transfer.ts";
import type { Tx } from "#db/client.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import type { ChargeRow } from "./find-charge.server.ts";
import { type ChargeSubject, subjectsOf } from "./subjects.server.ts";

const payer = alias(organization, "payer");
const payee = alias(organization, "payee");

export interface Side {
  id: string;
  nameZh: string;
  nameEn: string;
}

export interface ChargeItem {
  charge: ChargeRow;
  payer: Side;
  payee: Side;
}

const selectCharges = (tx: Tx) =>
  tx
    .select({
      charge,
      payer: { id: payer.id, nameZh: payer.nameZh, nameEn: payer.nameEn },
      payee: { id: payee.id, nameZh: payee.nameZh, nameEn: payee.nameEn },
    })
    .from(charge)
    .innerJoin(payer, eq(payer.id, charge.payerId))
    .innerJoin(payee, eq(payee.id, charge.payeeId));

/** The charges that the actor may see; undefined: none. */
function visible({ actor }: Context): SQL | undefined {
  const everything = actor.roles.includes("auditor") ? sql`true` : undefined;
  const mine = actor.organization?.id;
  if (!mine || !may(actor, "charge.read", { organizationId: mine })) return everything;
  return or(everything, eq(charge.payerId, mine), eq(charge.payeeId, mine));
}

export interface ChargeDetail extends ChargeItem {
  lines: (typeof chargeLine.$inferSelect)[];
  /** `bankReference`: what the bank calls a transfer; else null. */
  payments: (typeof payment.$inferSelect & { bankReference: string | null })[];
  refunds: (typeof refund.$inferSelect)[];
  /** What it is for; null where that has no name of its own. */
  subject: ChargeSubject | null;
  /** As whom the actor sees it; whoever is neither oversees. */
  scope: "payer" | "payee" | "overseer";
}

/** One charge with its reasons and what was paid of it, to either side and the auditor; to others it does not exist. */
export async function chargeDetail(ctx: Context, id: string): Promise<Result<ChargeDetail>> {
  const seen = visible(ctx);
  if (!seen || !validate(id)) return fail(problems.notFound("charge"));
  const [found] = await selectCharges(ctx.db).where(and(eq(charge.id, id), seen));
  if (!found) return fail(problems.notFound("charge"));
  const [lines, payments, refunds, subjects] = await Promise.all([
    ctx.db.select().from(chargeLine).where(eq(chargeLine.chargeId, id)).orderBy(asc(chargeLine.n)),
    paymentsOf(ctx.db, id),
    ctx.db.select().from(refund).where(eq(refund.chargeId, id)).orderBy(asc(refund.id)),
    subjectsOf(ctx.db, [found.charge]),
  ]);
  const subject = subjects.get(found.charge.causeId) ?? null;
  return ok({ ...found, lines, payments, refunds, subject, scope: scopeIn(ctx, found.charge) });
}

const paymentsOf = (tx: Tx, chargeId: string): Promise<ChargeDetail["payments"]> =>
  tx
    .select({ ...getTableColumns(payment), bankReference: transferReceipt.bankReference })
    .from(payment)
    .leftJoin(receiptPart, eq(receiptPart.paymentId, payment.id))
    .leftJoin(transferReceipt, eq(transferReceipt.id, receiptPart.receiptId))
    .where(eq(payment.chargeId, chargeId))
    .orderBy(asc(payment.id));

function scopeIn({ actor }: Context, { payerId, payeeId }: ChargeRow): ChargeDetail["scope"] {
  const mine = actor.organization?.id;
  if (mine === payeeId) return "payee";
  return mine === payerId ? "payer" : "overseer";
}

export const chargeSides = ["payer", "payee", "all"] as const;

interface Wanted {
  side: (typeof chargeSides)[number];
  state?: string;
  before?: { at: Date; id: string };
  limit: number;
}

/** The charges of the actor's organisation, latest first; `more` when there are earlier ones. */
export async function listCharges(
  ctx: Context,
  { side, state, before, limit }: Wanted,
): Promise<Result<{ items: ChargeItem[]; more: boolean }>> {
  const mine = ctx.actor.organization?.id;
  if (!mine || !may(ctx.actor, "charge.read", { organizationId: mine }))
    return fail(problems.forbidden("charge.read"));
  const asPayer = side === "payee" ? undefined : eq(charge.payerId, mine);
  const asPayee = side === "payer" ? undefined : eq(charge.payeeId, mine);
  const rows = await selectCharges(ctx.db)
    .where(
      and(
        or(asPayer, asPayee),
        state ? eq(charge.state, state) : undefined,
        before
          ? or(
              lt(charge.createdAt, before.at),
              and(eq(charge.createdAt, before.at), lt(charge.id, before.id)),
            )
          : undefined,
      ),
    )
    .orderBy(desc(charge.createdAt), desc(charge.id))
    .limit(limit + 1);
  return ok({ items: rows.slice(0, limit), more: rows.length > limit });
}

/** The charges of one thing of another slice that the actor may see, oldest first: for its own page. */
export async function chargesFor(ctx: Context, causeType: string, causeId: string): Promise<ChargeItem[]> {
  const seen = visible(ctx);
  if (!seen) return [];
  return selectCharges(ctx.db)
    .where(and(eq(charge.causeType, causeType), eq(charge.causeId, causeId), seen))
    .orderBy(asc(charge.id));
}
