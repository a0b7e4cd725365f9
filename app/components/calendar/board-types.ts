import type { BoardDay, Piece, WallSpan } from "#app/domain/calendar/board.ts";

export interface Row {
  facilityId: string;
  titleZh: string;
  titleEn: string;
  zone: string;
  unitId: string;
  unit: number;
  label: string;
  step: number;
  open: readonly Piece[];
}

export interface Entry {
  key: string;
  unitId: string;
  kind: "booking" | "required" | "closure" | "maintenance";
  bookingId: string;
  state: string;
  who: string;
  organizationZh: string;
  organizationEn: string;
  about: string;
  start: number;
  end: number;
  span: WallSpan;
  pieces: readonly Piece[];
  before: number;
  after: number;
  canMove: boolean;
  stretch: "extend" | "reschedule" | null;
}

export interface BoardParts {
  days: readonly BoardDay[];
  zone: string;
  hours: { from: number; to: number };
  today: string;
  rows: readonly Row[];
  entries: readonly Entry[];
}

/** Where a piece begins and how long it is, in percent of the hours that are shown; nothing when it lies outside. */
export function extent({ from, to }: Pick<Piece, "from" | "to">, hours: { from: number; to: number }) {
  const [low, high] = [Math.max(from, hours.from), Math.min(to, hours.to)];
  const whole = hours.to - hours.from;
  return low < high
    ? { at: ((low - hours.from) / whole) * 100, size: ((high - low) / whole) * 100 }
    : undefined;
}

const percent = (value: number): string => `${value.toFixed(3)}%`;

/** The same as inline style along the axis of time. */
export const placed = ({ at, size }: { at: number; size: number }, axis: "x" | "y") =>
  axis === "x" ? { left: percent(at), width: percent(size) } : { top: percent(at), height: percent(size) };
