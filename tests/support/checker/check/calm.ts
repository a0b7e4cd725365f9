import type { Attempt, Blow } from "../history.ts";

/** Answers that say that something went wrong although nothing was done to the system, `slackMs` after a blow at the latest. */
export function failuresInCalm(
  history: readonly Attempt[],
  blows: readonly Blow[],
  slackMs: number,
): string[] {
  return history
    .filter(({ outcome }) => outcome === "unknown")
    .filter(
      ({ from, to }) =>
        !blows.some((blow) => from <= blow.to + slackMs && blow.from <= (to ?? Number.POSITIVE_INFINITY)),
    )
    .map(
      ({ id, kind, status, code }) => `${kind} ${id} failed in calm: ${status ?? "no answer"} ${code ?? ""}`,
    );
}
