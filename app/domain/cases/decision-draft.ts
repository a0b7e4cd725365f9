import type { caseNotice, decision } from "#db/schema/cases.ts";
import type { DecisionKind, MisconductClass } from "#db/schema/vocabulary.ts";
import type { Term } from "./policy.ts";

export type DecisionRow = typeof decision.$inferSelect;

export type NoticeRow = typeof caseNotice.$inferSelect & { measures: Term[] };

/** What is decided, before it is a paper. */
export interface Draft {
  kind: DecisionKind;
  facts: string;
  reasons: string;
  class: MisconductClass | null;
  measures: readonly Term[];
  /** The notice it answers, and the decision it upholds, changes or revokes. */
  notice: NoticeRow | null;
  on: DecisionRow | null;
}
