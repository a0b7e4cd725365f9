import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#app/domain/context.ts";
import { reserve } from "#app/domain/booking/reserve.server.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { addColleague, contextOf, makeFacility, makeMember, monday, wish } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { doubleOwners, type Racers, startRacers, tally } from "../../support/race/race.ts";
import type { Task } from "../../support/race/tasks.ts";
import { valueOf } from "../../support/results.ts";

const at = (time: string): string => `2026-11-24T${time}:00+08:00`;
const clients = 16;
const each = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** A database with people in it; `scratch` is one whose exclusion constraint has been dropped. */
interface Place {
  test: TestDatabase;
  provider: Actor;
  users: Actor[];
  locked: Racers;
  unlocked: Racers;
}

let sound: Place;
let scratch: Place;

async function settleIn(): Promise<Place> {
  const test = await testDatabase({ max: 4 });
  const provider = await makeMember(test.db, ["facility_manager"], "university");
  const users = await Promise.all(each(4, () => makeMember(test.db, ["member"])));
  return {
    test,
    provider,
    users,
    locked: startRacers(test.url),
    unlocked: startRacers(test.url, { without: "lock" }),
  };
}

beforeAll(async () => {
  [sound, scratch] = await Promise.all([settleIn(), settleIn()]);
  await scratch.test.sql`alter table slot drop constraint slot_no_overlap`;
});

afterAll(async () => {
  for (const place of [sound, scratch]) {
    place.locked.stop();
    place.unlocked.stop();
    await place.test.close();
  }
});

const userOf = ({ users, provider }: Place, index: number): Actor => users[index % users.length] ?? provider;
const reserving =
  (place: Place, id: string, start: string, end: string) =>
  (index: number): Task => ({
    actor: userOf(place, index),
    kind: "reserve",
    id,
    start: at(start),
    end: at(end),
  });

interface Scenario {
  name: string;
  /** The clients' tasks, on a facility made for the occasion, and when they act. */
  prepare(place: Place): Promise<{ tasks: Task[]; now: string }>;
  /** What must have come of it, besides that nobody shares a unit. */
  winners: number;
  losers: RegExp;
  /**
   * Safe even without lock and constraint: the bookings' own compare-and-set stands behind them, and is taken away too to
   * show that the race can be lost. `time`: lost time is shared; `booking`: only the booking itself is.
   */
  thirdGuard?: "time" | "booking";
}

async function bookedAt(
  place: Place,
  facilityId: string,
  index: number,
  from: string,
  to: string,
  holdUntil?: Date,
): Promise<string> {
  const ctx = contextOf(place.test.db, userOf(place, index), fixedClock(monday));
  return valueOf(await reserve(ctx, wish(facilityId, from, to), { holdUntil })).id;
}

async function colleaguesOf(place: Place, { organization }: Actor, count: number): Promise<Actor[]> {
  if (!organization) throw new Error("no organisation");
  return Promise.all(each(count, () => addColleague(place.test.db, organization, ["member"])));
}

const scenarios: Scenario[] = [
  {
    name: "the same slot",
    winners: 1,
    losers: /^slot_taken$/,
    prepare: async (place) => {
      const id = await makeFacility(place.test.db, place.provider);
      return { now: monday, tasks: each(clients, reserving(place, id, "14:00", "16:00")) };
    },
  },
  {
    name: "slots that overlap in one instant",
    winners: 1,
    losers: /^slot_taken$/,
    prepare: async (place) => {
      const id = await makeFacility(place.test.db, place.provider);
      const starts = ["12:30", "13:00", "13:30", "14:00"];
      const ends = ["14:30", "15:00", "15:30", "16:00"];
      const task = (index: number) =>
        reserving(place, id, starts[index % 4] ?? "", ends[index % 4] ?? "")(index);
      return { now: monday, tasks: each(clients, task) };
    },
  },
  {
    name: "a facility of three units",
    winners: 3,
    losers: /^slot_taken$/,
    prepare: async (place) => {
      const id = await makeFacility(place.test.db, place.provider, { units: 3 });
      return { now: monday, tasks: each(clients, reserving(place, id, "14:00", "16:00")) };
    },
  },
  {
    name: "moving several bookings to one time",
    winners: 1,
    losers: /^slot_taken$/,
    prepare: async (place) => {
      const id = await makeFacility(place.test.db, place.provider, { rules: { cancelCutoffMinutes: 60 } });
      const hours = ["08", "09", "10", "11", "12", "13"];
      const tasks: Task[] = [];
      for (const [index, hour] of hours.entries()) {
        const booking = await bookedAt(place, id, index, `${hour}:00`, `${hour}:30`);
        tasks.push({
          actor: userOf(place, index),
          kind: "reschedule",
          id: booking,
          start: at("17:00"),
          end: at("17:30"),
        });
      }
      return { now: monday, tasks };
    },
  },
  {
    name: "extending against booking what follows",
    winners: 1,
    losers: /^slot_taken$/,
    prepare: async (place) => {
      const id = await makeFacility(place.test.db, place.provider);
      const booking = await bookedAt(place, id, 0, "14:00", "16:00");
      const extending: Task = { actor: userOf(place, 0), kind: "extend", id: booking, end: at("17:00") };
      return { now: monday, tasks: [extending, ...each(7, reserving(place, id, "16:00", "18:00"))] };
    },
  },
  {
    name: "closing against booking",
    winners: 1,
    losers: /^(slot_taken|policy|closure_taken)$/,
    prepare: async (place) => {
      const id = await makeFacility(place.test.db, place.provider);
      const closing: Task = {
        actor: place.provider,
        kind: "close",
        id,
        start: at("15:00"),
        end: at("18:00"),
      };
      return { now: monday, tasks: [closing, ...each(7, reserving(place, id, "14:00", "16:00"))] };
    },
  },
  {
    name: "an outage that moves a booking against booking where it goes",
    winners: 1,
    losers: /^(slot_taken|no_unit_free|closure_taken)$/,
    prepare: async (place) => {
      const id = await makeFacility(place.test.db, place.provider, { units: 2 });
      const booking = await bookedAt(place, id, 0, "14:00", "16:00");
      const closing: Task = {
        ...{ actor: place.provider, kind: "close", id, start: at("12:00"), end: at("18:00") },
        ...{ units: [1], choices: { [booking]: "move" } },
      };
      return { now: monday, tasks: [closing, ...each(7, reserving(place, id, "15:00", "17:00"))] };
    },
  },
  {
    name: "series that share one occurrence, and single bookings of it",
    winners: 1,
    losers: /^(slot_taken|series_conflicts)$/,
    prepare: async (place) => {
      const id = await makeFacility(place.test.db, place.provider);
      const series = (index: number): Task => ({
        ...reserving(place, id, "14:00", "16:00")(index),
        kind: "series",
        // One week after another, so that each meets the next.
        start: `2026-11-24T14:00:00+08:00`,
        end: `2026-11-24T16:00:00+08:00`,
      });
      return {
        now: monday,
        tasks: [...each(4, series), ...each(4, reserving(place, id, "15:00", "17:00"))],
      };
    },
  },
  {
    name: "two facilities at once, named in either order",
    winners: 1,
    losers: /^bundle_refused$/,
    prepare: async (place) => {
      const one = await makeFacility(place.test.db, place.provider);
      const two = await makeFacility(place.test.db, place.provider);
      const task = (index: number): Task => ({
        ...reserving(place, index % 2 ? one : two, "14:00", "16:00")(index),
        kind: "bundle",
        with: index % 2 ? two : one,
      });
      return { now: monday, tasks: each(8, task) };
    },
  },
  {
    name: "approving a request that has just run out against booking its time",
    winners: 1,
    losers: /^(slot_taken|not_allowed_now|changed_meanwhile)$/,
    thirdGuard: "time",
    prepare: async (place) => {
      const id = await makeFacility(place.test.db, place.provider, {
        rules: { instant: false, answerWithinHours: 1 },
      });
      const booking = await bookedAt(place, id, 0, "14:00", "16:00");
      // By the provider's clock the request still stands, by the others' it has just run out.
      const now = "2026-11-23T09:59:59+08:00";
      const approving: Task = { actor: place.provider, kind: "approve", id: booking, now };
      return {
        now: "2026-11-23T10:00:00+08:00",
        tasks: [approving, approving, ...each(6, reserving(place, id, "14:00", "16:00"))],
      };
    },
  },
  {
    name: "handing one booking to several colleagues",
    winners: 1,
    losers: /^(forbidden|changed_meanwhile|invalid)$/,
    thirdGuard: "booking",
    prepare: async (place) => {
      const id = await makeFacility(place.test.db, place.provider);
      const booking = await bookedAt(place, id, 0, "14:00", "16:00");
      const to = await colleaguesOf(place, userOf(place, 0), 6);
      const task = ({ user }: Actor): Task => ({
        actor: userOf(place, 0),
        kind: "transfer",
        id: booking,
        email: user?.email,
      });
      return { now: monday, tasks: to.map(task) };
    },
  },
  {
    name: "confirming a hold that has just run out against booking its time",
    winners: 1,
    losers: /^(slot_taken|not_allowed_now|changed_meanwhile)$/,
    thirdGuard: "time",
    prepare: async (place) => {
      const id = await makeFacility(place.test.db, place.provider);
      const held = await bookedAt(place, id, 0, "14:00", "16:00", new Date("2026-11-23T09:05:00+08:00"));
      const now = "2026-11-23T09:04:59+08:00";
      const confirming: Task = { actor: userOf(place, 0), kind: "confirm", id: held, now };
      return {
        now: "2026-11-23T09:05:00+08:00",
        tasks: [confirming, confirming, ...each(8, reserving(place, id, "14:00", "16:00"))],
      };
    },
  },
];

async function run(place: Place, { prepare }: Scenario, racers: Racers) {
  const { tasks, now } = await prepare(place);
  const outcomes = await racers.race(now, tasks);
  return { outcomes, winners: tally(outcomes).ok ?? 0, doubles: await doubleOwners(place.test.sql) };
}

describe.each(scenarios)("racing for $name", (scenario) => {
  it("has exactly the winners there is room for, and everybody else is told why", async () => {
    for (let round = 0; round < 2; round += 1) {
      const { outcomes, winners, doubles } = await run(sound, scenario, sound.locked);
      expect(doubles).toBe(0);
      expect(winners, JSON.stringify(tally(outcomes))).toBe(scenario.winners);
      for (const { outcome } of outcomes) if (outcome !== "ok") expect(outcome).toMatch(scenario.losers);
      for (const { outcome, alternatives } of outcomes)
        if (outcome === "slot_taken") expect(alternatives).toBeGreaterThan(0);
    }
  }, 180_000);

  it("is safe by the lock alone", async () => {
    const { winners, doubles } = await run(scratch, scenario, scratch.locked);
    expect({ winners, doubles }).toEqual({ winners: scenario.winners, doubles: 0 });
  }, 180_000);

  it("is safe by the constraint alone", async () => {
    const { winners, doubles } = await run(sound, scenario, sound.unlocked);
    expect(doubles).toBe(0);
    expect(winners).toBeLessThanOrEqual(scenario.winners);
  }, 180_000);
});

describe("a race without lock and constraint", () => {
  let bare: Racers;
  beforeAll(() => {
    bare = startRacers(scratch.test.url, { without: "guards" });
  });
  afterAll(() => bare.stop());

  it.each(scenarios)(
    "is lost for $name, so the checks above can fail",
    async (scenario) => {
      let caught = false;
      const racers = scenario.thirdGuard ? bare : scratch.unlocked;
      for (let round = 0; round < 12 && !caught; round += 1) {
        const before = await doubleOwners(scratch.test.sql);
        const { winners, doubles } = await run(scratch, scenario, racers);
        caught = winners > scenario.winners && (doubles > before || scenario.thirdGuard === "booking");
      }
      expect(caught).toBe(true);
    },
    240_000,
  );
});

describe("a quota", () => {
  const quota = async (place: Place, locked: boolean): Promise<Record<string, number>> => {
    const id = await makeFacility(place.test.db, place.provider, { rules: { maxOpenPerOrganization: 1 } });
    const actor = userOf(place, 0);
    const hours = ["08", "09", "10", "11", "12", "13", "14", "15", "16", "17", "18"];
    const tasks = hours.map(
      (hour): Task => ({ actor, kind: "reserve", id, start: at(`${hour}:00`), end: at(`${hour}:30`) }),
    );
    return tally(await (locked ? place.locked : place.unlocked).race(monday, tasks));
  };

  it("holds when its bookings are made at the same time, at different times of day", async () => {
    expect(await quota(sound, true)).toEqual({ ok: 1, policy: 10 });
  }, 180_000);

  it("does not hold without the lock: no constraint stands behind it", async () => {
    let broken = false;
    for (let round = 0; round < 12 && !broken; round += 1) broken = ((await quota(sound, false)).ok ?? 0) > 1;
    expect(broken).toBe(true);
  }, 240_000);
});

describe("handing bookings to one colleague who may have one only", () => {
  const handed = async (place: Place, locked: boolean): Promise<Record<string, number>> => {
    const id = await makeFacility(place.test.db, place.provider, { rules: { maxOpenPerUser: 1 } });
    const [first, ...more] = await colleaguesOf(place, userOf(place, 0), 6);
    const tasks: Task[] = [];
    for (const [index, actor] of more.entries()) {
      const from = String(8 + index).padStart(2, "0");
      const ctx = contextOf(place.test.db, actor, fixedClock(monday));
      const { id: booking } = valueOf(await reserve(ctx, wish(id, `${from}:00`, `${from}:30`)));
      tasks.push({ actor, kind: "transfer", id: booking, email: first?.user?.email });
    }
    return tally(await (locked ? place.locked : place.unlocked).race(monday, tasks));
  };

  it("leaves the colleague with one", async () => {
    expect(await handed(sound, true)).toEqual({ ok: 1, policy: 4 });
  }, 180_000);

  it("gives more without the lock", async () => {
    let broken = false;
    for (let round = 0; round < 12 && !broken; round += 1)
      broken = ((await handed(sound, false)).ok ?? 0) > 1;
    expect(broken).toBe(true);
  }, 240_000);
});

describe("a list that takes a unit away while it is being booked", () => {
  /** How many bookings stand on a unit that is no more. */
  const orphans = async (place: Place, locked: boolean): Promise<number> => {
    const id = await makeFacility(place.test.db, place.provider, { units: 2 });
    const taking: Task = { actor: place.provider, kind: "units", id, units: [2] };
    const tasks = [...each(3, reserving(place, id, "14:00", "16:00")), taking];
    await (locked ? place.locked : place.unlocked).race(monday, tasks);
    const [row] = await place.test.sql<{ n: number }[]>`
      select count(*)::int as n from slot join facility_unit u on u.id = slot.unit_id
      where u.facility_id = ${id} and u.retired_at is not null and slot.state = 'confirmed'`;
    return row?.n ?? 0;
  };

  it("never leaves a booking without its unit", async () => {
    for (let round = 0; round < 4; round += 1) expect(await orphans(sound, true)).toBe(0);
  }, 180_000);

  it("does without the lock", async () => {
    let broken = false;
    for (let round = 0; round < 20 && !broken; round += 1) broken = (await orphans(sound, false)) > 0;
    expect(broken).toBe(true);
  }, 240_000);
});
