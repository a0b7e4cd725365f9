import { eq } from "drizzle-orm";
import { z } from "zod";
import { listing } from "#db/schema/catalog.ts";
import type { TestDatabase } from "./database.ts";

/** A facility of the demonstration market by its Chinese name. Returns its id. */
export async function demoFacility({ db }: TestDatabase, titleZh: string): Promise<string> {
  const [row] = await db.select({ id: listing.id }).from(listing).where(eq(listing.titleZh, titleZh));
  if (!row) throw new Error("the demonstration market has no such facility");
  return row.id;
}

const answer = z.object({ slots: z.array(z.object({ start: z.string() })) });

interface Wanted {
  /** So many days from now or, within three weeks, later: neither notice periods nor cut-offs pass while a story is told. */
  days: number;
  minutes: number;
}

export interface FreeTime {
  start: Date;
  end: Date;
}

/** The first time at which all these facilities are free. */
export async function freeTime(
  server: string,
  facilityIds: readonly string[],
  { days, minutes }: Wanted,
): Promise<FreeTime> {
  const range = [days, days + 20].map((ahead) => new Date(Date.now() + ahead * 86_400_000).toISOString());
  const starts = await Promise.all(
    facilityIds.map(async (id) => {
      const query = `from=${range[0]}&to=${range[1]}&minutes=${minutes}`;
      const found = await fetch(`${server}/api/v1/facilities/${id}/availability?${query}`);
      return new Set(answer.parse(await found.json()).slots.map(({ start }) => Date.parse(start)));
    }),
  );
  const [own = new Set<number>(), ...others] = starts;
  const common = [...own].filter((start) => others.every((other) => other.has(start)));
  const [first] = common.toSorted((a, b) => a - b);
  if (first === undefined) throw new Error("the facilities are never free together");
  return { start: new Date(first), end: new Date(first + minutes * 60_000) };
}

/** As forms write it, on the clock of Shanghai: `2026-12-01 14:00`. */
export const asWritten = (at: Date): string =>
  at.toLocaleString("sv-SE", { timeZone: "Asia/Shanghai", dateStyle: "short", timeStyle: "short" });

/** The page of a facility with the week in which a time is free, as a list; and the link on it that books that time. */
export function weekOf(facilityId: string, { start, end }: FreeTime): { page: string; link: string } {
  const minutes = (end.getTime() - start.getTime()) / 60_000;
  const query = new URLSearchParams({ minutes: String(minutes), week: asWritten(start).slice(0, 10) });
  return {
    page: `/facilities/${facilityId}?${query}`,
    link: `#times a[href*="start=${encodeURIComponent(start.toISOString())}"]`,
  };
}
