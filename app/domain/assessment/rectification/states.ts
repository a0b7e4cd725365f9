import { rectificationStates } from "#db/schema/vocabulary.ts";
import { defineProcess } from "../../process.ts";
import { noInput, reasonInput, rectificationInput } from "../inputs.ts";

/** What an adopted card asks to be put right. A missed deadline leads to a clue that waits for a person, and to nothing else. */
export const cardRectificationProcess = defineProcess({
  entity: "card_rectification",
  initial: ["ordered"],
  states: rectificationStates.filter((state) => state !== "void"),
  parties: {
    assessed: { action: "assessment.report", organization: "organizationId" },
    reviewer: { action: "assessment.review", region: "regionCode" },
    clock: "timer",
  },
  owners: { ordered: "assessed", submitted: "reviewer", returned: "assessed" },
  transitions: [
    {
      name: "report_rectification",
      from: ["ordered", "returned", "missed"],
      to: "submitted",
      by: ["assessed"],
      inputs: rectificationInput,
      notify: { template: "assessment-rectification-reported", to: ["reviewer"] },
    },
    {
      name: "accept_rectification",
      from: ["submitted"],
      to: "accepted",
      by: ["reviewer"],
      inputs: reasonInput,
      notify: { template: "assessment-rectification-accepted", to: ["assessed"] },
    },
    {
      name: "return_rectification",
      from: ["submitted"],
      to: "returned",
      by: ["reviewer"],
      inputs: reasonInput,
      notify: { template: "assessment-rectification-returned", to: ["assessed"] },
    },
    {
      name: "miss_rectification",
      from: ["ordered", "returned"],
      to: "missed",
      by: ["clock"],
      after: "deadline",
      inputs: noInput,
      notify: { template: "assessment-rectification-missed", to: ["assessed", "reviewer"] },
    },
  ],
});
