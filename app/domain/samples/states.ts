import { sampleOrderStates } from "#db/schema/vocabulary.ts";
import { noInput, optionalReasonInput, reasonInput } from "../booking/inputs.ts";
import { defineProcess } from "../process.ts";
import { acceptInput, amendInput, finishInput } from "./inputs.ts";

const toBooker = (template: string) => ({ template, to: ["booker"] as const });
const toProvider = (template: string) => ({ template, to: ["provider"] as const });

/**
 * The life of an order for work on samples. The receiver must say in reasonable time whether the samples will do (the
 * Supreme People's Court on technology contracts, Art. 32, takes silence for acceptance), so receipt is a step of its own.
 */
export const sampleProcess = defineProcess({
  entity: "sample_order",
  initial: ["submitted"],
  states: sampleOrderStates,
  parties: {
    booker: { action: "booking.use", organization: "organizationId" },
    provider: { action: "booking.manage", organization: "providerId" },
    clock: "timer",
  },
  owners: { submitted: "provider", objected: "booker", accepted: "provider", in_progress: "provider" },
  transitions: [
    {
      name: "accept",
      from: ["submitted"],
      to: "accepted",
      by: ["provider"],
      inputs: acceptInput,
      notify: toBooker("sample-accepted"),
    },
    {
      name: "object",
      from: ["submitted"],
      to: "objected",
      by: ["provider"],
      inputs: reasonInput,
      notify: toBooker("sample-objected"),
    },
    {
      name: "amend",
      from: ["objected"],
      to: "submitted",
      by: ["booker"],
      inputs: amendInput,
      notify: toProvider("sample-submitted"),
    },
    { name: "begin", from: ["accepted"], to: "in_progress", by: ["provider"], inputs: noInput },
    {
      name: "complete",
      from: ["accepted", "in_progress"],
      to: "completed",
      by: ["provider"],
      inputs: finishInput,
      notify: toBooker("sample-completed"),
    },
    {
      name: "decline",
      from: ["submitted", "objected"],
      to: "declined",
      by: ["provider"],
      inputs: reasonInput,
      notify: toBooker("sample-declined"),
    },
    {
      name: "cancel",
      from: ["submitted", "objected", "accepted"],
      to: "cancelled",
      by: ["booker"],
      inputs: optionalReasonInput,
      notify: toProvider("sample-cancelled"),
    },
    {
      // A served decision forbids it, by the published rule of its measure; what is worked on is finished.
      name: "restrict",
      from: ["submitted", "objected", "accepted"],
      to: "cancelled",
      by: ["clock"],
      after: "measureFrom",
      notify: { template: "sample-restricted", to: ["booker", "provider"] },
    },
    {
      // Something of the provider's has failed: the samples go back and nothing is owed.
      name: "return-samples",
      from: ["accepted", "in_progress"],
      to: "declined",
      by: ["provider"],
      inputs: reasonInput,
      notify: toBooker("sample-declined"),
    },
  ],
});
