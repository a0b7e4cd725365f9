import { inArray } from "drizzle-orm";
import { listing } from "#db/schema/catalog.ts";
import { field, region } from "#db/schema/shared.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { CreateInput } from "./inputs.ts";
import { insertPart } from "./parts.server.ts";
import { editAction } from "./states.ts";

/**
 * Starts a listing as a draft of the actor's organisation. Refuses with `forbidden`, or `invalid` for an asset or
 * application number that is already listed and for an unknown region or field.
 */
export async function createListing(
  ctx: Context,
  input: CreateInput,
): Promise<Result<{ id: string; version: number }>> {
  const { actor } = ctx;
  const owner = actor.organization;
  const action = editAction[input.kind];
  if (!owner || !may(actor, action, { organizationId: owner.id })) return fail(problems.forbidden(action));
  return transact(ctx.db, async (tx) => {
    await demandKnownPlaces(tx, input);
    const at = ctx.clock.now();
    const { kind, titleZh, titleEn, summaryZh, summaryEn, regionCode, fieldCodes, keywords } = input;
    const [row] = await tx
      .insert(listing)
      .values({
        kind,
        titleZh,
        titleEn,
        summaryZh,
        summaryEn,
        regionCode,
        fieldCodes,
        keywords,
        organizationId: owner.id,
        createdBy: actor.user?.id ?? null,
        createdAt: at,
        updatedAt: at,
        confirmedAt: at,
        stateSince: at,
      })
      .returning({ id: listing.id, version: listing.version });
    if (!row) throw new Error("listing was not inserted");
    await insertPart(tx, row.id, owner.id, input);
    await recordAudit(tx, ctx, { entity: kind, entityId: row.id, transition: "create", toState: "draft" });
    return row;
  });
}

/** Refuses with field errors for a region or discipline that the market does not know. */
export async function demandKnownPlaces(
  tx: Tx,
  { regionCode, fieldCodes = [] }: { regionCode?: string; fieldCodes?: string[] },
): Promise<void> {
  if (regionCode !== undefined) {
    const found = await tx
      .select({ code: region.code })
      .from(region)
      .where(inArray(region.code, [regionCode]));
    if (found.length === 0) refuse(problems.invalid([{ path: "regionCode", code: "region_unknown" }]));
  }
  if (fieldCodes.length > 0) {
    const found = await tx.select({ code: field.code }).from(field).where(inArray(field.code, fieldCodes));
    if (found.length < fieldCodes.length)
      refuse(problems.invalid([{ path: "fieldCodes", code: "field_unknown" }]));
  }
}
