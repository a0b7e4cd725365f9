import { bankLineStates, transferClaimStates } from "#db/schema/vocabulary.ts";
import { defineProcess } from "#app/domain/process.ts";
import { matchInput, noInput, reasonInput, receiptInput } from "./inputs.ts";

const toPayer = (template: string) => ({ template, to: ["payer"] as const });

/** A payer's word that a transfer is on its way. What the payee finds in the bank ends it; only that pays a charge. */
export const transferClaimProcess = defineProcess({
  entity: "transfer_claim",
  initial: ["declared"],
  states: transferClaimStates,
  parties: {
    payer: { action: "charge.pay", organization: "payerId" },
    payee: { action: "charge.manage", organization: "payeeId" },
  },
  owners: { declared: "payee" },
  transitions: [
    { name: "arrive-transfer", from: ["declared"], to: "arrived", by: ["payee"], inputs: receiptInput },
    {
      name: "miss-transfer",
      from: ["declared"],
      to: "not_found",
      by: ["payee"],
      inputs: reasonInput,
      notify: toPayer("transfer-not-found"),
    },
    { name: "recall-transfer", from: ["declared"], to: "recalled", by: ["payer"], inputs: noInput },
  ],
});

/** A line of a payee's bank statement: a person says what it is for, or that it has nothing to do with the platform. */
export const bankLineProcess = defineProcess({
  entity: "bank_line",
  initial: ["unmatched"],
  states: bankLineStates,
  parties: { payee: { action: "charge.manage", organization: "organizationId" } },
  owners: { unmatched: "payee" },
  transitions: [
    { name: "match-line", from: ["unmatched"], to: "matched", by: ["payee"], inputs: matchInput },
    { name: "set-line-aside", from: ["unmatched"], to: "set_aside", by: ["payee"], inputs: reasonInput },
    { name: "take-line-up", from: ["set_aside"], to: "unmatched", by: ["payee"], inputs: noInput },
  ],
});
