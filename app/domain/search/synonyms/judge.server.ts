import { inArray, ne } from "drizzle-orm";
import { listing } from "#db/schema/catalog.ts";
import { searchSynonym } from "#db/schema/search.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "#app/domain/context.ts";
import type { Reason } from "#app/runtime/problem.ts";
import { frequencyOfTerms, listingsHolding } from "#search/synonyms.ts";
import { fold } from "#search/language/normalise.ts";
import { judgeTerms } from "./policy.ts";

const sampleSize = 5;

/** Everything that speaks against saving these terms as `group` (null: a new one). */
export async function objectionsTo(
  tx: Tx,
  group: number | null,
  terms: readonly string[],
): Promise<Reason[]> {
  const others = await groupsByTerm(tx, group);
  const { counts, total } = await frequencyOfTerms(tx, terms);
  const facts = terms.map((term, i) => ({
    term,
    elsewhere: others.get(fold(term).trim()) ?? null,
    listings: counts[i] ?? 0,
  }));
  return judgeTerms(facts, total);
}

/** Which group other than `group` holds a folded term. */
export async function groupsByTerm(tx: Tx, group: number | null): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .select({ term: searchSynonym.term, group: searchSynonym.groupNo })
    .from(searchSynonym)
    .where(group === null ? undefined : ne(searchSynonym.groupNo, group));
  return new Map(rows.map((row) => [fold(row.term).trim(), row.group]));
}

/** What saving a group would touch. */
export interface SynonymPreview {
  objections: Reason[];
  /** Listings in the index that name any of the old or new terms. */
  listings: number;
  sample: { id: string; kind: typeof listing.$inferSelect.kind; titleZh: string; titleEn: string }[];
  added: string[];
  removed: string[];
}

/** What saving `terms` as a group that now holds `before` would touch, without changing anything. */
export async function previewGroup(
  { db }: Pick<Context, "db">,
  group: number | null,
  before: readonly string[],
  terms: readonly string[],
): Promise<SynonymPreview> {
  const objections = await objectionsTo(db, group, terms);
  const ids = await listingsHolding(db, [...before, ...terms]);
  const shown = ids.slice(0, sampleSize);
  const sample = await db
    .select({ id: listing.id, kind: listing.kind, titleZh: listing.titleZh, titleEn: listing.titleEn })
    .from(listing)
    .where(inArray(listing.id, shown));
  return {
    objections,
    listings: ids.length,
    sample,
    added: terms.filter((term) => !before.includes(term)),
    removed: before.filter((term) => !terms.includes(term)),
  };
}
