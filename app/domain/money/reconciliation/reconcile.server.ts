import { and, eq, sql } from "drizzle-orm";
import { accountBalance, charge, payment, refund } from "#db/schema/money.ts";
import { bankLine, bankStatement, receiptPart, transferReceipt } from "#db/schema/transfer.ts";
import { budget, subsidyPayment, voucherSettlement } from "#db/schema/vouchers.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "#app/domain/context.ts";
import { readParameter } from "#app/domain/parameters.server.ts";
import { today } from "#app/domain/working-days.ts";
import {
  type BankCredit,
  compareBank,
  type Covered,
  type Difference,
  type Gap,
  type Receipt,
} from "./compare.ts";
import { readDifferences } from "../stripe/balance/differences.server.ts";
import { type Compared, recordDifferences } from "./record.server.ts";

const dayMs = 86_400_000;

/**
 * Job: compares the bank statements of every payee with its receipts, the ledger's bank accounts with the payments and
 * refunds behind them, and its payments by card with Stripe's balance. All differences are written down, and those that are gone are marked so.
 */
export async function reconcileMoney(ctx: Context): Promise<Compared> {
  const total: Compared = { appeared: 0, vanished: 0, standing: 0 };
  const add = (one: Compared) => {
    total.appeared += one.appeared;
    total.vanished += one.vanished;
    total.standing += one.standing;
  };
  const payees = await ctx.db
    .selectDistinct({ id: sql<string>`organization_id` })
    .from(
      sql`(select organization_id from ${bankStatement} union select payee_id from ${transferReceipt}) payees`,
    );
  for (const { id } of payees) add(await reconcileBank(ctx, id));
  add(await ctx.db.transaction((tx) => reconcileLedger(tx, ctx)));
  add(await ctx.db.transaction((tx) => reconcileStripe(tx, ctx)));
  return total;
}

/** One payee's bank statements against its receipts. */
export async function reconcileBank(ctx: Context, organizationId: string): Promise<Compared> {
  return ctx.db.transaction(async (tx) => {
    const now = ctx.clock.now();
    const days = await readParameter(tx, "bank_match_days", "33", today(now));
    const since = today(new Date(now.getTime() - days * dayMs));
    const [credits, receipts, statements] = await Promise.all([
      unjudgedCredits(tx, organizationId),
      receiptsOf(tx, organizationId),
      tx.select().from(bankStatement).where(eq(bankStatement.organizationId, organizationId)),
    ]);
    const covered: Covered[] = statements.map(({ from, to }) => ({ from, to }));
    const gaps: Gap[] = statements.flatMap(({ id, name, to, gaps: holes }) =>
      holes.map(({ after, missing }) => ({ statementId: id, name, day: to, after, missing })),
    );
    const found = compareBank(credits, receipts, covered, gaps, since);
    return recordDifferences(tx, ctx, organizationId, "bank", found);
  });
}

const unjudgedCredits = (tx: Tx, organizationId: string): Promise<BankCredit[]> =>
  tx
    .select({
      id: bankLine.id,
      statementId: bankLine.statementId,
      date: bankLine.date,
      amount: bankLine.amount,
      serial: bankLine.serial,
      payer: bankLine.payer,
      state: bankLine.state,
    })
    .from(bankLine)
    .where(
      and(
        eq(bankLine.organizationId, organizationId),
        eq(bankLine.state, "unmatched"),
        sql`${bankLine.amount} > 0`,
      ),
    );

async function receiptsOf(tx: Tx, organizationId: string): Promise<Receipt[]> {
  const rows = await tx
    .select({
      id: transferReceipt.id,
      valueOn: transferReceipt.valueOn,
      amount: transferReceipt.amount,
      bankReference: transferReceipt.bankReference,
      lineId: transferReceipt.lineId,
      booked: sql<string>`coalesce(sum(${payment.amount}), 0)`,
    })
    .from(transferReceipt)
    .leftJoin(receiptPart, eq(receiptPart.receiptId, transferReceipt.id))
    .leftJoin(payment, eq(payment.id, receiptPart.paymentId))
    .where(eq(transferReceipt.payeeId, organizationId))
    .groupBy(transferReceipt.id);
  return rows.map((row) => ({ ...row, booked: Number(row.booked) }));
}

/**
 * The ledger's `bank` account of each organisation against the transfers behind it: what it received, less what it paid
 * and what went back; what the treasury gave to budgets, and paid out of them for vouchers and as subsidies. Two ways to the same sum; should they ever differ, somebody has to know.
 */
export async function reconcileLedger(tx: Tx, ctx: Pick<Context, "actor" | "clock">): Promise<Compared> {
  const rows = await tx.execute<{ id: string; booked: string; found: string }>(sql`
    with moved as (
      select c.payer_id as id, -p.amount as fen from ${payment} p join ${charge} c on c.id = p.charge_id
        where p.method = 'transfer'
      union all
      select c.payee_id, p.accepted from ${payment} p join ${charge} c on c.id = p.charge_id
        where p.method = 'transfer' and (not c.held or c.released_at is not null)
      union all
      select r.payer_id, r.amount from ${refund} r where r.method = 'transfer' and r.state = 'settled'
      union all
      select r.payee_id, -r.amount from ${refund} r join ${charge} c on c.id = r.charge_id
        where r.method = 'transfer' and (not c.held or c.released_at is not null) and r.state in ('approved', 'settled', 'failed')
          and r.kind in ('refund', 'return', 'dispute') and r.transfer_by is null
      union all
      -- Paid by bank since the card did not take it: whatever it was for, it left the payee's bank.
      select r.payee_id, -r.amount from ${refund} r where r.method = 'transfer' and r.transfer_by is not null
      union all
      select organization_id, -amount from ${budget}
      union all
      select provider_id, amount from ${voucherSettlement} where paid_at is not null
      union all
      select organization_id, amount from ${subsidyPayment} where paid_at is not null
    ), sums as (select id, sum(fen) as fen from moved group by id)
    select b.organization_id as id, b.balance as booked, coalesce(s.fen, 0) as found
    from ${accountBalance} b left join sums s on s.id = b.organization_id
    where b.purpose = 'bank' and b.organization_id is not null and b.balance <> coalesce(s.fen, 0)`);
  const day = today(ctx.clock.now());
  const found: Difference[] = rows.map(({ id, booked, found: sum }) => ({
    ...{ kind: "ledger_sum", key: `bank ${id}`, day, booked: Number(booked), found: Number(sum) },
  }));
  return recordDifferences(tx, ctx, null, "ledger", found);
}

const stripeDays = 3;
const mostDifferences = 1_000;

/** What Stripe's balance and the ledger say of payments, refunds, disputes and payouts, once it can no longer be on its way. */
async function reconcileStripe(tx: Tx, ctx: Pick<Context, "actor" | "clock">): Promise<Compared> {
  const until = new Date(ctx.clock.now().getTime() - stripeDays * dayMs);
  const rows = await readDifferences(tx, { until, limit: mostDifferences });
  const found = rows.map(
    ({ kind, at, id, externalId, ours, theirs }): Difference => ({
      kind: ours === null ? "unknown_payment" : theirs === null ? "missing_payment" : "other_payment",
      ...{ key: `${kind} ${externalId ?? id}`, day: today(at), booked: ours, found: theirs },
      what: externalId ?? "",
    }),
  );
  return recordDifferences(tx, ctx, null, "stripe", found);
}
