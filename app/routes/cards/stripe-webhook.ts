import { receiveEvent } from "#app/domain/money/stripe/inbox/receive-event.server.ts";
import { offersCards } from "#app/domain/money/stripe/settings.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { type RequestScope, scopeOf } from "#app/runtime/request.server.ts";
import { problemJson } from "#app/routes/api/problem-json.server.ts";
import type { Route } from "./+types/stripe-webhook.ts";

/** Nothing to look at: Stripe posts here. */
export const loader = ({ request, context }: Route.LoaderArgs) =>
  offersCards()
    ? otherMethod(scopeOf(context), request)
    : problemJson(scopeOf(context), problems.notFound("page"));

const otherMethod = (scope: RequestScope, { method }: Request): Response =>
  problemJson(scope, { code: "method_not_allowed", status: 405, params: { method } }, { Allow: "POST" });

/**
 * `POST /webhooks/stripe`: a signed notice is kept, once, and answered 2xx whatever it says, so that Stripe stops sending
 * it; a job works through it. 400: not signed by Stripe, or too old.
 */
export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  if (!offersCards()) return problemJson(scope, problems.notFound("page"));
  if (request.method !== "POST") return otherMethod(scope, request);
  const body = new Uint8Array(await request.arrayBuffer());
  const signature = request.headers.get("Stripe-Signature");
  const received = await receiveEvent(scope.ctx, { body, signature });
  if (!received.ok) return problemJson(scope, received.problem);
  return Response.json({ received: true });
}
