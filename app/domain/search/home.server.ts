import { and, count, desc, eq, isNotNull, sql } from "drizzle-orm";
import { booking } from "#db/schema/booking.ts";
import { listing } from "#db/schema/catalog.ts";
import { organization } from "#db/schema/identity.ts";
import { type ListingKind, listingKinds } from "#db/schema/vocabulary.ts";
import type { Database } from "#db/client.ts";
import { mayAppear } from "#db/in-force.ts";
import type { Context } from "#app/domain/context.ts";
import { marketEngine } from "#search/indexing.ts";
import { fieldLabels, type Label, regionLabels } from "./labels.server.ts";
import { publicScope } from "./request.ts";

const newestOfKind = 4;
const keptMs = 1_000;
const bookedDays = 30;

/** A way into the market: a city or a discipline with how many published listings it has. */
export interface Entry {
  value: string;
  count: number;
  label: Label;
}

export interface Newest {
  id: string;
  titleZh: string;
  titleEn: string;
  ownerZh: string;
  ownerEn: string;
  publishedAt: Date | null;
}

export interface Home {
  /** Published listings by kind, owners of any, and bookings made in the last 30 days, counted from rows. */
  numbers: Record<ListingKind, number> & { owners: number; bookings: number };
  newest: { kind: ListingKind; listings: Newest[] }[];
  cities: Entry[];
  fields: Entry[];
}

const kept = new WeakMap<Database, { until: number; home: Promise<Home> }>();

/** The market at a glance. Public counts, at most a second old in this process. */
export function loadHome(ctx: Context): Promise<Home> {
  const at = ctx.clock.now().getTime();
  const known = kept.get(ctx.db);
  if (known && at < known.until && known.until - at <= keptMs) return known.home;
  const home = readHome(ctx);
  kept.set(ctx.db, { until: at + keptMs, home });
  home.catch(() => kept.delete(ctx.db));
  return home;
}

async function readHome(ctx: Context): Promise<Home> {
  const [numbers, newest, entries] = await Promise.all([
    readNumbers(ctx),
    Promise.all(listingKinds.map(async (kind) => ({ kind, listings: await readNewest(ctx, kind) }))),
    readEntries(ctx),
  ]);
  return { numbers, newest, ...entries };
}

/** What everybody may see. */
const shown = ({ clock }: Context) =>
  and(eq(listing.state, "published"), mayAppear(listing.organizationId, clock.now()));

async function readNumbers(ctx: Context): Promise<Home["numbers"]> {
  const since = new Date(ctx.clock.now().getTime() - bookedDays * 86_400_000);
  const [[byKind], [bookings]] = await Promise.all([
    ctx.db
      .select({
        facility: kindCount("facility"),
        technology: kindCount("technology"),
        service: kindCount("service"),
        demand: kindCount("demand"),
        owners: sql<number>`count(distinct ${listing.organizationId})::int`,
      })
      .from(listing)
      .where(shown(ctx)),
    ctx.db
      .select({ n: count() })
      .from(booking)
      .where(
        sql`${booking.createdAt} > ${since.toISOString()}::timestamptz and ${booking.createdAt} <= ${ctx.clock.now().toISOString()}::timestamptz`,
      ),
  ]);
  const none = { facility: 0, technology: 0, service: 0, demand: 0, owners: 0 };
  return { ...none, ...byKind, bookings: bookings?.n ?? 0 };
}

const kindCount = (kind: ListingKind) => sql<number>`count(*) filter (where ${listing.kind} = ${kind})::int`;

function readNewest(ctx: Context, kind: ListingKind): Promise<Newest[]> {
  return ctx.db
    .select({
      id: listing.id,
      titleZh: listing.titleZh,
      titleEn: listing.titleEn,
      ownerZh: organization.nameZh,
      ownerEn: organization.nameEn,
      publishedAt: listing.publishedAt,
    })
    .from(listing)
    .innerJoin(organization, eq(organization.id, listing.organizationId))
    .where(and(shown(ctx), eq(listing.kind, kind), isNotNull(listing.publishedAt)))
    .orderBy(desc(listing.publishedAt), desc(listing.id))
    .limit(newestOfKind);
}

async function readEntries(ctx: Context): Promise<Pick<Home, "cities" | "fields">> {
  const { facets } = await marketEngine(ctx.db).search({
    index: "listing",
    q: "",
    scope: publicScope,
    facets: ["city", "field"],
    offset: 0,
    limit: 0,
  });
  const cities = (facets.city ?? []).filter(({ value }) => value.startsWith("33"));
  const fields = (facets.field ?? []).slice(0, 12);
  const names = await regionLabels(
    ctx.db,
    cities.map(({ value }) => value),
  );
  const disciplines = await fieldLabels(
    ctx.db,
    fields.map(({ value }) => value),
  );
  const entry = (labels: ReadonlyMap<string, Label>) => (one: { value: string; count: number }) => {
    const label = labels.get(one.value);
    return label ? [{ ...one, label }] : [];
  };
  return { cities: cities.flatMap(entry(names)), fields: fields.flatMap(entry(disciplines)) };
}
