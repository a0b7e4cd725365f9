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
  const problem = problemOf(await response.clone().json()) ?? refusedMethod(request, response);
  if (!problem) return response;
  const scope = scopeOf(context);
  const allow: Record<string, string> = response.status === 405 ? { Allow: "GET, HEAD" } : {};
  if (!request.headers.get("Accept")?.includes("text/html")) return problemJson(scope, problem, allow);
  const { title, detail } = describeProblem(scope.t, problem);
  const { requestId, nonce, locale } = scope;
  return new Response(barePage(locale, { title, detail, requestId, nonce }), {
    status: problem.status,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Language": locale,
      "Cache-Control": "no-store",
      ...allow,
    },
  });
}

/** The router's own refusal: what is only read was posted to. */
const refusedMethod = ({ method }: Request, { status }: Response): Problem | undefined =>
  status === 405 ? { code: "method_not_allowed", status, params: { method } } : undefined;

function problemOf(body: unknown): Problem | undefined {
  const carries = (value: unknown): value is { problem: Problem } =>
    typeof value === "object" && value !== null && "problem" in value;
  return carries(body) ? body.problem : undefined;
}
