import { desc, eq } from "drizzle-orm";
import { royaltyReport } from "#db/schema/royalties.ts";
import type { Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { daysAfter } from "../milestones/policy.ts";
import { asPlatform } from "../scene.server.ts";
import type { ReportInput } from "./inputs.ts";
import { levelRoyalty, stillPayBy } from "./money.server.ts";
import { amountOf, figuresFrom } from "./report.server.ts";
import { onRoyalty, stepPeriod, writeReport } from "./step.server.ts";

/**
 * The licensee puts a report right. What is owed beyond it is charged; less is owed only once the licensor agrees, and what
 * was paid too much goes back then.
 */
export const correctRoyalty = (
  ctx: Context,
  id: string,
  n: number,
  { note, files, ...given }: ReportInput,
): Promise<Result<void>> =>
  onRoyalty(ctx, id, n, async (scene) => {
    const { tx, period, rights, now } = scene;
    const figures = figuresFrom(scene, given);
    const amount = amountOf(scene, figures);
    const detail = { amount, ...figures };
    if (amount < (period.amount ?? 0)) {
      const deadline = daysAfter(now, rights.royaltyAnswerDays);
      await stepPeriod(tx, ctx, period, { transition: "lower-royalty", reason: note, deadline, detail });
      await writeReport(scene, { kind: "lowering", figures, amount, note, files });
      return;
    }
    const step = { transition: "correct-royalty", reason: note, detail };
    const deadline = await stillPayBy(tx, period, now, rights.royaltyPayDays);
    const charged = await stepPeriod(tx, ctx, period, { ...step, deadline }, { amount });
    await writeReport(scene, { kind: "correction", figures, amount, note, files });
    await levelRoyalty(tx, asPlatform(ctx), charged);
  });

/** The licensor agrees that less is owed than was reported: what was paid too much goes back the way it came. */
export const acceptLower = (
  ctx: Context,
  id: string,
  n: number,
  { reason }: { reason: string },
): Promise<Result<void>> =>
  onRoyalty(ctx, id, n, async ({ tx, period, rights, now }) => {
    const [latest] = await tx
      .select({ amount: royaltyReport.amount })
      .from(royaltyReport)
      .where(eq(royaltyReport.periodId, period.id))
      .orderBy(desc(royaltyReport.n))
      .limit(1);
    const deadline = await stillPayBy(tx, period, now, rights.royaltyPayDays);
    const set = period.state === "lowered" && latest ? { amount: latest.amount } : {};
    const charged = await stepPeriod(
      tx,
      ctx,
      period,
      { transition: "accept-royalty", reason, deadline },
      set,
    );
    await levelRoyalty(tx, asPlatform(ctx), charged);
  });
