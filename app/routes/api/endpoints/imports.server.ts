import { z } from "zod";
import { findImportResult, type ImportResult } from "#app/domain/catalog/imports/queries.server.ts";
import { uploadImport } from "#app/domain/catalog/imports/upload-import.server.ts";
import { describeImportIssue } from "#app/i18n/describe-import-issue.ts";
import { ok, type Result } from "#app/runtime/problem.ts";
import type { RequestScope } from "#app/runtime/request.server.ts";
import { decodeIssue } from "#app/runtime/validation.ts";
import { type ImportState, importFormats } from "#db/schema/vocabulary.ts";
import { endpoint } from "../endpoint.server.ts";
import { tableTypes } from "../table-types.ts";

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
  ignored: z.array(z.string()).describe("headers of columns that nothing is imported from"),
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
  async ({ ctx, scope, bytes, query: { format } }) => {
    const made = await uploadImport(ctx, {
      name: "api",
      content: bytes,
      format,
      submit: true,
      confirm: true,
    });
    return made.ok ? answerFor(scope, await findImportResult(ctx, made.value.id)) : made;
  },
);

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
