import { sql } from "drizzle-orm";
import type { ClueInput } from "../cases/inputs.ts";
import { readParameter } from "../parameters.server.ts";
import { platformZone, today } from "../working-days.ts";
import { type Finder, list } from "./noticed.ts";

interface Charge {
  of: "booking" | "sample_order";
  id: string;
  facility: string;
  from: string;
  /** Minutes of a booking, samples of an order. */
  quantity: number;
  /** Fen: what was recorded as charged, and what that quantity costs by the filed breakdown. */
  amount: number;
  cost: number;
}

interface Wire extends Record<string, unknown> {
  organizationId: string;
  regionCode: string;
  charges: Charge[];
}

/** Hours count as the longer of what was booked and what was used. */
const bookings = sql`
  select 'booking' as of, b.id, b.facility_id, b.price_item, b.user_class, 'hour' as unit, r.amount, r.actual_from, r.created_at,
    extract(epoch from greatest(r.actual_to - r.actual_from, b.ends_at - b.starts_at)) / 60 as quantity, 60 as per
  from usage_record r join booking b on b.id = r.booking_id`;

const samples = sql`
  select 'sample_order', o.id, o.facility_id, o.price_item, o.user_class, 'sample', r.amount, r.actual_from, r.created_at,
    r.samples, 1
  from usage_record r join sample_order o on o.id = r.sample_order_id`;

/**
 * Uses of publicly funded facilities, by the hour or by the sample, that were charged above what they cost by the breakdown
 * that was filed with the price of that day. A price above cost is never published, but what is charged is recorded only
 * afterwards. What an earlier clue about the same provider has looked at does not count again.
 */
export const chargesAboveCost: Finder = async (tx, now) => {
  const rows = await tx.execute<Wire>(sql`
    select o.id as "organizationId", o.region_code as "regionCode",
      json_agg(json_build_object('of', u.of, 'id', u.id, 'facility', u.title, 'from', u.actual_from,
        'quantity', u.quantity, 'amount', u.amount, 'cost', round(u.cost)) order by u.actual_from) as charges
    from (
      select r.of, r.id, r.amount, r.actual_from, r.quantity, l.title_zh as title, l.organization_id,
        c.cost * r.quantity / r.per as cost
      from (${bookings} union all ${samples}) r
        join listing l on l.id = r.facility_id join facility f on f.listing_id = l.id
        join lateral (
          select (select sum(part.value::bigint) from jsonb_each_text(p.cost_breakdown) part) as cost from price p
          where p.listing_id = l.id and p.item = r.price_item and p.unit = r.unit and p.user_class = r.user_class
            and jsonb_typeof(p.cost_breakdown) = 'object'
            and p.valid_from <= (r.actual_from at time zone ${platformZone})::date
            and (p.valid_to is null or p.valid_to > (r.actual_from at time zone ${platformZone})::date)
          limit 1) c on true
      where f.funding_sources && array['central_government', 'local_government']
        and r.created_at > coalesce((select max(k.created_at) from misconduct_case k
          where k.clue_kind = 'price_above_cost' and k.subject_id = l.organization_id), '-infinity')
        and r.created_at <= ${now.toISOString()}::timestamptz
    ) u join organization o on o.id = u.organization_id
    where u.amount > u.cost
    group by o.id`);
  const found = await Promise.all(
    rows.map(async (row) => {
      const margin = await readParameter(tx, "clue_cost_margin_percent", row.regionCode, today(now));
      const above = row.charges.filter(({ amount, cost }) => amount * 100 > cost * (100 + margin));
      return clueOf(row.organizationId, above);
    }),
  );
  return found.filter((clue) => clue !== undefined);
};

function clueOf(subjectId: string, above: readonly Charge[]): ClueInput | undefined {
  const [first, last] = [above[0], above.at(-1)];
  if (!first || !last) return undefined;
  const lines = above.map(
    ({ of, from, facility, quantity, amount, cost }) =>
      `${today(new Date(from))} ${facility}：${Math.round(quantity)} ${of === "booking" ? "min" : "件样品"}，${yuan(amount)} > ${yuan(cost)} CNY`,
  );
  return {
    kind: "price_above_cost",
    causeType: "usage_record",
    causeId: last.id,
    subjectId,
    title: `政府资金购置设施${above.length}次服务收费高于申报成本`,
    account: `下列服务的收费高于按申报成本和机时、样品数计算的金额：\n${list(lines)}`,
    offenceCode: "MC03",
    actFrom: today(new Date(first.from)),
    actUntil: today(new Date(last.from)),
    evidence: above.map(({ of, id }, at) => ({ of, id, text: lines[at] ?? "" })),
  };
}

const yuan = (fen: number): string => (fen / 100).toFixed(2);
