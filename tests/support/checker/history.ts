import { appendFileSync, readFileSync } from "node:fs";

export const kinds = [
  "reserve",
  "series",
  "bundle",
  "hold",
  "confirm",
  "cancel",
  "cancel-series",
  "retime-series",
  "approve",
  "reject",
  "reschedule",
  "extend",
  "transfer",
  "check-in",
  "check-out",
  "complete",
  "no-show",
  "meter",
  "outage",
  "lift",
  "join",
  "take",
  "pass",
  "stop-waiting",
] as const;

export type Kind = (typeof kinds)[number];

/**
 * One attempt of a client at something, and what it was told. `unknown`: no answer, or that something went wrong; it may
 * have happened or not, now or later.
 */
export interface Attempt {
  /** Unique in the trial. */
  id: string;
  /** What the attempts at one thing have in common; also the purpose of the bookings that come of it. */
  tag: string;
  kind: Kind;
  actorId: string;
  /** The booking, series, entry or facility that it is about. */
  target: string | null;
  /** The Idempotency-Key. */
  key: string | null;
  /** Milliseconds of the trial's clock; `to` null: no answer. */
  from: number;
  to: number | null;
  outcome: "ok" | "refused" | "unknown";
  status: number | null;
  code: string | null;
  requestId: string | null;
  /** The answer was the stored one of an earlier attempt. */
  replayed: boolean;
  /** Bookings or entries that came of it. */
  made: string[];
}

/** What was done to the system: from the blow until everything was up again. */
export interface Blow {
  what: string;
  from: number;
  to: number;
}

/** Written before and after the call, so that nothing is forgotten whose end was not seen. */
export const record = (path: string, attempt: Attempt): void =>
  appendFileSync(path, `${JSON.stringify(attempt)}\n`);

/** The attempts of several files, each as it was last written. */
export function readHistory(paths: readonly string[]): Attempt[] {
  const last = new Map<string, Attempt>();
  for (const path of paths) {
    for (const line of readFileSync(path, "utf8").split("\n")) {
      if (line === "") continue;
      const attempt: Attempt = JSON.parse(line);
      last.set(attempt.id, attempt);
    }
  }
  return [...last.values()];
}
