import { and, eq, isNull } from "drizzle-orm";
import { validate } from "uuid";
import { dealNotice, dealObjection } from "#db/schema/deals.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import { countAttempt, limits } from "#app/runtime/rate-limit.server.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "../../context.ts";
import { may } from "../../identity/permissions.ts";
import { recordAudit } from "../../move.server.ts";
import { twinOf } from "../../objection-twin.server.ts";
import { transact } from "../../transact.server.ts";
import type { AnswerObjectionInput, ObjectInput } from "./inputs.ts";

/**
 * Anybody objects to an announced deal while its notice runs. The same words from the same hand are one objection, however
 * often they are sent. Refuses `notice_over`, `rate_limited` by address.
 */
export async function objectToDeal(
  ctx: Context,
  id: string,
  input: ObjectInput,
  ip: string | null,
): Promise<Result<{ id: string }>> {
  const now = ctx.clock.now();
  const counted = await countAttempt(ctx.db, now, [[limits.objectionByAddress, ip]]);
  if (!counted.ok) return counted;
  return transact(ctx.db, async (tx) => {
    const notice = await lockNotice(tx, id);
    if (notice.withdrawnAt !== null || notice.until <= now)
      return refuse({ code: "notice_over", status: 409 });
    const twin = await twinOf(tx, dealObjection, eq(dealObjection.noticeId, id), input);
    if (twin) return twin;
    const [made] = await tx
      .insert(dealObjection)
      .values({ ...input, noticeId: id, createdAt: now })
      .returning({ id: dealObjection.id });
    if (!made) throw new Error("an objection was not returned by its insert");
    await recordAudit(tx, ctx, {
      ...{ entity: "deal_notice", entityId: id, transition: "object" },
      detail: { objectionId: made.id },
    });
    const told = { template: "negotiation-objection", entity: "negotiation", entityId: notice.negotiationId };
    await enqueue(tx, "notify", { ...told, parties: ["seller"], reason: "" });
    return made;
  });
}

/** The seller answers an objection and says whether it holds; both are public and stay. */
export async function answerDealObjection(
  ctx: Context,
  id: string,
  { objectionId, answer, upheld }: AnswerObjectionInput,
): Promise<Result<{ id: string }>> {
  return transact(ctx.db, async (tx) => {
    const notice = await lockNotice(tx, id);
    if (!may(ctx.actor, "deal.sell", notice)) return refuse(problems.forbidden("deal.sell"));
    const by = ctx.actor.user?.id ?? null;
    const answered = await tx
      .update(dealObjection)
      .set({ answer, upheld, answeredAt: ctx.clock.now(), answeredBy: by })
      .where(
        and(
          eq(dealObjection.id, objectionId),
          eq(dealObjection.noticeId, id),
          isNull(dealObjection.answeredAt),
        ),
      )
      .returning({ id: dealObjection.id });
    if (answered.length === 0) return refuse(problems.notFound("objection"));
    await recordAudit(tx, ctx, {
      ...{ entity: "deal_notice", entityId: id, transition: "answer_objection" },
      detail: { objectionId, upheld },
    });
    return { id: objectionId };
  });
}

/** Locked, so that nothing is concluded beside an objection that is being written. */
async function lockNotice(tx: Tx, id: string) {
  if (!validate(id)) return refuse(problems.notFound("deal_notice"));
  const [row] = await tx.select().from(dealNotice).where(eq(dealNotice.id, id)).for("update");
  return row ?? refuse(problems.notFound("deal_notice"));
}
