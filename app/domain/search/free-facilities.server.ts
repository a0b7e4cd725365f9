import { and, desc, inArray, isNull } from "drizzle-orm";
import { bookingPolicy } from "#db/schema/booking.ts";
import { facility, facilityUnit, opening } from "#db/schema/catalog.ts";
import type { Tx } from "#db/client.ts";
import { freeSlots } from "#app/domain/booking/availability.ts";
import { blockedSpans, withReach } from "#app/domain/booking/calendar.server.ts";
import { defaultRules, usable } from "#app/domain/booking/policy.ts";
import { type Span, spanOf } from "#app/domain/booking/spans.ts";
import type { Context } from "#app/domain/context.ts";
import { fail, ok, type Result } from "#app/runtime/problem.ts";
import { marketEngine } from "#search/indexing.ts";
import type { SearchInput } from "./inputs.ts";
import { deepestHit } from "./options.ts";
import { engineRequest } from "./request.ts";

const page = 100;

/**
 * The facilities among what `input` finds in which a booking of `freeMinutes` can begin and end between `freeFrom` and
 * `freeTo`: answered from the booking tables, never from the index. Undefined when free time was not asked for. Refuses
 * with `too_many_to_check` above 1,000 candidates.
 */
export async function freeFacilities(
  ctx: Context,
  input: SearchInput,
): Promise<Result<string[] | undefined>> {
  const { freeFrom, freeTo, freeMinutes } = input;
  if (!freeFrom || !freeTo || freeMinutes === undefined) return ok(undefined);
  const candidates = await candidateIds(ctx, { ...input, kind: ["facility"], sort: "relevance" });
  if (!candidates) return fail({ code: "too_many_to_check", status: 422, params: { most: deepestHit } });
  return ok(await withFreeTime(ctx.db, candidates, spanOf(freeFrom, freeTo), freeMinutes, ctx.clock.now()));
}

async function candidateIds(ctx: Context, input: SearchInput): Promise<string[] | undefined> {
  const ids: string[] = [];
  for (let number = 1; ; number++) {
    const request = engineRequest({ ...input, page: number, limit: page });
    const { hits, total } = await marketEngine(ctx.db).search({ ...request, facets: [] });
    if (total.value > deepestHit) return undefined;
    ids.push(...hits.map(({ id }) => id));
    if (hits.length < page || ids.length >= total.value) return ids;
  }
}

/** Those of the facilities that can be booked for `length` minutes within `range`. */
async function withFreeTime(
  tx: Tx,
  ids: readonly string[],
  range: Span,
  length: number,
  now: Date,
): Promise<string[]> {
  if (ids.length === 0) return [];
  const [facilities, policies, openings, units] = await Promise.all([
    tx
      .select({ id: facility.listingId, zone: facility.timezone, runState: facility.runState })
      .from(facility)
      .where(inArray(facility.listingId, [...ids])),
    tx
      .selectDistinctOn([bookingPolicy.facilityId])
      .from(bookingPolicy)
      .where(inArray(bookingPolicy.facilityId, [...ids]))
      .orderBy(bookingPolicy.facilityId, desc(bookingPolicy.version)),
    tx
      .select()
      .from(opening)
      .where(inArray(opening.facilityId, [...ids])),
    tx
      .select()
      .from(facilityUnit)
      .where(and(inArray(facilityUnit.facilityId, [...ids]), isNull(facilityUnit.retiredAt)))
      .orderBy(facilityUnit.number),
  ]);
  const rulesOf = new Map(policies.map((rules) => [rules.facilityId, rules]));
  const openingsOf = Map.groupBy(openings, (row) => row.facilityId);
  const unitsOf = Map.groupBy(units, (row) => row.facilityId);
  const widest = policies.reduce((span, rules) => widerOf(span, withReach(rules, range)), range);
  const blocked = await blockedSpans(
    tx,
    units.map(({ id }) => id),
    widest,
    now,
  );
  const blockedOf = Map.groupBy(blocked, (span) => span.unitId);
  return facilities.flatMap(({ id, zone, runState }) => {
    if (!usable.includes(runState)) return [];
    const calendar = {
      facilityId: id,
      zone,
      openings: openingsOf.get(id) ?? [],
      rules: rulesOf.get(id) ?? defaultRules,
      units: (unitsOf.get(id) ?? []).map((unit) => ({ ...unit, blocked: blockedOf.get(unit.id) ?? [] })),
    };
    return freeSlots(calendar, range, length, now.getTime()).length > 0 ? [id] : [];
  });
}

const widerOf = (a: Span, b: Span): Span => ({
  start: Math.min(a.start, b.start),
  end: Math.max(a.end, b.end),
});
