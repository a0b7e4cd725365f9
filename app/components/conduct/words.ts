import { blockStates, violationStates } from "#db/schema/vocabulary.ts";
import type { Tone } from "#app/components/state-tag.tsx";

/** The states as the words know them. */
export const violationState = (state: string) =>
  violationStates.find((known) => known === state) ?? "recorded";
export const blockState = (state: string) => blockStates.find((known) => known === state) ?? "proposed";

export const violationTone: Record<(typeof violationStates)[number], Tone> = {
  recorded: "restricted",
  contested: "pending",
  upheld: "refused",
  waived: "neutral",
};

export const blockTone: Record<(typeof blockStates)[number], Tone> = {
  proposed: "pending",
  in_force: "restricted",
  dismissed: "neutral",
  lifted: "neutral",
};
