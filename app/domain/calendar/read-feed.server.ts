import { createHash } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import { calendarFeed } from "#db/schema/calendar-feed.ts";
import { listing } from "#db/schema/catalog.ts";
import { appUser, membership } from "#db/schema/identity.ts";
import { mayAppear } from "#db/in-force.ts";
import type { Context } from "#app/domain/context.ts";
import { visitor } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { actorOf, loadMembership } from "#app/domain/identity/session.server.ts";
import type { Locale } from "#app/i18n/locales.ts";
import { translatorFor } from "#app/i18n/translator.server.ts";
import { type CalendarEvent, writeCalendar } from "#app/integrations/icalendar.server.ts";
import { env } from "#app/runtime/env.server.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import { otherTimes, timesOfFacility, timesOfPerson } from "./booked-times.server.ts";
import { busyEntry, otherEntry, ownEntry, type Reader, staffEntry } from "./entries.ts";
import { isShown } from "./event.ts";
import { feedHash } from "./feeds.server.ts";

type Asker = Pick<Context, "db" | "clock">;
type FeedRow = typeof calendarFeed.$inferSelect;

export interface FeedAnswer {
  text: string;
  /** A strong entity tag: the same bytes have the same. */
  etag: string;
}

const touchEveryMs = 60_000;

/**
 * What stands at a calendar address, for whoever holds it. Refuses `not_found` when it never was, was revoked, its
 * maker's account is disabled, a feed with names when its maker no longer manages the facility (which also revokes it),
 * and a public one while the facility is not on the market.
 */
export async function readFeed(ctx: Asker, token: string, asked?: Locale): Promise<Result<FeedAnswer>> {
  const [found] = await ctx.db
    .select({ feed: calendarFeed, user: appUser })
    .from(calendarFeed)
    .innerJoin(appUser, eq(appUser.id, calendarFeed.userId))
    .where(
      and(
        eq(calendarFeed.secretHash, feedHash(token)),
        isNull(calendarFeed.revokedAt),
        isNull(appUser.disabledAt),
      ),
    );
  if (!found) return fail(problems.notFound("calendar"));
  const locale = asked ?? found.user.locale;
  const { t } = translatorFor(locale);
  const reader = { t, locale, baseUrl: env().baseUrl, now: ctx.clock.now() };
  const { feed } = found;
  const answer = feed.facilityId
    ? await facilityFeed(ctx, feed, feed.facilityId, reader)
    : await personFeed(ctx, feed, reader);
  if (answer.ok) await touch(ctx, feed);
  return answer;
}

async function personFeed(ctx: Asker, { userId }: FeedRow, reader: Reader): Promise<Result<FeedAnswer>> {
  const rows = await timesOfPerson(ctx.db, userId, reader.now);
  return ok(
    answerOf(
      reader.t("calendar:feed.mine"),
      rows.map((row) => ownEntry(row, reader)),
      reader.now,
    ),
  );
}

async function facilityFeed(
  ctx: Asker,
  feed: FeedRow,
  facilityId: string,
  reader: Reader,
): Promise<Result<FeedAnswer>> {
  const [row] = await ctx.db
    .select({
      titleZh: listing.titleZh,
      titleEn: listing.titleEn,
      state: listing.state,
      ownerId: listing.organizationId,
      appears: mayAppear(listing.organizationId, reader.now),
    })
    .from(listing)
    .where(eq(listing.id, facilityId));
  const open =
    row && row.ownerId === feed.organizationId && (feed.names || (row.state === "published" && row.appears));
  if (!open) return fail(problems.notFound("calendar"));
  if (feed.names && !(await stillManages(ctx, feed))) return dead(ctx, feed);
  const [times, others] = await Promise.all([
    timesOfFacility(ctx.db, facilityId, reader.now),
    otherTimes(ctx.db, facilityId, reader.now),
  ]);
  // A request that keeps nobody out is no business of the public.
  const entries = feed.names
    ? times.map((time) => staffEntry(time, reader))
    : times.filter(({ holds }) => holds).map((time) => busyEntry(time, reader));
  const closed = others.map((other) => otherEntry(other, reader, feed.names));
  const title = reader.locale === "en" && row.titleEn ? row.titleEn : row.titleZh;
  return ok(answerOf(title, [...entries, ...closed], reader.now));
}

/** Whether the maker of a feed still has a role that manages bookings of its organisation. */
async function stillManages({ db }: Asker, { userId, organizationId }: FeedRow): Promise<boolean> {
  if (!organizationId) return false;
  const [held] = await db
    .select({ id: membership.id })
    .from(membership)
    .where(
      and(
        eq(membership.userId, userId),
        eq(membership.organizationId, organizationId),
        isNull(membership.endedAt),
      ),
    );
  const acting = held && (await loadMembership(db, held.id));
  if (!acting) return false;
  const actor = actorOf({ id: userId, name: "", email: "" }, acting, "token", visitor("feed").requestId);
  return may(actor, "booking.manage", { organizationId });
}

/** A role that comes back does not bring back an address that somebody may have passed on meanwhile. */
async function dead({ db, clock }: Asker, { id }: FeedRow): Promise<Result<never>> {
  await db.update(calendarFeed).set({ revokedAt: clock.now() }).where(eq(calendarFeed.id, id));
  return fail(problems.notFound("calendar"));
}

function answerOf(name: string, entries: readonly CalendarEvent[], now: Date): FeedAnswer {
  const text = writeCalendar(
    name,
    entries.filter(({ status, changedAt }) => isShown(status, changedAt, now)),
  );
  return { text, etag: `"${createHash("sha256").update(text).digest("base64url").slice(0, 27)}"` };
}

async function touch({ db, clock }: Asker, { id, lastReadAt }: FeedRow): Promise<void> {
  const now = clock.now();
  if (lastReadAt && now.getTime() - lastReadAt.getTime() < touchEveryMs) return;
  await db.update(calendarFeed).set({ lastReadAt: now }).where(eq(calendarFeed.id, id));
}
