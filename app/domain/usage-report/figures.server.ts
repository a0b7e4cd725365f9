import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { Figures } from "./figures.ts";
import type { Period } from "./period.ts";

type UseFigures = Omit<Figures, "available" | "booked" | "noShows">;
type BookedFigures = Pick<Figures, "booked" | "noShows">;

/**
 * Uses of a provider's facilities that ended in the period, as one relation: bookings and orders for samples. The days
 * are the facility's own; the wide range first, so that the provider's index serves.
 */
export const usesIn = (providerId: string, { from, to }: Period) => sql`(
  select u.*, x.facility_id, x.user_id, x.organization_id,
         extract(epoch from u.actual_to - u.actual_from) / 3600 as hours
  from usage_record u
  join (
    select b.id, null::uuid as order_id, b.facility_id, b.user_id, b.organization_id
    from booking b
    where b.provider_id = ${providerId} and b.state = 'completed'
      and b.starts_at >= ${from}::date - interval '60 days' and b.starts_at < ${to}::date + interval '3 days'
    union all
    select null, s.id, s.facility_id, s.user_id, s.organization_id
    from sample_order s
    where s.provider_id = ${providerId} and s.state = 'completed'
  ) x on x.id = u.booking_id or x.order_id = u.sample_order_id
  join facility f on f.listing_id = x.facility_id
  where (u.actual_to at time zone f.timezone)::date between ${from}::date and ${to}::date)`;

const columns = sql`
  count(*)::int as uses,
  coalesce(sum(hours) filter (where not external), 0)::float8 as internal,
  coalesce(sum(hours) filter (where external), 0)::float8 as external,
  count(distinct user_id)::int as users,
  count(distinct organization_id)::int as organizations,
  coalesce(sum(samples), 0)::int as samples,
  coalesce(sum(amount), 0)::float8 as income,
  coalesce(sum(amount) filter (where external), 0)::float8 as "externalIncome",
  count(evaluation)::int as evaluations,
  (count(*) filter (where evaluation in ('very_satisfied', 'satisfied')))::int as satisfied`;

/** Uses by facility. */
export async function figuresOfUse(
  tx: Tx,
  providerId: string,
  period: Period,
): Promise<Map<string, UseFigures>> {
  const rows = await tx.execute<UseFigures & { id: string }>(
    sql`select facility_id as id, ${columns} from ${usesIn(providerId, period)} u group by facility_id`,
  );
  return new Map(rows.map(({ id, ...figures }) => [id, figures]));
}

/** Everybody who used any facility, each once. */
export async function distinctUsers(
  tx: Tx,
  providerId: string,
  period: Period,
): Promise<Pick<Figures, "users" | "organizations">> {
  const [row] = await tx.execute<Pick<Figures, "users" | "organizations">>(
    sql`select count(distinct user_id)::int as users, count(distinct organization_id)::int as organizations
        from ${usesIn(providerId, period)} u`,
  );
  return row ?? { users: 0, organizations: 0 };
}

/** Hours that were booked and stood, and no-shows, by facility. */
export async function bookedFigures(
  tx: Tx,
  providerId: string,
  { from, to }: Period,
  now: Date,
): Promise<Map<string, BookedFigures>> {
  const overdue = sql`(b.state = 'confirmed' and b.deadline <= ${now.toISOString()})`;
  const rows = await tx.execute<BookedFigures & { id: string }>(sql`
    select b.facility_id as id,
      coalesce(sum(extract(epoch from b.ends_at - b.starts_at) / 3600), 0)::float8 as booked,
      (count(*) filter (where b.state = 'no_show' or ${overdue}))::int as "noShows"
    from booking b join facility f on f.listing_id = b.facility_id
    where b.provider_id = ${providerId} and b.state in ('confirmed', 'in_use', 'completed', 'no_show')
      and b.starts_at >= ${from}::date - interval '2 days' and b.starts_at < ${to}::date + interval '3 days'
      and (b.starts_at at time zone f.timezone)::date between ${from}::date and ${to}::date
    group by b.facility_id`);
  return new Map(rows.map(({ id, ...figures }) => [id, figures]));
}
