import type { RouterContextProvider } from "react-router";
import { describeProblem } from "#app/i18n/describe-problem.ts";
import { barePage } from "#app/runtime/bare-page.server.ts";
import type { Problem } from "#app/runtime/problem.ts";
import { scopeOf } from "#app/runtime/request.server.ts";
import { problemJson } from "./api/problem-json.server.ts";

interface Asked {
  request: Request;
  context: Readonly<RouterContextProvider>;
}

/** What files and lists to be saved refuse has no page around it: words for people, RFC 9457 for programs. */
export async function readableRefusals(
  { request, context }: Asked,
  next: () => Promise<Response>,
): Promise<Response> {
  const response = await next();
  if (response.status < 400 || !response.headers.get("Content-Type")?.startsWith("application/json"))
    return response;
  const problem = problemOf(await response.clone().json());
  if (!problem) return response;
  const scope = scopeOf(context);
  if (!request.headers.get("Accept")?.includes("text/html")) return problemJson(scope, problem);
  const { title, detail } = describeProblem(scope.t, problem);
  const { requestId, nonce, locale } = scope;
  return new Response(barePage(locale, { title, detail, requestId, nonce }), {
    status: problem.status,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Language": locale,
      "Cache-Control": "no-store",
    },
  });
}

function problemOf(body: unknown): Problem | undefined {
  const carries = (value: unknown): value is { problem: Problem } =>
    typeof value === "object" && value !== null && "problem" in value;
  return carries(body) ? body.problem : undefined;
}
