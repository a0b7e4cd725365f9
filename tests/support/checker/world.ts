import { eq } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { accessory, facilityRequirement } from "#db/schema/booking-policy.ts";
import { facilityUnit } from "#db/schema/catalog.ts";
import type { Actor } from "#app/domain/context.ts";
import { addColleague, makeFacility, makeMember } from "../booking.ts";
import { tokenOf } from "../booking-client.ts";
import type { TestDatabase } from "../database.ts";

export interface Person {
  actor: Actor;
  token: string;
}

export interface Place {
  id: string;
  units: { id: string; number: number }[];
  accessory: string | null;
}

/** Who and what there is in a trial, as every worker is told. */
export interface World {
  staff: Person;
  /** Three organisations of three. */
  users: Person[];
  places: Place[];
}

/** Short grids and deadlines, so that the clock decides often; late and absent bookers owe something. */
const rules = {
  leadMinutes: 0,
  stepMinutes: 5,
  minMinutes: 5,
  maxMinutes: 60,
  cancelCutoffMinutes: 10,
  changeCutoffMinutes: 2,
  lateCancelPercent: 50,
  noShowGraceMinutes: 3,
  noShowPercent: 100,
  offerMinutes: 4,
  answerWithinHours: 1,
};

export async function makeWorld(test: TestDatabase): Promise<World> {
  const { db } = test;
  const provider = await makeMember(db, ["facility_manager"], "university");
  const users: Actor[] = [];
  for (let organization = 0; organization < 3; organization += 1) {
    const first = await makeMember(db, ["member"]);
    users.push(first);
    if (!first.organization) throw new Error("no organisation");
    for (let more = 0; more < 2; more += 1)
      users.push(await addColleague(db, first.organization, ["member"]));
  }
  const withToken = async (actor: Actor): Promise<Person> => ({ actor, token: await tokenOf(test, actor) });
  return {
    staff: await withToken(provider),
    users: await Promise.all(users.map(withToken)),
    places: await makePlaces(db, provider),
  };
}

/** One booked at once, one that approves and holds, one that approves and does not, one with accessories, one that needs the first. */
async function makePlaces(db: Database, provider: Actor): Promise<Place[]> {
  const hours: [number, number] = [0, 1440];
  const make = (units: number, more: Partial<typeof rules> & Record<string, unknown> = {}) =>
    makeFacility(db, provider, { units, hours, rules: { ...rules, ...more } });
  const room = await make(1);
  const approving = await make(2, { instant: false });
  const waiting = await make(2, { instant: false, pendingHolds: false });
  const lending = await make(3, { bufferAfterMinutes: 5 });
  const needing = await make(2);
  await db.insert(facilityRequirement).values({ facilityId: needing, requiredId: room });
  const [lent] = await db
    .insert(accessory)
    .values({ facilityId: lending, name: "加热台", stock: 2 })
    .returning({ id: accessory.id });
  const places: Place[] = [];
  for (const id of [room, approving, waiting, lending, needing]) {
    const units = await db
      .select({ id: facilityUnit.id, number: facilityUnit.number })
      .from(facilityUnit)
      .where(eq(facilityUnit.facilityId, id));
    places.push({ id, units, accessory: id === lending ? (lent?.id ?? null) : null });
  }
  return places;
}
