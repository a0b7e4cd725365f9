import { holdStates, programStates, settlementStates, voucherStates } from "#db/schema/vocabulary.ts";
import { defineProcess } from "../process.ts";
import { grantInput, noInput, paidInput, reasonInput } from "./inputs.ts";

const officer = { action: "voucher.run", region: "regionCode" } as const;
const toHolder = (template: string) => ({ template, to: ["holder"] as const });

/** A programme's life. Its conditions are versions of their own; closing it ends applications, not vouchers. */
export const programProcess = defineProcess({
  entity: "voucher_program",
  initial: ["draft"],
  states: programStates,
  parties: { officer, clock: "timer" },
  owners: { draft: "officer", open: "officer" },
  transitions: [
    { name: "open_program", from: ["draft"], to: "open", by: ["officer"], inputs: noInput },
    { name: "close_program", from: ["open"], to: "closed", by: ["officer"], inputs: reasonInput },
    // The last day of use is over.
    { name: "end_program", from: ["open"], to: "closed", by: ["clock"], after: "useUntil" },
    { name: "discard_program", from: ["draft"], to: "discarded", by: ["officer"], inputs: reasonInput },
  ],
});

/** A voucher's life from its application on. What is left when it ends goes back to the budget. */
export const voucherProcess = defineProcess({
  entity: "voucher",
  initial: ["applied", "granted"],
  states: voucherStates,
  parties: {
    holder: { action: "voucher.use", organization: "organizationId" },
    officer,
    clock: "timer",
  },
  owners: { applied: "officer", granted: "holder" },
  transitions: [
    {
      name: "grant_voucher",
      from: ["applied"],
      to: "granted",
      by: ["officer"],
      inputs: grantInput,
      notify: toHolder("voucher-granted"),
    },
    {
      name: "decline_voucher",
      from: ["applied"],
      to: "declined",
      by: ["officer"],
      inputs: reasonInput,
      notify: toHolder("voucher-declined"),
    },
    { name: "withdraw_application", from: ["applied"], to: "withdrawn", by: ["holder"], inputs: noInput },
    { name: "give_back_voucher", from: ["granted"], to: "given_back", by: ["holder"], inputs: noInput },
    {
      name: "expire_voucher",
      from: ["granted"],
      to: "expired",
      by: ["clock"],
      after: "validUntil",
      notify: toHolder("voucher-expired"),
    },
  ],
});

/** What a voucher has set aside for one use: it follows the use, whoever ends that. */
export const holdProcess = defineProcess({
  entity: "voucher_hold",
  initial: ["reserved"],
  states: holdStates,
  parties: {
    provider: { action: "booking.manage", organization: "providerId" },
    clock: "timer",
  },
  owners: { reserved: "provider" },
  transitions: [
    { name: "capture_hold", from: ["reserved"], to: "captured", by: ["clock"], after: "checkedOutAt" },
    { name: "release_hold", from: ["reserved"], to: "released", by: ["clock"], after: "endedAt" },
    // The record of its use was put right, and it costs something else.
    { name: "reopen_hold", from: ["captured"], to: "reserved", by: ["clock"], after: "settledAt" },
  ],
});

/** A provider's used vouchers of a period: submitted by one officer, paid on the word of another. */
export const settlementProcess = defineProcess({
  entity: "voucher_settlement",
  initial: ["submitted"],
  states: settlementStates,
  parties: { treasurer: { action: "budget.pay", region: "regionCode" } },
  owners: { submitted: "treasurer" },
  transitions: [
    { name: "pay_settlement", from: ["submitted"], to: "paid", by: ["treasurer"], inputs: paidInput },
    {
      name: "return_settlement",
      from: ["submitted"],
      to: "returned",
      by: ["treasurer"],
      inputs: reasonInput,
    },
  ],
});
