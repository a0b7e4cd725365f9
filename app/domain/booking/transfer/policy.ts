import type { Actor } from "../../context.ts";
import { may } from "../../identity/permissions.ts";

/** Whether `actor` may hand the booking to a colleague: whoever is to use it, and the owner of the organisation. */
export function mayHandOver(actor: Actor, row: { organizationId: string; userId: string }): boolean {
  const mine = may(actor, "booking.use", { organizationId: row.organizationId });
  return mine && (row.userId === actor.user?.id || actor.roles.includes("owner"));
}
