import { and, desc, eq, ne } from "drizzle-orm";
import { session } from "#db/schema/identity.ts";
import type { Context } from "#app/domain/context.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import { provePassword } from "./prove.server.ts";
import { inactivityMs, loadMembership, rotateSession } from "./session.server.ts";
import type { SessionRef } from "./visit.ts";

export interface Device {
  id: string;
  device: string;
  ip: string | null;
  since: Date;
  lastSeen: Date;
}

/** The signed-in person's sessions that still work, latest first. */
export async function listDevices(ctx: Context): Promise<Device[]> {
  const { user } = ctx.actor;
  if (!user) return [];
  const rows = await ctx.db
    .select({
      id: session.id,
      device: session.device,
      ip: session.ip,
      since: session.createdAt,
      lastSeen: session.lastVerifiedAt,
      expiresAt: session.expiresAt,
    })
    .from(session)
    .where(eq(session.userId, user.id))
    .orderBy(desc(session.lastVerifiedAt), desc(session.id));
  const now = ctx.clock.now();
  return rows
    .filter((row) => row.expiresAt > now && now.getTime() - row.lastSeen.getTime() <= inactivityMs)
    .map(({ expiresAt, ...device }) => device);
}

/** Ends the current session. */
export async function signOut(ctx: Context, sessionId: string): Promise<Result<void>> {
  const { user } = ctx.actor;
  if (!user) return fail(problems.signInRequired());
  return transact(ctx.db, async (tx) => {
    await tx.delete(session).where(and(eq(session.id, sessionId), eq(session.userId, user.id)));
    await recordAudit(tx, ctx, { entity: "app_user", entityId: user.id, transition: "sign_out" });
  });
}

/** Ends one of the person's own sessions. Refuses `not_found` for anybody else's. */
export async function revokeSession(ctx: Context, sessionId: string): Promise<Result<void>> {
  const { user } = ctx.actor;
  if (!user) return fail(problems.signInRequired());
  return transact(ctx.db, async (tx) => {
    const gone = await tx
      .delete(session)
      .where(and(eq(session.id, sessionId), eq(session.userId, user.id)))
      .returning({ id: session.id });
    if (gone.length === 0) return refuse(problems.notFound("session"));
    await recordAudit(tx, ctx, { entity: "app_user", entityId: user.id, transition: "revoke_session" });
  });
}

/** Ends every session of the person but this one; returns how many. */
export async function revokeOtherSessions(ctx: Context, current: SessionRef): Promise<Result<number>> {
  const { user } = ctx.actor;
  if (!user) return fail(problems.signInRequired());
  return transact(ctx.db, async (tx) => {
    const gone = await tx
      .delete(session)
      .where(and(eq(session.userId, user.id), ne(session.id, current.id)))
      .returning({ id: session.id });
    await recordAudit(tx, ctx, {
      entity: "app_user",
      entityId: user.id,
      transition: "revoke_other_sessions",
    });
    return gone.length;
  });
}

/** Proves the password again before a sensitive act; returns the session's new token. */
export async function reauthenticate(
  ctx: Context,
  current: SessionRef,
  password: string,
): Promise<Result<string>> {
  const proven = await provePassword(ctx, password);
  if (!proven.ok) return proven;
  return transact(ctx.db, (tx) => rotateSession(tx, current.id, { authenticatedAt: ctx.clock.now() }));
}

/** Acts for another of the person's organisations from now on; returns the session's new token. */
export async function switchOrganization(
  ctx: Context,
  current: SessionRef,
  membershipId: string,
): Promise<Result<string>> {
  const { user } = ctx.actor;
  if (!user) return fail(problems.signInRequired());
  return transact(ctx.db, async (tx) => {
    const acting = await loadMembership(tx, membershipId);
    if (!acting || acting.userId !== user.id) return refuse(problems.notFound("membership"));
    return rotateSession(tx, current.id, { membershipId });
  });
}
