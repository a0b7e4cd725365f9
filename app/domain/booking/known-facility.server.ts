import { type Placeholder, type SQL, sql } from "drizzle-orm";
import { LRUCache } from "lru-cache";
import { prepared, type Tx } from "#db/client.ts";
import { compiled, idList } from "#db/compiled.ts";
import { mayAppear } from "#db/in-force.ts";
import type { BookableFacility, SteadyFacility } from "./bookable-facility.ts";
import {
  facilityColumns,
  facilityFrom,
  type FacilityRow,
  pricesColumn,
  theFacility,
} from "./facility-row.server.ts";
import { firstDayOf } from "./facility-parts.server.ts";
import type { PriceRow } from "./price.ts";

/** A facility as this process remembers it, and what shows whether that still holds. */
export interface KnownFacility {
  facility: SteadyFacility;
  prices: readonly PriceRow[];
  /** It asks its users for qualifications. */
  asksQualifications: boolean;
  /** Its revision and those of all that it requires. */
  revision: string;
  /** The first day whose exceptions and holidays are in `facility.hours`. */
  since: string;
  /** `idList` of the facility with all that it requires, and of all their units in service. */
  facilities: string;
  units: string;
}

const remembered = new LRUCache<string, KnownFacility>({ max: 2_000 });

/** The units of which a booking at the facility may need one. */
export const unitsFor = ({ units, required }: SteadyFacility): string[] =>
  [units, ...required.map((one) => one.units)].flatMap((rows) => rows.map(({ id }) => id));

/** What every question about a known facility also answers. */
export interface Current extends Record<string, unknown> {
  /** Other than that of the known facility: this has changed since. Null: it is gone. */
  revision: string | null;
  appears: boolean;
}

export interface CurrentValues {
  facilities: string;
  provider: string;
  now: string;
}

export const currentValues = ({ facilities, facility }: KnownFacility, now: Date): CurrentValues => ({
  facilities,
  provider: facility.providerId,
  now: now.toISOString(),
});

export const currentColumns = (value: (name: keyof CurrentValues) => Placeholder): SQL => sql`
  (select string_agg(r.revision::text, ',' order by r.facility_id) from facility_revision r
    where r.facility_id = any((select ${value("facilities")}::uuid[])::uuid[])) as revision,
  ${mayAppear(sql`${value("provider")}::uuid`, sql`${value("now")}::timestamptz`)} as appears`;

/** More often than this a facility does not change between two statements. */
const attempts = 10;

/**
 * Asks a question about a facility that builds on what this process knows of it, and asks again with fresh knowledge when
 * the answer shows that the facility has changed: what comes back belongs together as if one statement had read it all.
 * Undefined when there is no such facility. Sends the question at once where the facility is known.
 */
export async function askKnown<Row extends Current>(
  tx: Tx,
  id: string,
  now: Date,
  question: (known: KnownFacility) => PromiseLike<readonly Row[]>,
): Promise<{ known: KnownFacility; row: Row } | undefined> {
  let known = recall(id, now) ?? (await learn(tx, id, now));
  for (let attempt = 1; known; attempt++) {
    const [row] = await question(known);
    if (row?.revision === known.revision) return { known, row };
    if (attempt === attempts) throw new Error(`facility ${id} changes too often to be read`);
    known = await learn(tx, id, now);
  }
  return undefined;
}

function recall(id: string, now: Date): KnownFacility | undefined {
  const known = remembered.get(id);
  return known && known.since <= firstDayOf(now) ? known : undefined;
}

type LearntRow = FacilityRow &
  Pick<KnownFacility, "revision" | "asksQualifications"> & { prices: PriceRow[] | null };

/** Reads contents and revision in one statement, so that they belong together; what is not committed yet has a revision of its own. */
async function learn(tx: Tx, id: string, now: Date): Promise<KnownFacility | undefined> {
  const [row] =
    await tx.execute<LearntRow>(sql`${prepared} select ${facilityColumns(now)}, ${pricesColumn} as prices,
    exists (select 1 from facility_qualification q where q.facility_id = facility.listing_id) as "asksQualifications",
    (with recursive needed(id) as (values (facility.listing_id)
        union select q.required_id from facility_requirement q join needed n on q.facility_id = n.id)
      select string_agg(r.revision::text, ',' order by r.facility_id)
      from needed join facility_revision r on r.facility_id = needed.id) as revision
    from ${theFacility(id)}`);
  if (!row) return undefined;
  const facility = facilityFrom(row);
  const { revision, asksQualifications, prices } = row;
  const known = {
    ...{ facility, revision, asksQualifications, prices: prices ?? [], since: firstDayOf(now) },
    facilities: idList([id, ...facility.required.map(({ facilityId }) => facilityId)]),
    units: idList(unitsFor(facility)),
  };
  remembered.set(id, known);
  return known;
}

const stillSo = compiled<CurrentValues>((value) => sql`${prepared} select ${currentColumns(value)}`);

/** The facility with the rules in force, its hours and its units in service; undefined when there is none. */
export async function loadFacility(tx: Tx, id: string, now: Date): Promise<BookableFacility | undefined> {
  const found = await askKnown(tx, id, now, (known) =>
    tx.execute<Current>(stillSo(currentValues(known, now))),
  );
  return found && { ...found.known.facility, appears: found.row.appears };
}
