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
export const regionLabels = remembering(async (tx, codes) => {
  const rows = await tx
    .select()
    .from(region)
    .where(
      inArray(
        region.code,
        codes.map((code) => code.padEnd(6, "0")),
      ),
    );
  const byCode = new Map(rows.map((row) => [row.code, { zh: row.nameZh, en: row.nameEn }]));
  return new Map(codes.flatMap((code) => entry(code, byCode.get(code.padEnd(6, "0")))));
});

/** Names of disciplines by code. */
export const fieldLabels = remembering(async (tx, codes) => {
  const rows = await tx
    .select()
    .from(field)
    .where(inArray(field.code, [...codes]));
  return new Map(rows.map((row) => [row.code, { zh: row.nameZh, en: row.nameEn }]));
});

/** The standards' names change once in years; a process asks for each once a minute. */
const rememberedMs = 60_000;

function remembering(load: (tx: Tx, codes: readonly string[]) => Promise<Labels>) {
  const known = new Map<string, { label: Label; until: number }>();
  return async (tx: Tx, codes: readonly string[]): Promise<Labels> => {
    const now = performance.now();
    const wanted = [...new Set(codes)];
    const fresh = (code: string) => (known.get(code)?.until ?? 0) > now;
    const missing = wanted.filter((code) => !fresh(code));
    if (missing.length > 0)
      for (const [code, label] of await load(tx, missing))
        known.set(code, { label, until: now + rememberedMs });
    return new Map(wanted.flatMap((code) => entry(code, known.get(code)?.label)));
  };
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
