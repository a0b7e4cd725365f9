import { and, desc, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { apiToken, membership, organization } from "#db/schema/identity.ts";
import type { Context } from "#app/domain/context.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import { putApiToken } from "./api-tokens.server.ts";
import type { apiTokenInput } from "./inputs.ts";
import { recentlyProven } from "./prove.server.ts";
import type { SessionRef } from "./visit.ts";

export interface OwnToken {
  id: string;
  name: string;
  createdAt: Date;
  lastUsedAt: Date | null;
  organization: { nameZh: string; nameEn: string } | null;
}

/** The signed-in person's tokens that still work, latest first. */
export async function listOwnTokens(ctx: Context): Promise<OwnToken[]> {
  const { user } = ctx.actor;
  if (!user) return [];
  const rows = await ctx.db
    .select({ token: apiToken, nameZh: organization.nameZh, nameEn: organization.nameEn })
    .from(apiToken)
    .leftJoin(membership, eq(membership.id, apiToken.membershipId))
    .leftJoin(organization, eq(organization.id, membership.organizationId))
    .where(and(eq(apiToken.userId, user.id), isNull(apiToken.revokedAt)))
    .orderBy(desc(apiToken.createdAt), desc(apiToken.id));
  return rows.map(({ token: { id, name, createdAt, lastUsedAt }, nameZh, nameEn }) => ({
    id,
    name,
    createdAt,
    lastUsedAt,
    organization: nameZh === null ? null : { nameZh, nameEn: nameEn ?? "" },
  }));
}

/**
 * Makes a token that acts as the person does now, one for each `key`. Returns it, the only time it is shown. Refuses
 * `prove_again`.
 */
export async function createOwnToken(
  ctx: Context,
  session: SessionRef,
  { name, key }: z.output<typeof apiTokenInput>,
): Promise<Result<string>> {
  const proven = await recentlyProven(ctx, session);
  if (!proven.ok) return proven;
  const { email, id } = proven.value;
  return transact(ctx.db, async (tx) => {
    const put = await putApiToken(
      { db: tx, clock: ctx.clock },
      { email, name, key, membershipId: ctx.actor.membershipId },
    );
    if (!put.ok) return refuse(put.problem);
    const { token, isNew } = put.value;
    const about = { entity: "app_user", entityId: id, detail: { name } };
    if (isNew) await recordAudit(tx, ctx, { ...about, transition: "create_token" });
    return token;
  });
}

/** Makes one of the person's own tokens worthless. Refuses `not_found` for anybody else's. */
export async function revokeApiToken(ctx: Context, tokenId: string): Promise<Result<void>> {
  const { user } = ctx.actor;
  if (!user) return fail(problems.signInRequired());
  return transact(ctx.db, async (tx) => {
    const [gone] = await tx
      .update(apiToken)
      .set({ revokedAt: ctx.clock.now() })
      .where(and(eq(apiToken.id, tokenId), eq(apiToken.userId, user.id), isNull(apiToken.revokedAt)))
      .returning({ name: apiToken.name });
    if (!gone) return refuse(problems.notFound("token"));
    await recordAudit(tx, ctx, {
      entity: "app_user",
      entityId: user.id,
      transition: "revoke_token",
      detail: gone,
    });
  });
}
