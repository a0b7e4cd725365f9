import { registrationStates } from "#db/schema/vocabulary.ts";
import { defineProcess } from "../../process.ts";
import { noInput, reasonInput } from "../inputs.ts";
import { applyInput, registeredInput } from "./inputs.ts";

/**
 * 技术合同认定登记. The office is outside: the seller, who alone may apply (once, where it has its seat), writes down what
 * it did and what the office answered. Whether a number is a number is the national system's to say: it is kept as it is.
 */
export const registrationProcess = defineProcess({
  entity: "contract_registration",
  initial: ["not_applied"],
  states: registrationStates,
  parties: { seller: { action: "contract.edit", organization: "sellerId" } },
  owners: { not_applied: "seller", to_supplement: "seller" },
  transitions: [
    { name: "apply-registration", from: ["not_applied"], to: "applied", by: ["seller"], inputs: applyInput },
    {
      name: "record-registered",
      from: ["applied"],
      to: "registered",
      by: ["seller"],
      inputs: registeredInput,
    },
    {
      name: "record-supplement",
      from: ["applied"],
      to: "to_supplement",
      by: ["seller"],
      inputs: reasonInput,
    },
    { name: "supplement", from: ["to_supplement"], to: "applied", by: ["seller"], inputs: noInput },
    {
      name: "record-not-registered",
      from: ["applied"],
      to: "not_registered",
      by: ["seller"],
      inputs: reasonInput,
    },
    {
      name: "record-deregistered",
      from: ["registered"],
      to: "deregistered",
      by: ["seller"],
      inputs: reasonInput,
    },
    {
      name: "record-revoked",
      from: ["registered"],
      to: "registration_revoked",
      by: ["seller"],
      inputs: reasonInput,
    },
  ],
});
