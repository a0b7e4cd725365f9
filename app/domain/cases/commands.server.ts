import type { z } from "zod";
import { fail, problems, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import {
  acceptInput,
  assignInput,
  changeInput,
  decideInput,
  declareInput,
  dismissInput,
  notifyInput,
  reasonInput,
  recordInput,
  recuseInput,
  responsibleInput,
  reviewInput,
  scheduleInput,
  serveInput,
  submitInput,
  textInput,
  upholdInput,
} from "./inputs.ts";

/** A step of a case: what it asks for, and what it does with it. */
export interface CaseCommand<I extends z.ZodType = z.ZodType> {
  input: I;
  run(ctx: Context, id: string, input: z.output<I>): Promise<Result<void>>;
}

const pending = <I extends z.ZodType>(input: I): CaseCommand<I> => ({
  input,
  run: () => Promise.resolve(fail(problems.unavailable())),
});

/** Every step that people take on a case, by the transition's name: for the API and for screens. */
export const caseCommands = {
  accept: pending(acceptInput),
  reject: pending(reasonInput),
  assign: pending(assignInput),
  declare: pending(declareInput),
  recuse: pending(recuseInput),
  record: pending(recordInput),
  name_responsible: pending(responsibleInput),
  extend: pending(reasonInput),
  notify: pending(notifyInput),
  defend: pending(textInput),
  request_hearing: pending(reasonInput),
  withdraw_hearing: pending(reasonInput),
  schedule_hearing: pending(scheduleInput),
  record_hearing: pending(textInput),
  submit: pending(submitInput),
  submit_unfounded: pending(submitInput),
  return: pending(reasonInput),
  dismiss: pending(dismissInput),
  decide: pending(decideInput),
  serve: pending(serveInput),
  apply_for_review: pending(reviewInput),
  stay: pending(reasonInput),
  uphold: pending(upholdInput),
  change: pending(changeInput),
  revoke: pending(upholdInput),
};

export type CaseStep = keyof typeof caseCommands;
