import { eq } from "drizzle-orm";
import type { Actor } from "#app/domain/context.ts";
import { appUser, membership, organization } from "#db/schema/identity.ts";
import type { TestDatabase } from "./database.ts";

/** A demonstration account as commands know it: `sme` is `sme@demo.test` acting for its company. */
export async function demoActor({ db }: TestDatabase, mailbox: string): Promise<Actor> {
  const [row] = await db
    .select({ user: appUser, member: membership, acting: organization })
    .from(appUser)
    .innerJoin(membership, eq(membership.userId, appUser.id))
    .innerJoin(organization, eq(organization.id, membership.organizationId))
    .where(eq(appUser.email, `${mailbox}@demo.test`));
  if (!row) throw new Error(`there is no ${mailbox} in the demonstration market`);
  const { user, member, acting } = row;
  const { id, uscc, nameZh, nameEn, regionCode } = acting;
  return {
    user: { id: user.id, name: user.name, email: user.email },
    organization: { id, uscc, nameZh, nameEn, regionCode, verified: acting.verifiedAt !== null },
    membershipId: member.id,
    roles: member.roles,
    regionPrefixes: [],
    via: "session",
    requestId: "test",
  };
}
