import type { FinalState } from "../final-state.ts";
import type { Attempt } from "../history.ts";

const creating = ["reserve", "hold", "series", "bundle", "join"];

/** What was acknowledged and is not there. */
export function lostThings(history: readonly Attempt[], { bookings, entries }: FinalState): string[] {
  const stored = new Map([...bookings, ...entries].map(({ id, purpose }) => [id, purpose]));
  return history
    .filter(({ outcome }) => outcome === "ok")
    .flatMap(({ made, tag, kind }) =>
      made
        .filter((id) => stored.get(id) !== tag)
        .map((id) => `${kind} ${tag} was told of ${id}, which is not there`),
    );
}

/** Attempts at one thing that came to something else than once or, if refused, not at all. */
export function doubledThings(history: readonly Attempt[], final: FinalState): string[] {
  const made = Map.groupBy([...final.bookings, ...final.entries], ({ purpose }) => purpose);
  const waited = new Set(final.entries.flatMap(({ purpose }) => purpose));
  const attempts = Map.groupBy(
    history.filter(({ kind }) => creating.includes(kind)),
    ({ tag }) => tag,
  );
  return [...attempts].flatMap(([tag, tries]) => {
    const kind = tries[0]?.kind ?? "reserve";
    const things = made.get(tag) ?? [];
    // Bookings that an entry was offered came of waiting.
    const found = kind === "join" ? final.entries.filter(({ purpose }) => purpose === tag) : things;
    if (kind !== "join" && waited.has(tag)) return [`${kind} ${tag} also made an entry of the waiting list`];
    return reproach(kind, tag, tries, found);
  });
}

function reproach(
  kind: string,
  tag: string,
  tries: readonly Attempt[],
  found: readonly { id: string }[],
): string[] {
  const ids = new Set(tries.filter(({ outcome }) => outcome === "ok").flatMap(({ made }) => made));
  const unknown = tries.some(({ outcome }) => outcome === "unknown");
  const once = kind !== "series" && kind !== "bundle";
  if (once && ids.size > 1) return [`${kind} ${tag} was told of ${ids.size} things under one key`];
  if (once && found.length > 1) return [`${kind} ${tag} happened ${found.length} times`];
  if (kind === "bundle" && found.length !== 0 && found.length !== 2)
    return [`${kind} ${tag} was made in part: ${found.length} of 2`];
  if (ids.size === 0 && !unknown && found.length > 0)
    return [`${kind} ${tag} was refused and is there all the same`];
  return ids.size > 0 && found.length !== ids.size
    ? [`${kind} ${tag} was told of ${ids.size} things, and there are ${found.length}`]
    : [];
}
