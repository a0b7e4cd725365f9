import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { type appUser, membership, session } from "#db/schema/identity.ts";
import type { Context } from "#app/domain/context.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import { rememberDevice } from "./known-devices.server.ts";
import { actorOf, startSession } from "./session.server.ts";
import type { Visit } from "./visit.ts";

type User = typeof appUser.$inferSelect;

/** Signs a proven person in: ends the browser's earlier session, starts another, writes the audit entry. Returns the token. */
export async function beginSession(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  user: User,
  visit: Visit,
  transition: "sign_in" | "register",
): Promise<string> {
  if (visit.sessionId) await tx.delete(session).where(eq(session.id, visit.sessionId));
  const { ip, device } = visit;
  const membershipId = await firstMembership(tx, user.id);
  await rememberDevice(tx, ctx.clock.now(), user.id, visit.deviceToken);
  const token = await startSession(tx, ctx.clock.now(), { userId: user.id, membershipId, ip, device });
  const actor = actorOf(user, undefined, "session", ctx.actor.requestId);
  await recordAudit(tx, { ...ctx, actor }, { entity: "app_user", entityId: user.id, transition });
  return token;
}

/** The organisation somebody acts for until they choose another: the one they joined first. */
async function firstMembership(tx: Tx, userId: string): Promise<string | null> {
  const [row] = await tx
    .select({ id: membership.id })
    .from(membership)
    .where(and(eq(membership.userId, userId), isNull(membership.endedAt)))
    .orderBy(membership.createdAt, membership.id)
    .limit(1);
  return row?.id ?? null;
}
