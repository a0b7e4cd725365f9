import { randomUUID } from "node:crypto";
import { z } from "zod";
import { questionKinds } from "#db/schema/vocabulary.ts";
import { type BookingQuestion, kindOf } from "./questions.ts";

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

/** The fields of a question as the form shows them. */
export const questionFieldsOf = (question: BookingQuestion): QuestionFields => ({
  key: question.key,
  textZh: question.textZh,
  textEn: question.textEn,
  kind: kindOf(question),
  options: question.options.join("\n"),
  ...(question.required && { required: "on" }),
});

const returned = z.object({
  initialValue: z.object({ questions: z.array(questionFields.partial().optional()) }),
});

/** The questions in what a refused form gives back, as they were typed; undefined when no form came back. */
export function questionsTyped(result: unknown): QuestionFields[] | undefined {
  const read = returned.safeParse(result);
  return read.success ? read.data.initialValue.questions.map((one) => one ?? {}) : undefined;
}

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
