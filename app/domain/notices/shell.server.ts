import { and, count, eq, isNull } from "drizzle-orm";
import { notice } from "#db/schema/shared.ts";
import { membership, organization } from "#db/schema/identity.ts";
import type { Role } from "#db/schema/vocabulary.ts";
import type { Context } from "#app/domain/context.ts";

/** What the frame around every page shows of the person: name, organisations to act for, unread notices. */
export interface ShellData {
  user: { name: string; email: string } | null;
  organization: { id: string; nameZh: string; nameEn: string; verified: boolean } | null;
  roles: readonly Role[];
  memberships: { id: string; nameZh: string; nameEn: string }[];
  unreadNotices: number;
}

/** Loads the frame's data; two short queries for the signed-in, none for visitors. */
export async function loadShell({ db, actor }: Context): Promise<ShellData> {
  const { user, organization: acting, roles } = actor;
  if (!user) return { user: null, organization: null, roles, memberships: [], unreadNotices: 0 };
  const [memberships, [unread]] = await Promise.all([
    db
      .select({ id: membership.id, nameZh: organization.nameZh, nameEn: organization.nameEn })
      .from(membership)
      .innerJoin(organization, eq(organization.id, membership.organizationId))
      .where(and(eq(membership.userId, user.id), isNull(membership.endedAt))),
    db
      .select({ n: count() })
      .from(notice)
      .where(and(eq(notice.userId, user.id), isNull(notice.readAt))),
  ]);
  return {
    user: { name: user.name, email: user.email },
    organization: acting && {
      id: acting.id,
      nameZh: acting.nameZh,
      nameEn: acting.nameEn,
      verified: acting.verified,
    },
    roles,
    memberships,
    unreadNotices: unread?.n ?? 0,
  };
}
