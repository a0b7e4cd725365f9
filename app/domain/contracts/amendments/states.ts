import { amendmentStates } from "#db/schema/vocabulary.ts";
import { defineProcess } from "../../process.ts";
import { reasonInput, remarkInput, signInput } from "../inputs.ts";

/** A change of a contract in force: in writing, answered within the agreed days, in effect once both have signed its text. */
export const amendmentProcess = defineProcess({
  entity: "contract_amendment",
  initial: ["proposed"],
  states: amendmentStates,
  parties: {
    proposer: { action: "contract.edit", organization: "proposerId" },
    proposer_signer: { action: "contract.sign", organization: "proposerId" },
    answerer: { action: "contract.edit", organization: "answererId" },
    answerer_signer: { action: "contract.sign", organization: "answererId" },
    platform: "timer",
  },
  owners: { proposed: "answerer_signer" },
  transitions: [
    {
      name: "sign-amendment",
      from: ["proposed"],
      to: "same",
      by: ["proposer_signer", "answerer_signer"],
      inputs: signInput,
    },
    { name: "enact-amendment", from: ["proposed"], to: "agreed", by: ["platform"], after: "stateSince" },
    {
      name: "decline-amendment",
      from: ["proposed"],
      to: "declined",
      by: ["answerer"],
      inputs: reasonInput,
      notify: { template: "amendment-declined", to: ["proposer"] },
    },
    {
      name: "withdraw-amendment",
      from: ["proposed"],
      to: "withdrawn",
      by: ["proposer"],
      inputs: remarkInput,
      notify: { template: "amendment-withdrawn", to: ["answerer"] },
    },
    {
      name: "lapse-amendment",
      from: ["proposed"],
      to: "lapsed",
      by: ["platform"],
      after: "deadline",
      notify: { template: "amendment-lapsed", to: ["proposer", "answerer"] },
    },
  ],
});
