import type { Outcome, StripeFailure } from "#app/integrations/stripe/client.server.ts";
import type { Problem } from "#app/runtime/problem.ts";

/** What a person is told when Stripe did not do it: try again later, or that it never will. */
export const failureProblem = ({ kind, code }: StripeFailure): Problem =>
  kind === "unreachable"
    ? { code: "payments_unreachable", status: 503, params: { retryAfterSeconds: 60 } }
    : { code: "payments_refused", status: 422, params: { code } };

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
