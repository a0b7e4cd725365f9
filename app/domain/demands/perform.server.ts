import type { z } from "zod";
import type { Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { withdrawProposal } from "./change-proposal.server.ts";
import { acceptConfidentiality } from "./confidentiality.server.ts";
import { closeCall, extendCall, reopenCall } from "./direct-call.server.ts";
import { setCriteria } from "./set-criteria.server.ts";
import type { callActForm, demandActForm, proposalActForm } from "./forms.ts";
import { awardProposal, revokeAward, scoreProposal } from "./judge.server.ts";
import { judgeMatch } from "./matching/feedback.server.ts";
import { answerQuestion, askQuestion } from "./questions.server.ts";

type Done = Promise<Result<{ id: string }>>;

/** Carries out what a form of the demand's page asks for. */
export async function performDemandAct(ctx: Context, id: string, form: z.output<typeof demandActForm>): Done {
  switch (form.intent) {
    case "ask":
      return askQuestion(ctx, id, form);
    case "answer":
      return answerQuestion(ctx, id, form);
    case "accept":
      return acceptConfidentiality(ctx, id, form);
    case "judge":
      return judgeMatch(ctx, id, form);
  }
}

/** Carries out what a form of the client's page of proposals asks for. */
export async function performCallAct(ctx: Context, id: string, form: z.output<typeof callActForm>): Done {
  switch (form.intent) {
    case "extend":
      return extendCall(ctx, id, form);
    case "reopen":
      return reopenCall(ctx, id, form);
    case "close":
      return closeCall(ctx, id, form);
    case "criteria":
      return setCriteria(ctx, id, form);
    case "revoke-award":
      return revokeAward(ctx, id, form);
  }
}

/** Carries out what a form of a proposal's page asks for. */
export async function performProposalAct(
  ctx: Context,
  id: string,
  form: z.output<typeof proposalActForm>,
): Done {
  switch (form.intent) {
    case "withdraw":
      return withdrawProposal(ctx, id);
    case "award":
      return awardProposal(ctx, id, form);
    case "score":
      return scoreProposal(ctx, id, {
        scores: form.scores.map((one, i) => ({ ...one, criterion: i + 1 })),
      });
  }
}
