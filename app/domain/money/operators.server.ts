import { and, arrayOverlaps, isNull } from "drizzle-orm";
import { membership } from "#db/schema/identity.ts";
import type { Tx } from "#db/client.ts";

/** The people who operate the platform, for what only they can look into. */
export async function operatorIds(tx: Tx): Promise<string[]> {
  const operators = await tx
    .selectDistinct({ id: membership.userId })
    .from(membership)
    .where(and(isNull(membership.endedAt), arrayOverlaps(membership.roles, ["operator"])));
  return operators.map(({ id }) => id);
}
