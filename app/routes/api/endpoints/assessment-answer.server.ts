import { z } from "zod";
import type { Context } from "#app/domain/context.ts";
import type { CardRectification } from "#app/domain/assessment/rectification/queries.server.ts";
import { cardRectificationProcess } from "#app/domain/assessment/rectification/states.ts";
import { ownAssessment } from "#app/domain/assessment/own-queries.server.ts";
import { findCycle, publishedCycles, proposalsOf } from "#app/domain/assessment/queries.server.ts";
import { rankedRows } from "#app/domain/assessment/ranking.server.ts";
import { assessmentProcess, proposalProcess } from "#app/domain/assessment/states.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import { assessmentGrades, assessmentTracks, proposalKinds, rosterStandings } from "#db/schema/vocabulary.ts";
import { lifecycleOf, lifecycleShape } from "../lifecycle-answer.server.ts";
import { money, moneyShape } from "../money.ts";

const organization = z.strictObject({ id: z.uuid(), name: z.string(), uscc: z.string() });

/** Points as people say them: hundredths are the smallest part. */
const points = z.number().nullable();

const cycleShape = {
  id: z.uuid(),
  track: z.enum(assessmentTracks),
  year: z.int(),
  regionCode: z.string(),
  periodFrom: z.string(),
  periodTo: z.string(),
  indicatorSet: z.strictObject({ id: z.uuid(), version: z.int() }),
  publishedAt: z.iso.datetime().nullable(),
};

export const assessmentItem = z.strictObject(cycleShape);

export const assessmentAnswer = z.strictObject({
  ...cycleShape,
  ...lifecycleShape,
  ranking: z.array(
    z.strictObject({
      organization,
      standing: z.enum(rosterStandings),
      rank: z.int().nullable(),
      score: points,
      sharing: points,
      grade: z.enum(assessmentGrades).nullable(),
      decisions: z.array(
        z.strictObject({ kind: z.enum(proposalKinds), rectifyBy: z.iso.datetime().nullable() }),
      ),
    }),
  ),
});

export const proposalItem = z.strictObject({
  id: z.uuid(),
  kind: z.enum(proposalKinds),
  organization: z.strictObject({ id: z.uuid(), name: z.string() }),
  amount: moneyShape.nullable(),
  reasons: z.array(
    z.strictObject({
      code: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    }),
  ),
  ...lifecycleShape,
  reason: z.string(),
  rectifyBy: z.iso.datetime().nullable(),
});

const rectificationItem = z.strictObject({
  id: z.uuid(),
  organization: z.strictObject({ id: z.uuid(), name: z.string() }),
  ...lifecycleShape,
  dueAt: z.iso.datetime(),
  report: z.string(),
  answer: z.string(),
});

export const ownResult = z.strictObject({
  rectifications: z.array(rectificationItem),
  score: points,
  sharing: points,
  rank: z.int().nullable(),
  grade: z.enum(assessmentGrades).nullable(),
  lines: z.array(
    z.strictObject({
      indicator: z.string(),
      formula: z.string(),
      value: z.number().nullable(),
      points: z.number(),
      of: z.number(),
      figures: z.array(
        z.strictObject({ name: z.string(), value: z.number().nullable(), rows: z.int(), source: z.string() }),
      ),
    }),
  ),
});

type Found = NonNullable<Awaited<ReturnType<typeof findCycle>>>;

const whole = (hundredths: number | null): number | null => (hundredths === null ? null : hundredths / 100);

export const answerCycle = ({ cycle, set }: Found): z.input<typeof assessmentItem> => ({
  id: cycle.id,
  track: cycle.track,
  year: cycle.year,
  regionCode: cycle.regionCode,
  periodFrom: cycle.periodFrom,
  periodTo: cycle.periodTo,
  indicatorSet: { id: set.id, version: set.version },
  publishedAt: cycle.publishedAt?.toISOString() ?? null,
});

/** An assessment with its ranking: a published one is everybody's, others are for the regulators of the region. */
export async function showAssessment(
  ctx: Context,
  id: string,
): Promise<Result<z.input<typeof assessmentAnswer>>> {
  const published = (await publishedCycles(ctx)).find(({ cycle }) => cycle.id === id);
  const found = published ?? (await findCycle(ctx, id));
  if (!found) return fail(problems.notFound("assessment_cycle"));
  const rows = await rankedRows(ctx, id);
  return ok({
    ...answerCycle(found),
    ...lifecycleOf(assessmentProcess, ctx.actor, found.cycle),
    ranking: rows.map((row) => ({
      organization: { id: row.organizationId, name: row.nameZh, uscc: row.uscc },
      standing: row.standing,
      rank: row.rank,
      score: whole(row.score),
      sharing: whole(row.sharing),
      grade: row.grade,
      decisions: row.decisions.map(({ kind, rectifyBy }) => ({
        kind,
        rectifyBy: rectifyBy?.toISOString() ?? null,
      })),
    })),
  });
}

/** What a confirmed result calls for, for the regulators of the region. */
export async function showProposals(
  ctx: Context,
  id: string,
): Promise<Result<z.input<typeof proposalItem>[]>> {
  const found = await findCycle(ctx, id);
  if (!found) return fail(problems.notFound("assessment_cycle"));
  const { regionCode } = found.cycle;
  const rows = (await proposalsOf(ctx, id)).map((row) => ({ ...row, regionCode }));
  return ok(
    rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      organization: { id: row.organizationId, name: row.nameZh },
      amount: money(row.amount),
      reasons: row.reasons,
      ...lifecycleOf(proposalProcess, ctx.actor, row),
      reason: row.reason,
      rectifyBy: row.rectifyBy?.toISOString() ?? null,
    })),
  );
}

const answerRectification = ({ actor }: Context, row: CardRectification) => ({
  id: row.id,
  organization: { id: row.organizationId, name: row.nameZh },
  ...lifecycleOf(cardRectificationProcess, actor, row),
  dueAt: row.dueAt.toISOString(),
  report: row.report,
  answer: row.answer,
});

/** The result of the caller's own organisation with where every point comes from. */
export async function showOwnResult(ctx: Context, id: string): Promise<Result<z.input<typeof ownResult>>> {
  const found = await ownAssessment(ctx, id);
  if (!found) return fail(problems.notFound("assessment_cycle"));
  const { subject, lines, rectifications } = found;
  return ok({
    rectifications: rectifications.map((row) => answerRectification(ctx, row)),
    score: whole(subject.score),
    sharing: whole(subject.sharing),
    rank: subject.rank,
    grade: subject.grade,
    lines: lines.map(({ code, formula, value, got, points: of, figures }) => ({
      indicator: code,
      formula,
      value,
      points: got / 100,
      of: of / 100,
      figures: figures.map(({ name, value: figure, rows, source }) => ({
        name,
        value: figure,
        rows,
        source,
      })),
    })),
  });
}
