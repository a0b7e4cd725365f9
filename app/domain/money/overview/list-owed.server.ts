import type { Deadline } from "#app/domain/deadline.ts";
import { and, asc, desc, eq, gt, gte, ilike, inArray, lt, or, type SQL, sql } from "drizzle-orm";
import { charge, chargeLine } from "#db/schema/money.ts";
import type { ChargeState } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { today } from "#app/domain/working-days.ts";
import { type ChargeSubject, subjectsOf } from "../charges/subjects.server.ts";
import { type BoundPayer, daysLate, lateInterest, type PaymentLawNumbers } from "../transfer/payment-law.ts";
import { boundBySql, dueOnSql, outstandingSql, payee, payer, paymentLawNumbers } from "./law.server.ts";

/** `payables`: what the organisation owes. `receivables`: what it is owed. */
export type OwedSide = "payables" | "receivables";

export const owedViews = ["open", "overdue", "settled", "all"] as const;

export type OwedView = (typeof owedViews)[number];

export interface OwedFilter {
  view: OwedView;
  /** Part of the other side's name, or a reference. */
  search?: string;
  /** Cause type: `booking`, `sample_order`, `milestone` … */
  cause?: string;
}

export interface OwedItem {
  id: string;
  reference: string;
  payerId: string;
  payeeId: string;
  state: ChargeState | (string & {});
  version: number;
  deadline: Deadline | null;
  causeType: string;
  causeId: string;
  purpose: string;
  createdAt: Date;
  /** ISO date: the last day to pay, by agreement or by law. */
  dueOn: string;
  law: BoundPayer | null;
  amount: number;
  paid: number;
  outstanding: number;
  refunded: number;
  daysLate: number;
  /** Fen by the law's rate until today, where the law holds and it is late; else 0. */
  interest: number;
  other: { id: string; nameZh: string; nameEn: string };
  /** What it is for; null where that has no name of its own. */
  subject: ChargeSubject | null;
  /** Its first reasons. */
  lines: { reason: string; text: string; params: Record<string, string | number> }[];
}

/** Sums over everything that the filter lets through, not only over the page. */
export interface OwedTotals {
  count: number;
  outstanding: number;
  overdue: number;
  overdueCount: number;
}

const openStates = ["open", "partly_paid"];

/** A page of what the actor's organisation owes or is owed, the most urgent first, with sums over all of it. */
export async function listOwed(
  ctx: Context,
  side: OwedSide,
  filter: OwedFilter,
  { page, size }: { page: number; size: number },
): Promise<{ items: OwedItem[]; totals: OwedTotals }> {
  const action = side === "payables" ? "charge.pay" : "charge.manage";
  const organizationId = ctx.actor.organization?.id;
  const none = { count: 0, outstanding: 0, overdue: 0, overdueCount: 0 };
  if (!organizationId || !may(ctx.actor, action, { organizationId })) return { items: [], totals: none };
  const ownSide = eq(side === "payables" ? charge.payerId : charge.payeeId, organizationId);
  return readOwed(ctx, side, and(ownSide, narrowed(ctx, side, filter)), filter.view, { page, size });
}

function narrowed(_ctx: Context, side: OwedSide, { search, cause }: OwedFilter): SQL | undefined {
  const other = side === "payables" ? payee : payer;
  const like = search ? `%${search.replaceAll(/[%_\\]/g, "\\$&")}%` : undefined;
  const asReference = search?.normalize("NFKC").toUpperCase().replaceAll(/[\s-]/g, "");
  return and(
    cause ? eq(charge.causeType, cause) : undefined,
    like
      ? or(ilike(other.nameZh, like), ilike(other.nameEn, like), eq(charge.reference, asReference ?? ""))
      : undefined,
  );
}

/** What `where` lets through of all charges: shared by the two sides and the regulator's view. */
export async function readOwed(
  ctx: Pick<Context, "db" | "clock">,
  side: OwedSide,
  where: SQL | undefined,
  view: OwedView,
  { page, size }: { page: number; size: number },
): Promise<{ items: OwedItem[]; totals: OwedTotals }> {
  const day = today(ctx.clock.now());
  const numbers = await paymentLawNumbers(ctx.db, day);
  const due = dueOnSql(numbers);
  const late = and(inArray(charge.state, openStates), lt(due, sql`${day}::date`));
  const all = and(gt(charge.amount, 0), where, viewed(view, late));
  const other = side === "payables" ? payee : payer;
  const [rows, totals] = await Promise.all([
    ctx.db
      .select({
        row: charge,
        due: sql<string>`to_char(${due}, 'YYYY-MM-DD')`,
        law: boundBySql,
        outstanding: outstandingSql,
        other: { id: other.id, nameZh: other.nameZh, nameEn: other.nameEn },
      })
      .from(charge)
      .innerJoin(payer, eq(payer.id, charge.payerId))
      .innerJoin(payee, eq(payee.id, charge.payeeId))
      .where(all)
      .orderBy(
        ...(view === "settled" || view === "all" ? [desc(charge.createdAt)] : [asc(due)]),
        asc(charge.id),
      )
      .limit(size)
      .offset((page - 1) * size),
    totalsOf(ctx.db, all, late),
  ]);
  const charges = rows.map(({ row }) => row);
  const [lines, subjects] = await Promise.all([
    linesOf(
      ctx.db,
      charges.map(({ id }) => id),
    ),
    subjectsOf(ctx.db, charges),
  ]);
  const items = rows.map(({ row, due: dueOn, law, outstanding, other: name }) => ({
    ...row,
    ...{
      dueOn,
      law,
      other: name,
      lines: lines.get(row.id) ?? [],
      subject: subjects.get(row.causeId) ?? null,
    },
    ...lateness(Number(outstanding), dueOn, day, law, numbers),
  }));
  return { items, totals };
}

/** Sums over all that `where` lets through; `late` picks what is overdue. */
async function totalsOf(tx: Tx, where: SQL | undefined, late: SQL | undefined): Promise<OwedTotals> {
  const [sums] = await tx
    .select({
      count: sql<string>`count(*)`,
      outstanding: sql<string>`coalesce(sum(${outstandingSql}), 0)`,
      overdue: sql<string>`coalesce(sum(${outstandingSql}) filter (where ${late}), 0)`,
      overdueCount: sql<string>`count(*) filter (where ${late})`,
    })
    .from(charge)
    .innerJoin(payer, eq(payer.id, charge.payerId))
    .innerJoin(payee, eq(payee.id, charge.payeeId))
    .where(where);
  return {
    count: Number(sums?.count ?? 0),
    outstanding: Number(sums?.outstanding ?? 0),
    overdue: Number(sums?.overdue ?? 0),
    overdueCount: Number(sums?.overdueCount ?? 0),
  };
}

function viewed(view: OwedView, late: SQL | undefined): SQL | undefined {
  if (view === "open") return inArray(charge.state, openStates);
  if (view === "overdue") return late;
  return view === "settled" ? gte(charge.paid, charge.amount) : undefined;
}

/** How late a sum is, and the law's interest on it. */
export function lateness(
  outstanding: number,
  dueOn: string,
  day: string,
  law: BoundPayer | null,
  numbers: PaymentLawNumbers,
): { outstanding: number; daysLate: number; interest: number } {
  const days = outstanding > 0 ? daysLate(dueOn, day) : 0;
  return {
    outstanding,
    daysLate: days,
    interest: law === null ? 0 : lateInterest(outstanding, days, numbers),
  };
}

const mostLines = 3;

async function linesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, OwedItem["lines"]>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select()
    .from(chargeLine)
    .where(and(inArray(chargeLine.chargeId, [...ids]), lt(chargeLine.n, mostLines + 1)))
    .orderBy(asc(chargeLine.n));
  const found = new Map<string, OwedItem["lines"]>();
  for (const { chargeId, reason, text, params } of rows)
    found.set(chargeId, [...(found.get(chargeId) ?? []), { reason, text, params }]);
  return found;
}
