import { and, eq, isNull, or, sql } from "drizzle-orm";
import { qualification } from "#db/schema/qualification.ts";
import type { Tx } from "#db/client.ts";

/**
 * Notes that the person uses a facility now: what it asks for, and what counts as that, does not lapse by disuse. What has
 * ended stays ended: supervised use renews nothing. Called at check-in.
 */
export async function recordQualifiedUse(
  tx: Tx,
  userId: string,
  facilityId: string,
  now: Date,
): Promise<void> {
  const at = now.toISOString();
  const asked = sql`(select type_id from facility_qualification where facility_id = ${facilityId})`;
  await tx
    .update(qualification)
    .set({ lastUsedAt: now })
    .where(
      and(
        eq(qualification.userId, userId),
        isNull(qualification.revokedAt),
        sql`(${qualification.expiresAt} is null or ${qualification.expiresAt} > ${at})`,
        sql`exists (select 1 from qualification_type t where t.id = ${qualification.typeId} and (t.unused_days is null
          or coalesce(${qualification.lastUsedAt}, ${qualification.grantedAt}) + t.unused_days * interval '1 day' > ${at}))`,
        or(
          sql`${qualification.typeId} in ${asked}`,
          sql`${qualification.typeId} in (select trusted_id from qualification_trust where type_id in ${asked})`,
        ),
      ),
    );
}
