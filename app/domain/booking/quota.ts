import type { QuotaPeriod, QuotaScope } from "#db/schema/vocabulary.ts";
import { localDay, localMonth, localWeek, type OpeningHours, openingOccurrences } from "./hours.ts";
import { clip, merge, minutes, type Span } from "./spans.ts";

/** How many minutes one user, research group or organisation may have of a facility in a local day, week or month. */
export interface Quota {
  scope: QuotaScope;
  period: QuotaPeriod;
  maxMinutes: number;
}

/** A booking that stands or was used, as quotas count it. */
export interface Use extends Span {
  userId: string;
  organizationId: string;
  groupId: string | null;
  /** Not over yet: held, waiting, confirmed or in use. */
  open: boolean;
}

/** Whose use is counted. */
export interface Claimant {
  userId: string;
  organizationId: string;
  groupId: string | null;
}

/** An accessory that is wanted, and how many of it are left at that time. */
export interface WantedAccessory {
  id: string;
  name: string;
  quantity: number;
  left: number;
}

/** What the booker, their group and their organisation already hold here, and what they want with the time. */
export interface Claim {
  claimant: Claimant;
  /** The research groups that the booker belongs to; empty where no rule asks for them. */
  groups: readonly string[];
  uses: readonly Use[];
  accessories: readonly WantedAccessory[];
}

const around: Record<QuotaPeriod, (at: number, zone: string) => Span> = {
  day: localDay,
  week: localWeek,
  month: localMonth,
};

/** The local days, weeks or months of `zone` that `span` touches, in order and whole. */
export function periodsOf(period: QuotaPeriod, span: Span, zone: string): Span[] {
  const found: Span[] = [];
  for (let at = span.start; at < span.end; at = found.at(-1)?.end ?? span.end)
    found.push(around[period](at, zone));
  return found;
}

/**
 * Minutes of `spans` inside `period`. A booking over midnight counts on both days, each with its part: otherwise a
 * quota for a day could be filled twice by beginning late in the evening.
 */
export const minutesWithin = (spans: readonly Span[], period: Span): number =>
  clip(spans, period).reduce((sum, { start, end }) => sum + (end - start), 0) / 60_000;

const belongs: Record<QuotaScope, (use: Use, to: Claimant) => boolean> = {
  user: (use, to) => use.userId === to.userId,
  group: (use, to) => to.groupId !== null && use.groupId === to.groupId,
  organization: (use, to) => use.organizationId === to.organizationId,
};

/** The uses that count against `claimant` as user, group or organisation. */
export const usesOf = (scope: QuotaScope, uses: readonly Use[], claimant: Claimant): Use[] =>
  uses.filter((use) => belongs[scope](use, claimant));

/** What is over a quota when `wish` is added: the first period that is, and what was used of it before. */
export function overQuota(
  { scope, period, maxMinutes }: Quota,
  wish: Span,
  zone: string,
  uses: readonly Use[],
  claimant: Claimant,
): { now: number } | undefined {
  if (scope === "group" && claimant.groupId === null) return undefined;
  const counted = usesOf(scope, uses, claimant);
  for (const one of periodsOf(period, wish, zone)) {
    const now = minutesWithin(counted, one);
    if (now + minutesWithin([wish], one) > maxMinutes) return { now };
  }
  return undefined;
}

/** The stretch in which shares are counted: from now, so many days of 24 hours. */
export const shareWindow = (days: number, now: number): Span => ({
  start: now,
  end: now + minutes(days * 1440),
});

/** Minutes that `units` units are open in `window`. */
export const openMinutesIn = (hours: OpeningHours, zone: string, window: Span, units: number): number =>
  minutesWithin(merge(openingOccurrences(hours, zone, window)), window) * units;
