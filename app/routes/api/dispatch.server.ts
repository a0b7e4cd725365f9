import { z } from "zod";
import { once } from "#app/domain/idempotency.server.ts";
import { findApiToken } from "#app/domain/identity/api-tokens.server.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { proveSigner } from "#app/domain/identity/prove.server.ts";
import { fail, ok, type Problem, problems, type Result, retryHeaders } from "#app/runtime/problem.ts";
import { countAttempt, limits } from "#app/runtime/rate-limit.server.ts";
import { type RequestScope, scopeAs } from "#app/runtime/request.server.ts";
import { codeErrorMap, fieldErrors } from "#app/runtime/validation.ts";
import { openCursor, sealCursor } from "./cursors.server.ts";
import { readFen, writeFen } from "./fen-fields.server.ts";
import type { Endpoint } from "./endpoint.server.ts";
import { allowedMethods, matchesOf } from "./match.server.ts";
import { problemJson } from "./problem-json.server.ts";
import { rawQuery } from "./raw-query.server.ts";
import { readBody } from "./request-body.server.ts";
import { sendPacked, sharedAnswer, sharedQuestion } from "./shared.server.ts";

/** The scheme is known in any case: RFC 9110, 11.1. */
const bearer = /^Bearer +([\w.-]+)$/i;
const keyForm = /^[\x21-\x7e]{1,200}$/;

/** Answers one API request, `path` being what follows `/api/v1`. Never throws for what a caller can cause. */
export async function dispatch(scope: RequestScope, request: Request, path: string): Promise<Response> {
  const matches = matchesOf(path);
  const method = request.method === "HEAD" ? "GET" : request.method;
  const match = matches.find(({ candidate }) => candidate.method === method);
  if (!match) {
    if (matches.length === 0) return problemJson(scope, problems.notFound("endpoint"));
    return problemJson(scope, methodProblem(request.method), { Allow: allowedMethods(matches) });
  }
  if (!readsJson(request)) return problemJson(scope, notAcceptable);
  const caller = await identify(scope, request);
  if (!caller.ok) return problemJson(scope, caller.problem, challenge(caller.problem));
  const refusal = refuseAccess(caller.value, match.candidate);
  if (refusal) return problemJson(scope, refusal, challenge(refusal));
  const question = sharedQuestion(caller.value, request, match.candidate);
  if (question !== undefined) {
    // Whoever asked first may leave; others wait for the same.
    const alone = new Request(request.url);
    const read = () => answerCall(caller.value, alone, match.candidate, match.names);
    const found = await sharedAnswer(question, read);
    return found.ok
      ? sendPacked(found.value, request)
      : problemJson(scope, found.problem, retryHeaders(found.problem));
  }
  const answer = await answerCall(caller.value, request, match.candidate, match.names);
  return answer.ok
    ? Response.json(answer.value.body, answer.value)
    : problemJson(scope, answer.problem, retryHeaders(answer.problem));
}

/** Whether the caller takes what we answer. RFC 9110, 12.5.1: nothing said means anything. */
function readsJson(request: Request): boolean {
  const accept = request.headers.get("Accept")?.toLowerCase() ?? "";
  return accept.trim() === "" || accept.split(",").some((range) => readable.test(range.trim()));
}

const readable = /^(?:\*\/\*|application\/(?:\*|(?:[\w.-]+\+)?json))\s*(?:;(?!\s*q=0(?:\.0*)?\s*$).*)?$/;

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

/** RFC 6750, 3: how to prove oneself, and that a token was there but is no good. */
const challenge = ({ status, code }: Problem): Record<string, string> =>
  status === 401
    ? { "WWW-Authenticate": code === "bad_token" ? 'Bearer error="invalid_token"' : "Bearer" }
    : {};

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
  const { pathname, searchParams } = new URL(request.url);
  const asked = readQuery(request, pathname);
  if (!asked.ok) return asked;
  const query = parse(target.query ?? none, asked.value);
  if (!query.ok) return query;
  const carried = await readBody(request, target);
  if (!carried.ok) return carried;
  const { json, bytes, identity } = carried.value;
  const body = target.rawBody || target.method === "GET" ? ok(undefined) : parseBody(target, json);
  if (!body.ok) return body;
  const work = async (ctx: RequestScope["ctx"]): Promise<Result<Answer>> => {
    const values = { params: params.value, query: query.value, body: body.value };
    const result = await target.handle({ ctx, scope, request, bytes, ...values });
    return result.ok
      ? ok({ status: target.status ?? 200, body: sealed(pathname, writeFen(target.answer, result.value)) })
      : result;
  };
  const counted = await countUpload(scope, target);
  if (!counted.ok) return counted;
  const key = request.headers.get("Idempotency-Key");
  if (!target.creates || key === null || !scope.ctx.actor.user) return work(scope.ctx);
  if (!keyForm.test(key)) return fail({ code: "bad_idempotency_key", status: 400 });
  const proven = target.signs ? await proveSigner(scope.ctx, target.signs(body.value)) : counted;
  if (!proven.ok) return proven;
  // In whatever language it is answered, it asks the same.
  searchParams.delete("lang");
  const wanted = searchParams.size > 0 ? `?${searchParams}` : "";
  // Without the host: a balancer may send the repetition to another process under another name.
  const result = await once(
    scope.ctx,
    { key, request: `${target.method} ${pathname}${wanted} ${identity}` },
    work,
  );
  if (!result.ok) return result;
  const { replayed, status, body: answer } = result.value;
  const headers: HeadersInit = replayed ? [["Idempotency-Replayed", "true"]] : [];
  return ok({ status, body: answer, headers });
}

/** Files are counted before the transaction that a key makes, whose end may undo what is counted in it. */
async function countUpload({ ctx }: RequestScope, { rawBody }: Endpoint): Promise<Result<void>> {
  if (!rawBody) return ok(undefined);
  return countAttempt(ctx.db, ctx.clock.now(), [[limits.uploadByAccount, ctx.actor.user?.id ?? null]]);
}

/** What an endpoint takes that says nothing of it: no field at all. */
const none = z.strictObject({});

/** The query's parameters, a cursor being the place in it, an empty one the beginning. */
function readQuery(request: Request, path: string): Result<Record<string, string | string[]>> {
  const { searchParams } = new URL(request.url);
  const { cursor, ...others } = rawQuery(searchParams);
  if (cursor === undefined || cursor === "") return ok(others);
  const place = typeof cursor === "string" ? openCursor(path, cursor) : undefined;
  return place === undefined ? fail({ code: "bad_cursor", status: 400 }) : ok({ ...others, cursor: place });
}

/** An answer whose place in a list is made a cursor. */
const sealed = (path: string, body: unknown): unknown =>
  isPage(body) ? { ...body, nextCursor: sealCursor(path, body.nextCursor) } : body;

const isPage = (body: unknown): body is { nextCursor: string } =>
  typeof body === "object" && body !== null && typeof Reflect.get(body, "nextCursor") === "string";

function parseBody({ body = none }: Endpoint, json: unknown): Result<unknown> {
  return parse(body, readFen(body, json));
}

function parse(schema: z.ZodType | undefined, value: unknown): Result<unknown> {
  if (!schema) return ok(undefined);
  const result = schema.safeParse(value, { error: codeErrorMap });
  return result.success ? ok(result.data) : fail(problems.invalid(fieldErrors(result.error)));
}

const methodProblem = (method: string): Problem => ({
  code: "method_not_allowed",
  status: 405,
  params: { method },
});

const notAcceptable: Problem = { code: "not_acceptable", status: 406 };
