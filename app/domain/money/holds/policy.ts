import type { Deadline } from "#app/domain/deadline.ts";
const dayMs = 86_400_000;

/** Until when money that comes by card at `from` may be held: payment services keep it so many days (Stripe: 90). */
export const holdLimit = (from: Date, days: number): Date => new Date(from.getTime() + days * dayMs);

/** Whether money that leaves at `until` may be taken by card at `from`. */
export const fitsHold = (from: Date, until: Deadline, days: number): boolean =>
  until <= holdLimit(from, days);

export type HoldStage = "ending" | "over";

/** How near a hold is to its limit: within so many days, beyond it, or neither. */
export function holdStage(holdUntil: Deadline, now: Date, noticeDays: number): HoldStage | null {
  if (holdUntil <= now) return "over";
  return holdUntil.getTime() - now.getTime() <= noticeDays * dayMs ? "ending" : null;
}
