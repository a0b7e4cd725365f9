import type { z } from "zod";
import type { Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import type { answerInput } from "../inputs.ts";
import { stepRectification } from "./step.server.ts";
import { timeLeft } from "./time-left.server.ts";

type Answer = z.output<typeof answerInput>;

/** An officer finds that it was put right. */
export const acceptRectification = (ctx: Context, id: string, { answer }: Answer): Promise<Result<void>> =>
  stepRectification(ctx, id, "accept", () =>
    Promise.resolve({
      reason: answer,
      deadline: null,
      set: { answer, answeredById: ctx.actor.user?.id ?? null },
    }),
  );

/** An officer says what is still wrong; the time for it goes on where the report stopped it. */
export const returnRectification = (ctx: Context, id: string, { answer }: Answer): Promise<Result<void>> =>
  stepRectification(ctx, id, "return", async (tx, row) => {
    const dueAt = await timeLeft(tx, ctx, row);
    const set = { answer, answeredById: ctx.actor.user?.id ?? null, dueAt };
    return { reason: answer, deadline: dueAt, set };
  });
