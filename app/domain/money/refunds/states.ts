import { z } from "zod";
import { refundStates } from "#db/schema/vocabulary.ts";
import { someText } from "#app/domain/values.ts";
import { defineProcess } from "#app/domain/process.ts";

export const noInput = z.strictObject({});
/** `bankReference`: what the payee's bank calls the transfer. */
export const sentInput = z.strictObject({ bankReference: someText(100).min(3) });
export const refuseInput = z.strictObject({ reason: someText(500).min(2) });

/**
 * A refund's life. Above the limit a second person of the payee approves it; once approved it is the payer's money, and
 * stays so when sending it fails. A dispute is a refund that the payer's bank has already made.
 */
export const refundProcess = defineProcess({
  entity: "refund",
  initial: ["proposed", "approved", "settled"],
  states: refundStates,
  parties: {
    payee: { action: "charge.manage", organization: "payeeId" },
    clock: "timer",
  },
  owners: { proposed: "payee", approved: "payee", failed: "payee" },
  transitions: [
    { name: "approve-refund", from: ["proposed"], to: "approved", by: ["payee"], inputs: noInput },
    { name: "refuse-refund", from: ["proposed"], to: "refused", by: ["payee"], inputs: refuseInput },
    { name: "settle-refund", from: ["approved", "failed"], to: "settled", by: ["clock"], after: "settledAt" },
    {
      name: "record-refund-sent",
      from: ["approved", "failed"],
      to: "settled",
      by: ["payee"],
      inputs: sentInput,
    },
    {
      ...{ name: "fail-refund", from: ["approved"], to: "failed", by: ["clock"], after: "stateSince" },
      notify: { template: "refund-failed", to: ["payee"] },
    },
    {
      name: "retry-refund",
      from: ["failed"],
      to: "approved",
      by: ["payee", "clock"],
      after: "stateSince",
      inputs: noInput,
    },
    {
      // It goes another way from now on: by the payee's bank.
      name: "return-by-transfer",
      from: ["failed"],
      to: "approved",
      by: ["payee"],
      inputs: noInput,
    },
    {
      // The payer's bank has taken the money itself before this went out.
      name: "replace-refund",
      from: ["proposed", "approved", "failed"],
      to: "refused",
      by: ["clock"],
      after: "stateSince",
    },
    // The dispute that took its place was won.
    { name: "restore-refund", from: ["refused"], to: "approved", by: ["clock"], after: "stateSince" },
    { name: "win-dispute", from: ["settled"], to: "reversed", by: ["clock"], after: "stateSince" },
  ],
});
