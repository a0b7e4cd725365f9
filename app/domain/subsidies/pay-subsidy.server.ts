import { and, eq, ne } from "drizzle-orm";
import { assessmentCycle, assessmentProposal } from "#db/schema/assessment.ts";
import { budget, subsidyPayment } from "#db/schema/vouchers.ts";
import type { Tx } from "#db/client.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { demandStanding } from "../credit/standing.server.ts";
import { may } from "../identity/permissions.ts";
import { move, recordAudit } from "../move.server.ts";
import { post } from "../money/ledger/post.server.ts";
import { transact } from "../transact.server.ts";
import { commitBudget, returnToBudget, spendBudget } from "../vouchers/budgets.server.ts";
import { voucherProblems } from "../vouchers/problems.ts";
import { subsidyProcess } from "./states.ts";

type Row = typeof subsidyPayment.$inferSelect;

/**
 * One person prepares the payment of what an adopted proposal of a published assessment gives, from a budget of the same
 * region. Refuses `subsidy_prepared_already`, `budget_short`, and `standing` when a measure now takes subsidies away.
 */
export async function prepareSubsidy(
  ctx: Context,
  input: { proposalId: string; budgetId: string },
): Promise<Result<{ id: string }>> {
  const preparedBy = ctx.actor.user?.id;
  if (!preparedBy || !may(ctx.actor, "budget.pay")) return fail(problems.forbidden("budget.pay"));
  return transact(ctx.db, async (tx) => {
    const { proposal, cycle, amount } = await payable(tx, ctx, input.proposalId);
    await checkBudget(tx, input.budgetId, cycle.regionCode);
    await demandStanding(tx, proposal.organizationId, "receive", ctx.clock.now());
    const now = ctx.clock.now();
    const [made] = await tx
      .insert(subsidyPayment)
      .values({
        ...{ proposalId: proposal.id, budgetId: input.budgetId, regionCode: cycle.regionCode },
        ...{ organizationId: proposal.organizationId, amount, preparedBy, createdAt: now, stateSince: now },
      })
      .returning({ id: subsidyPayment.id });
    if (!made) throw new Error("the payment was not written");
    await commitBudget(tx, ctx, input.budgetId, {
      cause: { type: "subsidy_payment", id: made.id },
      organizationId: proposal.organizationId,
      purpose: "subsidy",
      fen: amount,
    });
    await recordAudit(tx, ctx, {
      entity: "subsidy_payment",
      entityId: made.id,
      transition: "prepare_subsidy",
      toState: "prepared",
      detail: { ...input, amount },
    });
    return made;
  });
}

/** An adopted proposal that gives money, of a published assessment of the actor's territory, not prepared yet. */
async function payable(tx: Tx, ctx: Context, id: string) {
  const [found] = await tx
    .select({ proposal: assessmentProposal, cycle: assessmentCycle })
    .from(assessmentProposal)
    .innerJoin(assessmentCycle, eq(assessmentCycle.id, assessmentProposal.cycleId))
    .where(eq(assessmentProposal.id, id))
    .for("update", { of: assessmentProposal });
  if (!found || !may(ctx.actor, "budget.pay", found.cycle))
    return refuse(problems.notFound("assessment_proposal"));
  const { proposal, cycle } = found;
  if (proposal.amount === null || proposal.state !== "adopted" || cycle.state !== "published")
    return refuse(problems.notAllowedNow("prepare_subsidy", proposal.state));
  const [known] = await tx
    .select({ id: subsidyPayment.id })
    .from(subsidyPayment)
    .where(and(eq(subsidyPayment.proposalId, id), ne(subsidyPayment.state, "stopped")));
  if (known) return refuse({ code: "subsidy_prepared_already", status: 409 });
  return { proposal, cycle, amount: proposal.amount };
}

async function checkBudget(tx: Tx, id: string, regionCode: string): Promise<void> {
  const [row] = await tx.select().from(budget).where(eq(budget.id, id));
  if (row?.purpose !== "subsidy" || row.regionCode !== regionCode)
    refuse(problems.invalid([{ path: "budgetId", code: "budget_of_other_region" }]));
}

/** A second person says that the treasury has paid, with its number. Refuses `other_payer_needed` to who prepared it. */
export const paySubsidy = (
  ctx: Context,
  id: string,
  { reference }: { reference: string },
): Promise<Result<void>> =>
  onPayment(ctx, id, async (tx, row) => {
    const paidBy = ctx.actor.user?.id;
    if (!paidBy || paidBy === row.preparedBy) return refuse(voucherProblems.secondPerson());
    await tx
      .update(subsidyPayment)
      .set({ paidBy, paidAt: ctx.clock.now(), reference })
      .where(eq(subsidyPayment.id, id));
    await move(tx, ctx, subsidyProcess, subsidyPayment, row, {
      transition: "pay_subsidy",
      reason: reference,
    });
    await spendBudget(tx, row.budgetId, row.amount);
    await post(tx, ctx, {
      cause: { type: "subsidy_payment", id },
      legs: [
        { organizationId: row.organizationId, purpose: "subsidy", amount: -row.amount },
        { organizationId: row.organizationId, purpose: "bank", amount: row.amount },
      ],
    });
  });

/** A prepared payment is not made; its money goes back to the budget. */
export const stopSubsidy = (
  ctx: Context,
  id: string,
  { reason }: { reason: string },
): Promise<Result<void>> =>
  onPayment(ctx, id, async (tx, row) => {
    await move(tx, ctx, subsidyProcess, subsidyPayment, row, { transition: "stop_subsidy", reason });
    await tx.update(subsidyPayment).set({ reason }).where(eq(subsidyPayment.id, id));
    await returnToBudget(tx, ctx, row.budgetId, {
      cause: { type: "subsidy_payment", id },
      organizationId: row.organizationId,
      purpose: "subsidy",
      fen: row.amount,
    });
  });

async function onPayment(
  ctx: Context,
  id: string,
  work: (tx: Tx, row: Row) => Promise<void>,
): Promise<Result<void>> {
  if (!may(ctx.actor, "budget.pay")) return fail(problems.forbidden("budget.pay"));
  return transact(ctx.db, async (tx) => {
    const [row] = await tx.select().from(subsidyPayment).where(eq(subsidyPayment.id, id)).for("update");
    if (!row || !may(ctx.actor, "budget.pay", row)) return refuse(problems.notFound("subsidy_payment"));
    return work(tx, row);
  });
}
