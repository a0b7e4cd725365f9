import { asc, sql } from "drizzle-orm";
import { validate } from "uuid";
import { listing } from "#db/schema/catalog.ts";
import type { Tx } from "#db/client.ts";
import { idList } from "#db/compiled.ts";
import type { Actor, Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { isIn } from "#app/domain/process.ts";
import { type Problem, problems, refuse } from "#app/runtime/problem.ts";
import { editAction, editableStates } from "./states.ts";

export type ListingRow = typeof listing.$inferSelect;

/** The states whose content everybody may read. */
export const publicStates: readonly string[] = ["published", "public_notice"];

/** Whether `actor` may read the listing as it stands. */
export const mayRead = (
  actor: Actor,
  row: Pick<ListingRow, "state" | "organizationId" | "regionCode">,
): boolean => isIn(publicStates, row.state) || may(actor, "listing.read_unpublished", row);

/** Whether `actor` may change the listing for its organisation. */
export const mayEdit = (actor: Actor, row: Pick<ListingRow, "kind" | "organizationId">): boolean =>
  may(actor, editAction[row.kind], row);

/**
 * The listing's row, locked against other writers until the transaction ends. Refuses with `not_found` when it does not
 * exist or the actor may not even read it.
 */
export async function lockListing(tx: Tx, actor: Actor, id: string): Promise<ListingRow> {
  const [row] = await lockListings(tx, actor, [id]);
  return row ?? refuse(problems.notFound("listing"));
}

/** The same of several, in the order of `ids`; locked in the order of their ids, so that nobody waits for each other. */
async function lockListings(tx: Tx, actor: Actor, ids: readonly string[]): Promise<ListingRow[]> {
  if (!ids.every(validate)) return refuse(problems.notFound("listing"));
  const found = await tx
    .select()
    .from(listing)
    .where(sql`${listing.id} = any(${idList(ids)}::uuid[])`)
    .orderBy(asc(listing.id))
    .for("no key update");
  const rows = new Map(found.map((row) => [row.id, row]));
  return ids.map((id) => {
    const row = rows.get(id.toLowerCase());
    const known = row && (actor.via === "system" || mayRead(actor, row) || mayEdit(actor, row));
    return known ? row : refuse(problems.notFound("listing"));
  });
}

/** The locked row for a change of content; refuses with `forbidden` or `not_allowed_now`. */
export async function lockForEdit(tx: Tx, ctx: Pick<Context, "actor">, id: string): Promise<ListingRow> {
  const [row] = await lockAllForEdit(tx, ctx, [id]);
  return row ?? refuse(problems.notFound("listing"));
}

/** The same of several, in the order of `ids`. */
export async function lockAllForEdit(
  tx: Tx,
  { actor }: Pick<Context, "actor">,
  ids: readonly string[],
): Promise<ListingRow[]> {
  const rows = await lockListings(tx, actor, ids);
  for (const row of rows) {
    if (!mayEdit(actor, row)) return refuse(problems.forbidden(editAction[row.kind]));
    if (!isIn(editableStates, row.state)) return refuse(problems.notAllowedNow("edit", row.state));
  }
  return rows;
}

/** Somebody saved in between; `changed` are the fields that now say something else than the refused save. */
export const staleSave = (changed: readonly string[], version: number): Problem => ({
  ...problems.conflict(),
  details: { changed: [...changed], version },
});

/** Refuses what only facilities have. */
export function demandFacility(row: ListingRow, path: string): void {
  if (row.kind !== "facility") refuse(problems.invalid([{ path, code: "facility_only" }]));
}
