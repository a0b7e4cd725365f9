import { and, asc, eq, isNotNull, or, sql } from "drizzle-orm";
import { validate } from "uuid";
import { listing } from "#db/schema/catalog.ts";
import { demandQuestion } from "#db/schema/demands.ts";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { demandStanding } from "../credit/standing.server.ts";
import { may } from "../identity/permissions.ts";
import { recordAudit } from "../move.server.ts";
import { transact } from "../transact.server.ts";

/** Questions of one organisation about one demand that may wait for an answer. */
const mostWaiting = 5;

/**
 * Asks the owner of a published demand. Nobody, the owner included, is told who asks: it would tell who means
 * to propose. What waits for its answer already is not asked twice.
 */
export async function askQuestion(
  ctx: Context,
  demandId: string,
  { text }: { text: string },
): Promise<Result<{ id: string }>> {
  const { user, organization: mine } = ctx.actor;
  if (!user || !mine || !may(ctx.actor, "demand.ask")) return fail(problems.forbidden("demand.ask"));
  if (!mine.verified) return fail({ code: "not_verified", status: 403 });
  if (!validate(demandId)) return fail(problems.notFound("demand"));
  return transact(ctx.db, async (tx) => {
    const [about] = await tx
      .select({ organizationId: listing.organizationId })
      .from(listing)
      .where(and(eq(listing.id, demandId), eq(listing.kind, "demand"), eq(listing.state, "published")));
    if (!about) return refuse(problems.notFound("demand"));
    if (about.organizationId === mine.id) return refuse({ code: "own_demand", status: 403 });
    await demandStanding(tx, mine.id, "propose", ctx.clock.now());
    const waiting = and(
      eq(demandQuestion.demandId, demandId),
      eq(demandQuestion.organizationId, mine.id),
      sql`${demandQuestion.answeredAt} is null`,
    );
    const [asked] = await tx
      .select({ id: demandQuestion.id })
      .from(demandQuestion)
      .where(and(waiting, eq(demandQuestion.text, text)));
    if (asked) return asked;
    if ((await tx.$count(demandQuestion, waiting)) >= mostWaiting)
      return refuse(problems.rateLimited(86_400));
    const [row] = await tx
      .insert(demandQuestion)
      .values({ demandId, organizationId: mine.id, userId: user.id, text, createdAt: ctx.clock.now() })
      .returning({ id: demandQuestion.id });
    if (!row) throw new Error("a question was not returned by its insert");
    await tell(tx, "demand-question-asked", row.id, "owner");
    return row;
  });
}

/** Answers a question about the actor's own demand, for everybody to read. Refuses `answered_already`. */
export function answerQuestion(
  ctx: Context,
  demandId: string,
  { questionId, answer }: { questionId: string; answer: string },
): Promise<Result<{ id: string }>> {
  return transact(ctx.db, async (tx) => {
    const [found] = await tx
      .select({ row: demandQuestion, organizationId: listing.organizationId })
      .from(demandQuestion)
      .innerJoin(listing, eq(listing.id, demandQuestion.demandId))
      .where(and(eq(demandQuestion.id, questionId), eq(demandQuestion.demandId, demandId)))
      .for("update", { of: demandQuestion });
    if (!found || !may(ctx.actor, "demand.edit", found)) return refuse(problems.notFound("demand_question"));
    if (found.row.answeredAt) return refuse({ code: "answered_already", status: 409 });
    const [answeredAt, answeredBy] = [ctx.clock.now(), ctx.actor.user?.id ?? null];
    await tx
      .update(demandQuestion)
      .set({ answer, answeredAt, answeredBy })
      .where(eq(demandQuestion.id, questionId));
    await recordAudit(tx, ctx, { entity: "demand", entityId: demandId, transition: "answer" });
    await tell(tx, "demand-question-answered", questionId, "asker");
    return { id: questionId };
  });
}

const tell = (tx: Tx, template: string, entityId: string, party: string) =>
  enqueue(tx, "notify", { template, entity: "demand_question", entityId, parties: [party], reason: "" });

/** Questions as the actor reads them: answered ones for all, their own, and every one for the owner. No names. */
export async function listQuestions(ctx: Context, demandId: string, ownerId: string) {
  const mine = ctx.actor.organization?.id;
  const owner = may(ctx.actor, "demand.edit", { organizationId: ownerId });
  const rows = await ctx.db
    .select()
    .from(demandQuestion)
    .where(
      and(
        eq(demandQuestion.demandId, demandId),
        owner
          ? undefined
          : or(
              isNotNull(demandQuestion.answeredAt),
              mine ? eq(demandQuestion.organizationId, mine) : undefined,
            ),
      ),
    )
    .orderBy(asc(demandQuestion.createdAt));
  return rows.map(({ id, createdAt, text, answer, answeredAt, organizationId }) => ({
    ...{ id, createdAt, text, answer, answeredAt },
    own: organizationId === mine,
  }));
}
