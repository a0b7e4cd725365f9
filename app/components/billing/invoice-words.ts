import type { Tone } from "#app/components/state-tag.tsx";

const states = ["requested", "issued", "declined", "withdrawn", "voided"] as const;

export const invoiceState = (state: string) => states.find((known) => known === state) ?? "requested";

export const invoiceTone: Record<(typeof states)[number], Tone> = {
  requested: "pending",
  issued: "done",
  declined: "refused",
  withdrawn: "neutral",
  voided: "neutral",
};
