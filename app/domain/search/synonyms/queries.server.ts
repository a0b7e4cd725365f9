import { and, asc, count, countDistinct, desc, eq, gt, inArray, lt, or, sql } from "drizzle-orm";
import { searchSynonym } from "#db/schema/search.ts";
import { auditEntry } from "#db/schema/shared.ts";
import type { Context } from "#app/domain/context.ts";
import { fold } from "#search/language/normalise.ts";
import { readDetail } from "./detail.ts";
import { auditIdOf, termsOf } from "./group-row.server.ts";

const pageSize = 50;

export interface SynonymGroup {
  group: number;
  terms: string[];
}

/** Groups with a term that holds `q` (all when empty), by number, after one; `next` continues the list. */
export async function listGroups(
  { db }: Pick<Context, "db">,
  { q, after }: { q: string; after?: number },
): Promise<{ items: SynonymGroup[]; next: number | null }> {
  const pattern = (text: string) => `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  const holds =
    q === ""
      ? undefined
      : or(...[q, fold(q)].map((text) => sql`${searchSynonym.term} ilike ${pattern(text)}`));
  const numbers = await db
    .selectDistinct({ group: searchSynonym.groupNo })
    .from(searchSynonym)
    .where(and(holds, after === undefined ? undefined : gt(searchSynonym.groupNo, after)))
    .orderBy(asc(searchSynonym.groupNo))
    .limit(pageSize + 1);
  const shown = numbers.slice(0, pageSize).map(({ group }) => group);
  const rows = await db
    .select()
    .from(searchSynonym)
    .where(inArray(searchSynonym.groupNo, shown))
    .orderBy(asc(searchSynonym.groupNo), asc(searchSynonym.position), asc(searchSynonym.term));
  const byGroup = Map.groupBy(rows, ({ groupNo }) => groupNo);
  return {
    items: shown.map((group) => ({ group, terms: (byGroup.get(group) ?? []).map(({ term }) => term) })),
    next: numbers.length > pageSize ? (shown.at(-1) ?? null) : null,
  };
}

/** How many groups and terms there are. */
export async function countSynonyms({ db }: Pick<Context, "db">): Promise<{ groups: number; terms: number }> {
  const [row] = await db
    .select({ groups: countDistinct(searchSynonym.groupNo), terms: count() })
    .from(searchSynonym);
  return { groups: row?.groups ?? 0, terms: row?.terms ?? 0 };
}

/** One group; undefined when it was deleted or never was. */
export async function findGroup(
  { db }: Pick<Context, "db">,
  group: number,
): Promise<SynonymGroup | undefined> {
  const terms = await termsOf(db, group);
  return terms.length > 0 ? { group, terms } : undefined;
}

export interface SynonymEdit {
  seq: number;
  at: Date;
  actorName: string;
  act: string;
  reason: string;
  group: number;
  before: string[];
  after: string[];
}

/** Edits, latest first, of one group or of all. */
export async function listEdits(
  { db }: Pick<Context, "db">,
  { group, before }: { group?: number; before?: number },
): Promise<{ items: SynonymEdit[]; next: number | null }> {
  const rows = await db
    .select()
    .from(auditEntry)
    .where(
      and(
        eq(auditEntry.entity, "synonym"),
        group === undefined ? undefined : eq(auditEntry.entityId, auditIdOf(group)),
        before === undefined ? undefined : lt(auditEntry.seq, before),
      ),
    )
    .orderBy(desc(auditEntry.seq))
    .limit(pageSize + 1);
  const items = rows.slice(0, pageSize).flatMap((row) => {
    const detail = readDetail(row.detail);
    const { seq, at, actorName, reason } = row;
    return detail ? [{ seq, at, actorName, reason, act: row.transition, ...detail }] : [];
  });
  return { items, next: rows.length > pageSize ? (rows[pageSize - 1]?.seq ?? null) : null };
}
