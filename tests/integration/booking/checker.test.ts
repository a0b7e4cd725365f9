import { expect, it } from "vitest";
import { failuresInCalm } from "../../support/checker/check/calm.ts";
import { faultsIn } from "../../support/checker/check/index.ts";
import { runTrial, type Trial } from "../../support/checker/trial.ts";

/** `npm run soak` asks for minutes. */
const seconds = Number(process.env.TRIAL_SECONDS ?? 24);
const seed = Number(process.env.TRIAL_SEED ?? Math.floor(Math.random() * 1_000_000));
const speed = 30;

/** How often each outcome came, by what was attempted. */
function tally({ history }: Trial): Record<string, Record<string, number>> {
  const counts: Record<string, Record<string, number>> = {};
  for (const { kind, outcome, code } of history) {
    const name = outcome === "refused" ? (code ?? outcome) : outcome;
    const of = (counts[kind] ??= {});
    of[name] = (of[name] ?? 0) + 1;
  }
  return counts;
}

it(
  `keeps every promise while servers and PostgreSQL are killed (seed ${seed})`,
  async () => {
    const trial = await runTrial({ seed, seconds, speed });
    if (process.env.TRIAL_VERBOSE)
      console.info(JSON.stringify(tally(trial), null, 1), trial.blows.map(({what,from,to})=>`${what} ${(to-from)/30000}`), trial.history.length, trial.final.bookings.length);
    expect(faultsIn(trial.history, trial.final), `seed ${seed}`).toEqual([]);
    expect(failuresInCalm(trial.history, trial.blows, 2_000 * speed), `seed ${seed}`).toEqual([]);
    // Otherwise the blows came before or after the work, and nothing was tested.
    expect(trial.history.filter(({ outcome }) => outcome === "ok").length).toBeGreaterThan(30);
    expect(trial.history.filter(({ outcome }) => outcome === "unknown").length).toBeGreaterThan(0);
  },
  seconds * 3_000 + 240_000,
);
