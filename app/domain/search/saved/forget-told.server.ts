import { lt } from "drizzle-orm";
import { savedSearchHit } from "#db/schema/saved-search.ts";
import type { Context } from "#app/domain/context.ts";
import { toldForMs } from "./policy.ts";

/** Forgets what people were told of so long ago that no search looks back to it. */
export async function forgetTold({ db, clock }: Pick<Context, "db" | "clock">): Promise<void> {
  await db
    .delete(savedSearchHit)
    .where(lt(savedSearchHit.toldAt, new Date(clock.now().getTime() - toldForMs)));
}
