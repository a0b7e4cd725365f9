import { eq } from "drizzle-orm";
import { startSession } from "#app/domain/identity/session.server.ts";
import { appUser, membership } from "#db/schema/identity.ts";
import type { TestDatabase } from "./database.ts";

/** The cookie's value of a new session of the account with this address, begun at `now`. */
export async function sessionOf({ db }: TestDatabase, email: string, now = new Date()): Promise<string> {
  const [row] = await db
    .select({ userId: appUser.id, membershipId: membership.id })
    .from(appUser)
    .innerJoin(membership, eq(membership.userId, appUser.id))
    .where(eq(appUser.email, email));
  if (!row) throw new Error(`there is no ${email} in the demonstration market`);
  return startSession(db, now, { ...row, device: "test", ip: null });
}
