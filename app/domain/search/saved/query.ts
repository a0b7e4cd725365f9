import { type SearchInput, searchInput } from "#app/domain/search/inputs.ts";
import { readPageQuery } from "#app/domain/search/page-query.ts";

/** What a saved search does not keep: how it was shown, and free time, whose days pass. */
const notKept = new Set(["page", "limit", "view", "sort", "near", "freeFrom", "freeTo", "freeMinutes"]);
const kept = new Set([...Object.keys(searchInput.shape), "priceYuan"].filter((name) => !notKept.has(name)));

/**
 * The conditions of a search page's address in one spelling, so that the same search is saved once; empty when nothing
 * is asked for. What cannot be read is left out.
 */
export function savedQuery(params: URLSearchParams): string {
  const { dropped } = readPageQuery(params);
  const conditions = [...params]
    .map(([name, value]): [string, string] => [name, value.trim()])
    .filter(([name, value]) => value !== "" && kept.has(name) && !dropped.includes(name))
    .sort(([a, x], [b, y]) => (a === b ? compare(x, y) : compare(a, b)));
  return new URLSearchParams(conditions).toString();
}

/** Whether the address asks for free time, which is not kept. */
export const asksFreeTime = (params: URLSearchParams): boolean => Boolean(params.get("freeFrom"));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The search that a saved query stands for, newest first. */
export const inputOfSaved = (query: string): SearchInput => ({
  ...readPageQuery(new URLSearchParams(query)).input,
  sort: "newest",
});
