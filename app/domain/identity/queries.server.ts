import { and, asc, desc, eq, gt, isNull } from "drizzle-orm";
import { appUser, invitation, membership, organization } from "#db/schema/identity.ts";
import { region } from "#db/schema/shared.ts";
import type { Role } from "#db/schema/vocabulary.ts";
import type { Context } from "#app/domain/context.ts";

export interface RegionRow {
  code: string;
  nameZh: string;
  nameEn: string;
}

/** The regions the platform knows, by code: province, city, county in reading order. */
export const listRegions = ({ db }: Pick<Context, "db">): Promise<RegionRow[]> =>
  db.select().from(region).orderBy(asc(region.code));

/** The organisation the actor acts for, whole; undefined without one. */
export async function ownOrganization(ctx: Context) {
  const id = ctx.actor.organization?.id;
  if (!id) return undefined;
  const [row] = await ctx.db
    .select({ organization, region })
    .from(organization)
    .leftJoin(region, eq(region.code, organization.regionCode))
    .where(eq(organization.id, id));
  return row && { ...row.organization, region: row.region };
}

export interface MemberRow {
  id: string;
  userId: string;
  name: string;
  email: string;
  roles: Role[];
  since: Date;
}

export interface InvitationRow {
  id: string;
  email: string;
  roles: Role[];
  expiresAt: Date;
  invitedBy: string;
}

/** Members of the actor's organisation, earliest first. */
export async function listMembers(ctx: Context): Promise<MemberRow[]> {
  const id = ctx.actor.organization?.id;
  if (!id) return [];
  return ctx.db
    .select({
      id: membership.id,
      userId: membership.userId,
      name: appUser.name,
      email: appUser.email,
      roles: membership.roles,
      since: membership.createdAt,
    })
    .from(membership)
    .innerJoin(appUser, eq(appUser.id, membership.userId))
    .where(and(eq(membership.organizationId, id), isNull(membership.endedAt)))
    .orderBy(asc(membership.createdAt), asc(membership.id));
}

/** Open invitations of the actor's organisation, latest first. */
export async function listInvitations(ctx: Context): Promise<InvitationRow[]> {
  const id = ctx.actor.organization?.id;
  if (!id) return [];
  return ctx.db
    .select({
      id: invitation.id,
      email: invitation.email,
      roles: invitation.roles,
      expiresAt: invitation.expiresAt,
      invitedBy: appUser.name,
    })
    .from(invitation)
    .innerJoin(appUser, eq(appUser.id, invitation.invitedBy))
    .where(
      and(
        eq(invitation.organizationId, id),
        isNull(invitation.acceptedAt),
        isNull(invitation.revokedAt),
        gt(invitation.expiresAt, ctx.clock.now()),
      ),
    )
    .orderBy(desc(invitation.createdAt));
}

export interface OwnMembership {
  id: string;
  roles: Role[];
  organization: { id: string; uscc: string; nameZh: string; nameEn: string; verified: boolean };
}

/** The organisations the signed-in person may act for. */
export async function listOwnMemberships(ctx: Context): Promise<OwnMembership[]> {
  const { user } = ctx.actor;
  if (!user) return [];
  const rows = await ctx.db
    .select({ id: membership.id, roles: membership.roles, organization })
    .from(membership)
    .innerJoin(organization, eq(organization.id, membership.organizationId))
    .where(and(eq(membership.userId, user.id), isNull(membership.endedAt)))
    .orderBy(asc(membership.createdAt), asc(membership.id));
  return rows.map(
    ({ id, roles, organization: { id: organizationId, uscc, nameZh, nameEn, verifiedAt } }) => ({
      id,
      roles,
      organization: { id: organizationId, uscc, nameZh, nameEn, verified: verifiedAt !== null },
    }),
  );
}

/** The signed-in person's own account, without its secrets. */
export async function ownAccount(ctx: Context) {
  const { user } = ctx.actor;
  if (!user) return undefined;
  const [row] = await ctx.db.select().from(appUser).where(eq(appUser.id, user.id));
  if (!row) return undefined;
  const { email, name, locale, emailVerifiedAt, totpSecret, recoveryHashes, createdAt } = row;
  return {
    email,
    name,
    locale,
    emailVerified: emailVerifiedAt !== null,
    totp: totpSecret !== null,
    recoveryCodesLeft: recoveryHashes.length,
    createdAt,
  };
}
