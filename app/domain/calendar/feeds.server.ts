import { and, count, desc, eq, isNull, type SQL } from "drizzle-orm";
import { calendarFeed } from "#db/schema/calendar-feed.ts";
import { listing } from "#db/schema/catalog.ts";
import { appUser } from "#db/schema/identity.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { hashSecret, newSecretToken } from "#app/domain/identity/session.server.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { env } from "#app/runtime/env.server.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";

/** So many addresses may one person, or one facility, have at a time. */
export const mostFeeds = 10;

/** What is kept of a feed's secret. */
export const feedHash = (token: string): Buffer => Buffer.from(hashSecret(token), "hex");

const addressOf = (token: string): string => `${env().baseUrl}/calendar/${token}.ics`;

export interface Feed {
  id: string;
  createdAt: Date;
  lastReadAt: Date | null;
  names: boolean;
  madeBy: string;
}

const listFeeds = ({ db }: Pick<Context, "db">, where: SQL): Promise<Feed[]> =>
  db
    .select({
      id: calendarFeed.id,
      createdAt: calendarFeed.createdAt,
      lastReadAt: calendarFeed.lastReadAt,
      names: calendarFeed.names,
      madeBy: appUser.name,
    })
    .from(calendarFeed)
    .innerJoin(appUser, eq(appUser.id, calendarFeed.userId))
    .where(and(where, isNull(calendarFeed.revokedAt)))
    .orderBy(desc(calendarFeed.id))
    .limit(mostFeeds);

/** The signed-in person's own addresses that still work, latest first. */
export async function ownFeeds(ctx: Context): Promise<Feed[]> {
  const { user } = ctx.actor;
  return user ? listFeeds(ctx, ofPerson(user.id)) : [];
}

/** A facility's addresses that still work; the caller has asked whether the reader manages it. */
export const facilityFeeds = (ctx: Context, facilityId: string): Promise<Feed[]> =>
  listFeeds(ctx, eq(calendarFeed.facilityId, facilityId));

const both = (...conditions: SQL[]): SQL => {
  const joined = and(...conditions);
  if (!joined) throw new Error("no condition");
  return joined;
};

const ofPerson = (userId: string): SQL =>
  both(eq(calendarFeed.userId, userId), eq(calendarFeed.scope, "person"));

/** Makes an address of the signed-in person's bookings. Returns it, the only time it is known. */
export async function makeOwnFeed(ctx: Context): Promise<Result<string>> {
  const { user } = ctx.actor;
  if (!user) return fail(problems.signInRequired());
  return transact(ctx.db, async (tx) => {
    await tx.select({ id: appUser.id }).from(appUser).where(eq(appUser.id, user.id)).for("update");
    return writeFeed(tx, ctx, ofPerson(user.id), { userId: user.id, scope: "person" });
  });
}

/**
 * Makes an address of a facility's calendar: with names for the provider's staff alone, else to be handed out. Returns
 * it, the only time it is known. Refuses `forbidden`, `not_found`, `calendar_feeds_full`.
 */
export async function makeFacilityFeed(
  ctx: Context,
  facilityId: string,
  names: boolean,
): Promise<Result<string>> {
  const { user, organization } = ctx.actor;
  if (!user || !organization || !may(ctx.actor, "booking.manage"))
    return fail(problems.forbidden("booking.manage"));
  return transact(ctx.db, async (tx) => {
    const own = and(
      eq(listing.id, facilityId),
      eq(listing.kind, "facility"),
      eq(listing.organizationId, organization.id),
    );
    const [row] = await tx.select({ id: listing.id }).from(listing).where(own).for("no key update");
    if (!row) return refuse(problems.notFound("facility"));
    return writeFeed(tx, ctx, eq(calendarFeed.facilityId, facilityId), {
      userId: user.id,
      organizationId: organization.id,
      scope: "facility",
      facilityId,
      names,
    });
  });
}

async function writeFeed(
  tx: Tx,
  ctx: Context,
  siblings: SQL,
  feed: Omit<typeof calendarFeed.$inferInsert, "secretHash">,
): Promise<string> {
  const [kept] = await tx
    .select({ n: count() })
    .from(calendarFeed)
    .where(and(siblings, isNull(calendarFeed.revokedAt)));
  if ((kept?.n ?? 0) >= mostFeeds) {
    return refuse({ code: "calendar_feeds_full", status: 409, params: { most: mostFeeds } });
  }
  const { token } = newSecretToken();
  const [made] = await tx
    .insert(calendarFeed)
    .values({ ...feed, secretHash: feedHash(token), createdAt: ctx.clock.now() })
    .returning({ id: calendarFeed.id });
  if (!made) throw new Error("calendar feed was not inserted");
  await recordAudit(tx, ctx, {
    ...aboutFeed(feed.userId, feed.facilityId ?? null),
    transition: "make_calendar_feed",
    detail: { feed: made.id, names: feed.names ?? false },
  });
  return addressOf(token);
}

/** Such a fact is about the account, or about the facility whose calendar it opens. */
const aboutFeed = (userId: string, facilityId: string | null) =>
  facilityId ? { entity: "facility", entityId: facilityId } : { entity: "app_user", entityId: userId };

/**
 * Makes an address worthless: one's own, or any of a facility that the actor's organisation manages. Refuses `not_found`
 * for anybody else's.
 */
export async function revokeFeed(ctx: Context, id: string): Promise<Result<void>> {
  const { user, organization } = ctx.actor;
  if (!user) return fail(problems.signInRequired());
  return transact(ctx.db, async (tx) => {
    const [row] = await tx
      .select()
      .from(calendarFeed)
      .where(and(eq(calendarFeed.id, id), isNull(calendarFeed.revokedAt)))
      .for("update");
    const manages =
      row?.scope === "facility" && may(ctx.actor, "booking.manage", { organizationId: row.organizationId });
    const own = row?.scope === "person" && row.userId === user.id;
    if (!row || !(own || (manages && organization))) return refuse(problems.notFound("calendar"));
    await tx.update(calendarFeed).set({ revokedAt: ctx.clock.now() }).where(eq(calendarFeed.id, id));
    await recordAudit(tx, ctx, {
      ...aboutFeed(row.userId, row.facilityId),
      transition: "revoke_calendar_feed",
      detail: { feed: id, names: row.names },
    });
  });
}
