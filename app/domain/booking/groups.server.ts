import { and, asc, eq, isNull } from "drizzle-orm";
import { researchGroup, researchGroupMember } from "#db/schema/identity.ts";
import type { Tx } from "#db/client.ts";

export interface OwnGroup {
  id: string;
  name: string;
}

/** The research groups of an organisation that a person belongs to. */
export const groupsOf = (tx: Tx, userId: string, organizationId: string): Promise<OwnGroup[]> =>
  tx
    .select({ id: researchGroup.id, name: researchGroup.name })
    .from(researchGroup)
    .innerJoin(researchGroupMember, eq(researchGroupMember.groupId, researchGroup.id))
    .where(
      and(
        eq(researchGroupMember.userId, userId),
        eq(researchGroup.organizationId, organizationId),
        isNull(researchGroup.retiredAt),
      ),
    )
    .orderBy(asc(researchGroup.name));

/** The group that a booking counts for: the one that was named, else the only one. */
export const groupFor = (groups: readonly OwnGroup[], asked: string | undefined): string | null =>
  asked ?? (groups.length === 1 ? (groups[0]?.id ?? null) : null);
