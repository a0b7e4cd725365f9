import { rectificationStates } from "#db/schema/vocabulary.ts";
import { defineProcess } from "../../process.ts";
import { answerInput, noInput, textInput } from "../inputs.ts";

/** What has to be put right. A missed deadline leads to a clue that waits for a person, and to nothing else. */
export const rectificationProcess = defineProcess({
  entity: "rectification",
  initial: ["ordered"],
  states: rectificationStates,
  parties: {
    subject: { action: "case.answer", organization: "subjectId" },
    officer: { action: "case.handle", region: "regionCode" },
    clock: "timer",
    reviewer: { action: "case.decide", region: "regionCode" },
  },
  owners: { ordered: "subject", submitted: "officer", returned: "subject" },
  transitions: [
    {
      name: "report",
      from: ["ordered", "returned", "missed"],
      to: "submitted",
      by: ["subject"],
      inputs: textInput,
      notify: { template: "rectification-reported", to: ["officer"] },
    },
    {
      name: "accept",
      from: ["submitted"],
      to: "accepted",
      by: ["officer"],
      inputs: answerInput,
      notify: { template: "rectification-accepted", to: ["subject"] },
    },
    {
      name: "return",
      from: ["submitted"],
      to: "returned",
      by: ["officer"],
      inputs: answerInput,
      notify: { template: "rectification-returned", to: ["subject"] },
    },
    {
      name: "miss",
      from: ["ordered", "returned"],
      to: "missed",
      by: ["clock"],
      after: "deadline",
      inputs: noInput,
      notify: { template: "rectification-missed", to: ["subject", "officer"] },
    },
    /** With the decision that ordered it, when a review changes or revokes that. */
    {
      name: "void",
      consequence: true,
      from: ["ordered", "submitted", "returned", "missed"],
      to: "void",
      by: ["reviewer"],
      inputs: noInput,
    },
  ],
});
