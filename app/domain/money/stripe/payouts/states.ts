import { z } from "zod";
import { payoutStates } from "#db/schema/vocabulary.ts";
import { defineProcess } from "#app/domain/process.ts";

const noInput = z.strictObject({});

/** How what was collected for a provider reaches it. What was refused is tried again by the provider, or given up. */
export const payoutProcess = defineProcess({
  entity: "payout",
  initial: ["waiting"],
  states: payoutStates,
  parties: {
    payee: { action: "payout.manage", organization: "organizationId" },
    clock: "timer",
  },
  owners: { failed: "payee" },
  transitions: [
    { name: "send-payout", from: ["waiting"], to: "sent", by: ["clock"], after: "createdAt" },
    {
      ...{ name: "fail-payout", from: ["waiting"], to: "failed", by: ["clock"], after: "createdAt" },
      notify: { template: "payout-failed", to: ["payee"] },
    },
    {
      ...{ name: "retry-payout", from: ["failed"], to: "waiting", by: ["payee", "clock"] },
      ...{ after: "stateSince", inputs: noInput },
    },
    { name: "cancel-payout", from: ["failed"], to: "cancelled", by: ["payee"], inputs: noInput },
  ],
});
