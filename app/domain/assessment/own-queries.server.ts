import { and, desc, eq } from "drizzle-orm";
import {
  assessmentCycle,
  assessmentProposal,
  assessmentSubject,
  resultObjection,
} from "#db/schema/assessment.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { explain } from "./explain.server.ts";
import { cardRectificationsOf } from "./rectification/queries.server.ts";

/** States from which on its subject sees its own result. */
const told: readonly string[] = ["provisional", "result_confirmed", "published"];

const select = ({ db }: Context) =>
  db
    .select({ cycle: assessmentCycle, subject: assessmentSubject })
    .from(assessmentSubject)
    .innerJoin(assessmentCycle, eq(assessmentCycle.id, assessmentSubject.cycleId))
    .$dynamic();

type Pair = Awaited<ReturnType<typeof select>>[number];

/** Before the provisional result was given, nothing of it is the subject's to see. */
const hiddenUntilTold = ({ cycle, subject }: Pair): Pair =>
  told.includes(cycle.state)
    ? { cycle, subject }
    : { cycle, subject: { ...subject, score: null, sharing: null, grade: null, rank: null } };

/** The assessments of the actor's organisation, the latest first. */
export async function ownAssessments(ctx: Context): Promise<Pair[]> {
  const mine = ctx.actor.organization?.id;
  if (!mine || !may(ctx.actor, "assessment.report")) return [];
  const rows = await select(ctx)
    .where(eq(assessmentSubject.organizationId, mine))
    .orderBy(desc(assessmentCycle.year), desc(assessmentCycle.id));
  return rows.map(hiddenUntilTold);
}

/** One assessment of the actor's organisation with everything that is its own to see; undefined when it is not assessed. */
export async function ownAssessment(ctx: Context, cycleId: string) {
  const mine = ctx.actor.organization?.id;
  if (!mine || !may(ctx.actor, "assessment.report")) return undefined;
  const [found] = await select(ctx).where(
    and(eq(assessmentSubject.organizationId, mine), eq(assessmentCycle.id, cycleId)),
  );
  if (!found) return undefined;
  const { cycle, subject } = hiddenUntilTold(found);
  const [lines, objections, rectifications, decisions] = await Promise.all([
    told.includes(cycle.state) ? explain(ctx.db, subject.id) : [],
    ctx.db
      .select({
        id: resultObjection.id,
        createdAt: resultObjection.createdAt,
        statement: resultObjection.statement,
        answer: resultObjection.answer,
        answeredAt: resultObjection.answeredAt,
        state: resultObjection.state,
        deadline: resultObjection.deadline,
      })
      .from(resultObjection)
      .where(eq(resultObjection.subjectId, subject.id))
      .orderBy(desc(resultObjection.id)),
    cardRectificationsOf(ctx, cycleId, mine),
    ctx.db
      .select({
        id: assessmentProposal.id,
        kind: assessmentProposal.kind,
        amount: assessmentProposal.amount,
        reasons: assessmentProposal.reasons,
        reason: assessmentProposal.reason,
        rectifyBy: assessmentProposal.rectifyBy,
      })
      .from(assessmentProposal)
      .where(and(eq(assessmentProposal.subjectId, subject.id), eq(assessmentProposal.state, "adopted"))),
  ]);
  return { cycle, subject, lines, objections, decisions, rectifications };
}
