import { serviceOrderStates } from "#db/schema/vocabulary.ts";
import { optionalReasonInput, reasonInput } from "../booking/inputs.ts";
import { defineProcess } from "../process.ts";
import { deliverInput, takeInput } from "./inputs.ts";

const toClient = (template: string) => ({ template, to: ["client"] as const });
const toProvider = (template: string) => ({ template, to: ["provider"] as const });
const toBoth = (template: string) => ({ template, to: ["client", "provider"] as const });

/**
 * The life of an ordered service. An order that nobody answers lapses; a delivery that nobody objects to is accepted
 * (Civil Code, Art. 140: silence declares an intention where the parties have agreed that it does, here by the terms of the form).
 */
export const serviceOrderProcess = defineProcess({
  entity: "service_order",
  initial: ["placed"],
  states: serviceOrderStates,
  parties: {
    client: { action: "booking.use", organization: "organizationId" },
    provider: { action: "service.edit", organization: "providerId" },
    clock: "timer",
  },
  owners: { placed: "provider", accepted: "provider", delivered: "client" },
  transitions: [
    {
      name: "take-order",
      from: ["placed"],
      to: "accepted",
      by: ["provider"],
      inputs: takeInput,
      notify: toClient("service-accepted"),
    },
    {
      name: "deliver",
      from: ["accepted"],
      to: "delivered",
      by: ["provider"],
      inputs: deliverInput,
      notify: toClient("service-delivered"),
    },
    {
      name: "accept-delivery",
      from: ["delivered"],
      to: "completed",
      by: ["client"],
      inputs: optionalReasonInput,
      notify: toProvider("service-completed"),
    },
    {
      name: "accept-by-silence",
      from: ["delivered"],
      to: "completed",
      by: ["clock"],
      after: "deadline",
      notify: toBoth("service-silence"),
    },
    {
      name: "request-changes",
      from: ["delivered"],
      to: "accepted",
      by: ["client"],
      inputs: reasonInput,
      notify: toProvider("service-changes"),
    },
    {
      name: "decline",
      from: ["placed"],
      to: "declined",
      by: ["provider"],
      inputs: reasonInput,
      notify: toClient("service-declined"),
    },
    {
      name: "cancel",
      from: ["placed"],
      to: "cancelled",
      by: ["client"],
      inputs: optionalReasonInput,
      notify: toProvider("service-cancelled"),
    },
    {
      // The provider cannot do after all what it took on: nothing is owed.
      name: "call-off",
      from: ["accepted"],
      to: "called_off",
      by: ["provider"],
      inputs: reasonInput,
      notify: toClient("service-called-off"),
    },
    {
      // The delivery is late: the provider gets a last term.
      name: "remind-delivery",
      from: ["accepted"],
      to: "same",
      by: ["client"],
      inputs: optionalReasonInput,
      notify: toProvider("service-reminded"),
    },
    {
      // That has passed as well: the client need not wait any longer (Civil Code, Art. 563), and nothing is owed.
      name: "end-overdue",
      from: ["accepted"],
      to: "cancelled",
      by: ["client"],
      inputs: optionalReasonInput,
      notify: toProvider("service-ended"),
    },
    {
      name: "lapse-order",
      from: ["placed"],
      to: "lapsed",
      by: ["clock"],
      after: "deadline",
      notify: toBoth("service-lapsed"),
    },
    {
      // A served decision forbids it, by the published rule of its measure; what was taken on is finished.
      name: "restrict",
      from: ["placed"],
      to: "cancelled",
      by: ["clock"],
      after: "measureFrom",
      notify: toBoth("service-restricted"),
    },
  ],
});
