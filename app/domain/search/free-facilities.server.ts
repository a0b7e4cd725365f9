import { spanOf } from "#app/domain/booking/spans.ts";
import type { Context } from "#app/domain/context.ts";
import { fail, ok, type Result } from "#app/runtime/problem.ts";
import { marketEngine } from "#search/indexing.ts";
import { firstFreeTimes, type FreeTime, type FreeWish } from "./free-times.server.ts";
import type { SearchInput } from "./inputs.ts";
import { deepestHit } from "./options.ts";
import { engineRequest } from "./request.ts";

const page = 100;

/** Facilities in the order in which they answer, each with its first free time; null: none that is known. */
export type FreeFacilities = ReadonlyMap<string, FreeTime | null>;

/**
 * The facilities among what `input` finds, where it asks for free time or for an order by it: with a window only those
 * that can be booked for so long within it; in an order by next free time the earliest first, equally early ones by
 * relevance, those with none last. Answered from the booking tables, never from the index. Undefined when `input` asks
 * for neither. Refuses with `too_many_to_check` above 1,000 candidates.
 */
export async function freeFacilities(
  ctx: Context,
  input: SearchInput,
): Promise<Result<FreeFacilities | undefined>> {
  const wish = wishOf(input);
  if (!wish && input.sort !== "free") return ok(undefined);
  if (input.kind.length > 0 && !input.kind.includes("facility")) return ok(new Map());
  const ids = await candidateIds(ctx, { ...input, kind: ["facility"] });
  if (!ids) return fail({ code: "too_many_to_check", status: 422, params: { most: deepestHit } });
  const times = await firstFreeTimes(ctx.db, ids, wish ?? {}, ctx.clock.now().getTime());
  const shown = ids.map((id): [string, FreeTime | null] => [id, times.get(id) ?? null]);
  const fitting = wish ? shown.filter(([, time]) => time !== null) : shown;
  return ok(new Map(input.sort === "free" ? fitting.toSorted(byTime) : fitting));
}

function wishOf({ freeFrom, freeTo, freeMinutes }: SearchInput): FreeWish | undefined {
  if (!freeFrom || !freeTo || freeMinutes === undefined) return undefined;
  return { window: spanOf(freeFrom, freeTo), minutes: freeMinutes };
}

const startOf = (time: FreeTime | null): number => time?.start ?? Number.MAX_SAFE_INTEGER;

const byTime = ([, a]: [string, FreeTime | null], [, b]: [string, FreeTime | null]): number =>
  startOf(a) - startOf(b);

/** All that is found, the most relevant first; where another order is asked for, only what holds all words. */
async function candidateIds(ctx: Context, input: SearchInput): Promise<string[] | undefined> {
  const relevant = await allIds(ctx, { ...input, sort: "relevance" });
  if (!relevant || relevant.exact || input.sort === "relevance") return relevant?.ids;
  return (await allIds(ctx, { ...input, sort: "newest" }))?.ids;
}

async function allIds(
  ctx: Context,
  input: SearchInput,
): Promise<{ ids: string[]; exact: boolean } | undefined> {
  const ids: string[] = [];
  for (let number = 1; ; number++) {
    const request = engineRequest({ ...input, page: number, limit: page });
    const { hits, total } = await marketEngine(ctx.db).search({ ...request, facets: [] });
    if (total.value > deepestHit) return undefined;
    ids.push(...hits.map(({ id }) => id));
    if (hits.length < page || ids.length >= total.value) return { ids, exact: total.exact };
  }
}
