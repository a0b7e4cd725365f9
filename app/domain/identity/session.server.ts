import { sha256 } from "@oslojs/crypto/sha2";
import { constantTimeEqual } from "@oslojs/crypto/subtle";
import { encodeBase64urlNoPadding, encodeHexLowerCase } from "@oslojs/encoding";
import { and, eq, isNull } from "drizzle-orm";
import { appUser, jurisdiction, membership, organization, session } from "#db/schema/identity.ts";
import type { Database, Tx } from "#db/client.ts";
import type { ActingFor, Actor } from "#app/domain/context.ts";

/** A session ends after ten days without use, and after ninety days whatever happens. */
export const inactivityMs = 10 * 86_400_000;
export const lifetimeMs = 90 * 86_400_000;
const touchEveryMs = 3_600_000;

export interface NewSession {
  userId: string;
  membershipId: string | null;
  device: string;
  ip: string | null;
}

/** A fresh `id.secret` pair: 80 and 256 random bits. Only the hash of the secret is ever stored. */
export function newSecretToken(): { id: string; token: string; secretHash: string } {
  const id = randomText(10);
  const { secret, secretHash } = newSecret();
  return { id, token: `${id}.${secret}`, secretHash };
}

/** The pair that `key` makes: sent twice, a form makes one token. The key is worth what the token is. */
export function secretTokenFrom(key: string): { id: string; token: string; secretHash: string } {
  const part = (name: string) => sha256(new TextEncoder().encode(`${name} ${key}`));
  const id = encodeBase64urlNoPadding(part("id").subarray(0, 10));
  const secret = encodeBase64urlNoPadding(part("secret"));
  return { id, token: `${id}.${secret}`, secretHash: hashSecret(secret) };
}

function newSecret(): { secret: string; secretHash: string } {
  const secret = randomText(32);
  return { secret, secretHash: hashSecret(secret) };
}

/** SHA-256 in hexadecimal. */
export const hashSecret = (secret: string): string =>
  encodeHexLowerCase(sha256(new TextEncoder().encode(secret)));

/** Splits `id.secret`; undefined when it is not of that form. */
export function splitToken(token: string): { id: string; secret: string } | undefined {
  const match = /^([\w-]{14})\.([\w-]{43})$/.exec(token);
  return match?.[1] && match[2] ? { id: match[1], secret: match[2] } : undefined;
}

/** Compares a presented secret with a stored hash in constant time. */
export function secretMatches(secret: string, storedHash: string): boolean {
  const bytes = new TextEncoder();
  return constantTimeEqual(bytes.encode(hashSecret(secret)), bytes.encode(storedHash));
}

/** Starts a session and returns the token for the cookie. */
export async function startSession(tx: Tx, now: Date, input: NewSession): Promise<string> {
  const { id, token, secretHash } = newSecretToken();
  await tx.insert(session).values({
    ...input,
    id,
    secretHash,
    lastVerifiedAt: now,
    authenticatedAt: now,
    expiresAt: new Date(now.getTime() + lifetimeMs),
  });
  return token;
}

/**
 * Gives a session another secret, and what else changes with it; the old token is worthless afterwards. For every change
 * of what the session may do, so that a token seen before is no use after.
 */
export async function rotateSession(
  tx: Tx,
  sessionId: string,
  changes: { authenticatedAt?: Date; membershipId?: string | null } = {},
): Promise<string> {
  const { secret, secretHash } = newSecret();
  await tx
    .update(session)
    .set({ ...changes, secretHash })
    .where(eq(session.id, sessionId));
  return `${sessionId}.${secret}`;
}

export interface SignedIn {
  sessionId: string;
  actor: Actor;
  locale: "zh-CN" | "en";
  authenticatedAt: Date;
}

/** Who a session token belongs to; undefined when it is wrong, expired, idle too long or its user disabled. */
export async function findSession(
  db: Database,
  now: Date,
  token: string,
  requestId: string,
): Promise<SignedIn | undefined> {
  const parts = splitToken(token);
  if (!parts) return undefined;
  const [row] = await db
    .select({ session, user: appUser })
    .from(session)
    .innerJoin(appUser, eq(appUser.id, session.userId))
    .where(eq(session.id, parts.id));
  if (!row || !secretMatches(parts.secret, row.session.secretHash)) return undefined;
  if (row.user.disabledAt || isOver(row.session, now)) return undefined;
  if (now.getTime() - row.session.lastVerifiedAt.getTime() > touchEveryMs) {
    await db.update(session).set({ lastVerifiedAt: now }).where(eq(session.id, parts.id));
  }
  const acting = row.session.membershipId ? await loadMembership(db, row.session.membershipId) : undefined;
  return {
    sessionId: parts.id,
    locale: row.user.locale,
    authenticatedAt: row.session.authenticatedAt,
    actor: actorOf(row.user, acting, "session", requestId),
  };
}

export interface Acting {
  membershipId: string;
  userId: string;
  organization: ActingFor;
  roles: Actor["roles"];
  regionPrefixes: string[];
}

/** A membership that still holds, with its organisation and, for a regulator, its territory. */
export async function loadMembership(db: Tx, membershipId: string): Promise<Acting | undefined> {
  const [row] = await db
    .select({ membership, organization })
    .from(membership)
    .innerJoin(organization, eq(organization.id, membership.organizationId))
    .where(and(eq(membership.id, membershipId), isNull(membership.endedAt)));
  if (!row) return undefined;
  const prefixes = await db
    .select({ prefix: jurisdiction.regionPrefix })
    .from(jurisdiction)
    .where(eq(jurisdiction.organizationId, row.organization.id));
  const { id, uscc, nameZh, nameEn, regionCode, verifiedAt } = row.organization;
  return {
    membershipId,
    userId: row.membership.userId,
    organization: { id, uscc, nameZh, nameEn, regionCode, verified: verifiedAt !== null },
    roles: row.membership.roles,
    regionPrefixes: prefixes.map(({ prefix }) => prefix),
  };
}

/** The actor that a user is while acting through `acting`. */
export function actorOf(
  user: { id: string; name: string; email: string },
  acting: Acting | undefined,
  via: "session" | "token",
  requestId: string,
): Actor {
  return {
    user: { id: user.id, name: user.name, email: user.email },
    organization: acting?.organization ?? null,
    membershipId: acting?.membershipId ?? null,
    roles: acting?.roles ?? [],
    regionPrefixes: acting?.regionPrefixes ?? [],
    via,
    requestId,
  };
}

function isOver(row: { lastVerifiedAt: Date; expiresAt: Date }, now: Date): boolean {
  return row.expiresAt <= now || now.getTime() - row.lastVerifiedAt.getTime() > inactivityMs;
}

function randomText(bytes: number): string {
  return encodeBase64urlNoPadding(crypto.getRandomValues(new Uint8Array(bytes)));
}
