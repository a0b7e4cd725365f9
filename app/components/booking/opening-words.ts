interface Opening {
  weekday: number;
  fromMinute: number;
  toMinute: number;
}

export interface OpeningGroup {
  /** ISO weekdays that follow each other and have the same hours. */
  from: number;
  to: number;
  /** `08:30–11:30, 13:00–17:30` */
  hours: string;
}

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/** A week's opening hours as people write them: neighbouring days with the same hours together. */
export function openingGroups(openings: readonly Opening[]): OpeningGroup[] {
  const groups: OpeningGroup[] = [];
  for (let day = 1; day <= 7; day += 1) {
    const hours = openings
      .filter(({ weekday }) => weekday === day)
      .toSorted((a, b) => a.fromMinute - b.fromMinute)
      .map(({ fromMinute, toMinute }) => `${clock(fromMinute)}–${clock(toMinute)}`)
      .join(", ");
    if (hours === "") continue;
    const last = groups.at(-1);
    if (last && last.to === day - 1 && last.hours === hours) last.to = day;
    else groups.push({ from: day, to: day, hours });
  }
  return groups;
}
