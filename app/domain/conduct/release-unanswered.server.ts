import { and, eq, gt, inArray, lte } from "drizzle-orm";
import { facilityBlock, violation } from "#db/schema/conduct.ts";
import type { Context } from "../context.ts";
import { transact } from "../transact.server.ts";
import { releaseUndeserved } from "./draw-consequence.server.ts";
import { lockConduct } from "./lock.server.ts";

/**
 * Part of the `tidy-bookings` job: ends the consequences that rest on a contest which the provider has not answered in
 * time. Such a block has had no effect since; this writes it down and tells its subject. Returns how many people it
 * looked at; throws when one could not be released, after having released the others.
 */
export async function releaseUnanswered(ctx: Context): Promise<number> {
  const now = ctx.clock.now();
  const { facilityId, userId } = facilityBlock;
  const subjects = await ctx.db
    .selectDistinct({ facilityId, userId })
    .from(facilityBlock)
    .innerJoin(violation, and(eq(violation.facilityId, facilityId), eq(violation.userId, userId)))
    .where(
      and(
        inArray(facilityBlock.state, ["proposed", "in_force"]),
        gt(facilityBlock.until, now),
        eq(violation.state, "contested"),
        lte(violation.deadline, now),
      ),
    );
  const failures: string[] = [];
  for (const about of subjects) {
    const result = await transact(ctx.db, async (tx) => {
      await lockConduct(tx, about.facilityId);
      await releaseUndeserved(tx, ctx, about, "");
    });
    if (!result.ok) failures.push(`${about.facilityId}: ${result.problem.code}`);
  }
  if (failures.length > 0) throw new Error(`blocks could not be released: ${failures.join("; ")}`);
  return subjects.length;
}
