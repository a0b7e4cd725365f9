import { sql } from "drizzle-orm";
import type { ClueInput } from "../cases/inputs.ts";
import { readParameter } from "../parameters.server.ts";
import { platformZone, today } from "../working-days.ts";
import { type Finder, list } from "./noticed.ts";

interface Charge {
  bookingId: string;
  facility: string;
  from: string;
  minutes: number;
  /** Fen: what was recorded as charged, and what the hours cost by the filed breakdown. */
  amount: number;
  cost: number;
}

interface Wire extends Record<string, unknown> {
  organizationId: string;
  regionCode: string;
  charges: Charge[];
}

/**
 * Uses of publicly funded facilities that were charged above what their hours cost by the breakdown that was filed with
 * the price of that day. A price above cost is never published, but what is charged is recorded only afterwards. What an
 * earlier clue about the same provider has looked at does not count again.
 */
export const chargesAboveCost: Finder = async (tx, now) => {
  const rows = await tx.execute<Wire>(sql`
    select o.id as "organizationId", o.region_code as "regionCode",
      json_agg(json_build_object('bookingId', u.booking_id, 'facility', u.title, 'from', u.actual_from,
        'minutes', u.minutes, 'amount', u.amount, 'cost', round(u.cost * u.minutes / 60)) order by u.actual_from) as charges
    from (
      select r.booking_id, r.amount, r.actual_from, l.title_zh as title, l.organization_id,
        extract(epoch from greatest(r.actual_to - r.actual_from, b.ends_at - b.starts_at)) / 60 as minutes, c.cost
      from usage_record r join booking b on b.id = r.booking_id
        join listing l on l.id = b.facility_id join facility f on f.listing_id = l.id
        join lateral (
          select (select sum(part.value::bigint) from jsonb_each_text(p.cost_breakdown) part) as cost from price p
          where p.listing_id = l.id and p.item = b.price_item and p.unit = 'hour' and p.user_class = b.user_class
            and jsonb_typeof(p.cost_breakdown) = 'object'
            and p.valid_from <= (r.actual_from at time zone ${platformZone})::date
            and (p.valid_to is null or p.valid_to > (r.actual_from at time zone ${platformZone})::date)
          limit 1) c on true
      where f.funding_sources && array['central_government', 'local_government']
        and r.created_at > coalesce((select max(k.created_at) from misconduct_case k
          where k.clue_kind = 'price_above_cost' and k.subject_id = l.organization_id), '-infinity')
        and r.created_at <= ${now.toISOString()}::timestamptz
    ) u join organization o on o.id = u.organization_id
    where u.amount > u.cost * u.minutes / 60
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
    ({ from, facility, minutes, amount, cost }) =>
      `${today(new Date(from))} ${facility}：${Math.round(minutes)} min，${yuan(amount)} > ${yuan(cost)} CNY`,
  );
  return {
    kind: "price_above_cost",
    causeType: "usage_record",
    causeId: last.bookingId,
    subjectId,
    title: `政府资金购置设施${above.length}次服务收费高于申报成本`,
    account: `下列服务的收费高于按申报成本和机时计算的金额：\n${list(lines)}`,
    offenceCode: "MC03",
    actFrom: today(new Date(first.from)),
    actUntil: today(new Date(last.from)),
    evidence: above.map(({ bookingId }, at) => ({ of: "booking", id: bookingId, text: lines[at] ?? "" })),
  };
}

const yuan = (fen: number): string => (fen / 100).toFixed(2);
