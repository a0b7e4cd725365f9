import type { Span } from "./spans.ts";

/** Something that is lent out with a booking, and how many of it are left at the asked time. */
export interface AccessoryAt {
  id: string;
  name: string;
  stock: number;
  left: number;
}

/** So many of an accessory are out in a stretch of time. */
export interface Lent extends Span {
  accessoryId: string;
  quantity: number;
}

/** The most that are out at one instant of `span`: what one booking brings back the next may take. */
export function mostOut(lent: readonly Lent[], span: Span): number {
  const instants = [
    span.start,
    ...lent.map(({ start }) => start).filter((at) => span.start < at && at < span.end),
  ];
  const outAt = (at: number): number =>
    lent.reduce((sum, { start, end, quantity }) => (start <= at && at < end ? sum + quantity : sum), 0);
  return Math.max(...instants.map(outAt));
}
