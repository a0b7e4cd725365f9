import { subsidyStates } from "#db/schema/vocabulary.ts";
import { defineProcess } from "../process.ts";
import { paidInput, reasonInput } from "../vouchers/inputs.ts";

/** A subsidy or reward that an assessment has given: prepared by one person from a budget, paid on the word of another. */
export const subsidyProcess = defineProcess({
  entity: "subsidy_payment",
  initial: ["prepared"],
  states: subsidyStates,
  parties: {
    treasurer: { action: "budget.pay", region: "regionCode" },
    recipient: { action: "assessment.report", organization: "organizationId" },
  },
  owners: { prepared: "treasurer" },
  transitions: [
    {
      name: "pay_subsidy",
      from: ["prepared"],
      to: "paid",
      by: ["treasurer"],
      inputs: paidInput,
      notify: { template: "subsidy-paid", to: ["recipient"] },
    },
    { name: "stop_subsidy", from: ["prepared"], to: "stopped", by: ["treasurer"], inputs: reasonInput },
  ],
});
