import { and, eq, isNull, sql } from "drizzle-orm";
import { apiToken, appUser, membership } from "#db/schema/identity.ts";
import { type Database, prepared } from "#db/client.ts";
import { compiled } from "#db/compiled.ts";
import type { ActingFor, Actor, Context } from "#app/domain/context.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import {
  type Acting,
  actorOf,
  newSecretToken,
  secretMatches,
  secretTokenFrom,
  splitToken,
} from "./session.server.ts";

const touchEveryMs = 60_000;

interface Wanted {
  email: string;
  name: string;
  membershipId?: string | null;
  /** The token is made from it: asked for again, it is the same. */
  key?: string;
}

/**
 * Makes an API token for a user, acting through their first membership unless another is named. Returns the token,
 * which cannot be shown again. Refuses `not_found` when there is no such active user.
 */
export async function createApiToken(
  ctx: Pick<Context, "db" | "clock">,
  wanted: Wanted,
): Promise<Result<string>> {
  const put = await putApiToken(ctx, wanted);
  return put.ok ? ok(put.value.token) : put;
}

/** The same, saying whether it is new. Refuses `changed_meanwhile` where the key's token has been revoked since. */
export async function putApiToken(
  ctx: Pick<Context, "db" | "clock">,
  { key, ...wanted }: Wanted,
): Promise<Result<{ token: string; isNew: boolean }>> {
  const [user] = await ctx.db
    .select({ id: appUser.id })
    .from(appUser)
    .where(and(eq(appUser.email, wanted.email.trim().toLowerCase()), isNull(appUser.disabledAt)));
  if (!user) return fail(problems.notFound("user"));
  const membershipId = wanted.membershipId ?? (await firstMembership(ctx.db, user.id));
  const { id, token, secretHash } = key === undefined ? newSecretToken() : secretTokenFrom(key);
  const made = await ctx.db
    .insert(apiToken)
    .values({ id, secretHash, name: wanted.name, userId: user.id, membershipId, createdAt: ctx.clock.now() })
    .onConflictDoNothing()
    .returning({ id: apiToken.id });
  if (made.length > 0) return ok({ token, isNew: true });
  const [held] = await ctx.db
    .select({ id: apiToken.id })
    .from(apiToken)
    .where(and(eq(apiToken.id, id), eq(apiToken.userId, user.id), isNull(apiToken.revokedAt)));
  return held ? ok({ token, isNew: false }) : fail(problems.conflict());
}

interface TokenRow extends Record<string, unknown> {
  secretHash: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
  userId: string;
  name: string;
  email: string;
  membershipId: string | null;
  roles: Actor["roles"] | null;
  organization: ActingFor | null;
  regionPrefixes: string[] | null;
}

/** A token that may still be good, with whom and what it acts for, in one statement: every call begins with it. */
const heldToken = compiled<{ id: string }>(
  (value) => sql`${prepared} select t.secret_hash as "secretHash", to_json(t.expires_at) as "expiresAt",
    to_json(t.last_used_at) as "lastUsedAt", u.id as "userId", u.name, u.email, m.id as "membershipId",
    to_json(m.roles) as roles,
    case when o.id is not null then json_build_object('id', o.id, 'uscc', o.uscc, 'nameZh', o.name_zh, 'nameEn', o.name_en,
      'regionCode', o.region_code, 'verified', o.verified_at is not null) end as organization,
    (select json_agg(j.region_prefix) from jurisdiction j where j.organization_id = o.id) as "regionPrefixes"
  from api_token t join app_user u on u.id = t.user_id and u.disabled_at is null
  left join (membership m join organization o on o.id = m.organization_id)
    on m.id = t.membership_id and m.ended_at is null
  where t.id = ${value("id")} and t.revoked_at is null`,
);

/** Who a bearer token belongs to; undefined when it is wrong, revoked, expired or its user disabled. */
export async function findApiToken(
  db: Database,
  now: Date,
  token: string,
  requestId: string,
): Promise<Actor | undefined> {
  const parts = splitToken(token);
  if (!parts) return undefined;
  const [row] = await db.execute<TokenRow>(heldToken({ id: parts.id }));
  if (!row || !secretMatches(parts.secret, row.secretHash)) return undefined;
  if (row.expiresAt !== null && new Date(row.expiresAt) <= now) return undefined;
  if (row.lastUsedAt === null || now.getTime() - Date.parse(row.lastUsedAt) > touchEveryMs) {
    await db.update(apiToken).set({ lastUsedAt: now }).where(eq(apiToken.id, parts.id));
  }
  return actorOf({ id: row.userId, name: row.name, email: row.email }, actingFor(row), "token", requestId);
}

function actingFor({
  userId,
  membershipId,
  organization,
  roles,
  regionPrefixes,
}: TokenRow): Acting | undefined {
  if (membershipId === null || organization === null) return undefined;
  return { membershipId, userId, organization, roles: roles ?? [], regionPrefixes: regionPrefixes ?? [] };
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
