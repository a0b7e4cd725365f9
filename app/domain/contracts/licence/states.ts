import { licenceOfferStates } from "#db/schema/vocabulary.ts";
import { defineProcess } from "../../process.ts";
import { noInput } from "./inputs.ts";

/** The owner's standing offer of a licence. Acceptances leave it as it is; the owner may take it back for those to come. */
export const licenceOfferProcess = defineProcess({
  entity: "licence_offer",
  initial: ["licence_offered"],
  states: licenceOfferStates,
  parties: { seller: { action: "contract.sign", organization: "organizationId" } },
  owners: {},
  transitions: [
    {
      name: "withdraw_licence",
      from: ["licence_offered"],
      to: "licence_withdrawn",
      by: ["seller"],
      inputs: noInput,
    },
  ],
});
