import { eq } from "drizzle-orm";
import { appUser } from "#db/schema/identity.ts";
import type { Context } from "#app/domain/context.ts";

/** Whether mail can reach a person: only an address that they have confirmed is written to. */
export async function isMailed({ db }: Pick<Context, "db">, userId: string): Promise<boolean> {
  const [row] = await db
    .select({ verifiedAt: appUser.emailVerifiedAt })
    .from(appUser)
    .where(eq(appUser.id, userId));
  return Boolean(row?.verifiedAt);
}
