import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { problems, refuse } from "#app/runtime/problem.ts";
import type { ListingRow } from "./listing-row.server.ts";

/** Refuses with `forbidden` unless the actor moderates the listing's region. */
export function demandModerator({ actor }: Pick<Context, "actor">, row: ListingRow): void {
  if (!may(actor, "listing.moderate", row)) refuse(problems.forbidden("listing.moderate"));
}
