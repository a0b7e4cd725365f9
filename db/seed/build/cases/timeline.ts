import type { CaseSeed } from "../../cases/shapes.ts";
import { organs } from "../../reference/organs.ts";
import { ruleBookId } from "../../reference/rule-book/load.ts";
import { seedId } from "../../ids.ts";
import type { Calendar } from "../calendar.ts";
import { organizationSeed } from "../identity.ts";

const dayMs = 86_400_000;

export const daysLater = (at: Date, days: number): Date => new Date(at.getTime() + days * dayMs);

/** The instants of a case, on working days as offices work. */
export function timesOf(seed: CaseSeed, calendar: Calendar) {
  const on = (day: number, minute: number) => {
    let offset = day;
    while (!calendar.working(offset)) offset -= 1;
    return calendar.at(offset, minute);
  };
  const maybe = (day: number | undefined, minute: number) => (day === undefined ? null : on(day, minute));
  const noticed = maybe(seed.notice?.day, 620);
  const due = noticed && calendar.afterWorkingDays(noticed, 5);
  return {
    filed: calendar.at(seed.filed, 555),
    accepted: maybe(seed.accepted?.day, 590),
    noticed,
    due,
    defended: noticed && seed.defence ? new Date(noticed.getTime() + 26 * 3_600_000) : null,
    asked: noticed && seed.hearing ? new Date(noticed.getTime() + 27 * 3_600_000) : null,
    hearing: seed.hearing ? on(seed.hearing.day, 570) : null,
    proposed: maybe(seed.proposal?.day, 640),
    decided: maybe(seed.decision?.day, 660),
    served: maybe(seed.served, 930),
    published: maybe(seed.published?.day, 945),
    objected: maybe(seed.objection?.day, 615),
    rectified: maybe(seed.rectified?.day, 880),
    repairFiled: maybe(seed.repaired?.filed, 600),
    repaired: maybe(seed.repaired?.day, 640),
  };
}

export type Times = ReturnType<typeof timesOf>;

export const caseId = (seed: CaseSeed): string => seedId(`case ${seed.key}`, 370_000 + seed.filed);

/** The rule book of the time of the act. */
export const bookOf = (seed: CaseSeed, calendar: Calendar): string =>
  ruleBookId(calendar.date(seed.act[1]) < "2025-07-01" ? 1 : 2);

/** Numbers of cases and decisions, each office's own in every year, as `nextNumber` gives them. */
export class Numbers {
  readonly #last = new Map<
    string,
    { abbreviation: string; series: "case" | "decision"; year: number; last: number }
  >();

  take(region: string, series: "case" | "decision", day: string): string {
    const [organ] = organs
      .filter(({ regionPrefix }) => region.startsWith(regionPrefix))
      .toSorted((a, b) => b.regionPrefix.length - a.regionPrefix.length);
    if (organ === undefined) throw new Error(`no office for ${region}`);
    const year = Number(day.slice(0, 4));
    const key = `${organ.abbreviation} ${series} ${year}`;
    const last = (this.#last.get(key)?.last ?? 0) + 1;
    this.#last.set(key, { abbreviation: organ.abbreviation, series, year, last });
    return `${organ.abbreviation}${series === "case" ? "查" : "决"}〔${year}〕${last}号`;
  }

  /** What has been given out. */
  rows() {
    return [...this.#last.values()];
  }
}

export const regionOf = (seed: CaseSeed): string => organizationSeed(seed.subject).region;
