import { type SQL, sql } from "drizzle-orm";
import type { AccountPurpose } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { accountIdOf } from "./post.server.ts";

export interface AccountLine {
  id: string;
  purpose: AccountPurpose;
  balance: number;
}

/** One entry as a statement shows it; `balance` is what stood on the account after it. Fen. */
export interface StatementLine {
  n: number;
  at: Date;
  amount: number;
  balance: number;
  causeType: string;
  causeId: string;
  chargeId: string | null;
  reference: string | null;
  purpose: string | null;
}

/** Whose statements the actor reads: their organisation's. */
function owner({ actor }: Context): string | undefined {
  const mine = actor.organization?.id;
  return mine && may(actor, "statement.read", { organizationId: mine }) ? mine : undefined;
}

/** The accounts of the actor's organisation with what stands on them. */
export async function ownAccounts(ctx: Context): Promise<Result<AccountLine[]>> {
  const mine = owner(ctx);
  if (!mine) return fail(problems.forbidden("statement.read"));
  const rows = await ctx.db.execute<{ id: string; purpose: AccountPurpose; balance: string }>(sql`
    select account_id as id, purpose, balance from account_balance
    where organization_id = ${mine} and entries > 0 order by purpose`);
  return ok(rows.map((row) => ({ ...row, balance: Number(row.balance) })));
}

interface Page {
  purpose: AccountPurpose;
  /** Entries before this number; the latest without it. */
  before?: number;
  limit: number;
}

/** A page of the statement of one account, latest entries first. One look at an index, however long the account is. */
export async function statementPage(
  ctx: Context,
  { purpose, before, limit }: Page,
): Promise<Result<{ lines: StatementLine[]; more: boolean }>> {
  const mine = owner(ctx);
  if (!mine) return fail(problems.forbidden("statement.read"));
  const lines = await readPage(ctx.db, mine, { purpose, before, limit: limit + 1 });
  return ok({ lines: lines.slice(0, limit), more: lines.length > limit });
}

interface Row extends Record<string, unknown> {
  n: string;
  at: Date | string;
  amount: string;
  balance: string;
  cause_type: string;
  cause_id: string;
  charge_id: string | null;
  reference: string | null;
  purpose: string | null;
}

/** A page of an account's entries with what they are for: by the key of the entries, backwards. */
export const pageQuery = (organizationId: string, { purpose, before, limit }: Page): SQL => sql`
  select e.n, e.at, e.amount, e.balance, p.cause_type, p.cause_id, p.charge_id, c.reference, c.purpose
  from (select * from entry where account_id = ${accountIdOf(organizationId, purpose)}
      and n < ${before ?? Number.MAX_SAFE_INTEGER}
    order by n desc limit ${limit}) e
  join posting p on p.id = e.posting_id left join charge c on c.id = p.charge_id
  order by e.n desc`;

/** Reads it; for the bench as well. */
export async function readPage(tx: Tx, organizationId: string, page: Page): Promise<StatementLine[]> {
  const rows = await tx.execute<Row>(pageQuery(organizationId, page));
  return rows.map((row) => ({
    n: Number(row.n),
    at: new Date(row.at),
    amount: Number(row.amount),
    balance: Number(row.balance),
    causeType: row.cause_type,
    causeId: row.cause_id,
    chargeId: row.charge_id,
    reference: row.reference,
    purpose: row.purpose,
  }));
}
