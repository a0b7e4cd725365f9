import { and, asc, desc, eq, isNotNull, lt, or } from "drizzle-orm";
import { indicator, indicatorSet } from "#db/schema/assessment.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { differencesOf, type Difference } from "./set-diff.ts";

export type IndicatorRow = typeof indicator.$inferSelect;
export type SetRow = typeof indicatorSet.$inferSelect;

export interface SetPage {
  set: SetRow;
  indicators: IndicatorRow[];
  previous: Pick<SetRow, "id" | "version"> | null;
  differences: Difference[];
}

/** Published rules are everybody's to read; drafts are the officers'. */
const readable = ({ actor }: Context) =>
  may(actor, "assessment.read") ? undefined : isNotNull(indicatorSet.publishedAt);

/** Every version that the reader may see, the latest first. */
export const listSets = (ctx: Context): Promise<SetRow[]> =>
  ctx.db
    .select()
    .from(indicatorSet)
    .where(readable(ctx))
    .orderBy(asc(indicatorSet.track), desc(indicatorSet.version));

/** One version with its indicators and what changed since the one before; undefined when there is none for the reader. */
export async function findSet(ctx: Context, id: string): Promise<SetPage | undefined> {
  const [set] = await ctx.db
    .select()
    .from(indicatorSet)
    .where(and(eq(indicatorSet.id, id), readable(ctx)));
  if (!set) return undefined;
  const [before] = await ctx.db
    .select()
    .from(indicatorSet)
    .where(and(eq(indicatorSet.track, set.track), lt(indicatorSet.version, set.version)))
    .orderBy(desc(indicatorSet.version))
    .limit(1);
  const rows = await ctx.db
    .select()
    .from(indicator)
    .where(or(eq(indicator.setId, set.id), before && eq(indicator.setId, before.id)))
    .orderBy(asc(indicator.position), asc(indicator.code));
  const of = (setId: string) => rows.filter((row) => row.setId === setId);
  return {
    set,
    indicators: of(set.id),
    previous: before ? { id: before.id, version: before.version } : null,
    differences: before
      ? differencesOf({ set: before, indicators: of(before.id) }, { set, indicators: of(set.id) })
      : [],
  };
}

/** The published versions of all tracks, for drafting an assessment. */
export const publishedSets = (ctx: Context): Promise<SetRow[]> =>
  ctx.db
    .select()
    .from(indicatorSet)
    .where(isNotNull(indicatorSet.publishedAt))
    .orderBy(asc(indicatorSet.track), desc(indicatorSet.version));
