import type { Tx } from "#db/client.ts";
import { blockAgainst } from "../conduct/block-in-force.server.ts";
import { missingFrom } from "../qualification/missing.server.ts";
import { accessoriesAt, type AskedAccessory, wantedAccessories } from "./accessories.server.ts";
import type { FacilityCalendar } from "./availability.ts";
import { type BlockedSpan, calendarOf, withoutBooking } from "./calendar.server.ts";
import type { BookableFacility } from "./bookable-facility.ts";
import { type Facts, loadFacts } from "./facts.server.ts";
import { groupFor, groupsOf } from "./groups.server.ts";
import type { Claimant } from "./quota.ts";
import type { Situation } from "./policy.ts";
import { overlaps, type Span } from "./spans.ts";
import { usesAgainst } from "./uses.server.ts";

/** Who wants the time and what is to come with it. `groupId` undefined: the booker's only group, if there is one. */
export interface Asked {
  userId: string;
  organizationId: string;
  groupId?: string | null;
  span: Span;
  accessories?: readonly AskedAccessory[];
  /** The booking that is being changed: it does not stand against itself. */
  without?: string;
}

/**
 * How things stand for somebody who wants a time at `facility`, and its calendar around that time. `known`: the facts, where
 * they were read together with the facility.
 */
export async function loadSituation(
  tx: Tx,
  facility: BookableFacility,
  asked: Asked,
  now: Date,
  known?: Facts,
): Promise<Situation & { calendar: FacilityCalendar; facts: Facts }> {
  const { userId, span, accessories = [], without } = asked;
  const { id, rules, zone, hours, listingState, runState, ways } = facility;
  const [facts, claim, offered] = await Promise.all([
    known ?? loadFacts(tx, facility, asked, now),
    loadClaim(tx, facility, asked, now),
    accessories.length > 0 ? accessoriesAt(tx, id, span, now, without) : [],
  ]);
  const all = facts.blocked ?? [];
  const blocked = without === undefined ? all : withoutBooking(all, without);
  return {
    ...{ rules, zone, hours, listingState, runState, ways, now: now.getTime() },
    unitCount: facility.units.length,
    closure: closureOf(facility, span, blocked),
    missing: missingFrom(facts.requirements, new Date(span.start)),
    block: facts.blocks ? await blockAgainst(tx, id, userId, now) : null,
    ...claim,
    accessories: wantedAccessories(accessories, offered),
    calendar: calendarOf(facility, blocked),
    facts,
  };
}

async function loadClaim(
  tx: Tx,
  facility: BookableFacility,
  { userId, organizationId, groupId, span, without }: Asked,
  now: Date,
) {
  const counted = facility.rules.quotas.some(({ scope }) => scope === "group");
  const groups = counted || groupId ? await groupsOf(tx, userId, organizationId) : [];
  const chosen = groupId === null ? null : groupFor(groups, groupId);
  const claimant: Claimant = { userId, organizationId, groupId: chosen };
  const uses = await usesAgainst(tx, facility, claimant, span, now, without);
  return { claimant, groups: groups.map(({ id }) => id), uses };
}

/**
 * The provider's reason when closures leave no unit of the facility, or of one that it requires, for `span`; null when
 * each has at least one that is not closed.
 */
function closureOf(
  { units, required }: BookableFacility,
  span: Span,
  blocked: readonly BlockedSpan[],
): string | null {
  const closures = blocked.filter((block) => block.cause !== "booking" && overlaps(block, span));
  if (closures.length === 0) return null;
  for (const group of [units, ...required.map((one) => one.units)]) {
    const own = closures.filter(({ unitId }) => group.some(({ id }) => id === unitId));
    const open = group.some(({ id }) => own.every(({ unitId }) => unitId !== id));
    if (!open && own[0]) return own[0].reason;
  }
  return null;
}
