import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { problems, refuse } from "#app/runtime/problem.ts";
import type { ListingRow } from "./listing-row.server.ts";

/**
 * Refuses with `forbidden` unless the actor moderates the listing's region, and with `own_organization` when the listing
 * is their own organisation's: nobody approves what is theirs.
 */
export function demandModerator({ actor }: Pick<Context, "actor">, row: ListingRow): void {
  if (!may(actor, "listing.moderate", row)) refuse(problems.forbidden("listing.moderate"));
  if (actor.organization?.id === row.organizationId) refuse({ code: "own_organization", status: 403 });
}
