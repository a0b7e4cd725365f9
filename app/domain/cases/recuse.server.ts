import type { z } from "zod";
import { caseRecusal } from "#db/schema/cases.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { type CaseRow, conflictOf } from "./impartial.server.ts";
import type { recuseInput } from "./inputs.ts";
import { caseProblems } from "./problems.ts";
import { stepCase } from "./step-case.server.ts";

/**
 * Somebody steps back from a case, or an adjudicator takes somebody off it; for good. What was theirs waits for an
 * adjudicator to give it to another.
 */
export const recuse = (
  ctx: Context,
  id: string,
  input: z.output<typeof recuseInput>,
): Promise<Result<void>> =>
  stepCase(ctx, id, "recuse", async ({ tx, row, user }) => {
    const { userId = user.id, reason } = input;
    if (userId !== user.id) {
      if (!may(ctx.actor, "case.decide", row)) refuse(problems.forbidden("recuse"));
      const conflict = await conflictOf(tx, user.id, row);
      if (conflict) refuse(caseProblems.conflictOfInterest(conflict));
    }
    await tx.insert(caseRecusal).values({ caseId: id, userId, reason }).onConflictDoNothing();
    return {
      reason,
      set: withoutThem(row, userId),
      entry: { kind: "recusal", text: reason, detail: { userId } },
    };
  });

function withoutThem({ officerId, chairId, heardAt }: CaseRow, userId: string): Partial<CaseRow> | undefined {
  const left: Partial<CaseRow> = {};
  if (officerId === userId) left.officerId = null;
  if (chairId === userId && heardAt === null) left.chairId = null;
  return Object.keys(left).length > 0 ? left : undefined;
}
