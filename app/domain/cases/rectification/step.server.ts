import type { Deadline } from "#app/domain/deadline.ts";
import { eq } from "drizzle-orm";
import { validate } from "uuid";
import { misconductCase, rectification } from "#db/schema/cases.ts";
import type { Tx } from "#db/client.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { may } from "../../identity/permissions.ts";
import { move } from "../../move.server.ts";
import { transact } from "../../transact.server.ts";
import { writeEntry } from "../entries.server.ts";
import { type CaseRow, conflictOf } from "../impartial.server.ts";
import { caseProblems } from "../problems.ts";
import { rectificationProcess } from "./states.ts";

export type RectificationRow = typeof rectification.$inferSelect;

interface Taken {
  reason: string;
  deadline: Deadline | null;
  set: Partial<RectificationRow>;
}

/** Takes a rectification through one step and notes it in the file of its case, for the accused to read. */
export function stepRectification(
  ctx: Context,
  id: string,
  transition: string,
  work: (tx: Tx, row: RectificationRow, of: CaseRow) => Promise<Taken>,
): Promise<Result<void>> {
  const { user } = ctx.actor;
  if (!user) return Promise.resolve(fail(problems.signInRequired()));
  if (!validate(id)) return Promise.resolve(fail(problems.notFound("rectification")));
  return transact(ctx.db, async (tx) => {
    const [known] = await tx.select().from(rectification).where(eq(rectification.id, id));
    if (!known || !isShownTo(ctx, known)) return refuse(problems.notFound("rectification"));
    const [of] = await tx
      .select()
      .from(misconductCase)
      .where(eq(misconductCase.id, known.caseId))
      .for("update");
    const [row] = await tx.select().from(rectification).where(eq(rectification.id, id)).for("update");
    if (!of || !row) return refuse(problems.notFound("rectification"));
    const conflict = may(ctx.actor, "case.read", row) ? await conflictOf(tx, user.id, of) : undefined;
    if (conflict && row.subjectId !== ctx.actor.organization?.id)
      return refuse(caseProblems.conflictOfInterest(conflict));
    const { set, ...step } = await work(tx, row, of);
    await move(tx, ctx, rectificationProcess, rectification, row, { transition, ...step });
    await tx.update(rectification).set(set).where(eq(rectification.id, id));
    await writeEntry(tx, ctx, of.id, {
      kind: "rectification",
      text: step.reason,
      audience: "subject",
      detail: { rectificationId: id, step: transition },
    });
  });
}

const isShownTo = ({ actor }: Context, { subjectId, regionCode }: RectificationRow): boolean =>
  may(actor, "case.answer", { organizationId: subjectId }) || may(actor, "case.read", { regionCode });
