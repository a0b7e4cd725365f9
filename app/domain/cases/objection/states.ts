import { objectionStates } from "#db/schema/vocabulary.ts";
import { defineProcess } from "../../process.ts";
import { answerInput, noInput, reasonInput } from "../inputs.ts";

/** An objection's life: marked from filing until it is answered (Zhejiang public credit ordinance, Art. 30-31). */
export const objectionProcess = defineProcess({
  entity: "objection",
  initial: ["filed"],
  states: objectionStates,
  parties: {
    subject: { action: "case.answer", organization: "subjectId" },
    adjudicator: { action: "case.decide", region: "regionCode" },
  },
  owners: { filed: "adjudicator" },
  transitions: [
    { name: "extend", from: ["filed"], to: "same", by: ["adjudicator"], inputs: reasonInput },
    {
      name: "sustain",
      from: ["filed"],
      to: "sustained",
      by: ["adjudicator"],
      inputs: answerInput,
      notify: { template: "case-objection-sustained", to: ["subject"] },
    },
    {
      name: "dismiss",
      from: ["filed"],
      to: "dismissed",
      by: ["adjudicator"],
      inputs: answerInput,
      notify: { template: "case-objection-dismissed", to: ["subject"] },
    },
    { name: "withdraw", from: ["filed"], to: "withdrawn", by: ["subject"], inputs: noInput },
  ],
});
