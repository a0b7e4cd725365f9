import type { Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { announceResult } from "./announce.server.ts";
import { answerObjection } from "./answer-objection.server.ts";
import { confirmResult } from "./confirm-result.server.ts";
import { adoptProposal, declineProposal } from "./decide-proposal.server.ts";
import { discardCycle } from "./draft-cycle.server.ts";
import type { CycleForm, plainSteps } from "./forms.ts";
import { freezeFigures } from "./freeze.server.ts";
import { openCycle } from "./open-cycle.server.ts";
import { publishResult } from "./publish-result.server.ts";
import { acceptCardRectification, returnCardRectification } from "./rectification/step.server.ts";
import { score } from "./score.server.ts";

/** The command behind each step that needs nothing but the press. */
export const stepCommands: Record<
  (typeof plainSteps)[number],
  (ctx: Context, id: string) => Promise<Result<void>>
> = {
  open_assessment: openCycle,
  freeze_figures: freezeFigures,
  score,
  announce_result: announceResult,
  confirm_result: confirmResult,
  publish_result: publishResult,
};

/** Carries out what a form of an assessment's page asks for. */
export function performOnCycle(ctx: Context, id: string, form: CycleForm): Promise<Result<void>> {
  switch (form.intent) {
    case "discard_assessment":
      return discardCycle(ctx, id, form);
    case "adopt":
      return adoptProposal(ctx, form.id, form);
    case "decline":
      return declineProposal(ctx, form.id, form);
    case "answer":
      return answerObjection(ctx, form.id, form);
    case "accept_rectification":
      return acceptCardRectification(ctx, form.id, form);
    case "return_rectification":
      return returnCardRectification(ctx, form.id, form);
    default:
      return stepCommands[form.intent](ctx, id);
  }
}
