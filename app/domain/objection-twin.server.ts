import { and, eq, type SQL } from "drizzle-orm";
import type { noticeObjection } from "#db/schema/catalog.ts";
import type { dealObjection } from "#db/schema/deals.ts";
import type { Tx } from "#db/client.ts";

type Objections = typeof noticeObjection | typeof dealObjection;

/**
 * The objection that the same hand has already made in the same words among those that `about` picks: one that is sent
 * again is not another. The caller holds the lock of what is objected to.
 */
export async function twinOf(
  tx: Tx,
  table: Objections,
  about: SQL,
  { name, contact, text }: { name: string; contact: string; text: string },
): Promise<{ id: string } | undefined> {
  const [twin] = await tx
    .select({ id: table.id })
    .from(table)
    .where(and(about, eq(table.name, name), eq(table.contact, contact), eq(table.text, text)));
  return twin;
}
