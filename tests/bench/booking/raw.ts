import { v7 as uuid } from "uuid";
import type postgres from "postgres";
import type { World } from "./world.ts";

export type Outcome = "booked" | "slot_taken";

/**
 * What a booking costs at the least, written down as anybody would: lock the facility's row, look whether the time is
 * free, insert the booking and its slot, commit. No rules, no price, no audit, no notices.
 */
export function bookRaw(
  sql: postgres.Sql,
  world: World,
  client: number,
  facilityAt: number,
  span: { start: Date; end: Date },
): Promise<Outcome> {
  const [start, end] = [span.start.toISOString(), span.end.toISOString()];
  const facility = world.facilities[facilityAt] ?? "";
  const unit = world.units[facilityAt] ?? "";
  const actor = world.actors[client];
  const [user, organization] = [actor?.user?.id ?? "", actor?.organization?.id ?? ""];
  return sql.begin(async (tx): Promise<Outcome> => {
    await tx`select 1 from facility where listing_id = ${facility} for no key update`;
    const taken = await tx`
      select 1 from slot where unit_id = ${unit} and blocked && tstzrange(${start}, ${end})
        and state in ('held', 'pending', 'confirmed', 'in_use', 'closed')`;
    if (taken.length > 0) return "slot_taken";
    const id = uuid();
    await tx`
      insert into booking (id, facility_id, provider_id, organization_id, user_id, policy_version, terms_version,
        starts_at, ends_at, way, purpose, user_class, state)
      values (${id}, ${facility}, ${world.providerId}, ${organization}, ${user}, 1, 1, ${start}, ${end}, 'self_use', '测量',
        'enterprise', 'confirmed')`;
    await tx`
      insert into slot (id, facility_id, unit_id, blocked, cause, state, booking_id)
      values (${uuid()}, ${facility}, ${unit}, tstzrange(${start}, ${end}), 'booking', 'confirmed', ${id})`;
    return "booked";
  });
}
