import { z } from "zod";
import { reason } from "../rule-codes.ts";
import type { BookingQuestion, KeptAnswer } from "#db/schema/booking-policy.ts";
import type { Rule } from "./rules.ts";

export type { BookingQuestion, KeptAnswer };

/** Questions that a facility asks at most, and choices of one. */
export const mostQuestions = 5;
const mostOptions = 12;

const words = z.string().trim().max(200);

/** A facility's own question to its bookers. With options, one of them is the answer; else a text. */
export const questionInput = z.strictObject({
  /** Stays the same while its words are put better. */
  key: z.string().regex(/^[a-z0-9-]{1,40}$/),
  textZh: words.min(2),
  textEn: words.default(""),
  options: z.array(words.min(1)).max(mostOptions).default([]),
  required: z.boolean(),
});

/** What a booker answers, by the question's key. */
export const answerInput = z.strictObject({
  key: z.string().max(40),
  answer: z.string().trim().max(500),
});

export type Answer = z.output<typeof answerInput>;

/**
 * Required questions need an answer, and an answer to a choice is one of its options. Not asked (`answers` undefined) of
 * who only looks, of what is offered from the waiting list, and when a booking is moved or handed on.
 */
export const questionRule: Rule = ({ answers }, { rules }) =>
  answers !== undefined &&
  rules.questions
    .filter((question) => !isAnswered(question, answers))
    .map(({ key, textZh, textEn }) => reason("question", { key, textZh, textEn: textEn || textZh }));

function isAnswered({ key, required, options }: BookingQuestion, answers: readonly Answer[]): boolean {
  const given = answers.find((one) => one.key === key)?.answer ?? "";
  if (given === "") return !required;
  return options.length === 0 || options.includes(given);
}

/** The same wish of somebody who has been asked: what they have not answered they leave open. */
export const asAsked = <W extends { answers?: Answer[] }>(wish: W): W & { answers: Answer[] } => ({
  ...wish,
  answers: wish.answers ?? [],
});

/** Answers for looking at what a booking would come to before anybody was asked. */
export const anyAnswers = (questions: readonly BookingQuestion[]): Answer[] =>
  questions.map(({ key, options }) => ({ key, answer: options[0] ?? "--" }));

/** Questions and answers in the words that they had, for the booking to keep. */
export const keptAnswers = (
  questions: readonly BookingQuestion[],
  answers: readonly Answer[] = [],
): KeptAnswer[] =>
  questions.flatMap(({ key, textZh, textEn }) => {
    const answer = answers.find((one) => one.key === key)?.answer ?? "";
    return answer === "" ? [] : [{ key, textZh, textEn, answer }];
  });
