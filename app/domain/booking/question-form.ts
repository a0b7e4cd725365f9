import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { BookingQuestion } from "./questions.ts";

/** A question as the form of a facility's rules writes it: its options one a line. */
export const questionFields = z.strictObject({
  key: z.string().max(40).optional(),
  textZh: z.string().trim().max(200).optional(),
  textEn: z.string().trim().max(200).optional(),
  options: z.string().max(2000).optional(),
  required: z.literal("on").optional(),
});

type QuestionFields = z.output<typeof questionFields>;

/** The questions that were written; a line without words is none. */
export const questionsIn = (typed: readonly QuestionFields[] = []): BookingQuestion[] =>
  typed.flatMap(({ key, textZh = "", textEn = "", options = "", required }) =>
    textZh === ""
      ? []
      : [
          {
            ...{ key: key || randomUUID(), textZh, textEn, required: required === "on" },
            options: [
              ...new Set(
                options
                  .split(/\r?\n/)
                  .map((line) => line.trim())
                  .filter(Boolean),
              ),
            ],
          },
        ],
  );
