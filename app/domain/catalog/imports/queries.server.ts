import { and, asc, count, desc, eq, inArray } from "drizzle-orm";
import { validate } from "uuid";
import { importBatch, importRow } from "#db/schema/imports.ts";
import { appUser } from "#db/schema/identity.ts";
import type { ImportRowOutcome } from "#db/schema/vocabulary.ts";
import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import type { Batch } from "./batch.server.ts";
import { formats } from "./formats/index.ts";
import { ignoredColumns } from "./headers.ts";
import { countOutcomes } from "./outcomes.server.ts";

const batchesPerPage = 20;
const rowsPerPage = 50;

/** The organisation's imports, latest first. */
export async function listImports({ db, actor }: Context, page: number) {
  const organizationId = actor.organization?.id ?? "";
  const mine = eq(importBatch.organizationId, organizationId);
  const [total] = await db.select({ n: count() }).from(importBatch).where(mine);
  const items = await db
    .select({ batch: importBatch, by: appUser.name })
    .from(importBatch)
    .leftJoin(appUser, eq(appUser.id, importBatch.createdBy))
    .where(mine)
    .orderBy(desc(importBatch.createdAt), desc(importBatch.id))
    .limit(batchesPerPage)
    .offset((page - 1) * batchesPerPage);
  return {
    items: items.map(({ batch, by }) => ({ ...summaryOf(batch), by })),
    pages: Math.ceil((total?.n ?? 0) / batchesPerPage),
  };
}

const summaryOf = ({ sha256: _, options: __, mapping: ___, headers: ____, ...batch }: Batch) => batch;

export type ImportSummary = Awaited<ReturnType<typeof listImports>>["items"][number];

/** One import with what a person can change about it, or `not_found` for another organisation's. */
export async function findImport({ db, actor }: Context, id: string) {
  const [row] = validate(id)
    ? await db
        .select({ batch: importBatch, by: appUser.name })
        .from(importBatch)
        .leftJoin(appUser, eq(appUser.id, importBatch.createdBy))
        .where(eq(importBatch.id, id))
    : [];
  if (!row || !may(actor, "import.run", row.batch)) return fail(problems.notFound("import"));
  const { batch, by } = row;
  const format = formats[batch.format];
  const mapped = new Set(Object.values(batch.mapping));
  return ok({
    ...summaryOf(batch),
    by,
    headers: batch.headers,
    mapping: batch.mapping,
    options: batch.options,
    counts: await countOutcomes(db, id),
    fields: format.fields.map(({ key, headers, required }) => ({
      key,
      headers: headers.slice(0, 2),
      missing: Boolean(required) && !mapped.has(key),
      required: required ?? false,
    })),
  });
}

export type ImportView = Extract<Awaited<ReturnType<typeof findImport>>, { ok: true }>["value"];

/** Rows of an import that `findImport` has shown, a page of one outcome or of all. */
export async function listImportRows(
  { db }: Context,
  view: ImportView,
  outcomes: readonly ImportRowOutcome[],
  page: number,
) {
  const where = and(
    eq(importRow.batchId, view.id),
    outcomes.length > 0 ? inArray(importRow.outcome, [...outcomes]) : undefined,
  );
  const rows = await db
    .select()
    .from(importRow)
    .where(where)
    .orderBy(asc(importRow.row))
    .limit(rowsPerPage)
    .offset((page - 1) * rowsPerPage);
  const [total] = await db.select({ n: count() }).from(importRow).where(where);
  const nameHeader = headerOf(view, ["name", "cname", "title_zh"]);
  const idHeader = headerOf(view, ["id", "inner_id"]);
  return {
    pages: Math.ceil((total?.n ?? 0) / rowsPerPage),
    rows: rows.map(({ row, raw, outcome, issues, listingId }) => ({
      row,
      outcome,
      issues,
      listingId,
      name: raw[nameHeader] ?? "",
      innerId: raw[idHeader] ?? "",
    })),
  };
}

export type ImportRowView = Awaited<ReturnType<typeof listImportRows>>["rows"][number];

const headerOf = ({ mapping }: Pick<ImportView, "mapping">, keys: readonly string[]): string =>
  Object.entries(mapping).find(([, key]) => keys.includes(key))?.[0] ?? "";

/** The first cells under each header, so that a person sees what a column holds. */
export async function sampleCells({ db }: Context, id: string): Promise<Record<string, string>> {
  const rows = await db
    .select({ raw: importRow.raw })
    .from(importRow)
    .where(eq(importRow.batchId, id))
    .orderBy(asc(importRow.row))
    .limit(5);
  const samples: Record<string, string> = {};
  for (const { raw } of rows) {
    for (const [header, cell] of Object.entries(raw))
      if (!samples[header] && cell.trim() !== "") samples[header] = cell.slice(0, 80);
  }
  return samples;
}

/** Every rejected row, in order, a page at a time. */
export async function* rejectedRows({ db }: Context, id: string) {
  for (let offset = 0, full = true; full; offset += 500) {
    const rows = await db
      .select()
      .from(importRow)
      .where(and(eq(importRow.batchId, id), eq(importRow.outcome, "error")))
      .orderBy(asc(importRow.row))
      .limit(500)
      .offset(offset);
    yield* rows;
    full = rows.length === 500;
  }
}

/** The outcome of an import as a program sees it. */
export async function findImportResult(ctx: Context, id: string): Promise<Result<ImportResult>> {
  const found = await findImport(ctx, id);
  if (!found.ok) return found;
  const { state, total, created, updated, unchanged, failure } = found.value;
  const samples = await sampleCells(ctx, id);
  const ignored = ignoredColumns(found.value, (header) => samples[header] !== undefined);
  const rejected: ImportResult["rejected"] = [];
  if (state === "done") {
    for await (const { row, issues } of rejectedRows(ctx, id)) {
      rejected.push(...issues.map(({ column, code, value }) => ({ row, column, code, value })));
    }
  }
  return ok({ id, state, total, created, updated, unchanged, failure, ignored, rejected });
}

export interface ImportResult
  extends Pick<Batch, "id" | "state" | "total" | "created" | "updated" | "unchanged" | "failure"> {
  /** The file's columns that nothing was read from. */
  ignored: string[];
  rejected: { row: number; column: string; code: string; value: string }[];
}
