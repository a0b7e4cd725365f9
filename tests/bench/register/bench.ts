import { sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { readRegisterQuery } from "#app/domain/credit/register/inputs.ts";
import { listRegister } from "#app/domain/credit/register/list.server.ts";
import { systemClock } from "#app/runtime/clock.ts";
import { type Bench, type BenchTools, type Figure, rounds } from "../bench.ts";
import { withScratchDatabase } from "../scratch.ts";
import { percentile } from "../search/metrics.ts";
import { publishMany } from "./published.ts";

const decisions = 100_000;
const perRound = 60;
const goal = 5;

/** What readers of the register ask for: all of it, words, codes, numbers, and conditions alone and together. */
const questions = [
  "",
  "q=光电4711",
  "q=91330000004711MA00",
  "q=浙信决〔2026〕4711号",
  "q=科技有限公司",
  "measure=blacklist",
  "region=3301",
  "region=3301&class=serious&state=in_force",
  "state=ended",
  "q=精密&region=3302&measure=suspension",
  "limit=25&page=40",
] as const;

/** Pages of a register of 100,000 decisions, beside one query of 25 of its rows by an index. */
export const register: Bench = {
  id: "register",
  run: (tools) =>
    withScratchDatabase(tools.databaseUrl, async ({ db }) => {
      tools.say(`publishing ${decisions} decisions`);
      await publishMany(db, decisions);
      return measure(db, tools);
    }),
};

async function measure(db: Database, { say }: BenchTools): Promise<Figure[]> {
  const ctx = { db, clock: systemClock };
  const ask = (question: string) => () => listRegister(ctx, readRegisterQuery(new URLSearchParams(question)));
  const bare = () =>
    db.execute(sql`select p.*, d.document_no, s.name_zh, s.uscc from publication p
      join decision d on d.id = p.decision_id join organization s on s.id = p.subject_id
      order by p."from" desc, p.id desc limit 26`);
  const figures: Figure[] = [];
  for (const question of questions) {
    const ratios: number[] = [];
    const times = { ours: [] as number[], theirs: [] as number[] };
    await ask(question)();
    for (let round = 0; round < rounds; round++) {
      const [ours, theirs] = [await median(ask(question)), await median(bare)];
      times.ours.push(ours);
      times.theirs.push(theirs);
      ratios.push(ours / theirs);
    }
    const said = { measured: ms(percentile(times.ours, 0.5)), baseline: ms(percentile(times.theirs, 0.5)) };
    const ratio = percentile(ratios, 0.5);
    say(`register: ${question || "all"}: ${said.measured} beside ${said.baseline}`);
    figures.push({ what: question || "all", ...said, ratio, goal: { atMost: goal } });
  }
  return figures;
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < perRound; count++) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return percentile(times, 0.5);
}

const ms = (milliseconds: number): string => `${milliseconds.toFixed(2)} ms`;
