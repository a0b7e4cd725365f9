import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { asIfCommitted, rolledBack } from "../../support/rolled-back.ts";
import { type Event, history, whole } from "./booking-events.ts";
import { happen, settleTold } from "./booking-history.ts";
import { lawful } from "./booking-laws.ts";
import { type Life, newLife, type People, people } from "./booking-world.ts";

/** More for a long look: `npm run soak -- money 2000`. */
const histories = Number(process.env.MONEY_HISTORIES ?? 20);

let test: TestDatabase;
let who: People;
/** How often each state was come to: histories that reach nothing prove nothing. */
const reached: Record<string, number> = {};

beforeAll(async () => {
  test = await testDatabase({ max: 3 });
  who = await people(test.db);
});

afterAll(() => test?.close());

/** What happens in a transaction of which nothing stays, not even in the memory of who told of it. */
const crashed = (life: Life, { once }: Event): Promise<void> =>
  rolledBack(life.db, async (db) => {
    await happen({ ...structuredClone({ ...life, db: null, people: null }), db, people: life.people }, once);
  });

async function live(life: Life, event: Event): Promise<boolean> {
  if (event.how === "crash") await crashed(life, event);
  const happened = event.how === "crash" || (await happen(life, event.once));
  if (event.how === "twice") await happen(life, event.once);
  if (happened) await settleTold(life);
  return happened || event.how === "twice";
}

async function note({ db }: Life): Promise<void> {
  const rows = await db.execute<{ at: string; n: number }>(sql`
    select 'booking ' || state as at, count(*)::int as n from booking group by state
    union all select 'charge ' || state, count(*)::int from charge group by state
    union all select 'hold ' || state, count(*)::int from voucher_hold group by state
    union all select 'settlement ' || state, count(*)::int from voucher_settlement group by state
    union all select 'refund ' || kind || ' ' || method, count(*)::int from refund group by kind, method
    union all select 'redirected', count(*)::int from refund where method = 'transfer' and transfer_by is not null having count(*) > 0
    union all select 'payment ' || method, count(*)::int from payment group by method`);
  for (const { at, n } of rows) reached[at] = (reached[at] ?? 0) + n;
}

it("adds up after any history of bookings, vouchers, payments, clocks, repeats and crashes", async () => {
  const property = fc.asyncProperty(history, ({ facility, voucher, events }) =>
    rolledBack(test.db, async (db) => {
      const life = newLife(db, who, facility);
      const first: Event = { once: { kind: "book", n: 0, voucher }, how: "once" };
      for (const event of [first, ...events]) {
        if (!(await live(life, event))) continue;
        await asIfCommitted(db);
        await lawful(life);
      }
      await note(life);
    }),
  );
  await fc.assert(property, {
    ...{ numRuns: histories, endOnFailure: true },
    examples: whole.map((one): [typeof one] => [one]),
  });
  const bookings = ["booking completed", "booking cancelled", "hold captured", "hold released"];
  const moneys = [
    "payment transfer",
    "payment stripe",
    "payment voucher",
    "refund refund stripe",
    "redirected",
  ];
  expect([...bookings, ...moneys, "settlement paid"].filter((one) => !reached[one])).toEqual([]);
}, 14_400_000);
