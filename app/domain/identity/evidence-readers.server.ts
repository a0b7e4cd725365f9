import { eq, sql } from "drizzle-orm";
import type { attachment } from "#db/schema/catalog.ts";
import { qualification, qualificationType } from "#db/schema/qualification.ts";
import type { Context } from "#app/domain/context.ts";
import { may } from "./permissions.ts";

/**
 * What a qualification rests on is for its holder and for the staff who grant it; and, from the request until the use is
 * over, for the staff of a facility that its holder is to operate and where it counts.
 */
export async function evidenceShows(
  ctx: Context,
  { ownerId }: Pick<typeof attachment.$inferSelect, "ownerId">,
): Promise<boolean> {
  const { db, actor } = ctx;
  const [row] = await db
    .select({ userId: qualification.userId, organizationId: qualificationType.organizationId })
    .from(qualification)
    .innerJoin(qualificationType, eq(qualificationType.id, qualification.typeId))
    .where(eq(qualification.id, ownerId));
  if (!row) return false;
  if (row.userId === actor.user?.id || may(actor, "booking.manage", row)) return true;
  const mine = actor.organization?.id;
  if (mine === undefined || !may(actor, "booking.manage", { organizationId: mine })) return false;
  return isToBeUsedAt(ctx, ownerId, mine);
}

async function isToBeUsedAt({ db, clock }: Context, id: string, providerId: string): Promise<boolean> {
  const now = clock.now().toISOString();
  const [found] = await db.execute<{ shows: boolean }>(sql`
    select exists (
      select 1 from qualification q
      join booking b on b.user_id = q.user_id and b.provider_id = ${providerId}
        and b.way in ('self_use', 'remote')
        and (b.state = 'in_use' or b.state in ('held', 'pending', 'confirmed') and b.ends_at > ${now})
      join facility_qualification f on f.facility_id = b.facility_id
        and (f.type_id = q.type_id or exists (
          select 1 from qualification_trust t where t.type_id = f.type_id and t.trusted_id = q.type_id))
      where q.id = ${id}) as shows`);
  return found?.shows === true;
}
