import { royaltyStates } from "#db/schema/vocabulary.ts";
import { defineProcess } from "../../process.ts";
import { remarkInput } from "../inputs.ts";
import { answerInput, correctInput, nothingInput, questionInput, reportInput } from "./inputs.ts";

const toClient = (template: string) => ({ template, to: ["client"] as const });
const toDeveloper = (template: string) => ({ template, to: ["developer"] as const });
const both = (template: string) => ({ template, to: ["client", "developer"] as const });

/** While something has been reported that may be put right. */
const reported = ["charged", "questioned", "lowered", "settled"] as const;

/**
 * A period of a royalty. The licensee reports it once it is over and pays what follows from that; the licensor may question
 * the report. To less it is put right only with the licensor's consent.
 */
export const royaltyProcess = defineProcess({
  entity: "royalty_period",
  initial: ["due"],
  states: royaltyStates,
  parties: {
    client: { action: "contract.edit", organization: "clientId" },
    client_signer: { action: "contract.sign", organization: "clientId" },
    developer: { action: "contract.edit", organization: "developerId" },
    developer_signer: { action: "contract.sign", organization: "developerId" },
    platform: "timer",
  },
  owners: {
    due: "client_signer",
    charged: "client_signer",
    questioned: "client",
    lowered: "developer_signer",
  },
  transitions: [
    {
      name: "report-royalty",
      from: ["due"],
      to: "charged",
      by: ["client_signer"],
      inputs: reportInput,
      notify: toDeveloper("royalty-reported"),
    },
    {
      name: "report-nothing",
      from: ["due"],
      to: "charged",
      by: ["client_signer"],
      inputs: nothingInput,
      notify: toDeveloper("royalty-reported"),
    },
    {
      name: "settle-royalty",
      from: ["charged"],
      to: "settled",
      by: ["platform"],
      after: "stateSince",
      notify: both("royalty-settled"),
    },
    // A charge that somebody had withdrawn is asked for after all.
    { name: "reopen-royalty", from: ["settled"], to: "charged", by: ["platform"], after: "stateSince" },
    {
      name: "question-royalty",
      from: ["charged", "lowered", "settled"],
      to: "questioned",
      by: ["developer"],
      inputs: questionInput,
      notify: toClient("royalty-questioned"),
    },
    {
      name: "answer-royalty",
      from: ["questioned"],
      to: "charged",
      by: ["client"],
      inputs: answerInput,
      notify: toDeveloper("royalty-answered"),
    },
    {
      name: "correct-royalty",
      from: reported,
      to: "charged",
      by: ["client_signer"],
      inputs: correctInput,
      notify: toDeveloper("royalty-corrected"),
    },
    // What `correct-royalty` comes to when less would be owed.
    {
      name: "lower-royalty",
      consequence: true,
      from: reported,
      to: "lowered",
      by: ["client_signer"],
      notify: toDeveloper("royalty-lowered"),
    },
    {
      name: "accept-royalty",
      from: ["lowered"],
      to: "charged",
      by: ["developer_signer"],
      inputs: remarkInput,
      notify: toClient("royalty-accepted"),
    },
    { name: "end-royalty", from: ["due"], to: "ended", by: ["platform"], after: "stateSince" },
  ],
});
