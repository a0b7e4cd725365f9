import { inArray } from "drizzle-orm";
import { organization } from "#db/schema/identity.ts";
import { field, region } from "#db/schema/shared.ts";
import type { Tx } from "#db/client.ts";

/** A name in both languages. */
export interface Label {
  zh: string;
  en: string;
}

export type Labels = ReadonlyMap<string, Label>;

/** Names of regions by code of two, four or six digits. */
export async function regionLabels(tx: Tx, codes: readonly string[]): Promise<Labels> {
  const wanted = [...new Set(codes)];
  if (wanted.length === 0) return new Map();
  const rows = await tx
    .select()
    .from(region)
    .where(
      inArray(
        region.code,
        wanted.map((code) => code.padEnd(6, "0")),
      ),
    );
  const byCode = new Map(rows.map((row) => [row.code, { zh: row.nameZh, en: row.nameEn }]));
  return new Map(wanted.flatMap((code) => entry(code, byCode.get(code.padEnd(6, "0")))));
}

/** Names of disciplines by code. */
export async function fieldLabels(tx: Tx, codes: readonly string[]): Promise<Labels> {
  if (codes.length === 0) return new Map();
  const rows = await tx
    .select()
    .from(field)
    .where(inArray(field.code, [...codes]));
  return new Map(rows.map((row) => [row.code, { zh: row.nameZh, en: row.nameEn }]));
}

/** Names of organisations by id. */
export async function organizationLabels(tx: Tx, ids: readonly string[]): Promise<Labels> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: organization.id, zh: organization.nameZh, en: organization.nameEn })
    .from(organization)
    .where(inArray(organization.id, [...ids]));
  return new Map(rows.map(({ id, zh, en }) => [id, { zh, en: en || zh }]));
}

const entry = (code: string, label: Label | undefined): [string, Label][] => (label ? [[code, label]] : []);
