import { inArray } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { listing } from "#db/schema/catalog.ts";
import { field, region } from "#db/schema/shared.ts";
import type { Tx } from "#db/client.ts";
import { insertRows } from "#db/insert-rows.ts";
import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { recordAudits } from "#app/domain/move.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { fail, ok, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { CreateInput } from "./inputs.ts";
import { insertParts } from "./parts.server.ts";
import { editAction } from "./states.ts";

/**
 * Starts a listing as a draft of the actor's organisation. Refuses with `forbidden`, or `invalid` for an asset or
 * application number that is already listed and for an unknown region or field.
 */
export async function createListing(
  ctx: Context,
  input: CreateInput,
): Promise<Result<{ id: string; version: number }>> {
  const made = await createListings(ctx, [input]);
  if (!made.ok) return made;
  const [one] = made.value;
  if (!one) throw new Error("listing was not inserted");
  return ok(one);
}

/** Starts several listings, in the same order: all of them, or none and the first refusal is answered. A few statements for all. */
export async function createListings(
  ctx: Context,
  inputs: readonly CreateInput[],
  importBatchId: string | null = null,
): Promise<Result<{ id: string; version: number }[]>> {
  const { actor } = ctx;
  const owner = actor.organization;
  const kinds = [...new Set(inputs.map(({ kind }) => kind))];
  const forbidden = kinds.find(
    (kind) => !owner || !may(actor, editAction[kind], { organizationId: owner.id }),
  );
  if (!owner || forbidden) return fail(problems.forbidden(editAction[forbidden ?? "facility"]));
  return transact(ctx.db, async (tx) => {
    await demandKnownPlaces(tx, {
      regionCodes: inputs.flatMap(({ regionCode }) => (regionCode === undefined ? [] : [regionCode])),
      fieldCodes: inputs.flatMap(({ fieldCodes }) => fieldCodes ?? []),
    });
    const drafts = inputs.map((input) => ({ id: uuid(), input }));
    const rows = drafts.map((draft) => ({
      ...draftRow(ctx, draft),
      organizationId: owner.id,
      importBatchId,
    }));
    await insertRows(tx, listing, rows);
    await insertParts(tx, owner.id, drafts);
    await recordAudits(
      tx,
      ctx,
      drafts.map(({ id, input: { kind } }) => ({
        ...{ entity: kind, entityId: id, transition: "create", toState: "draft" },
      })),
    );
    return drafts.map(({ id }) => ({ id, version: 1 }));
  });
}

function draftRow({ actor, clock }: Context, { id, input }: { id: string; input: CreateInput }) {
  const at = clock.now();
  const { kind, titleZh, titleEn, summaryZh, summaryEn, regionCode, fieldCodes, keywords } = input;
  return {
    ...{ id, kind, titleZh, titleEn, summaryZh, summaryEn, regionCode, fieldCodes, keywords },
    createdBy: actor.user?.id ?? null,
    createdAt: at,
    updatedAt: at,
    confirmedAt: at,
    stateSince: at,
  };
}

/** Refuses with field errors for a region or discipline that the market does not know. */
export async function demandKnownPlaces(
  tx: Tx,
  { regionCodes = [], fieldCodes = [] }: { regionCodes?: readonly string[]; fieldCodes?: readonly string[] },
): Promise<void> {
  const [regions, fields] = [[...new Set(regionCodes)], [...new Set(fieldCodes)]];
  if (regions.length > 0) {
    const found = await tx.select({ code: region.code }).from(region).where(inArray(region.code, regions));
    if (found.length < regions.length)
      refuse(problems.invalid([{ path: "regionCode", code: "region_unknown" }]));
  }
  if (fields.length > 0) {
    const found = await tx.select({ code: field.code }).from(field).where(inArray(field.code, fields));
    if (found.length < fields.length)
      refuse(problems.invalid([{ path: "fieldCodes", code: "field_unknown" }]));
  }
}
