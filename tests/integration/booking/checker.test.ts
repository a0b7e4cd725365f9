import { expect, it } from "vitest";
import { failuresInCalm } from "../../support/checker/check/calm.ts";
import { faultsIn } from "../../support/checker/check/index.ts";
import { runTrial, type Trial } from "../../support/checker/trial.ts";

/** Real seconds of a trial, at least, and how many of its own pass in one. `npm run soak` asks for more. */
const seconds = Number(process.env.TRIAL_SECONDS ?? 8);
const speed = 30;
/** The suite makes the same choices every time; `npm run soak` makes others each time. */
const anySeed = () => Math.floor(Math.random() * 1_000_000);
const seed = Number(process.env.TRIAL_SEED ?? (process.env.TRIAL_SECONDS ? anySeed() : 20_261));

/** What was attempted and how it went, in a few lines. */
function summary({ history, blows }: Trial): string {
  const lines = [...Map.groupBy(history, ({ kind }) => kind)].map(([kind, attempts]) => {
    const outcomes = Map.groupBy(attempts, ({ outcome, code }) =>
      outcome === "refused" ? (code ?? outcome) : outcome,
    );
    return `${kind}: ${[...outcomes].map(([name, { length }]) => `${name} ${length}`).join(", ")}`;
  });
  const times = blows.map(({ what, from, to }) => `${what} (${Math.round((to - from) / speed / 1000)} s)`);
  return [`seed ${seed}`, ...lines, ...times].join("\n");
}

it(
  `keeps every promise while servers and PostgreSQL are killed (seed ${seed})`,
  async () => {
    const trial = await runTrial({ seed, seconds, speed });
    const said = summary(trial);
    if (process.env.TRIAL_SECONDS) process.stdout.write(`${said}\n`);
    expect(faultsIn(trial.history, trial.final), said).toEqual([]);
    expect(failuresInCalm(trial.history, trial.blows, 2_000 * speed), said).toEqual([]);
    // Otherwise the blows came before or after the work, and nothing was tested.
    const count = (wanted: string): number =>
      trial.history.filter(({ outcome }) => outcome === wanted).length;
    expect(count("ok"), said).toBeGreaterThan(20);
    expect(count("unknown"), said).toBeGreaterThan(0);
  },
  seconds * 3_000 + 300_000,
);
