import { eq } from "drizzle-orm";
import { assessmentProposal, cardRectification } from "#db/schema/assessment.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "../context.ts";
import { today } from "../working-days.ts";
import { type Cycle, daysAfter } from "./cycle.server.ts";

/** What follows when a person adopts a yellow card: it has to be put right and reported in the time that begins that day. */
export async function adoptCard(
  tx: Tx,
  ctx: Context,
  { id, organizationId }: typeof assessmentProposal.$inferSelect,
  cycle: Cycle,
): Promise<void> {
  const now = ctx.clock.now();
  const rectifyBy = await daysAfter(tx, ctx, "assessment_rectification_days", cycle, today(now));
  await tx.update(assessmentProposal).set({ rectifyBy }).where(eq(assessmentProposal.id, id));
  await tx.insert(cardRectification).values({
    ...{ proposalId: id, cycleId: cycle.id, organizationId, regionCode: cycle.regionCode },
    ...{ dueAt: rectifyBy, deadline: rectifyBy, createdAt: now, stateSince: now },
  });
}
