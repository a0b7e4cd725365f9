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
 * Runs `main` until Ctrl-C, `SIGTERM` or the launcher's end, then undoes what it set up and leaves with 0.
 * When `main` fails, says why, undoes likewise and leaves with 1.
 */
export function live(main: () => Promise<void>): void {
  process.on("SIGINT", () => void leave(0));
  process.on("SIGTERM", () => void leave(0));
  process.on("disconnect", () => void leave(0));
  main().catch((error: unknown) => {
    explain(error);
    void leave(1);
  });
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
  live(async () => leave(await main()));
}
