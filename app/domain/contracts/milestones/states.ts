import { milestoneStates } from "#db/schema/vocabulary.ts";
import { defineProcess } from "../../process.ts";
import { deliverInput, disputeInput, noInput, reasonInput, remarkInput } from "../inputs.ts";

const toClient = (template: string) => ({ template, to: ["client"] as const });
const toDeveloper = (template: string) => ({ template, to: ["developer"] as const });
const both = (template: string) => ({ template, to: ["client", "developer"] as const });

/** While the developer owes a delivery and the money is held. */
export const owing = ["funded", "changes_requested", "overdue"] as const;

/** Come to rest: what was held is with one of the sides. */
export const ended = ["accepted", "failed", "settled", "terminated"] as const;

const disputed = ["funded", "delivered", "changes_requested", "overdue"] as const;

/**
 * A milestone of a contract in force. Its money is held before the work begins and leaves once: to the developer on
 * acceptance, by the agreed share on failure, by the mediator's word, or back on termination.
 */
export const milestoneProcess = defineProcess({
  entity: "contract_milestone",
  initial: ["planned"],
  states: milestoneStates,
  parties: {
    client: { action: "contract.edit", organization: "clientId" },
    client_signer: { action: "contract.sign", organization: "clientId" },
    developer: { action: "contract.edit", organization: "developerId" },
    mediator: { action: "contract.mediate", region: "regionCode" },
    platform: "timer",
  },
  owners: {
    planned: "client_signer",
    awaiting_payment: "client_signer",
    funded: "developer",
    delivered: "client_signer",
    changes_requested: "developer",
    overdue: "developer",
    failure_declared: "client_signer",
    disputed: "mediator",
  },
  transitions: [
    {
      name: "fund",
      from: ["planned", "awaiting_payment"],
      to: "awaiting_payment",
      by: ["client_signer"],
      inputs: noInput,
    },
    {
      name: "confirm-funding",
      from: ["awaiting_payment"],
      to: "funded",
      by: ["platform"],
      after: "stateSince",
      notify: both("milestone-funded"),
    },
    /** The payer's bank has taken money back before a delivery: nobody works without it. */
    {
      name: "lose-funding",
      from: owing,
      to: "awaiting_payment",
      by: ["platform"],
      after: "stateSince",
      notify: both("milestone-unfunded"),
    },
    {
      name: "deliver",
      from: owing,
      to: "delivered",
      by: ["developer"],
      inputs: deliverInput,
      notify: toClient("milestone-delivered"),
    },
    {
      name: "accept",
      from: ["delivered"],
      to: "accepted",
      by: ["client_signer"],
      inputs: remarkInput,
      notify: toDeveloper("milestone-accepted"),
    },
    {
      name: "accept-by-silence",
      from: ["delivered"],
      to: "accepted",
      by: ["platform"],
      after: "deadline",
      notify: both("milestone-silence"),
    },
    {
      name: "request-changes",
      from: ["delivered"],
      to: "changes_requested",
      by: ["client"],
      inputs: reasonInput,
      notify: toDeveloper("milestone-changes"),
    },
    {
      name: "remind-delivery",
      from: ["funded", "changes_requested"],
      to: "overdue",
      by: ["client"],
      inputs: remarkInput,
      notify: toDeveloper("milestone-overdue"),
    },
    {
      name: "remind-payment",
      from: ["planned", "awaiting_payment"],
      to: "same",
      by: ["developer"],
      inputs: remarkInput,
      notify: toClient("milestone-unpaid"),
    },
    {
      name: "declare-failure",
      from: owing,
      to: "failure_declared",
      by: ["developer"],
      inputs: reasonInput,
      notify: toClient("milestone-failure"),
    },
    {
      name: "confirm-failure",
      from: ["failure_declared"],
      to: "failed",
      by: ["client_signer"],
      inputs: remarkInput,
      notify: toDeveloper("milestone-failed"),
    },
    {
      name: "contest-failure",
      from: ["failure_declared"],
      to: "disputed",
      by: ["client"],
      inputs: reasonInput,
      notify: both("milestone-disputed"),
    },
    {
      name: "escalate-failure",
      from: ["failure_declared"],
      to: "disputed",
      by: ["platform"],
      after: "deadline",
      notify: both("milestone-disputed"),
    },
    {
      name: "raise-dispute",
      from: disputed,
      to: "disputed",
      by: ["client", "developer"],
      inputs: disputeInput,
      notify: both("milestone-disputed"),
    },
    {
      name: "resolve-accept",
      consequence: true,
      from: ["disputed"],
      to: "accepted",
      by: ["mediator"],
      notify: both("milestone-resolved"),
    },
    {
      name: "resolve-redo",
      consequence: true,
      from: ["disputed"],
      to: "changes_requested",
      by: ["mediator"],
      notify: both("milestone-resolved"),
    },
    {
      name: "resolve-divide",
      consequence: true,
      from: ["disputed"],
      to: "settled",
      by: ["mediator"],
      notify: both("milestone-resolved"),
    },
    { name: "resume-delivered", from: ["disputed"], to: "delivered", by: ["platform"], after: "stateSince" },
    {
      name: "resume-work",
      from: ["disputed"],
      to: "changes_requested",
      by: ["platform"],
      after: "stateSince",
    },
    { name: "resume-overdue", from: ["disputed"], to: "overdue", by: ["platform"], after: "stateSince" },
    { name: "resume-funded", from: ["disputed"], to: "funded", by: ["platform"], after: "stateSince" },
    {
      name: "end-with-contract",
      from: ["planned", "awaiting_payment", ...owing],
      to: "terminated",
      by: ["platform"],
      after: "stateSince",
    },
  ],
});
