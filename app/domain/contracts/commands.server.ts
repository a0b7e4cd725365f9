import type { z } from "zod";
import type { Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import type { Action } from "../identity/permissions.ts";
import {
  declineAmendment,
  proposeAmendment,
  signAmendment,
  withdrawAmendment,
} from "./amendments/amend.server.ts";
import { evaluateContract, replyToEvaluation } from "./after/evaluate.server.ts";
import { answerDispute, raiseDispute, withdrawDispute } from "./disputes/raise.server.ts";
import { resolveDispute } from "./disputes/resolve.server.ts";
import { agreeToText, proposeText, reopenContract, saveDraft, withdrawContract } from "./draft.server.ts";
import * as input from "./inputs.ts";
import { acceptMilestone } from "./milestones/accept.server.ts";
import { deliverMilestone, remindOfDelivery, requestChanges } from "./milestones/deliver.server.ts";
import { confirmFailure, contestFailure, declareFailure } from "./milestones/failure.server.ts";
import { fundMilestone, remindOfPayment } from "./milestones/fund.server.ts";
import { announceReward } from "./registration/announce-reward.server.ts";
import { applyInput, registeredInput, rewardInput } from "./registration/inputs.ts";
import {
  applyForRegistration,
  recordAnswer,
  recordRegistered,
  supplement,
} from "./registration/register.server.ts";
import { acceptLower, correctRoyalty } from "./royalties/correct.server.ts";
import * as royalty from "./royalties/inputs.ts";
import { answerRoyalty, questionRoyalty } from "./royalties/question.server.ts";
import { reportNothing, reportRoyalty } from "./royalties/report.server.ts";
import { signContract } from "./sign.server.ts";
import { proposeTermination, terminateContract, withdrawTermination } from "./terminate.server.ts";

/** A step of a contract: who may knock, what it asks for, what it does. Whose step it is, the command asks. */
export interface ContractCommand<I extends z.ZodType = z.ZodType> {
  access: Action;
  input: I;
  run(ctx: Context, id: string, input: z.output<I>): Promise<Result<unknown>>;
}

/** The same of one of its milestones or amendments, by number. */
export interface PartCommand<I extends z.ZodType = z.ZodType> {
  access: Action;
  input: I;
  run(ctx: Context, id: string, n: number, input: z.output<I>): Promise<Result<unknown>>;
}

const whole = <I extends z.ZodType>(
  access: Action,
  given: I,
  run: ContractCommand<I>["run"],
): ContractCommand<I> => ({
  access,
  input: given,
  run,
});
const part = <I extends z.ZodType>(access: Action, given: I, run: PartCommand<I>["run"]): PartCommand<I> => ({
  access,
  input: given,
  run,
});

/** Every step that people take with a contract, by the transition's name: for the API and for screens. */
export const contractCommands = {
  "save-draft": whole("contract.edit", input.draftInput, saveDraft),
  propose: whole("contract.edit", input.proposeInput, proposeText),
  agree: whole("contract.edit", input.agreeInput, agreeToText),
  sign: whole("contract.sign", input.signInput, signContract),
  reopen: whole("contract.edit", input.reasonInput, reopenContract),
  withdraw: whole("contract.edit", input.reasonInput, withdrawContract),
  "propose-amendment": whole("contract.edit", input.proposeAmendmentInput, proposeAmendment),
  "propose-termination": whole("contract.sign", input.reasonInput, proposeTermination),
  "withdraw-termination": whole("contract.sign", input.noInput, (ctx, id) => withdrawTermination(ctx, id)),
  terminate: whole("contract.sign", input.terminateInput, terminateContract),
  evaluate: whole("contract.edit", input.evaluateInput, evaluateContract),
  "reply-evaluation": whole("contract.edit", input.replyInput, replyToEvaluation),
};

export const milestoneCommands = {
  fund: part("contract.sign", input.noInput, (ctx, id, n) => fundMilestone(ctx, id, n)),
  deliver: part("contract.edit", input.deliverInput, deliverMilestone),
  accept: part("contract.sign", input.remarkInput, acceptMilestone),
  "request-changes": part("contract.edit", input.reasonInput, requestChanges),
  "remind-delivery": part("contract.edit", input.remarkInput, remindOfDelivery),
  "remind-payment": part("contract.edit", input.remarkInput, remindOfPayment),
  "declare-failure": part("contract.edit", input.reasonInput, declareFailure),
  "confirm-failure": part("contract.sign", input.remarkInput, confirmFailure),
  "contest-failure": part("contract.edit", input.reasonInput, contestFailure),
  "raise-dispute": part("contract.edit", input.disputeInput, raiseDispute),
  "answer-dispute": part("contract.edit", input.answerInput, answerDispute),
  "withdraw-dispute": part("contract.edit", input.remarkInput, withdrawDispute),
  resolve: part("contract.mediate", input.resolveInput, resolveDispute),
};

export const amendmentCommands = {
  "sign-amendment": part("contract.sign", input.signInput, signAmendment),
  "decline-amendment": part("contract.edit", input.reasonInput, declineAmendment),
  "withdraw-amendment": part("contract.edit", input.remarkInput, withdrawAmendment),
};

export const royaltyCommands = {
  "report-royalty": part("contract.sign", royalty.reportInput, reportRoyalty),
  "report-nothing": part("contract.sign", royalty.nothingInput, reportNothing),
  "question-royalty": part("contract.edit", royalty.questionInput, questionRoyalty),
  "answer-royalty": part("contract.edit", royalty.answerInput, answerRoyalty),
  "correct-royalty": part("contract.sign", royalty.correctInput, correctRoyalty),
  "accept-royalty": part("contract.sign", input.remarkInput, acceptLower),
};

export const registrationCommands = {
  "apply-registration": whole("contract.edit", applyInput, applyForRegistration),
  "record-registered": whole("contract.edit", registeredInput, recordRegistered),
  "record-supplement": whole("contract.edit", input.reasonInput, recordAnswer("record-supplement")),
  supplement: whole("contract.edit", input.noInput, (ctx, id) => supplement(ctx, id)),
  "record-not-registered": whole("contract.edit", input.reasonInput, recordAnswer("record-not-registered")),
  "record-deregistered": whole("contract.edit", input.reasonInput, recordAnswer("record-deregistered")),
  "record-revoked": whole("contract.edit", input.reasonInput, recordAnswer("record-revoked")),
  "announce-reward": whole("contract.edit", rewardInput, announceReward),
};
