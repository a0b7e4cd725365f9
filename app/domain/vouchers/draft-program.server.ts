import { voucherProgram, voucherRules } from "#db/schema/vouchers.ts";
import { fail, problems, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { recordAudit } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import { openBudget } from "./budgets.server.ts";
import { checkedConditions } from "./check-conditions.server.ts";
import type { ProgramInput } from "./inputs.ts";

/**
 * An officer drafts a programme of their territory with its budget and the first version of its conditions. Refuses
 * `local_restriction` where a condition is one that provincial law forbids.
 */
export async function draftProgram(ctx: Context, input: ProgramInput): Promise<Result<{ id: string }>> {
  const { user, organization } = ctx.actor;
  if (!user || !organization || !may(ctx.actor, "voucher.run", input))
    return fail(problems.forbidden("voucher.run"));
  const { regionCode, nameZh, nameEn, year, budget: amount, ...conditions } = input;
  return transact(ctx.db, async (tx) => {
    const rules = await checkedConditions(tx, ctx, regionCode, conditions);
    const common = {
      regionCode,
      nameZh,
      nameEn,
      organizationId: organization.id,
      createdBy: user.id,
      createdAt: ctx.clock.now(),
    };
    const budgetId = await openBudget(tx, ctx, { ...common, purpose: "voucher", year, amount });
    const [made] = await tx
      .insert(voucherProgram)
      .values({ ...common, budgetId, stateSince: common.createdAt })
      .returning({ id: voucherProgram.id });
    if (!made) throw new Error("the programme was not written");
    await tx
      .insert(voucherRules)
      .values({ ...rules, programId: made.id, version: 1, createdBy: user.id, createdAt: common.createdAt });
    await recordAudit(tx, ctx, {
      entity: "voucher_program",
      entityId: made.id,
      transition: "draft_program",
      toState: "draft",
      detail: { regionCode, nameZh, year, amount },
    });
    return made;
  });
}
