import { and, eq, ne } from "drizzle-orm";
import { trainingSeat } from "#db/schema/qualification.ts";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { recordAudit } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import { lockSession } from "./lock.server.ts";
import { trainingProblems } from "./problems.ts";

/**
 * Books a seat for the actor. The session's row is locked while its seats are counted, so that there are never more
 * than it has. Refuses with `training_full`, `training_booked` or, once it has begun, `training_closed`.
 */
export async function bookSeat(ctx: Context, sessionId: string): Promise<Result<string>> {
  const { user, organization } = ctx.actor;
  if (!user || !organization || !may(ctx.actor, "booking.use"))
    return fail(problems.forbidden("booking.use"));
  return transact(ctx.db, async (tx) => {
    const session = await lockOpenSession(tx, ctx, sessionId);
    const taken = await tx
      .select({ userId: trainingSeat.userId })
      .from(trainingSeat)
      .where(and(eq(trainingSeat.sessionId, sessionId), ne(trainingSeat.state, "cancelled")));
    if (taken.some(({ userId }) => userId === user.id)) return refuse(trainingProblems.booked());
    if (taken.length >= session.seats) return refuse(trainingProblems.full(session.seats));
    const [seat] = await tx
      .insert(trainingSeat)
      .values({ sessionId, userId: user.id, organizationId: organization.id, createdAt: ctx.clock.now() })
      .returning({ id: trainingSeat.id });
    if (!seat) throw new Error("a seat was not returned by its insert");
    const about = { entity: "training_seat", entityId: seat.id };
    await recordAudit(tx, ctx, {
      ...about,
      transition: "book_seat",
      toState: "booked",
      detail: { sessionId },
    });
    await enqueue(tx, "notify", {
      ...about,
      template: "training-booked",
      parties: ["participant"],
      reason: "",
    });
    return seat.id;
  });
}

/** Gives the actor's own seat back, until the session begins. Refuses with `training_closed` or `not_found`. */
export async function giveUpSeat(ctx: Context, sessionId: string): Promise<Result<void>> {
  const { user } = ctx.actor;
  if (!user) return fail(problems.signInRequired());
  return transact(ctx.db, async (tx) => {
    await lockOpenSession(tx, ctx, sessionId);
    const [seat] = await tx
      .update(trainingSeat)
      .set({ state: "cancelled" })
      .where(
        and(
          eq(trainingSeat.sessionId, sessionId),
          eq(trainingSeat.userId, user.id),
          eq(trainingSeat.state, "booked"),
        ),
      )
      .returning({ id: trainingSeat.id });
    if (!seat) return refuse(problems.notFound("training_seat"));
    const about = { entity: "training_seat", entityId: seat.id };
    await recordAudit(tx, ctx, { ...about, transition: "give_up_seat", toState: "cancelled" });
  });
}

async function lockOpenSession(tx: Tx, { clock }: Context, id: string) {
  const session = await lockSession(tx, id);
  if (!session) return refuse(problems.notFound("training_session"));
  const open = session.state === "planned" && clock.now() < session.startsAt;
  return open ? session : refuse(trainingProblems.closed());
}
