import type { Outcome, StripeFailure } from "#app/integrations/stripe/client.server.ts";
import type { Problem } from "#app/runtime/problem.ts";

/** What a person is told when Stripe did not do it: that it is tried again, or that it never will be done. */
export const failureProblem = (failure: StripeFailure): Problem =>
  failure.kind === "unreachable"
    ? { code: "payments_unreachable", status: 503, params: { retryAfterSeconds: 60 } }
    : refusedProblem(failure);

/** The same where nobody goes on trying but the person. */
export const setupProblem = (failure: StripeFailure): Problem =>
  failure.kind === "unreachable"
    ? { code: "payouts_unreachable", status: 503, params: { retryAfterSeconds: 60 } }
    : refusedProblem(failure);

const refusedProblem = ({ code }: StripeFailure): Problem => ({
  code: "payments_refused",
  status: 422,
  params: { code },
});

/** Thrown by jobs so that they are tried again; says what Stripe said and nothing of whom it was about. */
export class StripeTrouble extends Error {
  readonly failure: StripeFailure;
  constructor(failure: StripeFailure) {
    super(`stripe ${failure.kind}: ${failure.code}`);
    this.name = "StripeTrouble";
    this.failure = failure;
  }
}

/** What Stripe answered; throws `StripeTrouble` when it did not. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new StripeTrouble(outcome.failure);
  return outcome.value;
}
