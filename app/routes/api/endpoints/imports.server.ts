import { z } from "zod";
import { findImportResult, type ImportResult } from "#app/domain/catalog/imports/queries.server.ts";
import { type Upload, uploadImport } from "#app/domain/catalog/imports/upload-import.server.ts";
import type { Context } from "#app/domain/context.ts";
import { describeImportIssue } from "#app/i18n/describe-import-issue.ts";
import { ok, type Result } from "#app/runtime/problem.ts";
import { countAttempt, limits } from "#app/runtime/rate-limit.server.ts";
import type { RequestScope } from "#app/runtime/request.server.ts";
import { decodeIssue } from "#app/runtime/validation.ts";
import { type ImportState, importFormats } from "#db/schema/vocabulary.ts";
import { endpoint } from "../endpoint.server.ts";
import { rawOnce, tableTypes } from "../raw-once.server.ts";

const rejectedRow = z.strictObject({
  row: z.int(),
  column: z.string(),
  code: z.string(),
  message: z.string(),
});

const importAnswer = z.strictObject({
  id: z.uuid(),
  state: z.enum(["queued", "running", "done", "failed"]),
  total: z.int(),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  rejected: z.array(rejectedRow),
  /** Why it is `failed`. */
  failure: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
});

/** Takes a list in and imports what is right in it; the rest is named by the import. */
const createImport = endpoint(
  {
    method: "POST",
    path: "/imports",
    tag: "imports",
    access: "import.run",
    query: z.strictObject({ format: z.enum(importFormats).optional() }),
    rawBody: tableTypes,
    answer: importAnswer,
    status: 202,
    creates: true,
  },
  async ({ ctx, scope, request, query }) => {
    const content = new Uint8Array(await request.arrayBuffer());
    const who = ctx.actor.user?.id ?? null;
    const allowed = await countAttempt(ctx.db, ctx.clock.now(), [[limits.uploadByAccount, who]]);
    if (!allowed.ok) return allowed;
    const uploaded = await uploadOnce(ctx, request, {
      name: "api",
      content,
      format: query.format,
      submit: true,
      confirm: true,
    });
    return uploaded.ok ? answerFor(scope, await findImportResult(ctx, uploaded.value)) : uploaded;
  },
);

async function uploadOnce(ctx: Context, request: Request, upload: Upload): Promise<Result<string>> {
  const about = { content: upload.content, about: upload.format ?? "" };
  const result = await rawOnce(ctx, request, about, async (inner) => {
    const made = await uploadImport(inner, upload);
    return made.ok ? ok({ status: 202, body: made.value.id }) : made;
  });
  return result.ok ? ok(String(result.value.body)) : result;
}

const showImport = endpoint(
  {
    method: "GET",
    path: "/imports/{id}",
    tag: "imports",
    access: "import.run",
    params: z.strictObject({ id: z.uuid() }),
    answer: importAnswer,
  },
  async ({ ctx, scope, params }) => answerFor(scope, await findImportResult(ctx, params.id)),
);

export const importEndpoints = [createImport, showImport];

/** What a program has to tell apart; an import that waits for a person on the website is `queued` as well. */
const states = {
  mapping: "queued",
  preview: "queued",
  queued: "queued",
  running: "running",
  done: "done",
  failed: "failed",
  undone: "done",
} as const satisfies Record<ImportState, string>;

function answerFor({ t }: RequestScope, result: Result<ImportResult>): Result<z.input<typeof importAnswer>> {
  if (!result.ok) return result;
  const { state, failure, rejected, ...counts } = result.value;
  const worded = (issue: string) => ({
    code: decodeIssue(issue).code,
    message: describeImportIssue(t, issue),
  });
  return ok({
    ...counts,
    state: states[state],
    rejected: rejected.map(({ row, column, code }) => ({ row, column, ...worded(code) })),
    failure: failure === null ? null : worded(failure),
  });
}
