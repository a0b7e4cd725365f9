import type { Deadline } from "#app/domain/deadline.ts";
import type { TransferMode } from "#db/schema/vocabulary.ts";

/** A deal that was concluded on a technology. `until`: when its term is over; null: as long as the right lasts. */
export interface ConcludedDeal {
  mode: TransferMode;
  until: Deadline | null;
}

/**
 * What a concluded deal rules out afterwards. Who has assigned a right, or put it into a company, has nothing left to give;
 * an exclusive licence shuts out everybody, a sole one every other licensee (judicial interpretation on technology
 * contracts, Art. 25); while an open licence runs, nobody gets an exclusive or a sole one (Patent Law, Art. 51).
 */
const ruledOut: Record<TransferMode, (next: TransferMode) => boolean> = {
  assignment: () => true,
  equity: () => true,
  exclusive_licence: () => true,
  sole_licence: (next) => next !== "assignment" && next !== "equity",
  ordinary_licence: () => false,
  open_licence: (next) => next === "exclusive_licence" || next === "sole_licence",
};

/** Whether a technology can still be given in this manner, beside the deals concluded on it whose term is not over. */
export const leavesOpen = (concluded: readonly ConcludedDeal[], next: TransferMode, now: Date): boolean =>
  concluded.every(({ mode, until }) => (until !== null && until <= now) || !ruledOut[mode](next));
