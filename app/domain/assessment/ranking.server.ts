import type { Deadline } from "#app/domain/deadline.ts";
import { and, eq, inArray } from "drizzle-orm";
import { assessmentProposal } from "#db/schema/assessment.ts";
import type { ProposalKind } from "#db/schema/vocabulary.ts";
import type { Context } from "../context.ts";
import { publishedCycles, type SubjectRow, subjectsOf } from "./queries.server.ts";

/** What of an adopted proposal is public; money is not. */
export interface Decision {
  kind: ProposalKind;
  rectifyBy: Deadline | null;
}

export type RankedRow = Pick<
  SubjectRow,
  | "organizationId"
  | "nameZh"
  | "nameEn"
  | "uscc"
  | "region"
  | "standing"
  | "score"
  | "sharing"
  | "grade"
  | "rank"
> & { decisions: Decision[] };

const publicKinds: readonly ProposalKind[] = ["praise", "yellow_card", "delisting", "promotion"];

/** The published rankings of a year with what was decided; of those in reserve, only who was promoted. */
export async function publishedRankings(ctx: Pick<Context, "db">, year: number) {
  const cycles = await publishedCycles(ctx, year);
  return Promise.all(cycles.map(async (one) => ({ ...one, rows: await rankedRows(ctx, one.cycle.id) })));
}

export type PublishedRanking = Awaited<ReturnType<typeof publishedRankings>>[number];

/** The public part of one result, by rank. */
export async function rankedRows(ctx: Pick<Context, "db">, cycleId: string): Promise<RankedRow[]> {
  const [subjects, adopted] = await Promise.all([
    subjectsOf(ctx, cycleId),
    ctx.db
      .select({
        organizationId: assessmentProposal.organizationId,
        kind: assessmentProposal.kind,
        rectifyBy: assessmentProposal.rectifyBy,
      })
      .from(assessmentProposal)
      .where(
        and(
          eq(assessmentProposal.cycleId, cycleId),
          eq(assessmentProposal.state, "adopted"),
          inArray(assessmentProposal.kind, [...publicKinds]),
        ),
      ),
  ]);
  const decisionsOf = Map.groupBy(adopted, ({ organizationId }) => organizationId);
  return subjects
    .filter(({ standing, organizationId }) => standing === "listed" || decisionsOf.has(organizationId))
    .map(({ organizationId, nameZh, nameEn, uscc, region, standing, score, sharing, grade, rank }) => ({
      ...{ organizationId, nameZh, nameEn, uscc, region, standing, score, sharing, grade, rank },
      decisions: (decisionsOf.get(organizationId) ?? []).map(({ kind, rectifyBy }) => ({ kind, rectifyBy })),
    }));
}
