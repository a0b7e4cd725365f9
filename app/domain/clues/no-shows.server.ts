import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { ClueInput } from "../cases/inputs.ts";
import { readParameter } from "../parameters.server.ts";
import { today } from "../working-days.ts";
import { type Finder, list } from "./noticed.ts";

interface Wire extends Record<string, unknown> {
  organizationId: string;
  regionCode: string;
  shows: { id: string; bookingId: string; at: string; facility: string }[];
}

/**
 * Organisations whose people did not come as often as the parameters put up with. What was waived or is contested does
 * not count, nor what an earlier clue has counted.
 */
export const repeatedNoShows: Finder = async (tx, now) => {
  const since = new Date(now.getTime() - 366 * 86_400_000);
  const rows = await tx.execute<Wire>(sql`
    select o.id as "organizationId", o.region_code as "regionCode",
      json_agg(json_build_object('id', v.id, 'bookingId', v.booking_id, 'at', v.at, 'facility', l.title_zh)
        order by v.at, v.id) as shows
    from violation v join organization o on o.id = v.organization_id join listing l on l.id = v.facility_id
    where v.code = 'no_show' and v.state in ('recorded', 'upheld') and v.at <= ${now.toISOString()}::timestamptz
      and v.at > ${since.toISOString()}::timestamptz
      and v.at > coalesce((select max(c.created_at) from misconduct_case c
        where c.clue_kind = 'repeated_no_show' and c.subject_id = o.id), '-infinity')
    group by o.id having count(*) > 1`);
  const found = await Promise.all(rows.map((row) => clueOf(tx, now, row)));
  return found.filter((clue) => clue !== undefined);
};

async function clueOf(
  tx: Tx,
  now: Date,
  { organizationId, regionCode, shows }: Wire,
): Promise<ClueInput | undefined> {
  const day = today(now);
  const [most, days] = await Promise.all([
    readParameter(tx, "clue_no_shows", regionCode, day),
    readParameter(tx, "clue_no_show_days", regionCode, day),
  ]);
  const from = now.getTime() - days * 86_400_000;
  const counted = shows.filter(({ at }) => Date.parse(at) > from);
  const [first, last] = [counted[0], counted.at(-1)];
  if (!first || !last || counted.length < most) return undefined;
  const lines = counted.map(({ at, facility }) => `${today(new Date(at))} ${facility}`);
  return {
    kind: "repeated_no_show",
    causeType: "violation",
    causeId: last.id,
    subjectId: organizationId,
    title: `${days}日内预约失约${counted.length}次`,
    account: `平台记录该单位人员${days}日内预约后未到场${counted.length}次，均未获豁免：\n${list(lines)}`,
    offenceCode: "PU01",
    actFrom: today(new Date(first.at)),
    actUntil: today(new Date(last.at)),
    evidence: counted.map(({ bookingId, at, facility }) => ({
      of: "booking",
      id: bookingId,
      text: `${today(new Date(at))} ${facility}`,
    })),
  };
}
