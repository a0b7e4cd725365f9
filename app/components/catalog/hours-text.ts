/** An opening of one day, minutes after midnight. */
export interface DaySpan {
  fromMinute: number;
  toMinute: number;
}

/** `8:30` from minutes after midnight. */
export const clock = (minute: number): string =>
  `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`;

/** A day's openings as people write them: `8:30-11:30, 13:00-17:00`. */
export const writeHours = (spans: readonly DaySpan[]): string =>
  spans
    .toSorted((a, b) => a.fromMinute - b.fromMinute)
    .map(({ fromMinute, toMinute }) => `${clock(fromMinute)}-${clock(toMinute)}`)
    .join(", ");

const span = /^(\d{1,2})(?::(\d{2}))?\s*[-–—~至到]\s*(\d{1,2})(?::(\d{2}))?$/;

/** Reads a day's openings; undefined when some part is not one. An empty text is a closed day. */
export function readHours(written: string): DaySpan[] | undefined {
  const parts = written
    .normalize("NFKC")
    .split(/[,，、;；]+/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const spans = parts.map(readSpan);
  return spans.every((one) => one !== undefined) ? spans : undefined;
}

function readSpan(part: string): DaySpan | undefined {
  const found = span.exec(part);
  if (!found) return undefined;
  const fromMinute = Number(found[1]) * 60 + Number(found[2] ?? 0);
  const toMinute = Number(found[3]) * 60 + Number(found[4] ?? 0);
  const minutes = [found[2], found[4]].every((text) => Number(text ?? 0) < 60);
  return minutes && fromMinute < toMinute && toMinute <= 1440 ? { fromMinute, toMinute } : undefined;
}
