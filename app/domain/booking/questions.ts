import { z } from "zod";
import { type QuestionKind, questionKinds } from "#db/schema/vocabulary.ts";
import { reason } from "../rule-codes.ts";
import type { BookingQuestion, KeptAnswer } from "#db/schema/booking-policy.ts";
import type { Rule } from "./rules.ts";

export type { BookingQuestion, KeptAnswer };

/** Questions that a facility asks at most, and choices of one. */
export const mostQuestions = 5;
const mostOptions = 12;

const words = z.string().trim().max(200);

/** A facility's own question to its bookers. Only a choice has options, two at least. */
export const questionInput = z
  .strictObject({
    /** Stays the same while its words are put better. */
    key: z.string().regex(/^[a-z0-9-]{1,40}$/),
    kind: z.enum(questionKinds).optional(),
    textZh: words.min(2),
    textEn: words.default(""),
    options: z.array(words.min(1)).max(mostOptions).default([]),
    required: z.boolean(),
  })
  .refine((question) => kindOf(question) === "choice" || question.options.length === 0, {
    message: "question_no_options",
    path: ["options"],
  })
  .refine((question) => question.kind !== "choice" || question.options.length > 1, {
    message: "question_options",
    path: ["options"],
  });

/** What it takes as an answer. */
export const kindOf = ({ kind, options }: Pick<BookingQuestion, "kind" | "options">): QuestionKind =>
  kind ?? (options.length > 0 ? "choice" : "text");

/** What a booker answers, by the question's key. */
export const answerInput = z.strictObject({
  key: z.string().max(40),
  answer: z.string().trim().max(500),
});

export type Answer = z.output<typeof answerInput>;

/**
 * Required questions need an answer, and an answer has to be of the question's kind: one of the options, `yes` or `no`, a
 * number. Not asked (`answers` undefined) of
 * who only looks, of what is offered from the waiting list, and when a booking is moved or handed on.
 */
export const questionRule: Rule = ({ answers }, { rules }) =>
  answers !== undefined &&
  rules.questions.flatMap((question) => {
    const { key, textZh, textEn, required } = question;
    const given = answers.find((one) => one.key === key)?.answer ?? "";
    if (given === "" ? !required : isOfKind(question, given)) return [];
    const numberless = given !== "" && kindOf(question) === "number";
    return [reason(numberless ? "question_number" : "question", { key, textZh, textEn: textEn || textZh })];
  });

/** Plain decimals; what people write with units or signs of thousands is asked for again. */
const decimal = /^-?\d{1,12}(\.\d{1,6})?$/;

function isOfKind(question: BookingQuestion, given: string): boolean {
  switch (kindOf(question)) {
    case "text":
      return true;
    case "choice":
      return question.options.includes(given);
    case "yes_no":
      return given === "yes" || given === "no";
    case "number":
      return decimal.test(given);
  }
}

/** The same wish of somebody who has been asked: what they have not answered they leave open. */
export const asAsked = <W extends { answers?: Answer[] }>(wish: W): W & { answers: Answer[] } => ({
  ...wish,
  answers: wish.answers ?? [],
});

/** Answers for looking at what a booking would come to before anybody was asked. */
export const anyAnswers = (questions: readonly BookingQuestion[]): Answer[] =>
  questions.map((question) => ({ key: question.key, answer: anyAnswer(question) }));

const anyAnswer = (question: BookingQuestion): string =>
  ({ text: "--", choice: question.options[0] ?? "--", yes_no: "yes", number: "0" })[kindOf(question)];

/** Questions and answers in the words that they had, for the booking to keep. */
export const keptAnswers = (
  questions: readonly BookingQuestion[],
  answers: readonly Answer[] = [],
): KeptAnswer[] =>
  questions.flatMap((question) => {
    const { key, textZh, textEn } = question;
    const answer = answers.find((one) => one.key === key)?.answer ?? "";
    return answer === "" ? [] : [{ key, kind: kindOf(question), textZh, textEn, answer }];
  });
