import { and, eq, isNull, sql } from "drizzle-orm";
import { assessmentRoster, assessmentSubject } from "#db/schema/assessment.ts";
import { organization } from "#db/schema/identity.ts";
import type { Tx } from "#db/client.ts";
import { refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { today } from "../working-days.ts";
import { type Cycle, daysAfter, stepCycle, tellSubjects } from "./cycle.server.ts";
import { assessmentProblems } from "./policy.ts";
import { prefixOf } from "./region.ts";

/**
 * An officer opens an assessment: everybody on the list or in reserve becomes its subject, is told, and may report until
 * some days after the opening or the end of the period, whichever is later. Refuses `nobody_listed`.
 */
export const openCycle = (ctx: Context, id: string): Promise<Result<void>> =>
  stepCycle(ctx, id, "assessment.run", { transition: "open_assessment" }, async (tx, cycle) => {
    const subjects = await rosterOf(tx, cycle);
    if (!subjects.some(({ standing }) => standing === "listed"))
      return refuse(assessmentProblems.nobodyListed());
    await tx.insert(assessmentSubject).values(subjects.map((subject) => ({ ...subject, cycleId: id })));
    await tellSubjects(tx, id, "assessment-opened");
    const day = today(ctx.clock.now());
    const over = cycle.periodTo < day;
    return daysAfter(tx, ctx, "assessment_report_days", cycle, over ? day : cycle.periodTo);
  });

/** Who is on the track's list, or in reserve, in the cycle's region now. */
function rosterOf(tx: Tx, { track, regionCode }: Cycle) {
  return tx
    .select({ organizationId: assessmentRoster.organizationId, standing: assessmentRoster.standing })
    .from(assessmentRoster)
    .innerJoin(organization, eq(organization.id, assessmentRoster.organizationId))
    .where(
      and(
        eq(assessmentRoster.track, track),
        isNull(assessmentRoster.until),
        sql`starts_with(${organization.regionCode}, ${prefixOf(regionCode)})`,
      ),
    )
    .orderBy(assessmentRoster.id);
}
