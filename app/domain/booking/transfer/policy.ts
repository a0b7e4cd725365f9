import type { Actor } from "../../context.ts";
import { may } from "../../identity/permissions.ts";

interface Row {
  organizationId: string;
  providerId: string;
  userId: string;
}

/**
 * Whether `actor` may hand the booking to another person of its organisation: whoever is to use it, the owner of the
 * organisation, and the provider's staff.
 */
export function mayHandOver(actor: Actor, row: Row): boolean {
  const mine = may(actor, "booking.use", { organizationId: row.organizationId });
  const uses = mine && (row.userId === actor.user?.id || actor.roles.includes("owner"));
  return uses || may(actor, "booking.manage", { organizationId: row.providerId });
}
