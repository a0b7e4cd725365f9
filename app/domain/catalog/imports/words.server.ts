import type { Tx } from "#db/client.ts";
import { field, region } from "#db/schema/shared.ts";
import { createWords, type Words } from "./words.ts";

/** The names of regions and disciplines as the reference tables have them. */
export async function loadWords(db: Tx): Promise<Words> {
  return createWords(await db.select().from(region), await db.select().from(field));
}
