import { z } from "zod";

const returned = z.object({
  initialValue: z.object({ answers: z.array(z.object({ answer: z.string().optional() }).optional()) }),
});

/** The answers in what a refused form gives back, in the order of the questions. */
export function answersSaid(result: unknown): (string | undefined)[] {
  const read = returned.safeParse(result);
  return read.success ? read.data.initialValue.answers.map((one) => one?.answer) : [];
}
