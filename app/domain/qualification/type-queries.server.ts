import { and, asc, desc, eq, gt, ilike, isNull, lt, ne, or, type SQL, sql } from "drizzle-orm";
import { facility, listing } from "#db/schema/catalog.ts";
import { appUser, organization } from "#db/schema/identity.ts";
import {
  facilityQualification,
  qualification,
  qualificationTrust,
  qualificationType,
} from "#db/schema/qualification.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { evidenceOf } from "./evidence.server.ts";
import { endOf, holdingState } from "./policy.ts";

const pageSize = 25;

/** The organisation whose qualifications the actor administers; undefined for everybody else. */
export function administers({ actor }: Context): string | undefined {
  const id = actor.organization?.id;
  return id && may(actor, "booking.manage", { organizationId: id }) ? id : undefined;
}

/** The types of the actor's organisation, a page by name, each with how many facilities ask for it. */
export async function ownTypes(ctx: Context, after?: string) {
  const mine = administers(ctx);
  if (!mine) return { items: [], next: null };
  const rows = await ctx.db
    .select({
      id: qualificationType.id,
      nameZh: qualificationType.nameZh,
      nameEn: qualificationType.nameEn,
      validDays: qualificationType.validDays,
      unusedDays: qualificationType.unusedDays,
      retiredAt: qualificationType.retiredAt,
      facilities: sql<number>`(select count(*)::int from facility_qualification f where f.type_id = qualification_type.id)`,
    })
    .from(qualificationType)
    .where(
      and(
        eq(qualificationType.organizationId, mine),
        after === undefined ? undefined : gt(qualificationType.id, after),
      ),
    )
    .orderBy(asc(qualificationType.id))
    .limit(pageSize + 1);
  const items = rows.slice(0, pageSize);
  return { items, next: rows.length > pageSize ? (items.at(-1)?.id ?? null) : null };
}

/** A type of the actor's organisation with what it counts and who asks for it; undefined when it is another's. */
export async function ownType(ctx: Context, typeId: string) {
  const mine = administers(ctx);
  if (!mine) return undefined;
  const [type] = await ctx.db
    .select()
    .from(qualificationType)
    .where(and(eq(qualificationType.id, typeId), eq(qualificationType.organizationId, mine)));
  if (!type) return undefined;
  const [trusted, facilities] = await Promise.all([
    namedTypes(ctx)
      .innerJoin(qualificationTrust, eq(qualificationTrust.trustedId, qualificationType.id))
      .where(eq(qualificationTrust.typeId, typeId))
      .orderBy(qualificationType.nameZh),
    ctx.db
      .select({ id: listing.id, titleZh: listing.titleZh, titleEn: listing.titleEn, zone: facility.timezone })
      .from(facilityQualification)
      .innerJoin(listing, eq(listing.id, facilityQualification.facilityId))
      .innerJoin(facility, eq(facility.listingId, listing.id))
      .where(eq(facilityQualification.typeId, typeId))
      .orderBy(listing.titleZh)
      .limit(50),
  ]);
  return { type, trusted, facilities };
}

const namedTypes = ({ db }: Context) =>
  db
    .select({
      id: qualificationType.id,
      nameZh: qualificationType.nameZh,
      nameEn: qualificationType.nameEn,
      issuerZh: organization.nameZh,
      issuerEn: organization.nameEn,
    })
    .from(qualificationType)
    .innerJoin(organization, eq(organization.id, qualificationType.organizationId))
    .$dynamic();

const mostFound = 10;

/** Other organisations' types whose name, or whose organisation's, contains `words`; none for fewer than two letters. */
export async function typesToTrust(ctx: Context, typeId: string, words: string) {
  const mine = administers(ctx);
  if (!mine || [...words].length < 2) return [];
  const like = `%${words.replace(/[\\%_]/g, "\\$&")}%`;
  const named = [
    qualificationType.nameZh,
    qualificationType.nameEn,
    organization.nameZh,
    organization.nameEn,
  ];
  return namedTypes(ctx)
    .where(
      and(
        ne(qualificationType.organizationId, mine),
        isNull(qualificationType.retiredAt),
        or(...named.map((column) => ilike(column, like))),
        sql`not exists (select 1 from qualification_trust q where q.type_id = ${typeId} and q.trusted_id = ${qualificationType.id})`,
      ),
    )
    .orderBy(qualificationType.nameZh, qualificationType.id)
    .limit(mostFound);
}

/** Who holds a type of the actor's organisation, latest grant first, a page at a time; `words` find a name or address. */
export async function holdersOf(
  ctx: Context,
  typeId: string,
  { words, after }: { words: string; after?: string },
) {
  const mine = administers(ctx);
  if (!mine) return { items: [], next: null };
  const like = `%${words.replace(/[\\%_]/g, "\\$&")}%`;
  const found: SQL | undefined = words
    ? or(ilike(appUser.name, like), ilike(appUser.email, like))
    : undefined;
  const rows = await ctx.db
    .select({
      id: qualification.id,
      name: appUser.name,
      email: appUser.email,
      grantedAt: qualification.grantedAt,
      expiresAt: qualification.expiresAt,
      lastUsedAt: qualification.lastUsedAt,
      revokedAt: qualification.revokedAt,
      revokedReason: qualification.revokedReason,
      evidence: qualification.evidence,
      unusedDays: qualificationType.unusedDays,
    })
    .from(qualification)
    .innerJoin(qualificationType, eq(qualificationType.id, qualification.typeId))
    .innerJoin(appUser, eq(appUser.id, qualification.userId))
    .where(
      and(
        eq(qualification.typeId, typeId),
        eq(qualificationType.organizationId, mine),
        found,
        after === undefined ? undefined : lt(qualification.id, after),
      ),
    )
    .orderBy(desc(qualification.id))
    .limit(pageSize + 1);
  const now = ctx.clock.now();
  const shown = rows.slice(0, pageSize);
  const files = await evidenceOf(
    ctx.db,
    shown.map(({ id }) => id),
  );
  const items = shown.map((row) => ({
    ...row,
    ...{ standing: holdingState(row, now), end: endOf(row), files: files.get(row.id) ?? [] },
  }));
  return { items, next: rows.length > pageSize ? (items.at(-1)?.id ?? null) : null };
}

/** What a facility asks for and what its organisation could ask for; undefined unless the actor may edit it. */
export async function facilityRequirement(ctx: Context, facilityId: string) {
  const [owner] = await ctx.db
    .select({ organizationId: listing.organizationId, titleZh: listing.titleZh, titleEn: listing.titleEn })
    .from(listing)
    .where(and(eq(listing.id, facilityId), eq(listing.kind, "facility")));
  if (!owner || !may(ctx.actor, "facility.edit", owner)) return undefined;
  const [types, asked] = await Promise.all([
    namedTypes(ctx)
      .where(
        and(eq(qualificationType.organizationId, owner.organizationId), isNull(qualificationType.retiredAt)),
      )
      .orderBy(qualificationType.nameZh, qualificationType.id)
      .limit(200),
    ctx.db
      .select({ typeId: facilityQualification.typeId })
      .from(facilityQualification)
      .where(eq(facilityQualification.facilityId, facilityId)),
  ]);
  return { ...owner, types, asked: asked.map(({ typeId }) => typeId) };
}
