import { and, eq } from "drizzle-orm";
import { trainingSeat, trainingSession } from "#db/schema/qualification.ts";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { move, recordAudit } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import type { SessionInput } from "./inputs.ts";
import { issuerOf, lockOwnType } from "./own-type.server.ts";
import { trainingProblems } from "./problems.ts";
import { trainingProcess } from "./states.ts";

export type SessionRow = typeof trainingSession.$inferSelect;

/** Plans a training for a type of the actor's organisation; from then on its seats can be booked. Returns its id. */
export async function planSession(
  ctx: Context,
  typeId: string,
  input: SessionInput,
): Promise<Result<string>> {
  return transact(ctx.db, async (tx) => {
    const { organizationId, retiredAt } = await lockOwnType(tx, ctx, typeId);
    if (retiredAt) return refuse(problems.notFound("qualification_type"));
    const now = ctx.clock.now();
    if (input.startsAt <= now) return refuse(problems.invalid([{ path: "starts", code: "in_the_past" }]));
    const [row] = await tx
      .insert(trainingSession)
      .values({ ...input, typeId, organizationId, createdAt: now, stateSince: now })
      .returning({ id: trainingSession.id });
    if (!row) throw new Error("a training session was not returned by its insert");
    const { startsAt, endsAt, place, seats } = input;
    await recordAudit(tx, ctx, {
      entity: "training_session",
      entityId: row.id,
      transition: "plan_session",
      toState: "planned",
      detail: { startsAt, endsAt, place, seats },
    });
    return row.id;
  });
}

/** A session of the actor's organisation, locked: nobody books or leaves it meanwhile. Refuses with `not_found`. */
export async function lockOwnSession(tx: Tx, ctx: Context, sessionId: string): Promise<SessionRow> {
  const organizationId = issuerOf(ctx);
  const [row] = await tx
    .select()
    .from(trainingSession)
    .where(and(eq(trainingSession.id, sessionId), eq(trainingSession.organizationId, organizationId)))
    .for("update");
  return row ?? refuse(problems.notFound("training_session"));
}

/** Calls a planned session off; everybody with a seat is told why. */
export async function cancelSession(
  ctx: Context,
  sessionId: string,
  { reason }: { reason: string },
): Promise<Result<void>> {
  return transact(ctx.db, async (tx) => {
    const session = await lockOwnSession(tx, ctx, sessionId);
    await move(tx, ctx, trainingProcess, trainingSession, session, { transition: "cancel", reason });
    const seats = await seatsLeftOpen(tx, sessionId);
    for (const { id: entityId } of seats) {
      const about = { template: "training-cancelled", entity: "training_seat", entityId };
      await enqueue(tx, "notify", { ...about, parties: ["participant"], reason });
    }
  });
}

/** Ends a session that has begun: who is not marked by then was absent. Refuses with `too_early` before its start. */
export async function closeSession(ctx: Context, sessionId: string): Promise<Result<void>> {
  return transact(ctx.db, async (tx) => {
    const session = await lockOwnSession(tx, ctx, sessionId);
    if (ctx.clock.now() < session.startsAt) return refuse(trainingProblems.tooEarly(session.startsAt));
    await move(tx, ctx, trainingProcess, trainingSession, session, { transition: "close_session" });
    await tx
      .update(trainingSeat)
      .set({ state: "absent" })
      .where(and(eq(trainingSeat.sessionId, sessionId), eq(trainingSeat.state, "booked")));
  });
}

const seatsLeftOpen = (tx: Tx, sessionId: string) =>
  tx
    .select({ id: trainingSeat.id })
    .from(trainingSeat)
    .where(and(eq(trainingSeat.sessionId, sessionId), eq(trainingSeat.state, "booked")));
