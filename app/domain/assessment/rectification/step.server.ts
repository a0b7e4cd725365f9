import type { Deadline } from "#app/domain/deadline.ts";
import { eq } from "drizzle-orm";
import { cardRectification } from "#db/schema/assessment.ts";
import type { Tx } from "#db/client.ts";
import { attachFile, type InspectedFile } from "#app/runtime/files.server.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import { timeLeft } from "../../cases/rectification/time-left.server.ts";
import type { Context } from "../../context.ts";
import { may } from "../../identity/permissions.ts";
import { move } from "../../move.server.ts";
import { transact } from "../../transact.server.ts";
import { workingDaysFrom } from "../cycle.server.ts";
import { notOfTheirs } from "../own.server.ts";
import { cardRectificationProcess } from "./states.ts";

type Row = typeof cardRectification.$inferSelect;

interface Taken {
  reason: string;
  deadline: Deadline | null;
  set: Partial<Row>;
}

/** The subject reports what it has put right, with evidence, also after the time for it; somebody answers in some working days. */
export const reportCardRectification = (
  ctx: Context,
  id: string,
  { text }: { text: string },
  evidence: readonly InspectedFile[] = [],
): Promise<Result<void>> =>
  step(ctx, id, "report_rectification", async (tx, row, userId) => {
    for (const file of evidence)
      await attachFile(tx, file, {
        ...{ ownerType: "card_rectification", ownerId: id, organizationId: row.organizationId },
        ...{ role: "proof", visibility: "reviewer", uploadedBy: userId },
      });
    const deadline = await workingDaysFrom(tx, ctx, "assessment_step_working_days", row);
    return { reason: text, deadline, set: { report: text, reportedById: userId } };
  });

/** A reviewer who is not of the organisation finds that it was put right. */
export const acceptCardRectification = (
  ctx: Context,
  id: string,
  { reason }: { reason: string },
): Promise<Result<void>> =>
  step(ctx, id, "accept_rectification", async (tx, row, userId) => {
    await notOfTheirs(tx, userId, row.organizationId);
    return { reason, deadline: null, set: { answer: reason, answeredById: userId } };
  });

/** A reviewer says what is still wrong; the time for it goes on where the report stopped it. */
export const returnCardRectification = (
  ctx: Context,
  id: string,
  { reason }: { reason: string },
): Promise<Result<void>> =>
  step(ctx, id, "return_rectification", async (tx, row, userId) => {
    await notOfTheirs(tx, userId, row.organizationId);
    const dueAt = await timeLeft(tx, ctx, row);
    return { reason, deadline: dueAt, set: { answer: reason, answeredById: userId, dueAt } };
  });

/** To others than its subject and the regulators of its region it is not there. */
function step(
  ctx: Context,
  id: string,
  transition: string,
  work: (tx: Tx, row: Row, userId: string) => Promise<Taken>,
): Promise<Result<void>> {
  const { user } = ctx.actor;
  if (!user) return Promise.resolve(fail(problems.signInRequired()));
  return transact(ctx.db, async (tx) => {
    const mine = eq(cardRectification.id, id);
    const [row] = await tx.select().from(cardRectification).where(mine).for("update");
    const shown = row && (may(ctx.actor, "assessment.report", row) || may(ctx.actor, "assessment.read", row));
    if (!row || !shown) return refuse(problems.notFound("card_rectification"));
    const { set, ...taken } = await work(tx, row, user.id);
    await move(tx, ctx, cardRectificationProcess, cardRectification, row, { transition, ...taken });
    await tx.update(cardRectification).set(set).where(mine);
  });
}
