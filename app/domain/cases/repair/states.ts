import { repairStates } from "#db/schema/vocabulary.ts";
import { defineProcess } from "../../process.ts";
import { answerInput, noInput } from "../inputs.ts";

/** A request for credit repair: granting it ends publication, sharing and measures at once. */
export const repairProcess = defineProcess({
  entity: "repair",
  initial: ["filed"],
  states: repairStates,
  parties: {
    subject: { action: "case.answer", organization: "subjectId" },
    adjudicator: { action: "case.decide", region: "regionCode" },
  },
  owners: { filed: "adjudicator" },
  transitions: [
    {
      name: "grant",
      from: ["filed"],
      to: "granted",
      by: ["adjudicator"],
      inputs: answerInput,
      notify: { template: "repair-granted", to: ["subject"] },
    },
    {
      name: "refuse",
      from: ["filed"],
      to: "refused",
      by: ["adjudicator"],
      inputs: answerInput,
      notify: { template: "repair-refused", to: ["subject"] },
    },
    { name: "withdraw", from: ["filed"], to: "withdrawn", by: ["subject"], inputs: noInput },
  ],
});
