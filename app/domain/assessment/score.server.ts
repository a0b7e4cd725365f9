import { asc, eq, inArray, sql } from "drizzle-orm";
import {
  assessmentCycle,
  assessmentFigure,
  assessmentPoints,
  assessmentSubject,
  indicator,
  indicatorSet,
} from "#db/schema/assessment.ts";
import { organization } from "#db/schema/identity.ts";
import type { Tx } from "#db/client.ts";
import { refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import type { Ranked } from "./consequences.ts";
import { type Cycle, stepCycle, workingDaysFrom } from "./cycle.server.ts";
import { evaluate, readFormula } from "./formula.ts";
import { assessmentProblems } from "./policy.ts";
import { type Entrant, place } from "./ranking.ts";
import { type Scored, scoreSubject } from "./scoring.ts";

/** An officer has the frozen figures scored and ranked. Refuses `not_frozen`. */
export const score = (ctx: Context, id: string): Promise<Result<void>> =>
  stepCycle(ctx, id, "assessment.run", { transition: "score" }, async (tx, cycle) => {
    if (cycle.frozenAt === null) return refuse(assessmentProblems.notFrozen());
    const scored = { scoredBy: ctx.actor.user?.id ?? null, scoredAt: ctx.clock.now() };
    await tx.update(assessmentCycle).set(scored).where(eq(assessmentCycle.id, id));
    await writeScores(tx, cycle);
    return workingDaysFrom(tx, ctx, "assessment_step_working_days", cycle);
  });

type Rules = typeof indicatorSet.$inferSelect;
type Outcome = { entrant: Entrant; scored: Scored; subsidyBasis: number | null };

/** Scores and ranks a cycle's subjects by its figures as they are now, corrections included, and writes it down. */
export async function writeScores(tx: Tx, cycle: Cycle): Promise<void> {
  const { set, results } = await compute(tx, cycle);
  const placed = place(
    results.map(({ entrant }) => entrant),
    set,
  );
  const ids = results.map(({ entrant }) => entrant.id);
  await tx.delete(assessmentPoints).where(inArray(assessmentPoints.subjectId, ids));
  for (const { entrant, scored } of results) {
    const lines = scored.lines.map((line) => ({ ...line, subjectId: entrant.id }));
    if (lines.length > 0) await tx.insert(assessmentPoints).values(lines);
    const place = placed.get(entrant.id);
    if (!place) throw new Error(`subject ${entrant.id} has no place`);
    const { grade, rank, praised, bottom, bottomYears } = place;
    await tx
      .update(assessmentSubject)
      .set({ score: entrant.score, sharing: entrant.sharing, grade, rank, praised, bottom, bottomYears })
      .where(eq(assessmentSubject.id, entrant.id));
  }
}

/** The subjects with their places, and the rules, for what the result calls for. */
export async function rankedSubjects(tx: Tx, cycle: Cycle): Promise<{ set: Rules; ranked: Ranked[] }> {
  const { set, results } = await compute(tx, cycle);
  const placed = place(
    results.map(({ entrant }) => entrant),
    set,
  );
  const ranked = results.flatMap(({ entrant, subsidyBasis }) => {
    const place = placed.get(entrant.id);
    return place ? [{ ...entrant, ...place, subsidyBasis }] : [];
  });
  return { set, ranked };
}

async function compute(tx: Tx, cycle: Cycle): Promise<{ set: Rules; results: Outcome[] }> {
  const [set] = await tx.select().from(indicatorSet).where(eq(indicatorSet.id, cycle.setId));
  if (!set) throw new Error(`assessment ${cycle.id} has no rules`);
  const indicators = await tx
    .select()
    .from(indicator)
    .where(eq(indicator.setId, set.id))
    .orderBy(asc(indicator.position), asc(indicator.code));
  const subjects = await subjectsOf(tx, cycle);
  const figures = await figuresBySubject(tx, cycle.id);
  const subsidy = readFormula(set.subsidyFormula);
  if (!subsidy.ok) throw new Error(`the subsidy of set ${set.id} cannot be read`);
  const results = subjects.map((subject) => {
    const own = figures.get(subject.id) ?? new Map();
    const scored = scoreSubject(indicators, own);
    const missed = scored.missed.map(({ code }) => code);
    const entrant = { ...subject, score: scored.score, sharing: scored.sharing, missed };
    return { entrant, scored, subsidyBasis: evaluate(subsidy.formula, own) };
  });
  return { set, results };
}

/** The subjects, with how many years in a row they had been among the last the year before. */
function subjectsOf(tx: Tx, { id, track, regionCode, year }: Cycle) {
  const earlier = sql<number>`coalesce((select s.bottom_years from assessment_subject s
    join assessment_cycle c on c.id = s.cycle_id
    where s.organization_id = ${assessmentSubject.organizationId} and c.track = ${track}
      and c.region_code = ${regionCode} and c.year = ${year - 1} and c.state in ('result_confirmed', 'published')), 0)`;
  return tx
    .select({
      id: assessmentSubject.id,
      standing: assessmentSubject.standing,
      uscc: organization.uscc,
      earlierBottomYears: earlier.mapWith(Number),
    })
    .from(assessmentSubject)
    .innerJoin(organization, eq(organization.id, assessmentSubject.organizationId))
    .where(eq(assessmentSubject.cycleId, id))
    .orderBy(asc(organization.uscc));
}

async function figuresBySubject(tx: Tx, cycleId: string): Promise<Map<string, Map<string, number | null>>> {
  const rows = await tx
    .select({ figure: assessmentFigure })
    .from(assessmentFigure)
    .innerJoin(assessmentSubject, eq(assessmentSubject.id, assessmentFigure.subjectId))
    .where(eq(assessmentSubject.cycleId, cycleId));
  const bySubject = new Map<string, Map<string, number | null>>();
  for (const { figure } of rows) {
    const own = bySubject.get(figure.subjectId) ?? new Map<string, number | null>();
    own.set(figure.name, figure.corrected ?? figure.value);
    bySubject.set(figure.subjectId, own);
  }
  return bySubject;
}
