import type postgres from "postgres";

/** What the database says after a trial, times in milliseconds. */
export interface FinalState {
  facilities: {
    id: string;
    units: number;
    requires: string[];
    bufferAfterMs: number;
    cancelCutoffMs: number;
    lateCancelPercent: number;
    noShowGraceMs: number;
    noShowPercent: number;
  }[];
  bookings: StoredBooking[];
  slots: StoredSlot[];
  /** In the order in which it was written. */
  audit: StoredAct[];
  entries: StoredEntry[];
  records: { bookingId: string; from: number; to: number }[];
  credit: { bookingId: string; code: string }[];
  violations: { bookingId: string; code: string; state: string }[];
  lent: { bookingId: string; accessoryId: string; quantity: number; stock: number }[];
}

export interface StoredBooking {
  id: string;
  facilityId: string;
  purpose: string;
  state: string;
  pendingHolds: boolean;
  start: number;
  end: number;
  price: number | null;
  charge: number | null;
  chargeWaiver: string;
  seriesId: string | null;
  bundleId: string | null;
}

export interface StoredSlot {
  unitId: string;
  facilityId: string;
  bookingId: string | null;
  state: string;
  start: number;
  end: number;
}

export interface StoredAct {
  at: number;
  entity: string;
  entityId: string;
  actorId: string | null;
  via: string;
  requestId: string;
  transition: string;
  fromState: string | null;
  toState: string | null;
  /** The time that a waiting-list offer is for. */
  offered: { start: number; end: number } | null;
}

export interface StoredEntry {
  id: string;
  facilityId: string;
  createdAt: number;
  state: string;
  bookingId: string | null;
  earliest: number;
  latest: number;
  minutes: number;
  purpose: string;
}

/** Reads all of it as it was at one instant: the servers' own jobs go on with deadlines meanwhile. */
export async function readFinalState(sql: postgres.Sql): Promise<FinalState> {
  return await sql.begin("isolation level repeatable read read only", readAll);
}

async function readAll(sql: postgres.TransactionSql): Promise<FinalState> {
  const [facilities, bookings, slots, audit, entries] = await Promise.all([
    sql<FinalState["facilities"]>`
      select f.listing_id as id, p.late_cancel_percent as "lateCancelPercent", p.no_show_percent as "noShowPercent",
        p.buffer_after_minutes * 60000 as "bufferAfterMs", p.cancel_cutoff_minutes * 60000 as "cancelCutoffMs",
        p.no_show_grace_minutes * 60000 as "noShowGraceMs",
        (select count(*)::int from facility_unit u where u.facility_id = f.listing_id) as units,
        array(select required_id from facility_requirement r where r.facility_id = f.listing_id) as requires
      from facility f join booking_policy p on p.facility_id = f.listing_id`,
    sql<StoredBooking[]>`
      select id, facility_id as "facilityId", purpose, state, pending_holds as "pendingHolds", price::float8, charge::float8,
        charge_waiver as "chargeWaiver", series_id as "seriesId", bundle_id as "bundleId",
        (extract(epoch from starts_at) * 1000)::float8 as start, (extract(epoch from ends_at) * 1000)::float8 as "end"
      from booking`,
    sql<StoredSlot[]>`
      select unit_id as "unitId", facility_id as "facilityId", booking_id as "bookingId", state,
        (extract(epoch from lower(blocked)) * 1000)::float8 as start,
        (extract(epoch from upper(blocked)) * 1000)::float8 as "end"
      from slot`,
    sql<StoredAct[]>`
      select (extract(epoch from at) * 1000)::float8 as at, entity, entity_id as "entityId", actor_id as "actorId", via,
        request_id as "requestId", transition, from_state as "fromState", to_state as "toState",
        case when transition = 'offer' then json_build_object(
          'start', (extract(epoch from (detail ->> 'start')::timestamptz) * 1000)::float8,
          'end', (extract(epoch from (detail ->> 'end')::timestamptz) * 1000)::float8) end as offered
      from audit_entry order by seq`,
    sql<StoredEntry[]>`
      select id, facility_id as "facilityId", state, booking_id as "bookingId", minutes, purpose,
        (extract(epoch from created_at) * 1000)::float8 as "createdAt",
        (extract(epoch from earliest) * 1000)::float8 as earliest,
        (extract(epoch from latest) * 1000)::float8 as latest
      from waitlist_entry`,
  ]);
  return { facilities, bookings, slots, audit, entries, ...(await readConsequences(sql)) };
}

async function readConsequences(sql: postgres.TransactionSql) {
  const [records, credit, violations, lent] = await Promise.all([
    sql<FinalState["records"]>`
      select booking_id as "bookingId", (extract(epoch from actual_from) * 1000)::float8 as "from",
        (extract(epoch from actual_to) * 1000)::float8 as "to"
      from usage_record where booking_id is not null`,
    sql<FinalState["credit"]>`
      select cause_id as "bookingId", code from credit_event where cause_type = 'booking'`,
    sql<FinalState["violations"]>`select booking_id as "bookingId", code, state from violation`,
    sql<FinalState["lent"]>`
      select b.booking_id as "bookingId", b.accessory_id as "accessoryId", b.quantity, a.stock
      from booking_accessory b join accessory a on a.id = b.accessory_id`,
  ]);
  return { records, credit, violations, lent };
}
