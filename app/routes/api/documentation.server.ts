import type { TFunction } from "i18next";
import type { z } from "zod";
import type { EndpointLine, EndpointSchemas } from "#app/components/api/endpoint.tsx";
import { say } from "#app/i18n/describe-problem.ts";
import type { Endpoint } from "./endpoint.server.ts";
import { endpoints } from "./endpoints/index.server.ts";
import { jsonSchema, operationId } from "./openapi.server.ts";

/** Every endpoint in a line, for the first page of the documentation. */
export const listEndpoints = (t: TFunction): EndpointLine[] => endpoints.map((target) => line(t, target));

/** One endpoint with its schemas, by the operation id of the OpenAPI document; undefined when there is none. */
export function describeEndpoint(t: TFunction, id: string): (EndpointLine & EndpointSchemas) | undefined {
  const target = endpoints.find((endpoint) => operationId(endpoint) === id);
  if (!target) return undefined;
  return {
    ...line(t, target),
    parameters: target.params ? schemaText(target.params, "input") : null,
    query: target.query ? schemaText(target.query, "input") : null,
    body: target.body ? schemaText(target.body, "input") : null,
    example: target.example === undefined ? null : JSON.stringify(target.example, null, 2),
    media: target.rawBody ?? ["application/json"],
    answer: schemaText(target.answer, "output"),
    status: target.status ?? 200,
    problems: Object.entries(target.problems ?? {}).map(([code, status]) => ({
      code,
      status,
      title: say(t, `problems:${code}.title`),
    })),
  };
}

/** What every endpoint may refuse with, whatever it does. */
const commonProblems = {
  bad_request: 400,
  malformed_json: 400,
  bad_cursor: 400,
  bad_idempotency_key: 400,
  sign_in_required: 401,
  bad_token: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  not_acceptable: 406,
  changed_meanwhile: 409,
  not_allowed_now: 409,
  idempotency_conflict: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  invalid: 422,
  rate_limited: 429,
  unexpected: 500,
  unavailable: 503,
};

/** Every problem code that an endpoint names, by code: where the `type` of an answer leads. */
export function listProblems(t: TFunction): { code: string; status: number; title: string }[] {
  const statuses = new Map<string, number>(Object.entries(commonProblems));
  for (const { problems = {} } of endpoints)
    for (const [code, status] of Object.entries(problems)) statuses.set(code, status);
  return [...statuses]
    .map(([code, status]) => ({ code, status, title: say(t, `problems:${code}.title`) }))
    .toSorted((a, b) => a.code.localeCompare(b.code, "en"));
}

const line = (t: TFunction, target: Endpoint): EndpointLine => ({
  id: operationId(target),
  method: target.method,
  path: target.path,
  tag: target.tag,
  summary: say(t, `api:summaries.${operationId(target)}`),
  access: target.access,
  creates: target.creates ?? false,
});

/** Without the patterns of formats, which are long, and say nothing that the format's name does not. */
const schemaText = (schema: z.ZodType, io: "input" | "output"): string =>
  JSON.stringify(jsonSchema(schema, io), readable, 2);

const readable = (_key: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && "format" in value && "pattern" in value
    ? { ...value, pattern: undefined }
    : value;
