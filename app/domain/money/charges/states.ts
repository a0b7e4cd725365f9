import { z } from "zod";
import { chargeStates } from "#db/schema/vocabulary.ts";
import { someText } from "#app/domain/values.ts";
import { defineProcess } from "#app/domain/process.ts";

const noInput = z.strictObject({});
export const cancelInput = z.strictObject({ reason: someText(500).min(2) });

/**
 * A charge's life. Only the platform itself says that something was paid or went back: when a payment notice that is
 * verified, a transfer that its payee confirms or a voucher that is captured reaches `payCharge`.
 */
export const chargeProcess = defineProcess({
  entity: "charge",
  initial: ["open", "paid"],
  states: chargeStates,
  parties: {
    payer: { action: "charge.pay", organization: "payerId" },
    payee: { action: "charge.manage", organization: "payeeId" },
    clock: "timer",
  },
  owners: { open: "payer", partly_paid: "payer" },
  transitions: [
    {
      name: "pay",
      from: ["open", "partly_paid"],
      to: "paid",
      by: ["clock"],
      after: "paidAt",
    },
    { name: "pay-part", from: ["open", "partly_paid"], to: "partly_paid", by: ["clock"], after: "paidAt" },
    {
      name: "cancel-charge",
      from: ["open", "partly_paid"],
      to: "cancelled",
      by: ["payee"],
      inputs: cancelInput,
    },
    /** Withdrawn by somebody, who asks for it after all. */
    { name: "ask-again", from: ["cancelled"], to: "same", by: ["payee"], inputs: noInput },
    /** What it was for did not come about, or by a rule costs nothing after all. */
    { name: "drop", from: ["open", "partly_paid"], to: "cancelled", by: ["clock"], after: "stateSince" },
    { name: "expire", from: ["open", "partly_paid"], to: "expired", by: ["clock"], after: "expiresAt" },
    /** Money came late and what it was for can still be had. */
    { name: "revive", from: ["cancelled", "expired"], to: "open", by: ["clock"], after: "paidAt" },
    {
      name: "pay-back-part",
      from: ["paid", "partly_refunded"],
      to: "partly_refunded",
      by: ["clock"],
      after: "stateSince",
    },
    {
      name: "pay-back",
      from: ["paid", "partly_refunded"],
      to: "refunded",
      by: ["clock"],
      after: "stateSince",
    },
    /** A dispute was won: what it had taken came back. */
    {
      name: "restore-part",
      from: ["refunded", "partly_refunded"],
      to: "partly_refunded",
      by: ["clock"],
      after: "stateSince",
    },
    {
      name: "restore-paid",
      from: ["refunded", "partly_refunded"],
      to: "paid",
      by: ["clock"],
      after: "stateSince",
    },
  ],
});
