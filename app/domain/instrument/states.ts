import { problemStates } from "#db/schema/vocabulary.ts";
import { defineProcess } from "../process.ts";
import { acknowledgeInput, resolveInput } from "./inputs.ts";

const toReporter = (template: string) => ({ template, to: ["reporter"] as const });

/** What becomes of a reported problem with an instrument: its provider's staff deal with it and say so. */
export const problemProcess = defineProcess({
  entity: "instrument_problem",
  initial: ["reported"],
  states: problemStates,
  parties: {
    reporter: { action: "booking.use", organization: "organizationId" },
    staff: { action: "booking.manage", organization: "providerId" },
  },
  owners: { reported: "staff", acknowledged: "staff" },
  transitions: [
    {
      name: "acknowledge",
      from: ["reported"],
      to: "acknowledged",
      by: ["staff"],
      inputs: acknowledgeInput,
      notify: toReporter("problem-acknowledged"),
    },
    {
      name: "resolve",
      from: ["reported", "acknowledged"],
      to: "resolved",
      by: ["staff"],
      inputs: resolveInput,
      notify: toReporter("problem-resolved"),
    },
  ],
});

/** States in which something is still wrong. */
export const openProblem = ["reported", "acknowledged"] as const;
