import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Connection } from "#db/client.ts";
import { systemActor } from "#app/domain/context.ts";
import { paymentLegs } from "#app/domain/money/ledger/legs.ts";
import { balanceOf, post } from "#app/domain/money/ledger/post.server.ts";
import { readPage } from "#app/domain/money/ledger/statement.server.ts";
import { systemClock } from "#app/runtime/clock.ts";
import { type Bench, type BenchTools, type Figure, rounds } from "../bench.ts";
import { withScratchDatabase } from "../scratch.ts";
import { percentile } from "../search/metrics.ts";
import { makeYear, type Year } from "./year.ts";

const perRound = 200;
const page = 50;

/**
 * A settlement of four entries through the only code that moves money, beside a bare insert of four rows; and, with a
 * year of a million postings in the tables, a page of the busiest account's statement and what stands on it, beside the
 * same on an account that has just been opened.
 */
export const ledger: Bench = {
  id: "ledger",
  run: (tools) =>
    withScratchDatabase(tools.databaseUrl, async (connection) => {
      const year = await makeYear(connection, tools.say);
      return [await settlements(connection, year, tools), ...(await reads(connection, year, tools))];
    }),
};

type Work = () => PromiseLike<unknown>;

/** Medians of both in turn, so that a slow minute of the machine hits both. */
async function inTurn({ say }: BenchTools, what: string, ours: Work, theirs: Work): Promise<Figure> {
  const times = { ours: [] as number[], theirs: [] as number[] };
  for (const work of [ours, theirs]) await median(work);
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const [theirTime, ourTime] = [await median(theirs), await median(ours)];
    times.theirs.push(theirTime);
    times.ours.push(ourTime);
    ratios.push(ourTime / theirTime);
  }
  const said = { measured: ms(percentile(times.ours, 0.5)), baseline: ms(percentile(times.theirs, 0.5)) };
  say(`ledger: ${what}: ${said.measured} beside ${said.baseline}`);
  return { what, ...said, ratio: percentile(ratios, 0.5) };
}

async function median(work: Work): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < perRound; count++) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return percentile(times, 0.5);
}

const ms = (milliseconds: number): string => `${milliseconds.toFixed(2)} ms`;

/** How many settlements there are for each bare insert in the same time. */
async function settlements({ db, sql: raw }: Connection, year: Year, tools: BenchTools): Promise<Figure> {
  await raw`create table bare_entry (like entry including defaults including indexes)`;
  const ctx = { actor: systemActor("bench"), clock: systemClock };
  let turn = 0;
  const ours = () => {
    const [payerId, payeeId] = year.pair(turn++);
    const charge = { payerId, payeeId, held: false, releasedAt: null };
    const legs = paymentLegs(charge, { method: "transfer", amount: 12_000, accepted: 12_000 });
    const cause = { type: "payment", id: randomUUID() };
    return db.transaction((tx) => post(tx, ctx, { cause, legs }));
  };
  let n = 0;
  const theirs = () => {
    const postingId = randomUUID();
    const rows = year
      .accounts(turn++)
      .map((id) => sql`(${id}::uuid, ${++n}::bigint, ${postingId}::uuid, now(), 1, 1)`);
    const insert = sql`insert into bare_entry (account_id, n, posting_id, at, amount, balance) values ${sql.join(rows, sql`, `)}`;
    return db.transaction((tx) => tx.execute(insert));
  };
  const figure = await inTurn(tools, "a settlement of 4 entries", ours, theirs);
  return { ...figure, ratio: 1 / figure.ratio, goal: { atLeast: 0.5 } };
}

/** What somebody asks of the busiest account, beside the same of a small one. */
async function reads({ db }: Connection, year: Year, tools: BenchTools): Promise<Figure[]> {
  const of = (organizationId: string, before?: number) => () =>
    readPage(db, organizationId, { purpose: "bank", before, limit: page + 1 });
  const balance = (organizationId: string) => () => balanceOf(db, organizationId, "bank");
  const middle = Math.floor(year.busiestEntries / 2);
  const goal = { atMost: 1.5 };
  const asks = [
    ["the latest page of 1M postings", of(year.busiest), of(year.small)],
    ["a page in the middle of them", of(year.busiest, middle), of(year.small)],
    ["the balance after 1M postings", balance(year.busiest), balance(year.small)],
  ] as const;
  const figures: Figure[] = [];
  for (const [what, ours, theirs] of asks)
    figures.push({ ...(await inTurn(tools, what, ours, theirs)), goal });
  return figures;
}
