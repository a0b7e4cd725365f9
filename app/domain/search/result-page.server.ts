import type { Context } from "#app/domain/context.ts";
import { fail, ok, type Problem, type Result } from "#app/runtime/problem.ts";
import { platformDate } from "#search/documents.ts";
import { firstFreeTimes } from "./free-times.server.ts";
import type { SearchInput } from "./inputs.ts";
import { listCities, type Origin } from "./places.server.ts";
import { type Hit, type SearchPage, searchMarket } from "./search.server.ts";
import { helpWithNothing, meantBy, type WayOn, type ZeroHelp } from "./zero-help.server.ts";

/** Everything that the page of results shows. */
export interface ResultPage {
  result: SearchPage;
  /** Why free time was left out of the answer; null when it was not. */
  refused: Problem | null;
  help: ZeroHelp | null;
  /** Terms of the market that the words may be meant for, when nothing holds all of them. */
  meant: WayOn[];
  cities: Pick<Origin, "code" | "label">[];
  /** The days from today within which a time is looked for unless others are said. */
  soon: { from: string; to: string };
}

const soonDays = 7;

/**
 * The search as its page shows it: what cannot be answered as asked is answered without it and said, and a search that
 * finds nothing comes with ways on.
 */
export async function resultPage(
  ctx: Context,
  input: SearchInput,
  signal?: AbortSignal,
): Promise<Result<ResultPage>> {
  const asked = await searchMarket(ctx, input, signal);
  const found = asked.ok ? asked : await searchMarket(ctx, lighter(input, asked.problem), signal);
  if (!found.ok) return fail(found.problem);
  const { value: result } = found;
  const now = ctx.clock.now();
  const placed = input.sort === "distance" || input.near !== undefined;
  return ok({
    result: { ...result, hits: await withFree(ctx, result.hits) },
    refused: !asked.ok && asked.problem.code === "too_many_to_check" ? asked.problem : null,
    help: result.total.value === 0 ? await helpWithNothing(ctx, input) : null,
    meant: !result.total.exact && result.total.value > 0 ? await meantBy(ctx, input) : [],
    cities: placed ? await listCities(ctx.db) : [],
    soon: {
      from: platformDate(now),
      to: platformDate(new Date(now.getTime() + soonDays * 86_400_000)),
    },
  });
}

/** Facilities with the first time at which they can be booked, also where the search did not ask for it. */
async function withFree(ctx: Context, hits: readonly Hit[]): Promise<Hit[]> {
  const ids = hits.filter(({ kind, free }) => kind === "facility" && !free).map(({ id }) => id);
  const times = await firstFreeTimes(ctx.db, ids, {}, ctx.clock.now().getTime());
  return hits.map((hit) => ({ ...hit, free: hit.free ?? times.get(hit.id) ?? null }));
}

/** The input without what was refused. */
function lighter(input: SearchInput, { code }: Problem): SearchInput {
  if (code === "place_needed") return { ...input, sort: "relevance", near: undefined };
  const sort = input.sort === "free" ? "relevance" : input.sort;
  return { ...input, sort, freeFrom: undefined, freeTo: undefined, freeMinutes: undefined };
}
