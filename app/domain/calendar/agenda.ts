import type { Deadline } from "#app/domain/deadline.ts";
/** Something that a person has before them. */
export interface AgendaItem {
  key: string;
  kind: "booking" | "sample" | "training" | "offer";
  /** The day it belongs to where it takes place, `2026-11-24`. */
  date: string;
  /** Nothing for what is due on a day. */
  start: number | null;
  end: number | null;
  zone: string;
  titleZh: string;
  titleEn: string;
  /** Place, or what is to be done. */
  detail: string;
  /** The number of the unit that is booked. */
  unit: number | null;
  state: string;
  /** By when something is to be done about it. */
  deadline: Deadline | null;
  href: string;
  /** What can be done at once, by a press. */
  acts: ("check-in" | "confirm" | "check-out")[];
}

export interface AgendaDay {
  date: string;
  today: boolean;
  items: AgendaItem[];
}

/** The days on which there is something, today first even when it is free; what began earlier belongs to today. */
export function agendaDays(items: readonly AgendaItem[], today: string): AgendaDay[] {
  const placed = items.map((item) => (item.date < today ? { ...item, date: today } : item));
  const days = Map.groupBy(placed, ({ date }) => date);
  if (!days.has(today)) days.set(today, []);
  return [...days]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([date, here]) => ({ date, today: date === today, items: here.toSorted(inOrder) }));
}

/** What is due on the day comes before what has its hour. */
const inOrder = (a: AgendaItem, b: AgendaItem): number =>
  (a.start ?? 0) - (b.start ?? 0) || a.key.localeCompare(b.key);
