import { and, desc, eq, isNotNull, ne, or } from "drizzle-orm";
import { assessmentCycle, assessmentProposal } from "#db/schema/assessment.ts";
import { organization } from "#db/schema/identity.ts";
import { budget, subsidyPayment } from "#db/schema/vouchers.ts";
import type { Context } from "../context.ts";
import { inTerritory } from "../identity/territory.server.ts";

const select = ({ db }: Pick<Context, "db">) =>
  db
    .select({
      proposalId: assessmentProposal.id,
      kind: assessmentProposal.kind,
      amount: assessmentProposal.amount,
      track: assessmentCycle.track,
      year: assessmentCycle.year,
      cycleId: assessmentCycle.id,
      regionCode: assessmentCycle.regionCode,
      nameZh: organization.nameZh,
      nameEn: organization.nameEn,
      payment: subsidyPayment,
      budgetZh: budget.nameZh,
      budgetEn: budget.nameEn,
    })
    .from(assessmentProposal)
    .innerJoin(assessmentCycle, eq(assessmentCycle.id, assessmentProposal.cycleId))
    .innerJoin(organization, eq(organization.id, assessmentProposal.organizationId))
    .leftJoin(
      subsidyPayment,
      and(eq(subsidyPayment.proposalId, assessmentProposal.id), ne(subsidyPayment.state, "stopped")),
    )
    .leftJoin(budget, eq(budget.id, subsidyPayment.budgetId))
    .$dynamic();

export type SubsidyItem = Awaited<ReturnType<typeof select>>[number];

/** What adopted proposals of published assessments of the actor's territory give, paid or not. */
export const listSubsidies = (ctx: Context): Promise<SubsidyItem[]> =>
  select(ctx)
    .where(
      and(
        eq(assessmentProposal.state, "adopted"),
        isNotNull(assessmentProposal.amount),
        or(eq(assessmentCycle.state, "published"), isNotNull(subsidyPayment.id)),
        inTerritory(ctx.actor, assessmentCycle.regionCode),
      ),
    )
    .orderBy(desc(assessmentCycle.year), assessmentProposal.kind, desc(assessmentProposal.amount))
    .limit(1000);

/** Budgets of the actor's territory that subsidies can be paid from. */
export const subsidyBudgets = (ctx: Context) =>
  ctx.db
    .select()
    .from(budget)
    .where(and(eq(budget.purpose, "subsidy"), inTerritory(ctx.actor, budget.regionCode)))
    .orderBy(desc(budget.year), desc(budget.id));
