import { and, eq, isNull } from "drizzle-orm";
import { assessmentRoster } from "#db/schema/assessment.ts";
import { organization } from "#db/schema/identity.ts";
import type { AssessmentTrack } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { recordAudit } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import { today } from "../working-days.ts";
import type { EnrolInput } from "./inputs.ts";
import { assessmentProblems } from "./policy.ts";

interface Leaving {
  track: AssessmentTrack;
  organizationId: string;
  /** The first day on which it no longer holds. */
  day: string;
  reason: string;
}

/** Ends an organisation's place on the list or in reserve. */
export async function leaveRoster(tx: Tx, { track, organizationId, day }: Leaving): Promise<void> {
  await tx
    .update(assessmentRoster)
    .set({ until: day })
    .where(
      and(
        eq(assessmentRoster.track, track),
        eq(assessmentRoster.organizationId, organizationId),
        isNull(assessmentRoster.until),
      ),
    );
}

/** Moves an organisation from reserve onto the list. */
export async function takePlace(tx: Tx, leaving: Leaving): Promise<void> {
  await leaveRoster(tx, leaving);
  const { track, organizationId, day, reason } = leaving;
  await tx.insert(assessmentRoster).values({ track, organizationId, standing: "listed", from: day, reason });
}

/**
 * An officer puts an organisation of their territory on a track's list or in its reserve. To take one off the list is not
 * theirs alone: that needs a result and a decision. Refuses `enrolled_already`.
 */
export async function enrol(ctx: Context, input: EnrolInput): Promise<Result<void>> {
  if (!may(ctx.actor, "assessment.run")) return fail(problems.forbidden("assessment.run"));
  return transact(ctx.db, async (tx) => {
    const [found] = await tx.select().from(organization).where(eq(organization.uscc, input.uscc));
    if (!found || !may(ctx.actor, "assessment.run", { regionCode: found.regionCode }))
      return refuse(problems.invalid([{ path: "uscc", code: "organization_unknown" }]));
    const open = and(
      eq(assessmentRoster.track, input.track),
      eq(assessmentRoster.organizationId, found.id),
      isNull(assessmentRoster.until),
    );
    if ((await tx.select().from(assessmentRoster).where(open)).length > 0)
      return refuse(assessmentProblems.enrolledAlready());
    const { track, standing, reason } = input;
    const from = today(ctx.clock.now());
    await tx.insert(assessmentRoster).values({ track, standing, reason, organizationId: found.id, from });
    await recordAudit(tx, ctx, {
      entity: "organization",
      entityId: found.id,
      transition: "enrol_assessment",
      reason,
      detail: { track, standing },
    });
  });
}
