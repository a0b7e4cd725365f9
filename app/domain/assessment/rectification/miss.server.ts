import { firstDayOver, lastDay } from "#app/domain/deadline.ts";
import { and, asc, eq, inArray, lte } from "drizzle-orm";
import { assessmentCycle, cardRectification } from "#db/schema/assessment.ts";
import { translatorFor } from "#app/i18n/translator.server.ts";
import { openClue } from "../../cases/open-clue.server.ts";
import type { Context } from "../../context.ts";
import { settleDue } from "../../due.server.ts";
import { move } from "../../move.server.ts";
import { transact } from "../../transact.server.ts";
import { today } from "../../working-days.ts";
import { cardRectificationProcess } from "./states.ts";

const batch = 200;

/**
 * Job `miss-card-rectifications`: notes what an adopted card asked for and nobody reported in time, and puts it before a person
 * as a clue: the next step of the ladder is theirs to judge. Run again it does nothing.
 */
export const missCardRectifications = (ctx: Context): Promise<Record<string, number>> =>
  settleDue(ctx, "miss-card-rectifications", [
    {
      entity: "card_rectification",
      find: (isReady) =>
        ctx.db
          .select({ id: cardRectification.id })
          .from(cardRectification)
          .where(and(isDue(ctx.clock.now()), isReady(cardRectification.id)))
          .orderBy(asc(cardRectification.deadline))
          .limit(batch),
      work: (id) => missOne(ctx, id),
    },
  ]);

const isDue = (now: Date) =>
  and(inArray(cardRectification.state, ["ordered", "returned"]), lte(cardRectification.deadline, now));

const missOne = (ctx: Context, id: string) =>
  transact(ctx.db, async (tx) => {
    const mine = and(eq(cardRectification.id, id), isDue(ctx.clock.now()));
    const [row] = await tx.select().from(cardRectification).where(mine).for("update");
    const [cycle] = row
      ? await tx.select().from(assessmentCycle).where(eq(assessmentCycle.id, row.cycleId))
      : [];
    if (!row || !cycle) return;
    await move(tx, ctx, cardRectificationProcess, cardRectification, row, {
      transition: "miss_rectification",
    });
    const title = translatorFor("zh-CN").t(`assessment:title.${cycle.track}`, { year: cycle.year });
    await openClue(tx, ctx, {
      kind: "missed_rectification",
      causeType: "card_rectification",
      causeId: id,
      subjectId: row.organizationId,
      title: `黄牌警告后逾期未整改：${title}`,
      account: `该单位在“${title}”中受到黄牌警告，限${lastDay(row.dueAt)}前完成整改，期限届满未提交整改报告或整改未通过。`,
      offenceCode: "PU06",
      actFrom: firstDayOver(row.dueAt),
      actUntil: today(ctx.clock.now()),
    });
  });
