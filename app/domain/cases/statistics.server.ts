import { and, count, desc, eq, gt, inArray, lt, notInArray, sql } from "drizzle-orm";
import { misconductCase } from "#db/schema/cases.ts";
import { appUser } from "#db/schema/identity.ts";
import type { Context } from "../context.ts";
import { inTerritory } from "../identity/territory.server.ts";
import { closedStates } from "./queries.server.ts";

export interface Workload {
  byState: { state: string; cases: number; overdue: number }[];
  byOfficer: { name: string | null; open: number; overdue: number }[];
  outcomes: { state: string; cases: number; medianDays: number | null }[];
  reviews: { kind: string; decisions: number }[];
}

/** What the territory's cases look like: open by step, by officer, outcomes with the days they took, reviews. */
export async function caseStatistics(ctx: Context, since: Date): Promise<Workload> {
  const here = inTerritory(ctx.actor, misconductCase.regionCode);
  const open = notInArray(misconductCase.state, [...closedStates]);
  const overdue =
    sql<number>`count(*) filter (where ${lt(misconductCase.deadline, ctx.clock.now())})`.mapWith(Number);
  const [byState, byOfficer, outcomes, reviews] = await Promise.all([
    ctx.db
      .select({ state: misconductCase.state, cases: count(), overdue })
      .from(misconductCase)
      .where(and(here, open))
      .groupBy(misconductCase.state),
    ctx.db
      .select({ name: appUser.name, open: count(), overdue })
      .from(misconductCase)
      .leftJoin(appUser, eq(appUser.id, misconductCase.officerId))
      .where(and(here, open))
      .groupBy(appUser.name)
      .orderBy(desc(count())),
    ctx.db
      .select({
        state: misconductCase.state,
        cases: count(),
        medianDays: sql<number | null>`percentile_cont(0.5) within group
          (order by extract(epoch from ${misconductCase.stateSince} - ${misconductCase.createdAt}) / 86400)`,
      })
      .from(misconductCase)
      .where(and(here, inArray(misconductCase.state, [...closedStates]), gt(misconductCase.createdAt, since)))
      .groupBy(misconductCase.state),
    ctx.db.execute<{ kind: string; decisions: number }>(sql`
      select d.kind, count(*)::int as decisions from decision d join misconduct_case on misconduct_case.id = d.case_id
      where ${here} and d.kind in ('upheld', 'changed', 'revoked') and d.signed_at > ${since.toISOString()}::timestamptz
      group by d.kind`),
  ]);
  return { byState, byOfficer, outcomes, reviews: [...reviews] };
}
