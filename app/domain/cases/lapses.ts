import type { CaseState, ProcedureLimitCode } from "#db/schema/vocabulary.ts";

/** What happens when the deadline of a state passes: nothing adverse to anybody by a clock alone. */
export type Lapse =
  /** It rises to the top of the queue of whoever has to act. */
  | "rises"
  /** The accused can no longer use the right; the investigator goes on. */
  | "right_lapses"
  /** The decision becomes final. */
  | "becomes_final";

interface Clock {
  limit: ProcedureLimitCode;
  lapse: Lapse;
}

/** The clock of every state that has one, and what its end means; shown beside the deadline. */
export const lapses: Partial<Record<CaseState, Clock>> = {
  received: { limit: "acceptance", lapse: "rises" },
  investigating: { limit: "investigation", lapse: "rises" },
  notified: { limit: "statement", lapse: "right_lapses" },
  hearing_requested: { limit: "hearing_notice", lapse: "rises" },
  hearing_scheduled: { limit: "hearing_minutes", lapse: "rises" },
  heard: { limit: "decision", lapse: "rises" },
  proposed: { limit: "decision", lapse: "rises" },
  decided: { limit: "service", lapse: "rises" },
  served: { limit: "review_application", lapse: "becomes_final" },
  under_review: { limit: "review", lapse: "rises" },
};
