import { and, eq } from "drizzle-orm";
import { validate } from "uuid";
import { listing } from "#db/schema/catalog.ts";
import { matchFeedback } from "#db/schema/demands.ts";
import type { Tx } from "#db/client.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { may } from "../../identity/permissions.ts";
import { recordAudit } from "../../move.server.ts";
import { transact } from "../../transact.server.ts";

/** Whether a match was of use; the owner of the demand says so, and may say otherwise later. */
export async function judgeMatch(
  ctx: Context,
  demandId: string,
  { listingId, useful }: { listingId: string; useful: boolean },
): Promise<Result<{ id: string }>> {
  const { user, organization } = ctx.actor;
  if (!user || !organization) return fail(problems.forbidden("demand.edit"));
  if (!validate(demandId) || !validate(listingId)) return fail(problems.notFound("demand"));
  return transact(ctx.db, async (tx) => {
    const about = await listed(tx, demandId);
    if (about?.kind !== "demand" || !may(ctx.actor, "demand.edit", about))
      return refuse(problems.notFound("demand"));
    const offered = await listed(tx, listingId);
    if (!offered || offered.kind === "demand" || offered.state !== "published")
      return refuse(problems.notFound("listing"));
    const judged = { useful, userId: user.id, at: ctx.clock.now() };
    await tx
      .insert(matchFeedback)
      .values({ demandId, listingId, organizationId: organization.id, ...judged })
      .onConflictDoUpdate({
        target: [matchFeedback.demandId, matchFeedback.listingId, matchFeedback.organizationId],
        set: judged,
      });
    const entity = { entity: "demand", entityId: demandId };
    await recordAudit(tx, ctx, { ...entity, transition: "judge_match", detail: { listingId, useful } });
    return { id: demandId };
  });
}

async function listed(tx: Tx, id: string) {
  const [row] = await tx
    .select({ organizationId: listing.organizationId, kind: listing.kind, state: listing.state })
    .from(listing)
    .where(eq(listing.id, id));
  return row;
}

/** What the actor's organisation said of a demand's matches, by listing. */
export async function judgedMatches(ctx: Context, demandId: string): Promise<Map<string, boolean>> {
  const mine = ctx.actor.organization?.id;
  if (!mine) return new Map();
  const rows = await ctx.db
    .select({ listingId: matchFeedback.listingId, useful: matchFeedback.useful })
    .from(matchFeedback)
    .where(and(eq(matchFeedback.demandId, demandId), eq(matchFeedback.organizationId, mine)));
  return new Map(rows.map(({ listingId, useful }) => [listingId, useful]));
}
