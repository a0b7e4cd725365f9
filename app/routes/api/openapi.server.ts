import { z } from "zod";
import { translatorFor } from "#app/i18n/translator.server.ts";
import { env } from "#app/runtime/env.server.ts";
import { cursorLength } from "./cursors.server.ts";
import { moneyInSchema } from "./fen-fields.server.ts";
import type { Endpoint } from "./endpoint.server.ts";
import { endpoints } from "./endpoints/index.server.ts";

type Json = Record<string, unknown>;

const problemSchema = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  requestId: z.string(),
  errors: z
    .array(
      z.object({
        path: z.string().meta({ description: "Where in the request, `milestones.0.amount`" }),
        code: z.string(),
        message: z.string(),
        expected: z.string().optional().meta({ description: "What would be right: options, type, format" }),
      }),
    )
    .optional(),
  reasons: z.array(z.object({ rule: z.string(), message: z.string(), overridable: z.boolean() })).optional(),
});

/** The OpenAPI 3.1 document, made from the schemas that the handlers parse with. */
export function openApiDocument(): Json {
  const paths: Record<string, Json> = {};
  for (const target of endpoints) {
    paths[target.path] = { ...paths[target.path], [target.method.toLowerCase()]: operation(target) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Kexiang API",
      version: "1.0.0",
      description: "Technology market and resource sharing platform",
    },
    servers: [{ url: `${env().baseUrl}/api/v1` }],
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
      schemas: { Problem: jsonSchema(problemSchema, "output") },
    },
    paths,
  };
}

let written: string | undefined;

/** The document as text: it is the same for everybody until the server starts again. */
export const openApiText = (): string => (written ??= JSON.stringify(openApiDocument()));

function operation(target: Endpoint): Json {
  return {
    tags: [target.tag],
    summary: translatorFor("en").t(`api:summaries.${operationId(target)}`),
    operationId: operationId(target),
    security: target.access === "public" ? [] : [{ token: [] }],
    parameters: [
      ...parameters(target.params, "path"),
      ...parameters(target.query, "query"),
      ...idempotencyKey(target),
    ],
    ...requestBody(target),
    responses: {
      [target.status ?? 200]: {
        description: "Success",
        content: { "application/json": { schema: jsonSchema(target.answer, "output") } },
      },
      ...problemResponses(target),
      default: problemAnswer("A problem"),
    },
  };
}

/** The name of an endpoint in the OpenAPI document: its method and path as one word. */
export const operationId = ({ method, path }: Endpoint): string =>
  `${method.toLowerCase()}${path.replaceAll(/[{}]/g, "").replaceAll(/[/-](\w)/g, (_, letter: string) => letter.toUpperCase())}`;

function parameters(schema: z.ZodType | undefined, place: "path" | "query"): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = objectSchema.parse(jsonSchema(schema, "input"));
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    ...(name === "cursor" ? cursorParameter : { schema: property }),
  }));
}

/** Handlers get the place in it; callers see it sealed. */
const cursorParameter: Json = {
  description: "`nextCursor` of the page before, unchanged; without it, the first page",
  schema: { type: "string", maxLength: cursorLength },
};

const objectSchema = z.object({
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
});

function idempotencyKey(target: Endpoint): Json[] {
  if (!target.creates) return [];
  return [
    { name: "Idempotency-Key", in: "header", required: false, schema: { type: "string", maxLength: 200 } },
  ];
}

function requestBody({ body, rawBody }: Endpoint): Json {
  if (rawBody) {
    const content = Object.fromEntries(
      rawBody.map((type) => [type, { schema: { type: "string", format: "binary" } }]),
    );
    return { requestBody: { required: true, content } };
  }
  if (!body) return {};
  return {
    requestBody: { required: true, content: { "application/json": { schema: jsonSchema(body, "input") } } },
  };
}

function problemResponses({ problems = {} }: Endpoint): Json {
  const byStatus = new Map<number, string[]>();
  for (const [code, status] of Object.entries(problems))
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [status, problemAnswer(codes.join(", "))]),
  );
}

const problemAnswer = (description: string): Json => ({
  description,
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
});

/** A schema of ours as JSON Schema: what is accepted (`input`) or answered (`output`). */
export function jsonSchema(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    override: moneyInSchema,
  });
  return rest;
}
