import { searchSynonym } from "#db/schema/search.ts";
import type { Tx } from "#db/client.ts";
import { fold } from "#search/language/normalise.ts";

/** The market's words of the trade, folded. */
export async function platformTerms(tx: Tx): Promise<string[]> {
  const rows = await tx.selectDistinct({ term: searchSynonym.term }).from(searchSynonym);
  return [...new Set(rows.map(({ term }) => fold(term).trim()))];
}
