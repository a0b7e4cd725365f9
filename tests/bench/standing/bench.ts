import { sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { measureAgainst } from "#app/domain/credit/standing.server.ts";
import { standingsOf } from "#app/domain/credit/queries.server.ts";
import { type Bench, type BenchTools, type Figure, rounds } from "../bench.ts";
import { withScratchDatabase } from "../scratch.ts";
import { percentile } from "../search/metrics.ts";

const [many, few] = [1_000_000, 1_000];
/** Every organisation has as many events in both tables. */
const eventsEach = 100;
const perRound = 200;
const goal = 1.5;
/** Rows of one statement: statements have a time limit. */
const batch = 50_000;

/** "May this organisation book?", and its grade and score, with a million credit events in the table and with a thousand. */
export const standing: Bench = {
  id: "standing",
  run: (tools) =>
    withScratchDatabase(tools.databaseUrl, ({ db: large }) =>
      withScratchDatabase(tools.databaseUrl, async ({ db: small }) => {
        tools.say(`writing ${many} credit events`);
        await writeEvents(large, many);
        await writeEvents(small, few);
        return measure(large, small, tools);
      }),
    ),
};

async function writeEvents(db: Database, count: number): Promise<void> {
  const organizations = sql.raw(String(count / eventsEach));
  await db.execute(sql`insert into organization (id, uscc, name_zh, kind, region_code)
    select md5('o' || i)::uuid, '91330' || lpad(i::text, 9, '0') || 'MA00', '单位' || i, 'enterprise', '330106'
    from generate_series(1, ${organizations}) i`);
  for (let from = 1; from <= count; from += batch) {
    const last = sql.raw(String(Math.min(count, from + batch - 1)));
    await db.execute(sql`insert into credit_event (id, organization_id, record, code, points, "from", until, cause_type, cause_id)
      select gen_random_uuid(), md5('o' || (1 + n % ${organizations}))::uuid, 'usage', 'no_show', -10,
        now() - (n % 700) * interval '1 day', now() - (n % 700) * interval '1 day' + interval '365 days', 'booking', gen_random_uuid()
      from generate_series(${sql.raw(String(from))}, ${last}) n`);
  }
  await db.execute(sql`vacuum analyze credit_event`);
  await db.execute(sql`analyze`);
}

async function measure(large: Database, small: Database, { say }: BenchTools): Promise<Figure[]> {
  const kinds = {
    "may it book": (db: Database, id: string) => measureAgainst(db, id, "book", new Date()),
    "grade and score": (db: Database, id: string) => standingsOf(db, [id], new Date()),
  };
  const figures: Figure[] = [];
  for (const [what, ask] of Object.entries(kinds)) {
    const ratios: number[] = [];
    const times = { large: [] as number[], small: [] as number[] };
    for (let round = 0; round < rounds; round++) {
      const [ofLarge, ofSmall] = [
        await median(large, many / eventsEach, ask),
        await median(small, few / eventsEach, ask),
      ];
      times.large.push(ofLarge);
      times.small.push(ofSmall);
      ratios.push(ofLarge / ofSmall);
    }
    const said = { measured: ms(percentile(times.large, 0.5)), baseline: ms(percentile(times.small, 0.5)) };
    say(`standing: ${what}: ${said.measured} beside ${said.baseline}`);
    figures.push({ what, ...said, ratio: percentile(ratios, 0.5), goal: { atMost: goal } });
  }
  return figures;
}

type Ask = (db: Database, id: string) => Promise<unknown>;

/** Organisations in turn, so that no answer comes from what was just read. */
async function median(db: Database, organizations: number, ask: Ask): Promise<number> {
  const ids = await db.execute<{ id: string }>(
    sql`select id from organization order by random() limit ${Math.min(perRound, organizations)}`,
  );
  const times: number[] = [];
  for (let count = 0; count < perRound; count++) {
    const id = ids[count % ids.length]?.id ?? "";
    const began = performance.now();
    await ask(db, id);
    times.push(performance.now() - began);
  }
  return percentile(times, 0.5);
}

const ms = (milliseconds: number): string => `${milliseconds.toFixed(2)} ms`;
