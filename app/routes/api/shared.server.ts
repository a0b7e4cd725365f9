import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Result } from "#app/runtime/problem.ts";
import { SharedAnswers } from "#app/runtime/shared-answers.server.ts";
import type { RequestScope } from "#app/runtime/request.server.ts";
import type { Endpoint } from "./endpoint.server.ts";

/** An answer as it is sent. */
export interface Packed {
  plain: Buffer;
  zipped: Buffer;
}

const answers = new SharedAnswers<Result<Packed>>();
const zip = promisify(gzip);

/** The question as far as the answer depends on it; undefined where the answer is for the asker alone. */
export function sharedQuestion(
  { ctx, locale }: RequestScope,
  request: Request,
  { method, path, access, shared }: Endpoint,
): string | undefined {
  const { searchParams } = new URL(request.url);
  if (access !== "public" || method !== "GET" || ctx.actor.user || !shared?.(searchParams)) return undefined;
  searchParams.delete("lang");
  searchParams.sort();
  return `${path} ${locale} ${searchParams}`;
}

/** The answer to a question that others may have asked just now; `read` finds it out. */
export const sharedAnswer = (
  question: string,
  read: () => Promise<Result<{ body: unknown }>>,
): Promise<Result<Packed>> =>
  answers.answer(question, async () => {
    const answer = await read();
    if (!answer.ok) return answer;
    const plain = Buffer.from(JSON.stringify(answer.value.body));
    return { ok: true, value: { plain, zipped: await zip(plain) } };
  });

/** As bytes that were made once for all: zipped ones where the asker reads them. */
export function sendPacked({ plain, zipped }: Packed, request: Request): Response {
  const zips = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/.test(request.headers.get("Accept-Encoding") ?? "");
  const headers = { "Content-Type": "application/json", Vary: "Accept-Encoding" };
  return zips
    ? new Response(new Uint8Array(zipped), { headers: { ...headers, "Content-Encoding": "gzip" } })
    : new Response(new Uint8Array(plain), { headers });
}
