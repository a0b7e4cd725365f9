import { z } from "zod";
import { differenceStates } from "#db/schema/vocabulary.ts";
import { defineProcess } from "#app/domain/process.ts";
import { someText } from "#app/domain/values.ts";

export const explainInput = z.strictObject({ explanation: someText(1000).min(5) });

/**
 * A difference between our books and somebody else's. A person explains it, and may do so again; only when the two sides
 * agree is it gone, and if they differ anew it is found anew. Nothing takes it off the list.
 */
export const differenceProcess = defineProcess({
  entity: "reconciliation_difference",
  initial: ["found"],
  states: differenceStates,
  parties: {
    own: { action: "charge.manage", organization: "organizationId" },
    platform: { action: "reconciliation.explain", region: "regionCode" },
    clock: "timer",
  },
  owners: { found: "own" },
  transitions: [
    {
      name: "explain",
      from: ["found", "explained"],
      to: "explained",
      by: ["own", "platform"],
      inputs: explainInput,
    },
    { name: "vanish", from: ["found", "explained"], to: "gone", by: ["clock"], after: "lastSeenAt" },
    { name: "find-again", from: ["gone"], to: "found", by: ["clock"], after: "lastSeenAt" },
  ],
});
