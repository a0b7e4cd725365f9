import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { decision, misconductCase, publication, publicationWithdrawal } from "#db/schema/cases.ts";
import type { WithdrawalReason } from "#db/schema/vocabulary.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { may } from "../../identity/permissions.ts";
import { recordAudit } from "../../move.server.ts";
import { transact } from "../../transact.server.ts";

interface Withdrawal {
  reason: Exclude<WithdrawalReason, "expired">;
  note: string;
}

/**
 * Takes a decision out of the public register in the caller's transaction, without asking who acts: it was revoked,
 * changed, repaired or corrected. From then on nothing that anybody can ask shows it. Does nothing where nothing is
 * published; publications that end by their dates need no withdrawal. Returns whether there was one to withdraw.
 */
export async function withdrawPublished(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  decisionId: string,
  { reason, note }: Withdrawal,
): Promise<boolean> {
  const [found] = await tx
    .select({ id: publication.id, caseId: decision.caseId })
    .from(publication)
    .innerJoin(decision, eq(decision.id, publication.decisionId))
    .leftJoin(publicationWithdrawal, eq(publicationWithdrawal.publicationId, publication.id))
    .where(and(eq(publication.decisionId, decisionId), isNull(publicationWithdrawal.publicationId)));
  if (!found) return false;
  const byId = ctx.actor.user?.id ?? null;
  await tx
    .insert(publicationWithdrawal)
    .values({ publicationId: found.id, at: ctx.clock.now(), reason, note, byId })
    .onConflictDoNothing();
  await recordAudit(tx, ctx, {
    entity: "misconduct_case",
    entityId: found.caseId,
    transition: "withdraw_publication",
    reason: note,
    detail: { decisionId, reason },
  });
  return true;
}

/** An adjudicator of the region corrects the register: the publication should not have been, or not so. */
export const withdrawPublication = (
  ctx: Context,
  decisionId: string,
  { note }: { note: string },
): Promise<Result<void>> =>
  transact(ctx.db, async (tx) => {
    const [found] = await tx
      .select({ regionCode: misconductCase.regionCode })
      .from(decision)
      .innerJoin(misconductCase, eq(misconductCase.id, decision.caseId))
      .where(eq(decision.id, decisionId));
    if (!found || !may(ctx.actor, "case.read", found)) return refuse(problems.notFound("decision"));
    if (!may(ctx.actor, "case.decide", found)) return refuse(problems.forbidden("case.decide"));
    const done = await withdrawPublished(tx, ctx, decisionId, { reason: "corrected", note });
    if (!done) refuse({ code: "not_published", status: 409 });
  });
