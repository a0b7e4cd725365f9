import type { ServiceWay } from "#db/schema/vocabulary.ts";
import type { Opening, OpeningHours } from "./hours.ts";
import type { BookingRules } from "./rules.ts";

/** What deciding about a booking needs to know of its facility, as far as it stays until somebody changes the facility. */
export interface SteadyFacility {
  id: string;
  providerId: string;
  listingState: string;
  runState: string;
  zone: string;
  ways: readonly ServiceWay[];
  rules: BookingRules;
  /** False while the provider has written no rules and `rules` are the defaults. */
  rulesStored: boolean;
  /** The weekly hours; when it is open on a date, `hours` says. */
  openings: Opening[];
  hours: OpeningHours;
  units: UnitRow[];
  /** The facilities of which every booking needs a unit too, themselves with all that they require. */
  required: { facilityId: string; units: UnitRow[] }[];
}

/** The same at one moment. */
export interface BookableFacility extends SteadyFacility {
  /** False while a measure hides the provider from the market. */
  appears: boolean;
}

export interface UnitRow {
  id: string;
  number: number;
  label: string;
}
