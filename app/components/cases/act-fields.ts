/** What a step of a case asks for, in the order of its form. */
export type ActField =
  | "reason"
  | "text"
  | "proposal"
  | "facts"
  | "reasons"
  | "grounds"
  | "answer"
  | "class"
  | "measures"
  | "how"
  | "officerId"
  | "chairId"
  | "at"
  | "place"
  | "noConflict"
  | "name"
  | "capacity"
  | "audience"
  | "kind"
  | "evidence"
  | "files"
  | "source"
  | "uscc"
  | "tie"
  | "tieId";

/** The fields of every step, by its name. `steps` of a rectification and a repair answer with words alone. */
export const actFields: Readonly<Record<string, readonly ActField[]>> = {
  accept: ["reason", "noConflict"],
  declare: ["noConflict"],
  recuse: ["reason"],
  name_responsible: ["name", "capacity"],
  reject: ["reason"],
  assign: ["officerId", "reason"],
  remind_officer: ["reason"],
  record: ["kind", "text", "audience"],
  add_evidence: ["files", "source", "audience"],
  record_tie: ["uscc", "tie", "source"],
  withdraw_tie: ["tieId", "reason"],
  extend: ["reason"],
  notify: ["facts", "class", "measures", "evidence", "how"],
  defend: ["text"],
  request_hearing: ["reason"],
  withdraw_hearing: ["reason"],
  schedule_hearing: ["at", "place", "chairId"],
  record_hearing: ["text"],
  submit: ["proposal"],
  submit_unfounded: ["proposal"],
  return: ["reason"],
  dismiss: ["facts", "reasons"],
  decide: ["facts", "reasons", "class", "measures"],
  serve: ["how"],
  apply_for_review: ["grounds"],
  stay: ["reason"],
  uphold: ["facts", "reasons", "how"],
  change: ["facts", "reasons", "class", "measures", "how"],
  revoke: ["facts", "reasons", "how"],
};

/** Steps that take something from somebody: their button says so. */
export const graveActs: readonly string[] = ["reject", "decide", "serve", "revoke", "change", "refuse"];
