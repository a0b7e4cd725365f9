import type { Problem, Reason } from "#app/runtime/problem.ts";

const refusal =
  (code: string) =>
  (params?: Record<string, string | number>): Problem => ({ code, status: 409, ...(params && { params }) });

export const voucherProblems = {
  /** The rules refuse; all reasons at once. */
  againstRules: (reasons: Reason[]): Problem => ({ code: "policy", status: 422, reasons }),
  /** The budget has less left than that, in fen. */
  budgetShort: refusal("budget_short"),
  /** A published version stands; a draft is there already. */
  rulesPublished: refusal("rules_published"),
  draftThere: refusal("rules_draft_there"),
  /** Nothing was used that is not settled yet. */
  nothingToSettle: refusal("nothing_to_settle"),
  periodRunning: refusal("settlement_period_running"),
  /** Who wrote a programme or its conditions does not put it in force. */
  programOwn: (): Problem => ({ code: "program_own", status: 403 }),
  /** Who prepared a payment does not pay it. */
  secondPerson: (): Problem => ({ code: "other_payer_needed", status: 403 }),
  invoiceSettled: refusal("invoice_settled"),
};
