import type { Reason } from "#app/runtime/problem.ts";
import { publishingReasons } from "../policy.ts";
import { type FacilityRecord, splitRecord } from "./record.ts";

/**
 * What keeps a facility that has just been created from being published: no format carries prices or opening hours, so
 * there is always something. Asked before anything is read back from the database, because a list has thousands.
 */
export function newcomerReasons(record: FacilityRecord, owner: { verified: boolean }, day: string): Reason[] {
  const { listing, facility } = splitRecord(record);
  const own = Object.entries(facility).map(([name, value]) => [`facility.${name}`, value]);
  return publishingReasons({
    kind: "facility",
    values: { ...listing, ...Object.fromEntries(own) },
    prices: [],
    units: 1,
    openings: 0,
    owner: { verified: owner.verified, publicInstitution: false },
    day,
    managementSharePercent: 0,
  });
}
