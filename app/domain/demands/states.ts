import { demandCallStates, researchProposalStates } from "#db/schema/vocabulary.ts";
import { defineProcess } from "../process.ts";
import {
  awardInput,
  awardToInput,
  closeInput,
  extendInput,
  noInput,
  proposalInput,
  reasonInput,
  scoresInput,
} from "./inputs.ts";

const toAuthor = (template: string) => ({ template, to: ["proposer"] as const });
const toClient = (template: string) => ({ template, to: ["client"] as const });

/**
 * A demand's call for proposals. They stay sealed until it is due; an award becomes final only after a standstill in which
 * those who lost read its reasons and may object.
 */
export const demandCallProcess = defineProcess({
  entity: "demand_call",
  initial: ["receiving"],
  states: demandCallStates,
  parties: {
    client: { action: "demand.edit", organization: "organizationId" },
    timer: "timer",
  },
  owners: { receiving: "timer", scoring: "client", awarded: "timer" },
  transitions: [
    { name: "extend", from: ["receiving"], to: "same", by: ["client"], inputs: extendInput },
    {
      name: "open_proposals",
      from: ["receiving"],
      to: "scoring",
      by: ["timer"],
      after: "deadline",
      notify: toClient("demand-opened"),
    },
    { name: "reopen", from: ["scoring"], to: "receiving", by: ["client"], inputs: extendInput },
    { name: "award", from: ["scoring"], to: "awarded", by: ["client"], inputs: awardToInput },
    { name: "revoke_award", from: ["awarded"], to: "scoring", by: ["client"], inputs: reasonInput },
    {
      name: "conclude",
      from: ["awarded"],
      to: "concluded",
      by: ["timer"],
      after: "deadline",
      notify: toClient("demand-award-final"),
    },
    { name: "close", from: ["receiving", "scoring"], to: "closed", by: ["client"], inputs: closeInput },
  ],
});

/** One organisation's proposal. Until it is due it is sealed: only its author reads it, and may change it or take it back. */
export const researchProposalProcess = defineProcess({
  entity: "proposal",
  initial: ["sealed"],
  states: researchProposalStates,
  parties: {
    proposer: { action: "proposal.write", organization: "organizationId" },
    client: { action: "demand.edit", organization: "clientId" },
    timer: "timer",
  },
  owners: { sealed: "proposer", opened: "client" },
  transitions: [
    { name: "edit", from: ["sealed"], to: "same", by: ["proposer"], inputs: proposalInput },
    { name: "withdraw", from: ["sealed"], to: "withdrawn", by: ["proposer"], inputs: noInput },
    {
      name: "open",
      from: ["sealed"],
      to: "opened",
      by: ["timer"],
      after: "deadline",
      notify: toAuthor("proposal-opened"),
    },
    { name: "score", from: ["opened"], to: "same", by: ["client"], inputs: scoresInput },
    {
      name: "award",
      from: ["opened"],
      to: "awarded",
      by: ["client"],
      inputs: awardInput,
      notify: toAuthor("proposal-awarded"),
    },
    {
      name: "pass_over",
      consequence: true,
      from: ["opened"],
      to: "not_awarded",
      by: ["client"],
      inputs: noInput,
      notify: toAuthor("proposal-not-awarded"),
    },
    {
      name: "reconsider",
      consequence: true,
      from: ["awarded", "not_awarded"],
      to: "opened",
      by: ["client"],
      inputs: reasonInput,
      notify: toAuthor("proposal-reconsidered"),
    },
    {
      name: "return",
      consequence: true,
      from: ["sealed"],
      to: "returned_unopened",
      by: ["client"],
      inputs: closeInput,
      notify: toAuthor("proposal-returned"),
    },
  ],
});
