import type { z } from "zod";
import { once } from "#app/domain/idempotency.server.ts";
import { findApiToken } from "#app/domain/identity/api-tokens.server.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { fail, ok, type Problem, problems, type Result } from "#app/runtime/problem.ts";
import { type RequestScope, scopeAs } from "#app/runtime/request.server.ts";
import { codeErrorMap, fieldErrors } from "#app/runtime/validation.ts";
import type { Endpoint } from "./endpoint.server.ts";
import { endpoints } from "./endpoints/index.server.ts";
import { problemJson } from "./problem-json.server.ts";
import { sendPacked, sharedAnswer, sharedQuestion } from "./shared.server.ts";

/** The scheme is known in any case: RFC 9110, 11.1. */
const bearer = /^Bearer +([\w.-]+)$/i;
const keyForm = /^[\x21-\x7e]{1,200}$/;

/** What paths that may fit each other have in common: the first part, and how many there are. No pattern begins with a name. */
function shapeOf(path: string): string {
  const parts = path.split("/");
  return `${parts.length} ${parts[1]}`;
}

const endpointsOf = Map.groupBy(endpoints, ({ path }) => shapeOf(path));

/** Answers one API request, `path` being what follows `/api/v1`. Never throws for what a caller can cause. */
export async function dispatch(scope: RequestScope, request: Request, path: string): Promise<Response> {
  const matches = (endpointsOf.get(shapeOf(path)) ?? []).flatMap((candidate) => {
    const names = matchPath(candidate.path, path);
    return names ? [{ candidate, names }] : [];
  });
  const method = request.method === "HEAD" ? "GET" : request.method;
  const match = matches.find(({ candidate }) => candidate.method === method);
  if (!match)
    return problemJson(
      scope,
      matches.length > 0 ? methodProblem(request.method) : problems.notFound("endpoint"),
      allowHeader(matches),
    );
  const caller = await identify(scope, request);
  if (!caller.ok) return problemJson(scope, caller.problem, { "WWW-Authenticate": "Bearer" });
  const refusal = refuseAccess(caller.value, match.candidate);
  if (refusal)
    return problemJson(scope, refusal, refusal.status === 401 ? { "WWW-Authenticate": "Bearer" } : {});
  const question = sharedQuestion(caller.value, request, match.candidate);
  if (question !== undefined) {
    // Whoever asked first may leave; others wait for the same.
    const alone = new Request(request.url);
    const read = () => answerCall(caller.value, alone, match.candidate, match.names);
    const found = await sharedAnswer(question, read);
    return found.ok
      ? sendPacked(found.value, request)
      : problemJson(scope, found.problem, retryHeader(found.problem));
  }
  const answer = await answerCall(caller.value, request, match.candidate, match.names);
  return answer.ok
    ? Response.json(answer.value.body, answer.value)
    : problemJson(scope, answer.problem, retryHeader(answer.problem));
}

/** The names in a path pattern with their values; undefined when it does not fit. */
export function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const expected = pattern.split("/");
  const actual = path.split("/");
  if (expected.length !== actual.length) return undefined;
  const names: Record<string, string> = {};
  for (const [i, part] of expected.entries()) {
    const given = actual[i] ?? "";
    if (part.startsWith("{")) names[part.slice(1, -1)] = given;
    else if (part !== given) return undefined;
  }
  return names;
}

async function identify(scope: RequestScope, request: Request): Promise<Result<RequestScope>> {
  const header = request.headers.get("Authorization");
  if (header === null) return ok(scope);
  const token = bearer.exec(header)?.[1];
  const { db, clock } = scope.ctx;
  const actor = token ? await findApiToken(db, clock.now(), token, scope.requestId) : undefined;
  return actor ? ok(scopeAs(scope, actor)) : fail({ code: "bad_token", status: 401 });
}

function refuseAccess({ ctx: { actor } }: RequestScope, { access }: Endpoint): Problem | undefined {
  if (access === "public") return undefined;
  if (!actor.user) return problems.signInRequired();
  return access === "user" || may(actor, access) ? undefined : problems.forbidden(access);
}

interface Answer {
  status: number;
  body: unknown;
  headers?: HeadersInit;
}

async function answerCall(
  scope: RequestScope,
  request: Request,
  target: Endpoint,
  names: Record<string, string>,
): Promise<Result<Answer>> {
  const params = parse(target.params, names);
  if (!params.ok) return fail(problems.notFound("page"));
  const query = parse(target.query, readQuery(request));
  if (!query.ok) return query;
  const text = await readBody(request, target);
  if (!text.ok) return text;
  const body = parse(target.body, text.value.json);
  if (!body.ok) return body;
  const work = async (ctx: RequestScope["ctx"]): Promise<Result<Answer>> => {
    const call = { ctx, scope, request, params: params.value, query: query.value, body: body.value };
    const result = await target.handle(call);
    return result.ok ? ok({ status: target.status ?? 200, body: result.value }) : result;
  };
  const key = request.headers.get("Idempotency-Key");
  if (!target.creates || key === null || target.rawBody) return work(scope.ctx);
  if (!keyForm.test(key)) return fail({ code: "bad_idempotency_key", status: 400 });
  // Without the host: a balancer may send the repetition to another process under another name.
  const { pathname, search } = new URL(request.url);
  const result = await once(
    scope.ctx,
    { key, request: `${target.method} ${pathname}${search} ${text.value.raw}` },
    work,
  );
  if (!result.ok) return result;
  const { replayed, status, body: answer } = result.value;
  const headers: HeadersInit = replayed ? [["Idempotency-Replayed", "true"]] : [];
  return ok({ status, body: answer, headers });
}

/** Repeated query parameters become arrays, single ones stay strings. */
function readQuery(request: Request): Record<string, string | string[]> {
  const { searchParams } = new URL(request.url);
  const query: Record<string, string | string[]> = {};
  for (const key of new Set(searchParams.keys())) {
    if (key === "lang") continue;
    const values = searchParams.getAll(key);
    query[key] = values.length === 1 ? (values[0] ?? "") : values;
  }
  return query;
}

async function readBody(request: Request, target: Endpoint): Promise<Result<{ raw: string; json: unknown }>> {
  const type = request.headers.get("Content-Type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (target.rawBody) {
    return target.rawBody.includes(type)
      ? ok({ raw: "", json: undefined })
      : fail(unsupported(target.rawBody));
  }
  if (target.method === "GET") return ok({ raw: "", json: undefined });
  const raw = await request.text();
  if (raw === "") return ok({ raw, json: target.body ? {} : undefined });
  if (type !== "application/json") return fail(unsupported(["application/json"]));
  try {
    const json: unknown = JSON.parse(raw);
    const path = raw.includes(escapedNul) ? nulIn(json) : undefined;
    return path === undefined
      ? ok({ raw, json })
      : fail(problems.invalid([{ path, code: "control_characters" }]));
  } catch {
    return fail({ code: "malformed_json", status: 400 });
  }
}

/** JSON may carry it, PostgreSQL cannot store it. */
const escapedNul = "\\u0000";

/** Where in a body the character U+0000 stands, as a path; undefined where it does not. */
function nulIn(value: unknown, path: string[] = []): string | undefined {
  if (typeof value === "string") return value.includes("\0") ? path.join(".") : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  for (const [name, part] of Object.entries(value)) {
    const found = name.includes("\0") ? path.join(".") : nulIn(part, [...path, name]);
    if (found !== undefined) return found;
  }
  return undefined;
}

function parse(schema: z.ZodType | undefined, value: unknown): Result<unknown> {
  if (!schema) return ok(undefined);
  const result = schema.safeParse(value, { error: codeErrorMap });
  return result.success ? ok(result.data) : fail(problems.invalid(fieldErrors(result.error)));
}

const unsupported = (accepted: readonly string[]): Problem => ({
  code: "unsupported_media_type",
  status: 415,
  params: { accepted: accepted.join(", ") },
});

const methodProblem = (method: string): Problem => ({
  code: "method_not_allowed",
  status: 405,
  params: { method },
});

const allowHeader = (matches: { candidate: Endpoint }[]): Record<string, string> =>
  matches.length > 0
    ? {
        Allow: matches
          .map(({ candidate: { method } }) => (method === "GET" ? "GET, HEAD" : method))
          .join(", "),
      }
    : {};

const retryHeader = ({ params }: Problem): Record<string, string> =>
  params?.retryAfterSeconds === undefined ? {} : { "Retry-After": String(params.retryAfterSeconds) };
