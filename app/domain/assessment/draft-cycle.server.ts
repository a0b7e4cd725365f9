import { and, eq, ne } from "drizzle-orm";
import { assessmentCycle, indicatorSet } from "#db/schema/assessment.ts";
import type { Tx } from "#db/client.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { recordAudit } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import { stepCycle } from "./cycle.server.ts";
import type { CycleInput } from "./inputs.ts";
import { assessmentProblems, publishedInTime } from "./policy.ts";

/**
 * An officer drafts an assessment of their territory. Its rules must be of the track and have been published before the
 * period begins. Refuses `assessment_exists` for a second one of the same track, region and year.
 */
export async function draftCycle(ctx: Context, input: CycleInput): Promise<Result<{ id: string }>> {
  if (!may(ctx.actor, "assessment.run", input)) return fail(problems.forbidden("assessment.run"));
  return transact(ctx.db, async (tx) => {
    await checkSet(tx, input);
    const [same] = await tx
      .select({ id: assessmentCycle.id })
      .from(assessmentCycle)
      .where(
        and(
          eq(assessmentCycle.track, input.track),
          eq(assessmentCycle.regionCode, input.regionCode),
          eq(assessmentCycle.year, input.year),
          ne(assessmentCycle.state, "discarded"),
        ),
      );
    if (same) return refuse(assessmentProblems.exists({ year: input.year }));
    const now = ctx.clock.now();
    const [made] = await tx
      .insert(assessmentCycle)
      .values({ ...input, createdAt: now, stateSince: now, createdBy: ctx.actor.user?.id ?? null })
      .returning({ id: assessmentCycle.id });
    if (!made) throw new Error("the assessment was not written");
    await recordAudit(tx, ctx, {
      entity: "assessment_cycle",
      entityId: made.id,
      transition: "draft_assessment",
      toState: "drafted",
      detail: input,
    });
    return made;
  });
}

async function checkSet(tx: Tx, { setId, track, periodFrom }: CycleInput): Promise<void> {
  const [set] = await tx.select().from(indicatorSet).where(eq(indicatorSet.id, setId));
  const wrong = (code: string) => refuse(problems.invalid([{ path: "setId", code }]));
  if (!set || set.track !== track) return wrong("set_of_other_track");
  if (!publishedInTime(set.publishedAt, periodFrom)) return wrong("set_published_late");
  if (set.validFrom > periodFrom) return wrong("set_not_yet_valid");
}

/** An officer drops a draft that turned out wrong. */
export const discardCycle = (
  ctx: Context,
  id: string,
  { reason }: { reason: string },
): Promise<Result<void>> =>
  stepCycle(ctx, id, "assessment.run", { transition: "discard_assessment", reason }, async () => null);
