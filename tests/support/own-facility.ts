import { reserveInput } from "#app/domain/booking/inputs.ts";
import { reserve } from "#app/domain/booking/reserve.server.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { makeFacility } from "./booking.ts";
import { daysAhead } from "./booking-client.ts";
import type { TestDatabase } from "./database.ts";
import { demoActor } from "./demo-actor.ts";
import { valueOf } from "./results.ts";

type Options = Parameters<typeof makeFacility>[2];

/** A facility of the demonstration university that is this test's alone. Returns its id. */
export const ownFacility = async (database: TestDatabase, options?: Options): Promise<string> =>
  makeFacility(database.db, await demoActor(database, "provider"), options);

/** The page that books a facility so many days from now, from and to these hours of its day. */
export function bookingPage(facilityId: string, days: number, [from, to]: readonly [number, number]): string {
  const times = new URLSearchParams({ start: daysAhead(days, from), end: daysAhead(days, to) });
  return `/facilities/${facilityId}/book?${times}`;
}

interface Wish {
  facilityId: string;
  /** RFC 3339, as is `end`. */
  start: string;
  end: string;
  unit?: number;
}

/** What a demonstration account books at `now`, by itself without a browser. Returns the booking's id. */
export async function bookedBy(
  database: TestDatabase,
  mailbox: string,
  wish: Wish,
  now = new Date(),
): Promise<string> {
  const ctx = { db: database.db, actor: await demoActor(database, mailbox), clock: fixedClock(now) };
  return valueOf(await reserve(ctx, reserveInput.parse({ ...wish, purpose: "断口形貌观察" }))).id;
}
