import { firstDayOver } from "#app/domain/deadline.ts";
import { and, asc, eq, inArray, lte } from "drizzle-orm";
import { misconductCase, rectification } from "#db/schema/cases.ts";
import { today } from "../working-days.ts";
import type { Context } from "../context.ts";
import { settleDue } from "../due.server.ts";
import { move } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import { openClue } from "./open-clue.server.ts";
import { rectificationProcess } from "./rectification/states.ts";
import { takeStep } from "./step-case.server.ts";

const batch = 200;

/**
 * What the clock does to cases, and all that it does: decisions whose time for review has passed become final, and
 * rectifications that were not reported in time are noted and put before a person. Run again it does nothing.
 */
export const settleCases = (ctx: Context): Promise<Record<string, number>> =>
  settleDue(ctx, "settle-cases", [
    {
      entity: "misconduct_case",
      find: (isReady) =>
        ctx.db
          .select({ id: misconductCase.id })
          .from(misconductCase)
          .where(
            and(
              eq(misconductCase.state, "served"),
              lte(misconductCase.deadline, ctx.clock.now()),
              isReady(misconductCase.id),
            ),
          )
          .orderBy(asc(misconductCase.deadline))
          .limit(batch),
      work: (id) => becomeFinal(ctx, id),
    },
    {
      entity: "rectification",
      find: (isReady) =>
        ctx.db
          .select({ id: rectification.id })
          .from(rectification)
          .where(
            and(
              inArray(rectification.state, ["ordered", "returned"]),
              lte(rectification.deadline, ctx.clock.now()),
              isReady(rectification.id),
            ),
          )
          .orderBy(asc(rectification.deadline))
          .limit(batch),
      work: (id) => missRectification(ctx, id),
    },
  ]);

function becomeFinal(ctx: Context, id: string) {
  return transact(ctx.db, async (tx) => {
    const [row] = await tx.select().from(misconductCase).where(eq(misconductCase.id, id)).for("update");
    if (row?.state !== "served" || row.deadline === null || row.deadline > ctx.clock.now()) return;
    await takeStep(tx, ctx, row, "become_final", { deadline: null });
  });
}

function missRectification(ctx: Context, id: string) {
  return transact(ctx.db, async (tx) => {
    const [row] = await tx.select().from(rectification).where(eq(rectification.id, id)).for("update");
    const now = ctx.clock.now();
    if (!row || !["ordered", "returned"].includes(row.state) || row.dueAt > now) return;
    await move(tx, ctx, rectificationProcess, rectification, row, { transition: "miss" });
    const [of] = await tx.select().from(misconductCase).where(eq(misconductCase.id, row.caseId));
    if (!of) throw new Error(`rectification ${id} is of no case`);
    await openClue(tx, ctx, {
      kind: "missed_rectification",
      causeType: "rectification",
      causeId: id,
      subjectId: row.subjectId,
      title: of.title,
      account: `${of.caseNo}\n${row.what}`,
      offenceCode: "PU06",
      actFrom: firstDayOver(row.dueAt),
      actUntil: today(now),
    });
  });
}
