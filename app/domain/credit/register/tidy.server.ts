import { sql } from "drizzle-orm";
import type { Context } from "../../context.ts";

/**
 * Marks entries of the register whose measures are all over, and lets go of those whose publication is. What readers are
 * shown depends on dates alone: this only keeps the indexes short.
 */
export async function tidyRegister({ db, clock }: Pick<Context, "db" | "clock">): Promise<void> {
  const now = sql`${clock.now().toISOString()}::timestamptz`;
  await db.execute(sql`update register_entry set over = true where not over and runs_until <= ${now}`);
  await db.execute(sql`delete from register_entry where until <= ${now}`);
}
