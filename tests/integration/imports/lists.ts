import { and, count, eq } from "drizzle-orm";
import type { Context } from "#app/domain/context.ts";
import { confirmImport } from "#app/domain/catalog/imports/confirm-import.server.ts";
import {
  exportFacilities,
  type ExportRequest,
} from "#app/domain/catalog/imports/export-facilities.server.ts";
import { previewImport } from "#app/domain/catalog/imports/preview-import.server.ts";
import { findImportResult } from "#app/domain/catalog/imports/queries.server.ts";
import { runImport } from "#app/domain/catalog/imports/run-import.server.ts";
import { setPrices } from "#app/domain/catalog/set-prices.server.ts";
import { csvLine } from "#app/integrations/csv.server.ts";
import { uploadImport, type Upload } from "#app/domain/catalog/imports/upload-import.server.ts";
import { facility, listing, listingVersion } from "#db/schema/catalog.ts";
import { auditEntry } from "#db/schema/shared.ts";
import { must } from "../catalog/world.ts";

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

export async function preview(
  ctx: Context,
  upload: Partial<Upload> & Pick<Upload, "content">,
): Promise<string> {
  const { id } = must(await uploadImport(ctx, { name: "list.csv", ...upload }));
  await previewImport(ctx, id);
  return id;
}

export async function importAll(ctx: Context, content: Uint8Array, submit = false) {
  const id = await preview(ctx, { content });
  must(await confirmImport(ctx, id, { submit }));
  await runImport(ctx, id);
  return must(await findImportResult(ctx, id));
}

export async function exported(ctx: Context, request: ExportRequest): Promise<Uint8Array> {
  const { body } = must(await exportFacilities(ctx, request));
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces);
}

export const kexiangRow = (id: string, change: Record<string, string> = {}): Record<string, string> => ({
  inner_id: id,
  title_zh: `电镜 ${id}`,
  region_code: "330106",
  field_codes: "430",
  maker: "Zeiss",
  model: "Gemini",
  technical: "0.7 nm",
  functions: "成像",
  service_content: "成像",
  funding_sources: "own",
  service_ways: "remote",
  contact_email: "lab@example.edu.cn",
  ...change,
});

export function kexiangFile(rows: Record<string, string>[]): Uint8Array {
  const headers = Object.keys(rows[0] ?? {});
  return utf8(
    [csvLine(headers), ...rows.map((row) => csvLine(headers.map((header) => row[header] ?? "")))].join(""),
  );
}

export async function priceFor(ctx: Context, id: string): Promise<void> {
  const [row] = await ctx.db.select().from(listing).where(eq(listing.id, id));
  const prices = [
    {
      item: "成像",
      unit: "hour" as const,
      userClass: "enterprise" as const,
      amount: 10_000,
      validFrom: "2026-01-01",
      approvalDocument: "",
    },
  ];
  must(await setPrices(ctx, id, { version: row?.version ?? 0, prices }));
}

export const rowOf = async ({ db }: Context, organizationId: string, innerId: string) =>
  (
    await db
      .select({ listing, facility })
      .from(listing)
      .innerJoin(facility, eq(facility.listingId, listing.id))
      .where(and(eq(facility.organizationId, organizationId), eq(facility.innerId, innerId)))
  )[0];

/** Everything an import could have left behind for this organisation. */
export async function traces({ db }: Context, organizationId: string) {
  const mine = eq(listing.organizationId, organizationId);
  const [listings] = await db.select({ n: count() }).from(listing).where(mine);
  const [versions] = await db
    .select({ n: count() })
    .from(listingVersion)
    .innerJoin(listing, eq(listing.id, listingVersion.listingId))
    .where(mine);
  const [audits] = await db
    .select({ n: count() })
    .from(auditEntry)
    .where(and(eq(auditEntry.organizationId, organizationId), eq(auditEntry.entity, "facility")));
  const rows = await db
    .select({ id: listing.id, version: listing.version, updatedAt: listing.updatedAt })
    .from(listing)
    .where(mine);
  return {
    listings: listings?.n,
    versions: versions?.n,
    audits: audits?.n,
    rows: rows.sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}
