import { sha256 } from "@oslojs/crypto/sha2";
import { encodeHexLowerCase } from "@oslojs/encoding";
import type { Context } from "#app/domain/context.ts";
import { once, type StoredAnswer } from "#app/domain/idempotency.server.ts";
import { fail, type Result } from "#app/runtime/problem.ts";

const keyForm = /^[\x21-\x7e]{1,200}$/;

/**
 * Does `work` once for an Idempotency-Key. The dispatcher reads no raw body, so a repeated request is recognised here: by
 * its key and the hash of its body; `about` is what else makes it another request.
 */
export function rawOnce(
  ctx: Context,
  request: Request,
  { content, about }: { content: Uint8Array; about: string },
  work: (inner: Context) => Promise<Result<StoredAnswer>>,
): Promise<Result<StoredAnswer>> {
  const key = request.headers.get("Idempotency-Key");
  if (key === null) return work(ctx);
  if (!keyForm.test(key)) return Promise.resolve(fail({ code: "bad_idempotency_key", status: 400 }));
  const identity = `POST ${new URL(request.url).pathname} ${about} ${encodeHexLowerCase(sha256(content))}`;
  return once(ctx, { key, request: identity }, work);
}

/** Media types of lists that are read as a table. */
export const tableTypes = [
  "text/csv",
  "text/tab-separated-values",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "application/vnd.ms-excel",
];
