import type { z } from "zod";
import type { Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { acceptCase, rejectCase } from "./accept.server.ts";
import { assignCase, declareNoConflict } from "./assign.server.ts";
import { decideCase, dismissCase } from "./decide.server.ts";
import { defend } from "./defend.server.ts";
import { extendCase } from "./extend.server.ts";
import { recordHearing, requestHearing, scheduleHearing, withdrawHearing } from "./hearing.server.ts";
import { notifyAccused } from "./notify-accused.server.ts";
import { nameResponsible, recordFinding } from "./record.server.ts";
import { recordTie, withdrawTie } from "./record-tie.server.ts";
import { recuse } from "./recuse.server.ts";
import {
  applyForReview,
  changeDecision,
  revokeDecision,
  stayMeasures,
  upholdDecision,
} from "./review.server.ts";
import { serveCase } from "./serve.server.ts";
import { remindOfficer } from "./remind.server.ts";
import { returnCase, submitAsUnfounded, submitForDecision } from "./submit.server.ts";
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
  tieInput,
  upholdInput,
  withdrawTieInput,
} from "./inputs.ts";

/** A step of a case: what it asks for, and what it does with it. */
export interface CaseCommand<I extends z.ZodType = z.ZodType> {
  input: I;
  run(ctx: Context, id: string, input: z.output<I>): Promise<Result<void>>;
}

const command = <I extends z.ZodType>(input: I, run: CaseCommand<I>["run"]): CaseCommand<I> => ({
  input,
  run,
});

/** Every step that people take on a case, by the transition's name: for the API and for screens. */
export const caseCommands = {
  accept: command(acceptInput, acceptCase),
  reject: command(reasonInput, rejectCase),
  assign: command(assignInput, assignCase),
  remind_officer: command(reasonInput, remindOfficer),
  declare: command(declareInput, declareNoConflict),
  recuse: command(recuseInput, recuse),
  record: command(recordInput, recordFinding),
  name_responsible: command(responsibleInput, nameResponsible),
  record_tie: command(tieInput, recordTie),
  withdraw_tie: command(withdrawTieInput, withdrawTie),
  extend: command(reasonInput, extendCase),
  notify: command(notifyInput, notifyAccused),
  defend: command(textInput, defend),
  request_hearing: command(reasonInput, requestHearing),
  withdraw_hearing: command(reasonInput, withdrawHearing),
  schedule_hearing: command(scheduleInput, scheduleHearing),
  record_hearing: command(textInput, recordHearing),
  submit: command(submitInput, submitForDecision),
  submit_unfounded: command(submitInput, submitAsUnfounded),
  return: command(reasonInput, returnCase),
  dismiss: command(dismissInput, dismissCase),
  decide: command(decideInput, decideCase),
  serve: command(serveInput, serveCase),
  apply_for_review: command(reviewInput, applyForReview),
  stay: command(reasonInput, stayMeasures),
  uphold: command(upholdInput, upholdDecision),
  change: command(changeInput, changeDecision),
  revoke: command(upholdInput, revokeDecision),
};

export type CaseStep = keyof typeof caseCommands;
