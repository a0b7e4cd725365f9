import type { FinalState } from "../final-state.ts";
import type { Attempt } from "../history.ts";
import { brokenChains, forgottenActs, unaskedActs } from "./acts.ts";
import { doubledThings, lostThings } from "./creations.ts";
import { wrongCharges, wrongMarks, wrongRecords } from "./money.ts";
import { emptyOffers, outOfTurn } from "./queue.ts";
import { misplaced, overfull, overlaps } from "./time.ts";

/** Everything that the answers and the database together should not say; empty when all promises were kept. */
export const faultsIn = (history: readonly Attempt[], final: FinalState): string[] => [
  ...lostThings(history, final),
  ...doubledThings(history, final),
  ...forgottenActs(history, final),
  ...unaskedActs(history, final),
  ...brokenChains(final),
  ...overlaps(final),
  ...misplaced(final),
  ...overfull(final),
  ...wrongCharges(final),
  ...wrongMarks(final),
  ...wrongRecords(final),
  ...outOfTurn(final),
  ...emptyOffers(final),
];
