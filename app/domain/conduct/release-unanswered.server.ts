import { and, eq, gt, inArray, lte } from "drizzle-orm";
import { facilityBlock, violation } from "#db/schema/conduct.ts";
import type { Context } from "../context.ts";
import { settleDue } from "../due.server.ts";
import { transact } from "../transact.server.ts";
import { releaseUndeserved } from "./draw-consequence.server.ts";
import { lockConduct } from "./lock.server.ts";

/**
 * Job `release-unanswered`: ends the consequences that rest on a contest which the provider has not answered in time. Such a
 * block has had no effect since; this writes it down and tells its subject.
 */
export const releaseUnanswered = (ctx: Context): Promise<Record<string, number>> =>
  settleDue(ctx, "release-unanswered", [
    {
      entity: "facility_block",
      find: (isReady) =>
        ctx.db
          .selectDistinct({ id: facilityBlock.id })
          .from(facilityBlock)
          .innerJoin(
            violation,
            and(
              eq(violation.facilityId, facilityBlock.facilityId),
              eq(violation.userId, facilityBlock.userId),
            ),
          )
          .where(
            and(
              inArray(facilityBlock.state, ["proposed", "in_force"]),
              gt(facilityBlock.until, ctx.clock.now()),
              eq(violation.state, "contested"),
              lte(violation.deadline, ctx.clock.now()),
              isReady(facilityBlock.id),
            ),
          ),
      work: (id) => releaseSubject(ctx, id),
    },
  ]);

const releaseSubject = (ctx: Context, blockId: string) =>
  transact(ctx.db, async (tx) => {
    const [about] = await tx
      .select({ facilityId: facilityBlock.facilityId, userId: facilityBlock.userId })
      .from(facilityBlock)
      .where(eq(facilityBlock.id, blockId));
    if (!about) return;
    await lockConduct(tx, about.facilityId);
    await releaseUndeserved(tx, ctx, about, "");
  });
