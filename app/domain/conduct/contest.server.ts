import { and, eq } from "drizzle-orm";
import { violation } from "#db/schema/conduct.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { move } from "../move.server.ts";
import { readParameter } from "../parameters.server.ts";
import { transact } from "../transact.server.ts";
import { workingDeadline } from "../working-days.server.ts";
import { violationProcess } from "./states.ts";

/**
 * The subject contests a violation and says why; marked so at once. The provider has some working days to answer, after
 * which it no longer counts unless it is upheld. Only the person themselves may; to everybody else it is not there.
 */
export async function contestViolation(
  ctx: Context,
  id: string,
  { statement }: { statement: string },
): Promise<Result<void>> {
  const { user } = ctx.actor;
  if (!user) return fail(problems.signInRequired());
  return transact(ctx.db, async (tx) => {
    const [row] = await tx
      .select()
      .from(violation)
      .where(and(eq(violation.id, id), eq(violation.userId, user.id)))
      .for("update");
    if (!row) return refuse(problems.notFound("violation"));
    const now = ctx.clock.now();
    const days = await readParameter(tx, "violation_answer_working_days", "", now.toISOString().slice(0, 10));
    const deadline = await workingDeadline(tx, now, days);
    await move(tx, ctx, violationProcess, violation, row, {
      transition: "contest",
      reason: statement,
      deadline,
    });
    await tx.update(violation).set({ statement }).where(eq(violation.id, id));
  });
}
