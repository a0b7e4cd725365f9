import { and, desc, eq } from "drizzle-orm";
import { indicator, indicatorSet } from "#db/schema/assessment.ts";
import type { AssessmentTrack } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { recordAudit } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import type { IndicatorInput, SetRulesInput } from "./inputs.ts";
import { assessmentProblems } from "./policy.ts";

/** Rules hold for the whole province: only those whose territory it is write them. */
const province = "330000";

type Rules = typeof indicatorSet.$inferSelect;

/** Begins the next version of a track's rules as a copy of the latest. At most one draft at a time. */
export async function beginSet(ctx: Context, track: AssessmentTrack): Promise<Result<{ id: string }>> {
  if (!may(ctx.actor, "assessment.run", { regionCode: province }))
    return fail(problems.forbidden("assessment.run"));
  return transact(ctx.db, async (tx) => {
    const [latest] = await tx
      .select()
      .from(indicatorSet)
      .where(eq(indicatorSet.track, track))
      .orderBy(desc(indicatorSet.version))
      .limit(1)
      .for("update");
    if (!latest) return refuse(problems.notFound("indicator_set"));
    if (latest.publishedAt === null) return { id: latest.id };
    const { id: from, version, ...rest } = latest;
    const fresh = { version: version + 1, publishedAt: null, createdAt: ctx.clock.now() };
    const [made] = await tx
      .insert(indicatorSet)
      .values({ ...rest, ...fresh, createdBy: ctx.actor.user?.id ?? null })
      .returning({ id: indicatorSet.id });
    if (!made) throw new Error("the version was not written");
    const rows = await tx.select().from(indicator).where(eq(indicator.setId, from));
    if (rows.length > 0)
      await tx.insert(indicator).values(rows.map(({ id: _id, ...row }) => ({ ...row, setId: made.id })));
    await note(tx, ctx, made.id, "begin_rules");
    return made;
  });
}

/** Changes the numbers of a draft. */
export const changeSet = (ctx: Context, id: string, input: SetRulesInput): Promise<Result<void>> =>
  onDraft(ctx, id, "change_rules", async (tx) => {
    await tx.update(indicatorSet).set(input).where(eq(indicatorSet.id, id));
  });

/** Adds an indicator to a draft, or changes the one with its code. */
export const saveIndicator = (ctx: Context, id: string, input: IndicatorInput): Promise<Result<void>> =>
  onDraft(ctx, id, "change_rules", async (tx) => {
    await tx
      .insert(indicator)
      .values({ ...input, setId: id })
      .onConflictDoUpdate({ target: [indicator.setId, indicator.code], set: input });
  });

/** Takes an indicator out of a draft. */
export const removeIndicator = (ctx: Context, id: string, code: string): Promise<Result<void>> =>
  onDraft(ctx, id, "change_rules", async (tx) => {
    await tx.delete(indicator).where(and(eq(indicator.setId, id), eq(indicator.code, code)));
  });

/**
 * Publishes a draft: from now on it never changes, and periods that begin later may use it. Refuses `set_unfinished` unless
 * its scored indicators give 100 points together.
 */
export const publishSet = (ctx: Context, id: string): Promise<Result<void>> =>
  onDraft(ctx, id, "publish_rules", async (tx) => {
    const rows = await tx.select().from(indicator).where(eq(indicator.setId, id));
    const points = rows.reduce((sum, row) => (row.kind === "scored" ? sum + row.points : sum), 0);
    if (points !== 10_000) return refuse(assessmentProblems.setUnfinished({ points: points / 100 }));
    await tx.update(indicatorSet).set({ publishedAt: ctx.clock.now() }).where(eq(indicatorSet.id, id));
  });

async function onDraft(
  ctx: Context,
  id: string,
  transition: string,
  work: (tx: Tx, set: Rules) => Promise<void>,
): Promise<Result<void>> {
  if (!may(ctx.actor, "assessment.run", { regionCode: province }))
    return fail(problems.forbidden("assessment.run"));
  return transact(ctx.db, async (tx) => {
    const [set] = await tx.select().from(indicatorSet).where(eq(indicatorSet.id, id)).for("update");
    if (!set) return refuse(problems.notFound("indicator_set"));
    if (set.publishedAt !== null) return refuse(assessmentProblems.setPublished());
    await work(tx, set);
    await note(tx, ctx, id, transition);
  });
}

const note = (tx: Tx, ctx: Context, entityId: string, transition: string): Promise<void> =>
  recordAudit(tx, ctx, { entity: "indicator_set", entityId, transition });
