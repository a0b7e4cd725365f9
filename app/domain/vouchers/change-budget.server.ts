import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { z } from "zod";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { recordAudit } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import { openBudget, raiseBudgetBy } from "./budgets.server.ts";
import type { budgetInput, raiseInput } from "./inputs.ts";
import { lockBudget } from "./lock.server.ts";

/** An officer opens a budget for the subsidies of their territory. Budgets of vouchers come with their programme. */
export async function openSubsidyBudget(
  ctx: Context,
  input: z.output<typeof budgetInput>,
): Promise<Result<{ id: string }>> {
  const { user, organization } = ctx.actor;
  if (!user || !organization || !may(ctx.actor, "voucher.run", input))
    return fail(problems.forbidden("voucher.run"));
  return transact(ctx.db, async (tx) => {
    const row = { ...input, purpose: "subsidy" as const, organizationId: organization.id };
    const id = await openBudget(tx, ctx, { ...row, createdBy: user.id, createdAt: ctx.clock.now() });
    await recordAudit(tx, ctx, { entity: "budget", entityId: id, transition: "open_budget", detail: input });
    return { id };
  });
}

/** A budget gets more money, with the paper that says so as its reason. It never gets less. */
export async function raiseBudget(
  ctx: Context,
  id: string,
  { amount, reason }: z.output<typeof raiseInput>,
): Promise<Result<void>> {
  if (!may(ctx.actor, "voucher.run")) return fail(problems.forbidden("voucher.run"));
  return transact(ctx.db, async (tx) => {
    const row = await lockBudget(tx, id);
    if (!row || !may(ctx.actor, "voucher.run", row)) return refuse(problems.notFound("budget"));
    await raiseBudgetBy(tx, ctx, row, amount);
    const detail = { before: row.amount, after: row.amount + amount };
    await recordAudit(tx, ctx, {
      entity: "budget",
      entityId: id,
      transition: "raise_budget",
      reason,
      detail,
    });
  });
}
