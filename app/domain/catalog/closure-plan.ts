import { overlaps, type Span } from "#app/domain/booking/spans.ts";

/** One unit's time that a booking holds and a closure takes away, buffers included. */
export interface Holding extends Span {
  slotId: string;
  bookingId: string;
}

export interface OpenUnit {
  id: string;
  number: number;
  blocked: readonly Span[];
}

/**
 * The unit that each holding can go to at its own time, by slot: the first open one that is free then, earlier ones
 * served first. A booking all of whose units are hit goes as a whole or not at all.
 */
export function planMoves(holdings: readonly Holding[], open: readonly OpenUnit[]): Map<string, OpenUnit> {
  const given = new Map<string, Span[]>(open.map(({ id, blocked }) => [id, [...blocked]]));
  const moves = new Map<string, OpenUnit>();
  for (const group of byBooking(holdings)) {
    const found: [Holding, OpenUnit][] = [];
    for (const holding of group) {
      const unit = open.find(({ id }) => (given.get(id) ?? []).every((taken) => !overlaps(taken, holding)));
      if (!unit) break;
      given.get(unit.id)?.push(holding);
      found.push([holding, unit]);
    }
    const whole = found.length === group.length;
    for (const [holding, unit] of found) {
      if (whole) moves.set(holding.slotId, unit);
      else
        given.set(
          unit.id,
          (given.get(unit.id) ?? []).filter((span) => span !== holding),
        );
    }
  }
  return moves;
}

/** Grouped by booking, the earliest first. */
const byBooking = (holdings: readonly Holding[]): Holding[][] => [
  ...Map.groupBy(
    holdings.toSorted((a, b) => a.start - b.start || a.slotId.localeCompare(b.slotId)),
    ({ bookingId }) => bookingId,
  ).values(),
];
