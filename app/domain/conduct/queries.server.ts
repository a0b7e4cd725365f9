import { and, desc, eq, gt, inArray, lt, type SQL, sql } from "drizzle-orm";
import { booking } from "#db/schema/booking.ts";
import { facility, listing } from "#db/schema/catalog.ts";
import { facilityBlock, violation } from "#db/schema/conduct.ts";
import { appUser, organization } from "#db/schema/identity.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { type Basis, basesOf } from "./basis.server.ts";
import { doesCount } from "./policy.ts";

const pageSize = 25;

const where = {
  facilityId: listing.id,
  titleZh: listing.titleZh,
  titleEn: listing.titleEn,
  zone: facility.timezone,
};

const selectViolations = ({ db }: Context) =>
  db
    .select({
      ...where,
      id: violation.id,
      bookingId: violation.bookingId,
      code: violation.code,
      state: violation.state,
      at: violation.at,
      until: violation.until,
      statement: violation.statement,
      reason: violation.reason,
      deadline: violation.deadline,
      startsAt: booking.startsAt,
      endsAt: booking.endsAt,
      charge: booking.charge,
      userName: appUser.name,
      organizationZh: organization.nameZh,
      organizationEn: organization.nameEn,
    })
    .from(violation)
    .innerJoin(booking, eq(booking.id, violation.bookingId))
    .innerJoin(listing, eq(listing.id, violation.facilityId))
    .innerJoin(facility, eq(facility.listingId, violation.facilityId))
    .innerJoin(appUser, eq(appUser.id, violation.userId))
    .innerJoin(organization, eq(organization.id, violation.organizationId))
    .$dynamic();

const selectBlocks = ({ db }: Context) =>
  db
    .select({
      ...where,
      id: facilityBlock.id,
      createdAt: facilityBlock.createdAt,
      userId: facilityBlock.userId,
      level: facilityBlock.level,
      state: facilityBlock.state,
      automatic: facilityBlock.automatic,
      from: facilityBlock.from,
      until: facilityBlock.until,
      reason: facilityBlock.reason,
      userName: appUser.name,
      organizationZh: organization.nameZh,
      organizationEn: organization.nameEn,
    })
    .from(facilityBlock)
    .innerJoin(listing, eq(listing.id, facilityBlock.facilityId))
    .innerJoin(facility, eq(facility.listingId, facilityBlock.facilityId))
    .innerJoin(appUser, eq(appUser.id, facilityBlock.userId))
    .innerJoin(organization, eq(organization.id, facilityBlock.organizationId))
    .$dynamic();

export type ViolationItem = Awaited<ReturnType<typeof selectViolations>>[number] & { counts: boolean };
export type BlockItem = Awaited<ReturnType<typeof selectBlocks>>[number] & { over: boolean; basis: Basis };

const counted = (now: Date, rows: Awaited<ReturnType<typeof selectViolations>>): ViolationItem[] =>
  rows.map((row) => ({ ...row, counts: doesCount(row, now) }));

async function dated(ctx: Context, rows: Awaited<ReturnType<typeof selectBlocks>>): Promise<BlockItem[]> {
  const now = ctx.clock.now();
  return (await basesOf(ctx, rows)).map((row) => ({ ...row, over: row.until <= now }));
}

/** A page of violations, latest first, and the number of the row to go on from. */
async function violationPage(ctx: Context, whose: SQL | undefined, after?: string) {
  const rows = await selectViolations(ctx)
    .where(and(whose, after === undefined ? undefined : lt(violation.id, after)))
    .orderBy(desc(violation.id))
    .limit(pageSize + 1);
  const items = counted(ctx.clock.now(), rows.slice(0, pageSize));
  return { items, next: rows.length > pageSize ? (items.at(-1)?.id ?? null) : null };
}

/** Everything about the signed-in person's conduct: what was recorded, what it led to, what they can do. */
export async function ownConduct(ctx: Context, after?: string) {
  const id = ctx.actor.user?.id ?? null;
  if (id === null) return { items: [], next: null, blocks: [] };
  const [page, blocks] = await Promise.all([
    violationPage(ctx, eq(violation.userId, id), after),
    selectBlocks(ctx).where(eq(facilityBlock.userId, id)).orderBy(desc(facilityBlock.id)).limit(pageSize),
  ]);
  return { ...page, blocks: await dated(ctx, blocks) };
}

export const queueViews = ["contested", "proposals", "blocks", "all"] as const;
export type QueueView = (typeof queueViews)[number];

/** What waits for the staff of the actor's organisation, contested first by deadline. Empty without the permission. */
export async function conductQueue(ctx: Context, view: QueueView, after?: string) {
  const mine = ctx.actor.organization?.id;
  const nothing = { violations: [], blocks: [], next: null };
  if (!mine || !may(ctx.actor, "booking.manage")) return nothing;
  if (view === "contested") {
    const own = and(eq(violation.providerId, mine), eq(violation.state, "contested"));
    const rows = await selectViolations(ctx)
      .where(own)
      .orderBy(violation.deadline, violation.id)
      .limit(pageSize * 4);
    return { ...nothing, violations: counted(ctx.clock.now(), rows) };
  }
  if (view === "all") {
    const { items, next } = await violationPage(ctx, eq(violation.providerId, mine), after);
    return { ...nothing, violations: items, next };
  }
  const states = view === "proposals" ? ["proposed"] : ["in_force"];
  const rows = await selectBlocks(ctx)
    .where(
      and(
        eq(facilityBlock.providerId, mine),
        inArray(facilityBlock.state, states),
        gt(facilityBlock.until, ctx.clock.now()),
        after === undefined ? undefined : lt(facilityBlock.id, after),
      ),
    )
    .orderBy(desc(facilityBlock.id))
    .limit(pageSize + 1);
  const blocks = await dated(ctx, rows.slice(0, pageSize));
  return { ...nothing, blocks, next: rows.length > pageSize ? (blocks.at(-1)?.id ?? null) : null };
}

/** How many contests and proposals wait for the staff. */
export async function countQueue(ctx: Context): Promise<{ contested: number; proposals: number }> {
  const mine = ctx.actor.organization?.id;
  if (!mine || !may(ctx.actor, "booking.manage")) return { contested: 0, proposals: 0 };
  const n = sql<number>`count(*)::int`;
  const [[contested], [proposals]] = await Promise.all([
    ctx.db
      .select({ n })
      .from(violation)
      .where(and(eq(violation.providerId, mine), eq(violation.state, "contested"))),
    ctx.db
      .select({ n })
      .from(facilityBlock)
      .where(
        and(
          eq(facilityBlock.providerId, mine),
          eq(facilityBlock.state, "proposed"),
          gt(facilityBlock.until, ctx.clock.now()),
        ),
      ),
  ]);
  return { contested: contested?.n ?? 0, proposals: proposals?.n ?? 0 };
}
