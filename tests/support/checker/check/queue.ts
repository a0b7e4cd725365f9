import type { FinalState, StoredAct, StoredEntry } from "../final-state.ts";

/** Whether an entry was waiting when the `position`th act was written, `at` that time. */
function waitedAt(
  { minutes, latest }: StoredEntry,
  acts: readonly (readonly [number, StoredAct])[],
  position: number,
  at: number,
): boolean {
  const before = acts.filter(([when]) => when < position);
  return before.at(-1)?.[1].toState === "waiting" && at < latest - minutes * 60_000;
}

/** Offers that passed over somebody who had waited longer for a time of that length around that time. */
export function outOfTurn({ audit, entries }: FinalState): string[] {
  const numbered = audit.map((act, position) => [position, act] as const);
  const acts = Map.groupBy(numbered, ([, { entityId }]) => entityId);
  return numbered.flatMap(([position, { transition, entityId, offered, at }]) => {
    if (transition !== "offer" || !offered) return [];
    const served = entries.find(({ id }) => id === entityId);
    const passed = entries.find(
      (one) =>
        served &&
        isBefore(one, served) &&
        one.minutes === served.minutes &&
        one.earliest <= offered.start &&
        offered.end <= one.latest &&
        waitedAt(one, acts.get(one.id) ?? [], position, at),
    );
    return passed ? [`${entityId} was offered a time before ${passed.id}, which had waited longer`] : [];
  });
}

const isBefore = (one: StoredEntry, other: StoredEntry): boolean =>
  one.facilityId === other.facilityId &&
  one.id !== other.id &&
  (one.createdAt < other.createdAt || (one.createdAt === other.createdAt && one.id < other.id));

/** Entries that are offered a time without a held booking, or have taken one that nobody confirmed. */
export function emptyOffers({ entries, bookings, audit }: FinalState): string[] {
  const states = new Map(bookings.map(({ id, state }) => [id, state]));
  const confirmed = new Set(
    audit
      .filter(({ transition }) => ["confirm", "submit"].includes(transition))
      .map(({ entityId }) => entityId),
  );
  return entries.flatMap(({ id, state, bookingId }) => {
    if (state === "offered" && states.get(bookingId ?? "") !== "held")
      return [`${id} is offered a booking that is ${states.get(bookingId ?? "")}`];
    return state === "taken" && !confirmed.has(bookingId ?? "")
      ? [`${id} took a booking nobody confirmed`]
      : [];
  });
}
