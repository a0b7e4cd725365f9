import type { Context } from "#app/domain/context.ts";
import { csvLine } from "#app/integrations/csv.server.ts";
import type { ImportIssue } from "#db/schema/imports.ts";
import { isWarning } from "./issues.ts";
import { type ImportView, rejectedRows } from "./queries.server.ts";

interface ReasonWords {
  row: string;
  reason: string;
  issue: (code: string) => string;
}

/** The rejected rows with the file's own columns behind their number and reasons, so that they can be uploaded again. */
export async function* rejectedCsv(
  ctx: Context,
  { id, headers }: Pick<ImportView, "id" | "headers">,
  words: ReasonWords,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(`\uFEFF${csvLine([words.row, words.reason, ...headers])}`);
  for await (const { row, raw, issues } of rejectedRows(ctx, id)) {
    const reasons = issues.filter(({ code }) => !isWarning(code)).map((issue) => said(issue, words));
    yield encoder.encode(
      csvLine([String(row), reasons.join("; "), ...headers.map((header) => raw[header] ?? "")]),
    );
  }
}

const said = ({ column, code, value }: ImportIssue, { issue }: ReasonWords): string =>
  [column, value && `“${value}”`, issue(code)].filter(Boolean).join(" ");
