import { randomUUID } from "node:crypto";
import { z } from "zod";
import { questionKinds } from "#db/schema/vocabulary.ts";
import type { BookingQuestion } from "./questions.ts";

/** A question as the form of a facility's rules writes it: its options one a line. */
export const questionFields = z.strictObject({
  key: z.string().max(40).optional(),
  textZh: z.string().trim().max(200).optional(),
  textEn: z.string().trim().max(200).optional(),
  kind: z.enum(questionKinds).optional(),
  options: z.string().max(2000).optional(),
  required: z.literal("on").optional(),
});

type QuestionFields = z.output<typeof questionFields>;

/** The questions that were written; a line without words is none. A text with options under it is a choice. */
export const questionsIn = (typed: readonly QuestionFields[] = []): BookingQuestion[] =>
  typed.flatMap(({ key, kind = "text", textZh = "", textEn = "", options = "", required }) => {
    if (textZh === "") return [];
    const choices = linesOf(options);
    return [
      {
        ...{ key: key || randomUUID(), textZh, textEn, required: required === "on", options: choices },
        kind: kind === "text" && choices.length > 0 ? "choice" : kind,
      },
    ];
  });

/** What is written a line each, once each. */
const linesOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter(Boolean),
  ),
];
