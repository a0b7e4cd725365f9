import { sha256 } from "@oslojs/crypto/sha2";
import { encodeHexLowerCase } from "@oslojs/encoding";
import { and, eq } from "drizzle-orm";
import { importMapping } from "#db/schema/imports.ts";
import type { Tx } from "#db/client.ts";
import type { ImportFormat } from "#db/schema/vocabulary.ts";
import { fieldOf, type Format } from "./format.ts";
import { formats } from "./formats/index.ts";
import { type Mapping, normaliseHeader } from "./headers.ts";

/** What a set of headers is known by, in whatever order they come. */
function headerHash(headers: readonly string[]): string {
  const names = headers.map(normaliseHeader).sort();
  return encodeHexLowerCase(sha256(new TextEncoder().encode(JSON.stringify(names))));
}

/** Keeps how the organisation read a file with these headers, for the next one. */
export async function rememberMapping(
  tx: Tx,
  organizationId: string,
  { format, headers, mapping }: { format: ImportFormat; headers: string[]; mapping: Mapping },
): Promise<void> {
  const values = { organizationId, format, headerHash: headerHash(headers), mapping: { ...mapping } };
  await tx
    .insert(importMapping)
    .values(values)
    .onConflictDoUpdate({
      target: [importMapping.organizationId, importMapping.format, importMapping.headerHash],
      set: { mapping: values.mapping },
    });
}

/** How the organisation read a file with these headers the last time, as far as the format still has the fields. */
export async function recallMapping(
  db: Tx,
  organizationId: string,
  headers: readonly string[],
  format: ImportFormat | undefined,
): Promise<{ format: ImportFormat; mapping: Mapping } | undefined> {
  const rows = await db
    .select()
    .from(importMapping)
    .where(
      and(
        eq(importMapping.organizationId, organizationId),
        eq(importMapping.headerHash, headerHash(headers)),
      ),
    );
  const row = rows.find((one) => format === undefined || one.format === format);
  return row && { format: row.format, mapping: validMapping(row.mapping, headers, formats[row.format]) };
}

/** The mapping without headers that the file has not and fields that the format has not; each field once. */
export function validMapping(mapping: Mapping, headers: readonly string[], format: Format): Mapping {
  const taken = new Set<string>();
  const entries = headers.flatMap((header): [string, string][] => {
    const key = mapping[header];
    if (key === undefined || taken.has(key) || !fieldOf(format, key)) return [];
    taken.add(key);
    return [[header, key]];
  });
  return Object.fromEntries(entries);
}
