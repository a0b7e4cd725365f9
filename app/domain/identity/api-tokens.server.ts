import { and, eq, isNull } from "drizzle-orm";
import { apiToken, appUser, membership } from "#db/schema/identity.ts";
import type { Database } from "#db/client.ts";
import type { Actor, Context } from "#app/domain/context.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import { actorOf, loadMembership, newSecretToken, secretMatches, splitToken } from "./session.server.ts";

const touchEveryMs = 60_000;

/**
 * Makes an API token for a user, acting through their first membership unless another is named. Returns the token,
 * which cannot be shown again. Refuses `not_found` when there is no such active user.
 */
export async function createApiToken(
  ctx: Pick<Context, "db" | "clock">,
  input: { email: string; name: string; membershipId?: string | null },
): Promise<Result<string>> {
  const [user] = await ctx.db
    .select({ id: appUser.id })
    .from(appUser)
    .where(and(eq(appUser.email, input.email.trim().toLowerCase()), isNull(appUser.disabledAt)));
  if (!user) return fail(problems.notFound("user"));
  const membershipId = input.membershipId ?? (await firstMembership(ctx.db, user.id));
  const { id, token, secretHash } = newSecretToken();
  await ctx.db
    .insert(apiToken)
    .values({ id, secretHash, name: input.name, userId: user.id, membershipId, createdAt: ctx.clock.now() });
  return ok(token);
}

/** Who a bearer token belongs to; undefined when it is wrong, revoked, expired or its user disabled. */
export async function findApiToken(
  db: Database,
  now: Date,
  token: string,
  requestId: string,
): Promise<Actor | undefined> {
  const parts = splitToken(token);
  if (!parts) return undefined;
  const [row] = await db
    .select({ token: apiToken, user: appUser })
    .from(apiToken)
    .innerJoin(appUser, eq(appUser.id, apiToken.userId))
    .where(and(eq(apiToken.id, parts.id), isNull(apiToken.revokedAt), isNull(appUser.disabledAt)));
  if (!row || !secretMatches(parts.secret, row.token.secretHash)) return undefined;
  if (row.token.expiresAt && row.token.expiresAt <= now) return undefined;
  if (!row.token.lastUsedAt || now.getTime() - row.token.lastUsedAt.getTime() > touchEveryMs) {
    await db.update(apiToken).set({ lastUsedAt: now }).where(eq(apiToken.id, parts.id));
  }
  const acting = row.token.membershipId ? await loadMembership(db, row.token.membershipId) : undefined;
  return actorOf(row.user, acting, "token", requestId);
}

async function firstMembership(db: Database, userId: string): Promise<string | null> {
  const [row] = await db
    .select({ id: membership.id })
    .from(membership)
    .where(and(eq(membership.userId, userId), isNull(membership.endedAt)))
    .orderBy(membership.id)
    .limit(1);
  return row?.id ?? null;
}
