import { and, desc, eq, gt, lte, ne } from "drizzle-orm";
import { facilityBlock } from "#db/schema/conduct.ts";
import type { BlockLevel } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";

/** Why somebody may not book at a facility now. */
export interface BlockAgainst {
  id: string;
  level: BlockLevel;
  until: Date;
}

/** The block that keeps the person from booking there at `now`, the one that lasts longest; null when they may. */
export async function blockAgainst(
  tx: Tx,
  facilityId: string,
  userId: string,
  now: Date,
): Promise<BlockAgainst | null> {
  const [row] = await tx
    .select({ id: facilityBlock.id, level: facilityBlock.level, until: facilityBlock.until })
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
    .orderBy(desc(facilityBlock.until))
    .limit(1);
  return row ?? null;
}
