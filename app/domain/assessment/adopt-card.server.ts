import { eq } from "drizzle-orm";
import { assessmentProposal } from "#db/schema/assessment.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "../context.ts";
import { today } from "../working-days.ts";
import { type Cycle, daysAfter } from "./cycle.server.ts";

/**
 * What follows when a person adopts a yellow card: the end of the time to put things right, counted from that day. The one
 * place where a case or a measure of the credit slice begins, once an assessment may start one.
 */
export async function adoptCard(
  tx: Tx,
  ctx: Context,
  { id }: typeof assessmentProposal.$inferSelect,
  cycle: Cycle,
): Promise<void> {
  const day = today(ctx.clock.now());
  const rectifyBy = await daysAfter(tx, ctx, "assessment_rectification_days", cycle, day);
  await tx.update(assessmentProposal).set({ rectifyBy }).where(eq(assessmentProposal.id, id));
}
