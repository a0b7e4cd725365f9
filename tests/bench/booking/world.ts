import type { Connection } from "#db/client.ts";
import type { Actor } from "#app/domain/context.ts";
import { addColleague, makeFacility, makeMember } from "#tests/support/booking.ts";

/** What the clients of a load share: who they are and what they book. Travels to them as JSON. */
export interface World {
  actors: Actor[];
  /** One for each client, so that nobody waits for a neighbour's lock. */
  facilities: string[];
  /** Their only units, in the same order. */
  units: string[];
  /** Of the provider of all of them. */
  providerId: string;
}

export const clients = 16;

/** Open day and night for years, so that no client runs out of free half hours. */
const rules = { leadMinutes: 0, horizonDays: 3650 };

/** An organisation with a person for each client, and as many facilities. */
export async function makeWorld({ db, sql }: Connection, facilityCount = clients): Promise<World> {
  const provider = await makeMember(db, ["facility_manager"], "university");
  const first = await makeMember(db, ["member"]);
  const actors = [first];
  while (first.organization && actors.length < clients)
    actors.push(await addColleague(db, first.organization, ["member"]));
  const facilities: string[] = [];
  while (facilities.length < facilityCount)
    facilities.push(await makeFacility(db, provider, { rules, hours: [0, 1440] }));
  const found = await sql<{ id: string; facilityId: string }[]>`
    select id, facility_id as "facilityId" from facility_unit where facility_id in ${sql(facilities)}`;
  const unitOf = new Map(found.map(({ id, facilityId }) => [facilityId, id]));
  const units = facilities.map((id) => unitOf.get(id) ?? "");
  return { actors, facilities, units, providerId: provider.organization?.id ?? "" };
}

const halfHourMs = 1_800_000;

/** The `n`-th half hour after the midnight before `epoch` plus two days: always on the grid, never before the lead time. */
export function halfHour(epoch: number, n: number): { start: Date; end: Date } {
  const first = (Math.floor(epoch / 86_400_000) + 2) * 86_400_000;
  const start = first + n * halfHourMs;
  return { start: new Date(start), end: new Date(start + halfHourMs) };
}
