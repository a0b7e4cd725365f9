import type { Deadline } from "#app/domain/deadline.ts";
import { and, desc, eq, gt, lte, ne, type SQL, sql } from "drizzle-orm";
import { facilityBlock } from "#db/schema/conduct.ts";
import type { BlockLevel } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import { type Moment, moment } from "#db/in-force.ts";
import { isDeserved } from "./count.server.ts";

/** Why somebody may not book at a facility now. */
export interface BlockAgainst {
  level: BlockLevel;
  until: Deadline;
}

/** Whether `blockAgainst` has anything to look at, as a column: mostly there is nothing. */
export const hasBlocks = (facilityId: SQL, userId: string | SQL, now: Moment): SQL => sql`exists (
  select 1 from facility_block b
  where b.facility_id = ${facilityId} and b.user_id = ${userId} and b.state = 'in_force' and b.level <> 'warning'
    and b."from" <= ${moment(now)} and b.until > ${moment(now)})`;

/**
 * The block that keeps the person from booking there at `now`, the one that lasts longest; null when they may. One whose
 * violations no longer lead to it has no effect, also before anybody has written down that it is lifted.
 */
export async function blockAgainst(
  tx: Tx,
  facilityId: string,
  userId: string,
  now: Date,
): Promise<BlockAgainst | null> {
  const rows = await tx
    .select()
    .from(facilityBlock)
    .where(
      and(
        eq(facilityBlock.facilityId, facilityId),
        eq(facilityBlock.userId, userId),
        eq(facilityBlock.state, "in_force"),
        ne(facilityBlock.level, "warning"),
        lte(facilityBlock.from, now),
        gt(facilityBlock.until, now),
      ),
    )
    .orderBy(desc(facilityBlock.until));
  for (const row of rows) if (await isDeserved(tx, row, now)) return row;
  return null;
}
