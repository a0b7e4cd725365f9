import { eq } from "drizzle-orm";
import { loadMembership, startSession } from "#app/domain/identity/session.server.ts";
import { createApiToken } from "#app/domain/identity/api-tokens.server.ts";
import { type Actor, visitor } from "#app/domain/context.ts";
import { appUser, membership } from "#db/schema/identity.ts";
import { valueOf } from "../../support/results.ts";
import type { TestDatabase } from "../../support/database.ts";

/** Somebody who walks the routes: as a browser with `cookie`, as a program with `token`, and what the rules know of them. */
export interface Walker {
  name: string;
  actor: Actor;
  cookie: string | null;
  token: string | null;
}

const mailboxes = ["sme", "provider", "tto", "officer", "adjudicator", "auditor", "city", "operator"];

/** One walker for every role, a visitor, and a newcomer who belongs to no organisation. */
export async function everyone({ db }: TestDatabase): Promise<Walker[]> {
  const [newcomer] = await db
    .insert(appUser)
    .values({ email: "newcomer@demo.test", name: "Newcomer", passwordHash: "none" })
    .returning();
  if (!newcomer) throw new Error("no newcomer");
  const known = await Promise.all(mailboxes.map((mailbox) => memberWalker(db, mailbox)));
  return [
    { name: "visitor", actor: visitor("walk"), cookie: null, token: null },
    await walker(db, "newcomer", newcomer, null),
    ...known,
  ];
}

async function memberWalker(db: TestDatabase["db"], mailbox: string): Promise<Walker> {
  const [row] = await db
    .select({ user: appUser, membershipId: membership.id })
    .from(appUser)
    .innerJoin(membership, eq(membership.userId, appUser.id))
    .where(eq(appUser.email, `${mailbox}@demo.test`));
  if (!row) throw new Error(`there is no ${mailbox}@demo.test`);
  return walker(db, mailbox, row.user, row.membershipId);
}

async function walker(
  db: TestDatabase["db"],
  name: string,
  user: typeof appUser.$inferSelect,
  membershipId: string | null,
): Promise<Walker> {
  const now = new Date();
  const session = await startSession(db, now, { userId: user.id, membershipId, device: "walk", ip: null });
  const token = valueOf(
    await createApiToken({ db, clock: { now: () => now } }, { email: user.email, name: "walk" }),
  );
  const acting = membershipId ? await loadMembership(db, membershipId) : undefined;
  const actor: Actor = {
    ...visitor("walk"),
    user: { id: user.id, name: user.name, email: user.email },
    organization: acting?.organization ?? null,
    membershipId,
    roles: acting?.roles ?? [],
    regionPrefixes: acting?.regionPrefixes ?? [],
    via: "session",
  };
  return { name, actor, cookie: `kx_session=${session}`, token };
}
