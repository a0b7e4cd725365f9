import type { Deadline } from "#app/domain/deadline.ts";
import { z } from "zod";
import type { DisputeState } from "#db/schema/vocabulary.ts";
import { someText } from "#app/domain/values.ts";

/** What shows that the service was provided, in the payee's words. Stripe takes 20,000 characters of it. */
export const evidenceInput = z.strictObject({ text: someText(8_000).min(20) });

/** What Stripe takes of files about one dispute, in all. */
export const mostEvidenceBytes = 4_500_000;

export interface Given {
  state: DisputeState;
  /** Until when Stripe takes evidence. */
  evidenceBy: Deadline | null;
  /** When somebody gave it, when Stripe had it, and why Stripe did not take it. */
  evidenceAt: Date | null;
  evidenceSentAt: Date | null;
  evidenceFailure: string;
}

/** How the evidence of a dispute stands; Stripe takes it once, so what it has cannot be changed. */
export const evidenceStages = ["wanted", "on_its_way", "refused", "sent", "over"] as const;
export type EvidenceStage = (typeof evidenceStages)[number];

export function evidenceStage(given: Given, now: Date): EvidenceStage {
  if (given.evidenceSentAt) return "sent";
  const late = given.state !== "open" || (given.evidenceBy !== null && given.evidenceBy <= now);
  if (given.evidenceAt && given.evidenceFailure === "") return late ? "over" : "on_its_way";
  if (late) return "over";
  return given.evidenceFailure === "" ? "wanted" : "refused";
}

export const mayGive = (given: Given, now: Date): boolean =>
  ["wanted", "refused"].includes(evidenceStage(given, now));
