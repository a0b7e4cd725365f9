/** Where things stand on a calendar's board: days of the wall clock of one zone, counted from the first, and minutes of them. */
export interface BoardDay {
  date: string;
  /** The instant at which it begins. */
  start: number;
  /** The instant at which the next begins: 23 to 25 hours later. */
  end: number;
}

/** A piece of something within one day; minutes after midnight, half-open. */
export interface Piece {
  day: number;
  from: number;
  to: number;
}

/** A stretch of the wall clock: where it begins, and how many minutes it lasts. */
export interface WallSpan {
  day: number;
  from: number;
  minutes: number;
}

export const dayMinutes = 1440;

/** The pieces of a stretch on a board of so many days, cut at midnight. */
export function piecesOf({ day, from, minutes }: WallSpan, days: number): Piece[] {
  const start = day * dayMinutes + from;
  const pieces: Piece[] = [];
  for (let at = Math.max(0, day); at < days && at * dayMinutes < start + minutes; at += 1) {
    const [low, high] = [
      Math.max(start - at * dayMinutes, 0),
      Math.min(start + minutes - at * dayMinutes, dayMinutes),
    ];
    if (low < high) pieces.push({ day: at, from: low, to: high });
  }
  return pieces;
}

/** The stretch moved by minutes, days falling out by themselves. */
export function shifted(span: WallSpan, by: number): WallSpan {
  const start = span.day * dayMinutes + span.from + by;
  return {
    ...span,
    day: Math.floor(start / dayMinutes),
    from: start - Math.floor(start / dayMinutes) * dayMinutes,
  };
}

/** The stretch with another end, not shorter than a step. */
export const stretched = (span: WallSpan, by: number, step: number): WallSpan => ({
  ...span,
  minutes: Math.max(step, span.minutes + by),
});

/** A change by the pointer or a key, in whole steps. */
export const inSteps = (minutes: number, step: number): number => Math.round(minutes / step) * step;

const two = (value: number): string => String(value).padStart(2, "0");

/** `14:00`; the end of a day is `24:00`. */
export const clockText = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

/** A minute of the board as wall-clock time: `text` as our date-time fields are written, `at` to be formatted as UTC. */
export function wallMoment(firstDate: string, minute: number): { text: string; at: number } {
  const at = Date.parse(`${firstDate}T00:00:00Z`) + minute * 60_000;
  return { text: new Date(at).toISOString().slice(0, 16).replace("T", " "), at };
}

/** Places things of one column side by side where they overlap: each with its lane, and how many its neighbours need. */
export function lanes(pieces: readonly Piece[]): { lane: number; of: number }[] {
  const order = pieces
    .map((piece, index) => ({ ...piece, index }))
    .toSorted((a, b) => a.from - b.from || b.to - a.to);
  const placed: { lane: number; of: number }[] = pieces.map(() => ({ lane: 0, of: 1 }));
  let cluster: typeof order = [];
  let ends: number[] = [];
  const close = () => {
    for (const { index } of cluster) placed[index] = { lane: placed[index]?.lane ?? 0, of: ends.length };
    [cluster, ends] = [[], []];
  };
  for (const piece of order) {
    if (cluster.length > 0 && piece.from >= Math.max(...ends)) close();
    const free = ends.findIndex((end) => end <= piece.from);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = piece.to;
    placed[piece.index] = { lane, of: 1 };
    cluster.push(piece);
  }
  close();
  return placed;
}
