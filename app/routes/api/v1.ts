import { log } from "#app/runtime/log.server.ts";
import { type Problem, problems, retryHeaders } from "#app/runtime/problem.ts";
import { type RequestScope, scopeOf } from "#app/runtime/request.server.ts";
import { isImpossibleValue, isUnreachable } from "#db/errors.ts";
import { dispatch } from "./dispatch.server.ts";
import { problemJson } from "./problem-json.server.ts";
import type { Route } from "./+types/v1.ts";

/** Every endpoint below `/api/v1`; the map of them is `endpoints/index.server.ts`. */
export const loader = ({ request, context, params }: Route.LoaderArgs) => {
  const scope = scopeOf(context);
  return dispatch(scope, request, `/${params["*"]}`).catch((error: unknown) => failed(scope, request, error));
};

export const action = loader;

/** What nobody expected is logged under the number that the caller is told. */
function failed(scope: RequestScope, request: Request, error: unknown): Response {
  const { requestId } = scope;
  const theirs = isImpossibleValue(error);
  const level = theirs ? "warn" : "error";
  if (!request.signal.aborted) log[level]({ err: error, requestId, path: new URL(request.url).pathname });
  const problem: Problem = isUnreachable(error)
    ? problems.unavailable()
    : theirs
      ? { code: "bad_request", status: 400 }
      : { code: "unexpected", status: 500 };
  return problemJson(scope, problem, retryHeaders(problem));
}
