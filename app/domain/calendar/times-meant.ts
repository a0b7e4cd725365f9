import { instantsOf } from "../clock-change.ts";
import { dayMinutes, type WallSpan, wallMoment } from "./board.ts";

/** Two instants in milliseconds. */
interface Times {
  start: number;
  end: number;
}

interface Board {
  /** `2026-12-03`, the first day of the board. */
  firstDate: string;
  /** IANA zone of its clock. */
  zone: string;
}

/**
 * What a booking's new place on the board may mean: more than one thing where the clocks show its time twice. What is moved
 * lasts as long as before, also over a change of the clocks; what only ends elsewhere ends when the clocks show that.
 */
export function timesMeant(
  { span: was, ...times }: Times & { span: WallSpan },
  span: WallSpan,
  { firstDate, zone }: Board,
): Times[] {
  const at = (minute: number) => instantsOf(wallMoment(firstDate, minute).at, zone);
  const from = span.day * dayMinutes + span.from;
  if (from === was.day * dayMinutes + was.from) {
    const { start } = times;
    return at(from + span.minutes).flatMap((end) => (end > start ? [{ start, end }] : []));
  }
  const length = times.end - times.start + (span.minutes - was.minutes) * 60_000;
  return at(from).map((start) => ({ start, end: start + length }));
}
