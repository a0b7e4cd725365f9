/**
 * Public holidays and make-up working days of 2026 by the State Council's notice of 4 November 2025. The arrangement of
 * a later year is entered by the operator once it is published; weekends need no row.
 */
const off: readonly (readonly [name: string, from: string, to: string])[] = [
  ["元旦", "2026-01-01", "2026-01-03"],
  ["春节", "2026-02-15", "2026-02-23"],
  ["清明节", "2026-04-04", "2026-04-06"],
  ["劳动节", "2026-05-01", "2026-05-05"],
  ["端午节", "2026-06-19", "2026-06-21"],
  ["中秋节", "2026-09-25", "2026-09-27"],
  ["国庆节", "2026-10-01", "2026-10-07"],
];

const makeUp: readonly (readonly [name: string, day: string])[] = [
  ["元旦调休上班", "2026-01-04"],
  ["春节调休上班", "2026-02-14"],
  ["春节调休上班", "2026-02-28"],
  ["劳动节调休上班", "2026-05-09"],
  ["国庆节调休上班", "2026-09-20"],
  ["国庆节调休上班", "2026-10-10"],
];

export interface HolidayRow {
  /** ISO date. */
  day: string;
  working: boolean;
  name: string;
}

export const holidays: HolidayRow[] = [
  ...off.flatMap(([name, from, to]) => daysOf(from, to).map((day) => ({ day, working: false, name }))),
  ...makeUp.map(([name, day]) => ({ day, working: true, name })),
];

function daysOf(from: string, to: string): string[] {
  const days: string[] = [];
  const last = Date.parse(to);
  for (let at = Date.parse(from); at <= last; at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}
