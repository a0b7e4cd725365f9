import { eq } from "drizzle-orm";
import type { z } from "zod";
import { appUser } from "#db/schema/identity.ts";
import type { Context } from "#app/domain/context.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import type { Result } from "#app/runtime/problem.ts";
import type { profileInput } from "./inputs.ts";
import { ownUser } from "./prove.server.ts";

/** Changes a person's own name and the language of their mail. */
export async function updateProfile(
  ctx: Context,
  input: z.infer<typeof profileInput>,
): Promise<Result<void>> {
  const own = await ownUser(ctx);
  if (!own.ok) return own;
  return transact(ctx.db, async (tx) => {
    await tx.update(appUser).set(input).where(eq(appUser.id, own.value.id));
    await recordAudit(tx, ctx, { entity: "app_user", entityId: own.value.id, transition: "update_profile" });
  });
}
