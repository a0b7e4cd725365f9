import { clip, merge, type Span } from "./spans.ts";

/** How much of a cancelled time must be used again for its charge to be dropped: half, so that a later start costs nobody. */
export const shareUsedAgain = 0.5;

/** What `chargeWaiver` says when a charge was dropped because the time was used again; other texts are people's reasons. */
export const usedAgain = "used_again";

/** Whether `uses` of the same unit that really took place cover enough of a `cancelled` time. */
export function isUsedAgain(cancelled: Span, uses: readonly Span[]): boolean {
  const covered = merge(clip(uses, cancelled)).reduce((sum, { start, end }) => sum + end - start, 0);
  return covered >= (cancelled.end - cancelled.start) * shareUsedAgain;
}
