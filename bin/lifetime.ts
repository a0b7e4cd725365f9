import { explain, finishStep } from "./terminal.ts";

type Stop = () => Promise<void>;

const stops: Stop[] = [];
let stopping = false;

/** Longest time a stop may take before the process leaves anyway. */
const patienceMs = 30_000;

/** What must be undone when the process ends; the latest is undone first. */
export function onStop(stop: Stop): void {
  stops.push(stop);
}

/**
 * Runs `main` until Ctrl-C, `SIGTERM`, the terminal's closing or the end of whoever started it under npm, then undoes what it set up and leaves
 * with `interrupted`.
 * When `main` fails, says why, undoes likewise and leaves with 1.
 */
export function live(main: () => Promise<void>, interrupted = 0): void {
  const interrupt = () => void leave(interrupted);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, interrupt);
  if (process.env.npm_lifecycle_event) whenParentEnds(process.ppid, interrupt);
  main().catch(giveUp);
}

/** Says why it cannot go on, undoes everything and leaves with 1; does nothing when it is leaving already. */
export function giveUp(error: unknown): void {
  if (!stopping) explain(error);
  void leave(1);
}

/** A killed npm or shell passes no signal on; it is known by our having another parent. */
function whenParentEnds(parent: number, then: () => void): void {
  setInterval(() => process.ppid !== parent && then(), 250).unref();
}

/** Undoes everything and ends the process. Called again while it works, it changes nothing. */
async function leave(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  finishStep();
  setTimeout(() => process.exit(1), patienceMs).unref();
  let outcome = code;
  for (const stop of stops.reverse()) {
    await stop().catch((error: unknown) => {
      explain(error);
      outcome = 1;
    });
  }
  process.exit(outcome);
}

/** Runs a command that ends by itself, then undoes what it set up. `main` returns the exit code. */
export function runCommand(main: () => Promise<number>): void {
  live(async () => leave(await main()), 130);
}
