import { and, eq, inArray } from "drizzle-orm";
import { trainingSeat } from "#db/schema/qualification.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { recordAudit } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import { grantTo } from "./grant.server.ts";
import { lockOwnType } from "./own-type.server.ts";
import { lockOwnSession, type SessionRow } from "./plan-session.server.ts";
import { trainingProblems } from "./problems.ts";

/**
 * Staff mark who has come, from the session's start on; whoever attended holds its qualification at once, with the session as
 * evidence. Marking the same person again changes nothing; an absent one can still be marked as attended, an
 * attended one is undone by revoking the qualification.
 */
export async function recordAttendance(
  ctx: Context,
  sessionId: string,
  { seatId, attended }: { seatId: string; attended: boolean },
): Promise<Result<void>> {
  return transact(ctx.db, async (tx) => {
    const session = await lockOwnSession(tx, ctx, sessionId);
    const now = ctx.clock.now();
    if (session.state === "cancelled") return refuse(trainingProblems.closed());
    if (now < session.startsAt) return refuse(trainingProblems.tooEarly(session.startsAt));
    const of = and(eq(trainingSeat.id, seatId), eq(trainingSeat.sessionId, sessionId));
    const [seat] = await tx.select().from(trainingSeat).where(of);
    if (!seat || seat.state === "cancelled") return refuse(problems.notFound("training_seat"));
    const state = attended ? "attended" : "absent";
    const marked = await tx
      .update(trainingSeat)
      .set({ state })
      .where(and(of, inArray(trainingSeat.state, attended ? ["booked", "absent"] : ["booked"])))
      .returning({ id: trainingSeat.id });
    if (marked.length === 0) return;
    const about = { entity: "training_seat", entityId: seatId };
    await recordAudit(tx, ctx, { ...about, transition: "record_attendance", toState: state });
    if (!attended) return;
    const type = await lockOwnType(tx, ctx, session.typeId);
    await grantTo(tx, ctx, type, { userId: seat.userId, grantedAt: now, evidence: evidenceOf(session) });
  });
}

/** Where and on which day it was held; read in every language. */
function evidenceOf({ place, startsAt, timezone: timeZone }: SessionRow): string {
  const day = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(startsAt);
  return `${day} · ${place}`;
}
