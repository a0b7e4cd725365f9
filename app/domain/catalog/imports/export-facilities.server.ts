import { and, asc, eq, gt, type SQL } from "drizzle-orm";
import { facility, listing } from "#db/schema/catalog.ts";
import { importBatch } from "#db/schema/imports.ts";
import { organization } from "#db/schema/identity.ts";
import type { Tx } from "#db/client.ts";
import type { ImportFormat } from "#db/schema/vocabulary.ts";
import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { csvLine } from "#app/integrations/csv.server.ts";
import { writeWorkbook } from "#app/integrations/spreadsheet.server.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import { calendarDay } from "../days.ts";
import { cellOf } from "./examine.ts";
import type { Format } from "./format.ts";
import { formats } from "./formats/index.ts";
import { type FacilityRecord, joinRecord } from "./record.ts";
import { loadWords } from "./words.server.ts";
import type { Words } from "./words.ts";

/** The files each format is written as; the first is the usual one. */
export const exportFiles = {
  uniquip: ["csv", "tsv", "xlsx"],
  nrii: ["xlsx"],
  kexiang: ["csv"],
} as const satisfies Record<ImportFormat, readonly ExportFile[]>;

export type ExportFile = "csv" | "tsv" | "xlsx";

export const mediaTypes: Readonly<Record<ExportFile, string>> = {
  csv: "text/csv; charset=utf-8",
  tsv: "text/tab-separated-values; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

export interface ExportRequest {
  format: ImportFormat;
  file: ExportFile;
  /** Only what this import created; else all facilities of the organisation. */
  batchId?: string;
}

export interface ExportedFile {
  name: string;
  mediaType: string;
  /** The file piece by piece; a table of separated values is never in memory as a whole. */
  body: AsyncGenerator<Uint8Array>;
}

/**
 * The organisation's facilities as a file that the same import reads back without any change. Refuses with `forbidden`,
 * or `not_found` for a file kind that the format has not.
 */
export async function exportFacilities(
  ctx: Context,
  { format: name, file, batchId }: ExportRequest,
): Promise<Result<ExportedFile>> {
  const owner = ctx.actor.organization;
  if (!owner || !may(ctx.actor, "import.run", { organizationId: owner.id }))
    return fail(problems.forbidden("import.run"));
  const kinds: readonly ExportFile[] = exportFiles[name];
  if (!kinds.includes(file)) return fail(problems.notFound("export"));
  if (batchId && !(await ownsBatch(ctx.db, owner.id, batchId))) return fail(problems.notFound("import"));
  const format = formats[name];
  const words = await loadWords(ctx.db);
  const [site] = await ctx.db.select().from(organization).where(eq(organization.id, owner.id));
  const stamp = calendarDay(ctx.clock.now());
  const facts = {
    "uniquip.institution_name": owner.nameEn || owner.nameZh,
    "uniquip.institution_url": site?.website ?? "",
    "uniquip.datestamp": stamp,
    "uniquip.corrections": site?.contactEmail ?? "",
  };
  const where = and(
    eq(listing.organizationId, owner.id),
    batchId ? eq(listing.importBatchId, batchId) : undefined,
  );
  const rows = cellsOf(ctx.db, where, format, words, facts);
  const body =
    file === "xlsx" ? workbook(format, rows) : separated(format, rows, file === "tsv" ? "\t" : ",");
  return ok({ name: `kexiang-${name}-${owner.uscc}-${stamp}.${file}`, mediaType: mediaTypes[file], body });
}

async function ownsBatch(db: Tx, organizationId: string, id: string): Promise<boolean> {
  const found = await db
    .select({ id: importBatch.id })
    .from(importBatch)
    .where(and(eq(importBatch.id, id), eq(importBatch.organizationId, organizationId)));
  return found.length === 1;
}

const pageSize = 500;

/** All facilities in the order of their ids, a page of them at a time. */
async function* records(db: Tx, where: SQL | undefined): AsyncGenerator<FacilityRecord> {
  for (let after: string | undefined, full = true; full; ) {
    const rows = await db
      .select({ listing, facility })
      .from(listing)
      .innerJoin(facility, eq(facility.listingId, listing.id))
      .where(and(where, after ? gt(listing.id, after) : undefined))
      .orderBy(asc(listing.id))
      .limit(pageSize);
    for (const row of rows) yield joinRecord(row.listing, row.facility);
    after = rows.at(-1)?.listing.id;
    full = rows.length === pageSize;
  }
}

/** `facts` fill the columns that say something of the publisher. */
async function* cellsOf(
  db: Tx,
  where: SQL | undefined,
  format: Format,
  words: Words,
  facts: Record<string, string>,
) {
  for await (const record of records(db, where)) {
    yield format.fields.map((field) =>
      field.published ? (facts[field.key] ?? "") : cellOf(field, record, words),
    );
  }
}

async function* separated(
  format: Format,
  rows: AsyncGenerator<string[]>,
  delimiter: string,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  // Spreadsheets take a file without this mark for one in the machine's own encoding.
  yield encoder.encode(
    `\uFEFF${csvLine(
      format.fields.map(({ headers }) => headers[0]),
      delimiter,
    )}`,
  );
  for await (const cells of rows) yield encoder.encode(csvLine(cells, delimiter));
}

async function* workbook(format: Format, rows: AsyncGenerator<string[]>): AsyncGenerator<Uint8Array> {
  const groups = (format.groups ?? []).flatMap(({ title, columns }) => [
    title,
    ...Array<string>(columns - 1).fill(""),
  ]);
  const all = [...(groups.length > 0 ? [groups] : []), format.fields.map(({ headers }) => headers[0])];
  for await (const cells of rows) all.push(cells);
  yield writeWorkbook(format.sheet, all);
}
