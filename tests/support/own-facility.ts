import { makeFacility } from "./booking.ts";
import { daysAhead } from "./booking-client.ts";
import type { TestDatabase } from "./database.ts";
import { demoActor } from "./demo-actor.ts";

type Options = Parameters<typeof makeFacility>[2];

/** A facility of the demonstration university that is this test's alone. Returns its id. */
export const ownFacility = async (database: TestDatabase, options?: Options): Promise<string> =>
  makeFacility(database.db, await demoActor(database, "provider"), options);

/** The page that books a facility so many days from now, from and to these hours of its day. */
export function bookingPage(facilityId: string, days: number, [from, to]: readonly [number, number]): string {
  const times = new URLSearchParams({ start: daysAhead(days, from), end: daysAhead(days, to) });
  return `/facilities/${facilityId}/book?${times}`;
}
