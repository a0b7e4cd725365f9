import { contractStates } from "#db/schema/vocabulary.ts";
import { defineProcess } from "../process.ts";
import {
  agreeInput,
  draftInput,
  evaluateInput,
  noInput,
  proposeAmendmentInput,
  proposeInput,
  reasonInput,
  signInput,
  terminateInput,
} from "./inputs.ts";

const both = (template: string) => ({ template, to: ["client", "developer"] as const });

/**
 * A technology contract from the first draft to its end. While it is drafted and signed the turn goes from side to side;
 * in force, what comes next is said by its milestones. It takes effect by the second signature on the same text.
 */
export const contractProcess = defineProcess({
  entity: "contract",
  initial: ["drafting"],
  states: contractStates,
  parties: {
    turn: { action: "contract.edit", organization: "turnId" },
    client: { action: "contract.edit", organization: "clientId" },
    developer: { action: "contract.edit", organization: "developerId" },
    client_signer: { action: "contract.sign", organization: "clientId" },
    developer_signer: { action: "contract.sign", organization: "developerId" },
    platform: "timer",
  },
  owners: { drafting: "turn", signing: "turn" },
  transitions: [
    {
      name: "agree",
      from: ["drafting"],
      to: "signing",
      by: ["turn"],
      inputs: agreeInput,
      notify: both("contract-agreed"),
    },
    {
      name: "propose",
      from: ["drafting"],
      to: "same",
      by: ["turn"],
      inputs: proposeInput,
      notify: { template: "contract-proposed", to: ["turn"] },
    },
    { name: "save-draft", from: ["drafting"], to: "same", by: ["turn"], inputs: draftInput },
    {
      name: "sign",
      from: ["signing"],
      to: "same",
      by: ["client_signer", "developer_signer"],
      inputs: signInput,
      notify: { template: "contract-signed", to: ["turn"] },
    },
    // A standing offer that was accepted: its text is agreed on, and both signatures stand.
    {
      name: "conclude-by-offer",
      from: ["drafting"],
      to: "signing",
      by: ["platform"],
      after: "stateSince",
    },
    {
      name: "take-effect",
      from: ["signing"],
      to: "in_force",
      by: ["platform"],
      after: "stateSince",
      notify: both("contract-effective"),
    },
    {
      name: "complete-contract",
      from: ["in_force"],
      to: "completed",
      by: ["platform"],
      after: "stateSince",
      notify: both("contract-completed"),
    },
    {
      name: "reopen",
      from: ["signing"],
      to: "drafting",
      by: ["client", "developer"],
      inputs: reasonInput,
      notify: both("contract-reopened"),
    },
    {
      name: "lapse-signing",
      from: ["signing"],
      to: "drafting",
      by: ["platform"],
      after: "deadline",
      notify: both("contract-lapsed"),
    },
    {
      name: "withdraw",
      from: ["drafting", "signing"],
      to: "withdrawn",
      by: ["client", "developer"],
      inputs: reasonInput,
      notify: both("contract-withdrawn"),
    },
    {
      name: "propose-amendment",
      from: ["in_force"],
      to: "same",
      by: ["client", "developer"],
      inputs: proposeAmendmentInput,
    },
    {
      name: "amend-contract",
      from: ["in_force"],
      to: "same",
      by: ["platform"],
      after: "stateSince",
      notify: both("contract-amended"),
    },
    {
      name: "propose-termination",
      from: ["in_force"],
      to: "same",
      by: ["client_signer", "developer_signer"],
      inputs: reasonInput,
      notify: both("contract-termination"),
    },
    {
      name: "withdraw-termination",
      from: ["in_force"],
      to: "same",
      by: ["client_signer", "developer_signer"],
      inputs: noInput,
    },
    {
      name: "terminate",
      from: ["in_force"],
      to: "terminated",
      by: ["client_signer", "developer_signer"],
      inputs: terminateInput,
      notify: both("contract-terminated"),
    },
    {
      name: "evaluate",
      from: ["completed", "terminated"],
      to: "same",
      by: ["client", "developer"],
      inputs: evaluateInput,
    },
  ],
});
