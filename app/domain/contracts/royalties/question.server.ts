import { refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { daysAfter } from "../milestones/policy.ts";
import { contractProblems } from "../problems.ts";
import { asPlatform } from "../scene.server.ts";
import type { AnswerInput, QuestionInput } from "./inputs.ts";
import { levelRoyalty, stillPayBy } from "./money.server.ts";
import { booksOpenUntil } from "./policy.ts";
import { onRoyalty, ownFiles, stepPeriod } from "./step.server.ts";

/**
 * The licensor questions a report, or asks to look into the books (Civil Code, Art. 846). Refuses with
 * `royalty_books_closed` once the agreed years are over. What was charged stays owed meanwhile.
 */
export const questionRoyalty = (
  ctx: Context,
  id: string,
  n: number,
  { question, inspects }: QuestionInput,
): Promise<Result<void>> =>
  onRoyalty(ctx, id, n, async ({ tx, period, rights, now }) => {
    const open = period.reportedAt && booksOpenUntil(period.reportedAt, rights.royaltyBooksYears);
    if (open && open <= now) refuse(contractProblems.booksClosed(rights.royaltyBooksYears));
    await stepPeriod(
      tx,
      ctx,
      period,
      {
        ...{ transition: "question-royalty", reason: question, detail: { inspects } },
        deadline: daysAfter(now, rights.royaltyAnswerDays),
      },
      { question, inspects, answer: "" },
    );
  });

/** The licensee answers a question and stands by its report, with files that show it. */
export const answerRoyalty = (
  ctx: Context,
  id: string,
  n: number,
  { answer, files }: AnswerInput,
): Promise<Result<void>> =>
  onRoyalty(ctx, id, n, async (scene) => {
    const { tx, period, rights, now } = scene;
    const shown = await ownFiles(scene, files);
    const charged = await stepPeriod(
      tx,
      ctx,
      period,
      {
        ...{ transition: "answer-royalty", reason: answer, detail: { files: shown } },
        deadline: await stillPayBy(tx, period, now, rights.royaltyPayDays),
      },
      { answer },
    );
    await levelRoyalty(tx, asPlatform(ctx), charged);
  });
