import type { Context } from "../context.ts";
import { missingFrom } from "../qualification/missing.server.ts";
import { qualificationReasons } from "../qualification/policy.ts";
import { offered, rangeAround, reaches } from "./alternatives.server.ts";
import { freeSlots } from "./availability.ts";
import type { BookableFacility } from "./bookable-facility.ts";
import { allowedLength } from "./lengths.ts";
import type { Assessment, Booker } from "./plan.server.ts";
import { otherTimeMayHelp, reviewWish } from "./policy.ts";
import type { Alternative } from "./refusals.ts";
import { loadSituation } from "./situation.server.ts";
import type { Span } from "./spans.ts";

interface Wanted {
  start: Date;
  end: Date;
}

/**
 * The nearest free times, within a fortnight before and after, that nothing stands against for this booker in the wanted
 * way of use: used-up quotas and qualifications that end are asked at each. Null where no other time would help.
 */
export async function suitableTimes(
  { db, clock }: Context,
  facility: BookableFacility,
  booker: Booker,
  wanted: Wanted,
  { reasons, userClass, way, groupId }: Assessment,
): Promise<Alternative[] | null> {
  if (!otherTimeMayHelp(reasons)) return null;
  const now = clock.now();
  const range = rangeAround({ facilityId: facility.id, ...wanted }, Math.max(...reaches), now);
  const { rules } = facility;
  const { userId, organizationId, verified } = booker;
  const asked = { userId, organizationId, groupId, span: range };
  const { calendar, facts, ...situation } = await loadSituation(db, facility, asked, now);
  // A qualification ends with time and never begins: what is lacking now is lacking at every time.
  if (qualificationReasons(way, missingFrom(facts.requirements, now)).length > 0) return null;
  const wish = { userClass, way, organizationVerified: verified, termsVersion: rules.termsVersion };
  const suits = ({ start, end }: Span) => {
    const missing = missingFrom(facts.requirements, new Date(start));
    return reviewWish({ ...wish, start, end }, { ...situation, missing, closure: null }).length === 0;
  };
  const length = allowedLength(rules, (wanted.end.getTime() - wanted.start.getTime()) / 60_000);
  const away = ({ start }: Span) => Math.abs(start - wanted.start.getTime());
  const nearest = freeSlots(calendar, range, length, now.getTime()).toSorted((a, b) => away(a) - away(b));
  return firstOf(nearest, suits, offered).map(({ start, end, unit }) => ({
    facilityId: facility.id,
    start: new Date(start).toISOString(),
    end: new Date(end).toISOString(),
    unit,
  }));
}

/** The first `limit` that pass, asking no more of them than needed. */
function firstOf<T>(all: readonly T[], passes: (one: T) => boolean, limit: number): T[] {
  const found: T[] = [];
  for (const one of all) {
    if (found.length === limit) break;
    if (passes(one)) found.push(one);
  }
  return found;
}
