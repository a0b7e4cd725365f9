import { describeProblem } from "#app/i18n/describe-problem.ts";
import type { Problem } from "#app/runtime/problem.ts";
import type { RequestScope } from "#app/runtime/request.server.ts";

/** A problem as RFC 9457 `application/problem+json`, in the caller's language. */
export function problemJson(
  { t, locale, requestId }: Pick<RequestScope, "t" | "locale" | "requestId">,
  problem: Problem,
  headers: HeadersInit = {},
): Response {
  const words = describeProblem(t, problem);
  const body = {
    type: `/api/v1/docs#problem-${problem.code}`,
    title: words.title,
    status: problem.status,
    code: problem.code,
    detail: words.detail,
    ...(problem.errors && { errors: words.errors }),
    ...(problem.reasons && { reasons: words.reasons }),
    ...problem.details,
    requestId,
  };
  return new Response(JSON.stringify(body), {
    status: problem.status,
    headers: {
      ...Object.fromEntries(new Headers(headers)),
      "Content-Type": "application/problem+json",
      "Content-Language": locale,
    },
  });
}
