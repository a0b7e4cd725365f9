import { blockStates, violationStates } from "#db/schema/vocabulary.ts";
import { defineProcess } from "../process.ts";
import { contestInput, noInput, reasonInput } from "./inputs.ts";

const toSubject = (template: string) => ({ template, to: ["subject"] as const });

const parties = {
  subject: { person: "userId" },
  provider: { action: "booking.manage", organization: "providerId" },
  clock: "timer",
} as const;

/**
 * A violation's life. Its subject may contest it once; the provider then upholds or waives it by the deadline. Staff may
 * also waive it of their own accord. `withdraw`: what it was recorded for turned out otherwise.
 */
export const violationProcess = defineProcess({
  entity: "violation",
  initial: ["recorded"],
  states: violationStates,
  parties,
  owners: { contested: "provider" },
  transitions: [
    {
      name: "contest",
      from: ["recorded"],
      to: "contested",
      by: ["subject"],
      inputs: contestInput,
      notify: { template: "violation-contested", to: ["provider"] },
    },
    {
      name: "uphold",
      from: ["contested"],
      to: "upheld",
      by: ["provider"],
      inputs: reasonInput,
      notify: toSubject("violation-upheld"),
    },
    {
      name: "waive",
      from: ["recorded", "contested", "upheld"],
      to: "waived",
      by: ["provider"],
      inputs: reasonInput,
      notify: toSubject("violation-waived"),
    },
    {
      name: "withdraw",
      from: ["recorded", "contested", "upheld"],
      to: "waived",
      by: ["clock"],
      after: "the booking turned out otherwise",
      notify: toSubject("violation-waived"),
    },
  ],
});

/** A consequence's life. A proposal waits for the provider's staff; what they confirm begins at that moment. */
export const blockProcess = defineProcess({
  entity: "facility_block",
  initial: ["proposed", "in_force"],
  states: blockStates,
  parties,
  owners: { proposed: "provider" },
  transitions: [
    {
      name: "enforce",
      from: ["proposed"],
      to: "in_force",
      by: ["provider"],
      inputs: noInput,
      notify: toSubject("block-in-force"),
    },
    { name: "dismiss", from: ["proposed"], to: "dismissed", by: ["provider"], inputs: reasonInput },
    {
      name: "lift",
      from: ["in_force"],
      to: "lifted",
      by: ["provider"],
      inputs: reasonInput,
      notify: toSubject("block-lifted"),
    },
    {
      name: "drop_undeserved",
      from: ["proposed"],
      to: "dismissed",
      by: ["clock"],
      after: "the violations behind it no longer suffice",
    },
    {
      name: "lift_undeserved",
      from: ["in_force"],
      to: "lifted",
      by: ["clock"],
      after: "the violations behind it no longer suffice",
      notify: toSubject("block-lifted"),
    },
  ],
});
