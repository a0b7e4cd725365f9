import type { InboxState } from "#db/schema/vocabulary.ts";

/** What became of a notice that was worked through. */
export interface Verdict {
  state: Exclude<InboxState, "received">;
  /** A code with words in `cards:inbox.reason`. */
  reason: string;
  detail?: string;
}

export const done: Verdict = { state: "done", reason: "" };

/** It needs nothing of us. */
export const ignored = (reason: IgnoreReason): Verdict => ({ state: "ignored", reason });

/** It must not be applied, and a person has to look at it. */
export const wrong = (reason: WrongReason, detail = ""): Verdict => ({ state: "failed", reason, detail });

export type IgnoreReason = "unknown_type" | "wrong_mode" | "foreign_account" | "not_ours" | "own_payout";

export type WrongReason =
  | "amount_differs"
  | "dispute_exceeds"
  | "payment_unknown"
  | "refund_unknown"
  | "refund_came_back"
  | "refund_twice"
  | "transfer_reversed"
  | "refused"
  | "unreachable"
  | "given_up";
