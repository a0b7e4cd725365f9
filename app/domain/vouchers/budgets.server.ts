import { eq, sql } from "drizzle-orm";
import { budget } from "#db/schema/vouchers.ts";
import type { Tx } from "#db/client.ts";
import { refuse } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { post } from "../money/ledger/post.server.ts";
import { lockBudget } from "./lock.server.ts";
import { voucherProblems } from "./problems.ts";

type Actorly = Pick<Context, "actor" | "clock">;
export type BudgetRow = typeof budget.$inferSelect;

/** Fen of a budget that nobody has been promised. */
export const freeOf = ({ amount, committed }: Pick<BudgetRow, "amount" | "committed">): number =>
  amount - committed;

/** Money promised to somebody, and for what. */
export interface Promised {
  cause: { type: "voucher" | "subsidy_payment"; id: string };
  organizationId: string;
  purpose: "voucher" | "subsidy";
  fen: number;
}

/** Writes a budget and what it gets from the treasury; returns its id. */
export async function openBudget(tx: Tx, ctx: Actorly, values: typeof budget.$inferInsert): Promise<string> {
  const [made] = await tx.insert(budget).values(values).returning();
  if (!made) throw new Error("the budget was not written");
  await appropriate(tx, ctx, made, made.amount);
  return made.id;
}

/** Gives a budget `fen` more, under its lock. */
export async function raiseBudgetBy(tx: Tx, ctx: Actorly, row: BudgetRow, fen: number): Promise<void> {
  await tx
    .update(budget)
    .set({ amount: sql`${budget.amount} + ${fen}` })
    .where(eq(budget.id, row.id));
  await appropriate(tx, ctx, row, fen);
}

const appropriate = (tx: Tx, ctx: Actorly, { id, organizationId }: BudgetRow, fen: number) =>
  post(tx, ctx, {
    cause: { type: "budget", id },
    legs: [
      { organizationId, purpose: "bank", amount: -fen },
      { organizationId, purpose: "budget", amount: fen },
    ],
  });

/**
 * Promises money of a budget under its lock, in the table and in the ledger. Refuses `budget_short` with what is left when it
 * has less.
 */
export async function commitBudget(tx: Tx, ctx: Actorly, id: string, promised: Promised): Promise<void> {
  const row = await lockBudget(tx, id);
  if (!row) throw new Error(`no budget ${id}`);
  if (freeOf(row) < promised.fen) refuse(voucherProblems.budgetShort({ left: freeOf(row) }));
  await change(tx, ctx, row, promised, 1);
}

/** Takes back a promise, or the part of it that was not used. */
export async function returnToBudget(tx: Tx, ctx: Actorly, id: string, promised: Promised): Promise<void> {
  if (promised.fen === 0) return;
  const row = await lockBudget(tx, id);
  if (!row) throw new Error(`no budget ${id}`);
  await change(tx, ctx, row, promised, -1);
}

async function change(tx: Tx, ctx: Actorly, row: BudgetRow, promised: Promised, sign: 1 | -1): Promise<void> {
  const { cause, organizationId, purpose, fen } = promised;
  await tx
    .update(budget)
    .set({ committed: sql`${budget.committed} + ${sign * fen}` })
    .where(eq(budget.id, row.id));
  await post(tx, ctx, {
    cause,
    legs: [
      { organizationId: row.organizationId, purpose: "budget", amount: -sign * fen },
      { organizationId, purpose, amount: sign * fen },
    ],
  });
}

/** Turns promised money into money that has been used; its posting is the payment's own. */
export async function spendBudget(tx: Tx, id: string, fen: number): Promise<void> {
  if (fen === 0) return;
  await lockBudget(tx, id);
  await tx
    .update(budget)
    .set({ spent: sql`${budget.spent} + ${fen}` })
    .where(eq(budget.id, id));
}
