import { and, asc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { listing } from "#db/schema/catalog.ts";
import { appUser, membership, organization } from "#db/schema/identity.ts";
import type { Tx } from "#db/client.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import type { Actor, Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import type { Booker } from "./plan.server.ts";

/** Somebody for whom staff book, with the organisation that they will book for. */
export interface NamedBooker extends Booker {
  name: string;
  organizationZh: string;
  organizationEn: string;
}

/** The actor as a booker for the organisation they act for. */
export function bookerOf({ user, organization: acting }: Actor): Booker | undefined {
  return user && acting
    ? { userId: user.id, organizationId: acting.id, verified: acting.verified }
    : undefined;
}

/**
 * Who a booking is for: the actor, or, where staff of the provider name an e-mail address, that person. Refuses with
 * `forbidden` those who are not staff, and an address under which nobody of a verified organisation is known.
 */
export async function bookerFor(
  { db, actor }: Context,
  facilityId: string,
  email: string | undefined,
): Promise<Result<Booker>> {
  const self = bookerOf(actor);
  if (!self || !may(actor, "booking.use")) return fail(problems.forbidden("booking.use"));
  if (!email || email.toLowerCase() === actor.user?.email) return ok(self);
  const [found] = await db
    .select({ providerId: listing.organizationId })
    .from(listing)
    .where(eq(listing.id, facilityId));
  if (!found) return fail(problems.notFound("facility"));
  if (!may(actor, "booking.manage", { organizationId: found.providerId }))
    return fail(problems.forbidden("booking.manage"));
  const person = await findPerson(db, email, found.providerId);
  if (!person) return fail(problems.invalid([{ path: "forEmail", code: "person_unknown" }]));
  return ok({ ...person, bookedBy: self.userId });
}

/**
 * The active member of a verified organisation behind an e-mail address. One who belongs to several books as a
 * colleague where they are one, else for the organisation that they joined first.
 */
export async function findPerson(
  tx: Tx,
  email: string,
  providerId: string,
): Promise<NamedBooker | undefined> {
  const [row] = await tx
    .select({
      userId: appUser.id,
      organizationId: organization.id,
      name: appUser.name,
      organizationZh: organization.nameZh,
      organizationEn: organization.nameEn,
    })
    .from(appUser)
    .innerJoin(membership, and(eq(membership.userId, appUser.id), isNull(membership.endedAt)))
    .innerJoin(organization, eq(organization.id, membership.organizationId))
    .where(
      and(
        eq(appUser.email, email.toLowerCase()),
        isNull(appUser.disabledAt),
        isNotNull(organization.verifiedAt),
        sql`${membership.roles} && array['owner', 'member', 'facility_manager', 'technology_transfer']`,
      ),
    )
    .orderBy(sql`${organization.id} <> ${providerId}`, asc(membership.id))
    .limit(1);
  return row && { ...row, verified: true };
}
