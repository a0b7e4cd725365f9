import { z } from "zod";
import { registerTableInput } from "#app/domain/credit/register/inputs.ts";
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
  paths["/credit/register.csv"] = { get: registerTable() };
  return {
    openapi: "3.1.0",
    info: {
      title: "Kexiang API",
      version: "1.0.0",
      description: guide,
    },
    tags: [...new Set(endpoints.map(({ tag }) => tag))].map((name) => ({
      name,
      description: translatorFor("en").t(`api:tags.${name}`),
    })),
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
    description: descriptionOf(target),
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

/** How the whole of it is used. */
const guide = `Technology market and resource sharing platform.

Send \`Authorization: Bearer TOKEN\`; a token stands for its person and their organisation. Bodies are JSON, money is
\`{"amount": fen, "currency": "CNY"}\`, times are RFC 3339, and fields that an endpoint does not know are refused.

A refusal is \`application/problem+json\` (RFC 9457). Its \`code\` is stable, \`errors\` name fields and what would be right
there, \`reasons\` say which rules stand against it. \`requestId\` is what our log knows the request by.

What creates something takes an \`Idempotency-Key\`: the same key and content get the first answer again, with
\`Idempotency-Replayed: true\`; other content is refused with \`idempotency_conflict\`. After a refusal the key is free. A key
belongs to whoever sends it with a token; without a token it is not looked at.

Lists answer \`items\` and \`nextCursor\`; send it back as \`cursor\` for the next page.

What has a lifecycle says in \`allowed\` what you may do now: \`POST\` to its address, a slash and the name, with a body that
fits \`inputs\` (JSON Schema). Names may be written with hyphens or underscores. \`GET /lifecycles\` has every table.

429 and 503 say in \`Retry-After\` when to try again.`;

const descriptionOf = ({ access, creates, transitions = [] }: Endpoint): string => {
  const door =
    access === "public"
      ? "For anybody."
      : access === "user"
        ? "For anybody with a token."
        : `Needs the permission \`${access}\`.`;
  return [
    door,
    ...(creates ? [`Takes an \`Idempotency-Key\`${access === "public" ? ", with a token" : ""}.`] : []),
    ...(transitions.length > 0
      ? [
          `Lifecycles call it ${transitions.map((name) => `\`${name}\``).join(", ")}: it answers at those names too.`,
        ]
      : []),
  ].join(" ");
};

/** The one answer that is no JSON: it is written while it is read, by a route of its own. */
const registerTable = (): Json => ({
  tags: ["credit"],
  summary: "The public register as a table, in the columns of the national double-publicity form",
  description: "For anybody. The parameters of GET /credit/register but those of its pages.",
  operationId: "getCreditRegisterCsv",
  security: [],
  parameters: parameters(registerTableInput, "query"),
  responses: {
    200: {
      description: "UTF-8 with a byte order mark",
      content: { "text/csv": { schema: { type: "string" } } },
    },
    default: problemAnswer("A problem"),
  },
});

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
    {
      ...{ name: "Idempotency-Key", in: "header", required: false },
      description: "1 to 200 visible ASCII characters of your choice; yours alone, kept for a week",
      schema: { type: "string", minLength: 1, maxLength: 200, pattern: "^[\\x21-\\x7e]+$" },
      example: "9f0a2c7e-order-42",
    },
  ];
}

function requestBody({ body, rawBody, example }: Endpoint): Json {
  if (rawBody) {
    const content = Object.fromEntries(
      rawBody.map((type) => [type, { schema: { type: "string", format: "binary" } }]),
    );
    return { requestBody: { required: true, content } };
  }
  if (!body) return {};
  const schema = jsonSchema(body, "input");
  // Where nothing has to be said, nothing has to be sent.
  const required = !body.safeParse({}).success;
  const media = { schema, ...(example !== undefined && { example }) };
  return { requestBody: { required, content: { "application/json": media } } };
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
