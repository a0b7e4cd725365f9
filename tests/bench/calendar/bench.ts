import { sql } from "drizzle-orm";
import type { Connection } from "#db/client.ts";
import { availability } from "#app/domain/booking/availability.server.ts";
import { visitor } from "#app/domain/context.ts";
import { systemClock } from "#app/runtime/clock.ts";
import { type Bench, type Figure, rounds } from "../bench.ts";
import { halfHour, makeWorld, type World } from "../booking/world.ts";
import { withScratchDatabase } from "../scratch.ts";
import { percentile } from "../search/metrics.ts";

const past = 10_000;
const future = 500;
const asked = 60;

/** A month of free times at a facility that has been used for years, beside one range query and beside a new facility. */
export const calendar: Bench = {
  id: "calendar",
  run: ({ databaseUrl, say }) =>
    withScratchDatabase(databaseUrl, async (connection) => {
      const world = await makeWorld(connection, 2);
      const epoch = Date.now();
      await fill(connection, world, 0, epoch, -past, future);
      await fill(connection, world, 1, epoch, 0, future);
      await connection.sql`vacuum analyze`;
      const month = { from: new Date(epoch), to: new Date(epoch + 31 * 86_400_000) };
      const ask = (facility: number) => async () => {
        const ctx = { db: connection.db, actor: visitor("bench"), clock: systemClock };
        const answer = await availability(ctx, world.facilities[facility] ?? "", month);
        if (!answer.ok || answer.value.slots.length === 0) throw new Error("calendar: no free times");
      };
      const query = () => connection.sql`
        select lower(blocked), upper(blocked) from slot where unit_id = ${world.units[0] ?? ""}
          and blocked && tstzrange(${month.from.toISOString()}, ${month.to.toISOString()})
          and state in ('held', 'pending', 'confirmed', 'in_use', 'closed')`;
      return compare(say, { used: ask(0), fresh: ask(1), query });
    }),
};

/** Bookings one after another, two of four half hours, from the `first`-th to before the `last`-th. */
async function fill(
  { db }: Connection,
  { facilities, units, actors, providerId }: World,
  at: number,
  epoch: number,
  first: number,
  last: number,
): Promise<void> {
  const origin = halfHour(epoch, 0).start.toISOString();
  const start = sql`${origin}::timestamptz + n * interval '90 minutes'`;
  await db.execute(sql`
    with made as (
      insert into booking (id, facility_id, provider_id, organization_id, user_id, policy_version, terms_version, starts_at,
        ends_at, way, purpose, user_class, state)
      select gen_random_uuid(), ${facilities[at]}, ${providerId}, ${actors[0]?.organization?.id}, ${actors[0]?.user?.id}, 1, 1,
        ${start}, ${start} + interval '60 minutes', 'self_use', '测量', 'enterprise',
        case when n < 0 then 'cancelled' else 'confirmed' end
      from generate_series(${first}::int, ${last - 1}::int) n
      returning id, starts_at, ends_at, state)
    insert into slot (id, facility_id, unit_id, blocked, cause, state, booking_id)
    select gen_random_uuid(), ${facilities[at]}, ${units[at]}, tstzrange(starts_at, ends_at), 'booking', state, id from made`);
}

type Asks = Record<"used" | "fresh" | "query", () => PromiseLike<unknown>>;

async function compare(say: (line: string) => void, asks: Asks): Promise<Figure[]> {
  const medians = { used: [] as number[], fresh: [] as number[], query: [] as number[] };
  const names = ["query", "used", "fresh"] as const;
  for (const name of names) await timesOf(asks[name]);
  for (let round = 1; round <= rounds; round++) {
    for (const name of names) medians[name].push(percentile(await timesOf(asks[name]), 0.5));
    say(`calendar: round ${round} of ${rounds}`);
  }
  const p50 = (name: keyof Asks) => percentile(medians[name], 0.5);
  const ms = (name: keyof Asks) => `p50 ${p50(name).toFixed(2)} ms`;
  return [
    {
      what: "a month, 10,000 past bookings",
      measured: ms("used"),
      baseline: `${ms("query")}, one range query`,
      ratio: p50("used") / p50("query"),
      goal: { atMost: 5 },
    },
    {
      what: "the same beside a new facility",
      measured: ms("used"),
      baseline: `${ms("fresh")}, no past`,
      ratio: p50("used") / p50("fresh"),
      goal: { atMost: 1.2 },
    },
  ];
}

async function timesOf(ask: () => PromiseLike<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < asked; n++) {
    const started = performance.now();
    await ask();
    times.push(performance.now() - started);
  }
  return times;
}
