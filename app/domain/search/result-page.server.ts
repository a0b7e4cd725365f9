import type { Context } from "#app/domain/context.ts";
import { fail, ok, type Problem, type Result } from "#app/runtime/problem.ts";
import type { SearchInput } from "./inputs.ts";
import { listCities, type Origin } from "./places.server.ts";
import { type SearchPage, searchMarket } from "./search.server.ts";
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
}

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
  const placed = input.sort === "distance" || input.near !== undefined;
  return ok({
    result,
    refused: !asked.ok && asked.problem.code === "too_many_to_check" ? asked.problem : null,
    help: result.total.value === 0 ? await helpWithNothing(ctx, input) : null,
    meant: !result.total.exact && result.total.value > 0 ? await meantBy(ctx, input) : [],
    cities: placed ? await listCities(ctx.db) : [],
  });
}

/** The input without what was refused. */
function lighter(input: SearchInput, { code }: Problem): SearchInput {
  if (code === "place_needed") return { ...input, sort: "relevance", near: undefined };
  const sort = input.sort === "free" ? "relevance" : input.sort;
  return { ...input, sort, freeFrom: undefined, freeTo: undefined, freeMinutes: undefined };
}
