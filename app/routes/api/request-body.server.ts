import { sha256 } from "@oslojs/crypto/sha2";
import { encodeHexLowerCase } from "@oslojs/encoding";
import { visibleTexts } from "#app/runtime/visible-text.ts";
import { fail, ok, type Problem, problems, type Result } from "#app/runtime/problem.ts";
import type { Endpoint } from "./endpoint.server.ts";

/** What a request carries. */
export interface Carried {
  /** The value of a JSON body; an empty body is an object without fields. */
  json: unknown;
  /** The body of an endpoint that takes files. */
  bytes: Uint8Array<ArrayBuffer>;
  /** The same for the same content, however its JSON is written. */
  identity: string;
}

const nothing: Carried = { json: undefined, bytes: new Uint8Array(), identity: "" };

/**
 * Reads what `target` takes. Refuses other media types and encodings with 415, what is no JSON or nested without end with 400, and the
 * character U+0000, which no text column takes, with 422.
 */
export async function readBody(request: Request, target: Endpoint): Promise<Result<Carried>> {
  const encoding = request.headers.get("Content-Encoding")?.trim().toLowerCase() ?? "identity";
  if (encoding !== "identity") return fail(unsupported(["Content-Encoding: identity"]));
  const type = request.headers.get("Content-Type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (target.rawBody) {
    if (!target.rawBody.includes(type)) return fail(unsupported(target.rawBody));
    const bytes = new Uint8Array(await request.arrayBuffer());
    return ok({ json: undefined, bytes, identity: encodeHexLowerCase(sha256(bytes)) });
  }
  if (target.method === "GET") return ok(nothing);
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.length === 0) return ok({ ...nothing, json: {} });
  return type === "application/json" ? readJson(bytes) : fail(unsupported(["application/json"]));
}

function readJson(bytes: Uint8Array): Result<Carried> {
  let json: unknown;
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    json = JSON.parse(text);
    if (depthOf(json) > deepest) return fail({ code: "malformed_json", status: 400 });
    json = visibleTexts(json);
  } catch {
    return fail({ code: "malformed_json", status: 400 });
  }
  const path = text.includes(escapedNul) ? nulIn(json) : undefined;
  return path === undefined
    ? ok({ ...nothing, json, identity: JSON.stringify(sorted(json)) })
    : fail(problems.invalid([{ path, code: "control_characters" }]));
}

/** How deep a body may be nested: no endpoint asks for a tenth of it, and whoever walks down needs a stack. */
const deepest = 100;

/** How deep arrays and objects are nested in each other, counted no further than one past the deepest that is taken. */
function depthOf(json: unknown): number {
  let level: unknown[] = [json];
  for (let depth = 0; depth <= deepest; depth++) {
    level = level.flatMap((value) =>
      typeof value === "object" && value !== null ? Object.values(value) : [],
    );
    if (level.length === 0) return depth;
  }
  return deepest + 1;
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

/** The same value with the fields of its objects in one order: their order means nothing. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return fields.map(([name, part]) => [name, sorted(part)]);
}

const unsupported = (accepted: readonly string[]): Problem => ({
  code: "unsupported_media_type",
  status: 415,
  params: { accepted: accepted.join(", ") },
});
