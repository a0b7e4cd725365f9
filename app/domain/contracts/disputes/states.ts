import { mediationStates } from "#db/schema/vocabulary.ts";
import { defineProcess } from "../../process.ts";
import { answerInput, remarkInput, resolveInput } from "../inputs.ts";

/** A quarrel about a milestone before a mediator, whose result binds the milestone. */
export const disputeProcess = defineProcess({
  entity: "contract_dispute",
  initial: ["raised"],
  states: mediationStates,
  parties: {
    raiser: { action: "contract.edit", organization: "raiserId" },
    other: { action: "contract.edit", organization: "otherId" },
    mediator: { action: "contract.mediate", region: "regionCode" },
    platform: "timer",
  },
  owners: { raised: "mediator" },
  transitions: [
    { name: "resolve", from: ["raised"], to: "resolved", by: ["mediator"], inputs: resolveInput },
    /** Nobody has found a result in time: the region above is to, and at the top the same again. */
    {
      name: "escalate-dispute",
      from: ["raised"],
      to: "same",
      by: ["platform"],
      after: "deadline",
      notify: { template: "dispute-escalated", to: ["raiser", "other", "mediator"] },
    },
    { name: "answer-dispute", from: ["raised"], to: "same", by: ["other"], inputs: answerInput },
    { name: "withdraw-dispute", from: ["raised"], to: "withdrawn", by: ["raiser"], inputs: remarkInput },
  ],
});
