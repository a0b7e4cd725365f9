import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import {
  assessmentCycle,
  assessmentProposal,
  assessmentSubject,
  indicatorSet,
  resultObjection,
} from "#db/schema/assessment.ts";
import { appUser, organization } from "#db/schema/identity.ts";
import { auditEntry, region } from "#db/schema/shared.ts";
import type { AssessmentTrack } from "#db/schema/vocabulary.ts";
import { placeName } from "#db/place-name.ts";
import type { Context } from "../context.ts";
import type { Waiting } from "../identity/desk.server.ts";
import { inTerritory } from "../identity/territory.server.ts";

const names = { nameZh: organization.nameZh, nameEn: organization.nameEn };

const setColumns = {
  id: indicatorSet.id,
  version: indicatorSet.version,
  nameZh: indicatorSet.nameZh,
  nameEn: indicatorSet.nameEn,
  excellentFrom: indicatorSet.excellentFrom,
  goodFrom: indicatorSet.goodFrom,
  qualifiedFrom: indicatorSet.qualifiedFrom,
};

const cycleSelect = ({ db }: Pick<Context, "db">) =>
  db
    .select({
      cycle: assessmentCycle,
      set: setColumns,
      region: placeName,
      subjects: sql<number>`(select count(*)::int from assessment_subject s where s.cycle_id = ${assessmentCycle.id})`,
    })
    .from(assessmentCycle)
    .innerJoin(indicatorSet, eq(indicatorSet.id, assessmentCycle.setId))
    .leftJoin(region, eq(region.code, assessmentCycle.regionCode))
    .$dynamic();

/** The assessments of the actor's territory, the latest first. */
export const listCycles = (ctx: Context) =>
  cycleSelect(ctx)
    .where(inTerritory(ctx.actor, assessmentCycle.regionCode))
    .orderBy(desc(assessmentCycle.year), desc(assessmentCycle.id));

/** One assessment of the actor's territory; undefined elsewhere. */
export async function findCycle(ctx: Context, id: string) {
  const [found] = await cycleSelect(ctx).where(
    and(eq(assessmentCycle.id, id), inTerritory(ctx.actor, assessmentCycle.regionCode)),
  );
  return found;
}

export type FoundCycle = NonNullable<Awaited<ReturnType<typeof findCycle>>>;

/** What of the actor's territory waits for a step, as the desk counts it. */
export async function assessmentsWaiting(ctx: Context): Promise<Waiting> {
  const now = ctx.clock.now();
  const cycles = await listCycles(ctx);
  const deadlines = cycles.flatMap(({ cycle }) =>
    restingStates.includes(cycle.state) ? [] : [cycle.deadline],
  );
  const due = deadlines.filter((deadline) => deadline !== null).toSorted((a, b) => a.getTime() - b.getTime());
  const soonest = now.getTime() + 3 * 86_400_000;
  return {
    total: deadlines.length,
    overdue: due.filter((deadline) => deadline < now).length,
    soon: due.filter((deadline) => deadline >= now && deadline.getTime() < soonest).length,
    nextDeadline: due[0] ?? null,
  };
}

const restingStates: readonly string[] = ["published", "discarded"];

/** The published assessments, the latest first; of one year where asked. */
export const publishedCycles = (ctx: Pick<Context, "db">, year?: number, track?: AssessmentTrack) =>
  cycleSelect(ctx)
    .where(
      and(
        eq(assessmentCycle.state, "published"),
        year === undefined ? undefined : eq(assessmentCycle.year, year),
        track === undefined ? undefined : eq(assessmentCycle.track, track),
      ),
    )
    .orderBy(desc(assessmentCycle.year), asc(assessmentCycle.track), asc(assessmentCycle.regionCode));

/** The subjects of an assessment in the order of their ranks, those in reserve last. */
export const subjectsOf = ({ db }: Pick<Context, "db">, cycleId: string) =>
  db
    .select({
      id: assessmentSubject.id,
      organizationId: assessmentSubject.organizationId,
      ...names,
      uscc: organization.uscc,
      region: placeName,
      standing: assessmentSubject.standing,
      report: assessmentSubject.report,
      reportedAt: assessmentSubject.reportedAt,
      score: assessmentSubject.score,
      sharing: assessmentSubject.sharing,
      grade: assessmentSubject.grade,
      rank: assessmentSubject.rank,
      praised: assessmentSubject.praised,
      bottom: assessmentSubject.bottom,
      bottomYears: assessmentSubject.bottomYears,
    })
    .from(assessmentSubject)
    .innerJoin(organization, eq(organization.id, assessmentSubject.organizationId))
    .leftJoin(region, eq(region.code, organization.regionCode))
    .where(eq(assessmentSubject.cycleId, cycleId))
    .orderBy(
      sql`${assessmentSubject.rank} asc nulls last`,
      sql`${assessmentSubject.score} desc nulls last`,
      asc(organization.uscc),
    );

export type SubjectRow = Awaited<ReturnType<typeof subjectsOf>>[number];

/** The objections to a result, those that wait first. */
export const objectionsOf = ({ db }: Pick<Context, "db">, cycleId: string) =>
  db
    .select({
      id: resultObjection.id,
      createdAt: resultObjection.createdAt,
      subjectId: resultObjection.subjectId,
      organizationId: resultObjection.organizationId,
      ...names,
      statement: resultObjection.statement,
      answer: resultObjection.answer,
      answeredAt: resultObjection.answeredAt,
      answeredBy: appUser.name,
      state: resultObjection.state,
      deadline: resultObjection.deadline,
    })
    .from(resultObjection)
    .innerJoin(organization, eq(organization.id, resultObjection.organizationId))
    .leftJoin(appUser, eq(appUser.id, resultObjection.answeredBy))
    .where(eq(resultObjection.cycleId, cycleId))
    .orderBy(sql`${resultObjection.deadline} asc nulls last`, asc(resultObjection.id));

export type ObjectionRow = Awaited<ReturnType<typeof objectionsOf>>[number];

/** What a result calls for and what was decided, by kind and rank. */
export const proposalsOf = ({ db }: Pick<Context, "db">, cycleId: string) =>
  db
    .select({
      id: assessmentProposal.id,
      kind: assessmentProposal.kind,
      amount: assessmentProposal.amount,
      reasons: assessmentProposal.reasons,
      state: assessmentProposal.state,
      version: assessmentProposal.version,
      deadline: assessmentProposal.deadline,
      reason: assessmentProposal.reason,
      decidedAt: assessmentProposal.decidedAt,
      decidedBy: appUser.name,
      rectifyBy: assessmentProposal.rectifyBy,
      organizationId: assessmentProposal.organizationId,
      ...names,
      rank: assessmentSubject.rank,
    })
    .from(assessmentProposal)
    .innerJoin(assessmentSubject, eq(assessmentSubject.id, assessmentProposal.subjectId))
    .innerJoin(organization, eq(organization.id, assessmentProposal.organizationId))
    .leftJoin(appUser, eq(appUser.id, assessmentProposal.decidedBy))
    .where(eq(assessmentProposal.cycleId, cycleId))
    .orderBy(
      sql`array_position(array['delisting','yellow_card','promotion','praise','reward','subsidy'], ${assessmentProposal.kind})`,
      sql`${assessmentSubject.rank} asc nulls last`,
      asc(assessmentProposal.id),
    );

export type ProposalRow = Awaited<ReturnType<typeof proposalsOf>>[number];

/** What has happened to an assessment itself, oldest first. */
export const historyOf = ({ db }: Pick<Context, "db">, cycleId: string) =>
  db
    .select({
      at: auditEntry.at,
      actorName: auditEntry.actorName,
      transition: auditEntry.transition,
      toState: auditEntry.toState,
      reason: auditEntry.reason,
    })
    .from(auditEntry)
    .where(
      and(
        eq(auditEntry.entity, "assessment_cycle"),
        eq(auditEntry.entityId, cycleId),
        inArray(auditEntry.transition, [
          "draft_assessment",
          "open_assessment",
          "score",
          "announce_result",
          "confirm_result",
          "publish_result",
          "discard_assessment",
        ]),
      ),
    )
    .orderBy(asc(auditEntry.seq));
