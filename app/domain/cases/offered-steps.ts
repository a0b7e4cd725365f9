import type { misconductCase } from "#db/schema/cases.ts";

type Row = Pick<
  typeof misconductCase.$inferSelect,
  "state" | "officerId" | "chairId" | "deciderId" | "complainantId" | "statementDueAt" | "hearingRequestDueAt"
>;

/** Steps that only somebody who has not investigated may take. */
const deciding: readonly string[] = [
  "decide",
  "dismiss",
  "return",
  "uphold",
  "change",
  "revoke",
  "stay",
  "extend",
  "remind_officer",
];

/** Of those, what answers the decision itself. */
const reviewing: readonly string[] = ["uphold", "change", "revoke", "stay"];

/**
 * Of the steps that the table allows, those worth showing to this person at `now`: not what another person must do, nor
 * what its time does not allow yet or any more. The commands refuse the same; this only keeps buttons honest.
 */
export function offeredSteps(
  allowed: readonly string[],
  row: Row,
  userId: string | null,
  now: Date,
): string[] {
  const is = (id: string | null) => id !== null && id === userId;
  const open = row.statementDueAt !== null && now < row.statementDueAt;
  return allowed.filter((step) => {
    if (is(row.complainantId) && step !== "defend") return false;
    if (deciding.includes(step) && is(row.officerId)) return false;
    if (reviewing.includes(step) && (is(row.deciderId) || is(row.chairId))) return false;
    if (step === "submit" || (step === "submit_unfounded" && row.state === "notified")) return !open;
    if (step === "defend") return open;
    if (step === "request_hearing") return row.hearingRequestDueAt !== null && now < row.hearingRequestDueAt;
    return true;
  });
}
