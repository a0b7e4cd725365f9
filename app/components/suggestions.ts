import { useEffect, useRef, useState } from "react";
import { listingPath } from "#app/domain/catalog/paths.ts";
import { type ListingKind, listingKinds } from "#db/schema/vocabulary.ts";

const groupNames = ["term", "model", "organization", "field", "place", "listing"] as const;
type GroupName = (typeof groupNames)[number];
type SuggestionKind = Exclude<GroupName, "listing"> | ListingKind;

export interface Suggestion {
  text: string;
  kind?: SuggestionKind;
  /** Of a listing or organisation; the code of a field or place. Without an `id` it is only words to search for. */
  id?: string;
}

const kinds: readonly SuggestionKind[] = ["term", "model", "organization", "field", "place", ...listingKinds];
const parameterOf: Partial<Record<SuggestionKind, string>> = {
  organization: "org",
  field: "field",
  place: "region",
};

/** Where a suggestion leads: to the listing itself, to what the market has of an owner, field or place, or to a search. */
export function suggestionPath({ text, kind, id }: Suggestion): string {
  const listing = listingKinds.find((known) => known === kind);
  if (id && listing) return listingPath(listing, id);
  const parameter = kind && parameterOf[kind];
  return id && parameter ? `/?${parameter}=${encodeURIComponent(id)}` : `/?q=${encodeURIComponent(text)}`;
}

export interface SuggestionGroup {
  name: GroupName;
  /** With their places in the whole list, which is in the order of the groups. */
  items: { suggestion: Suggestion; index: number }[];
}

const groupOf = ({ kind }: Suggestion): GroupName =>
  groupNames.find((name) => name === kind) ?? (kind ? "listing" : "term");

/** Suggestions in the order in which the list shows them. */
export const inGroupOrder = (suggestions: readonly Suggestion[]): Suggestion[] =>
  groupNames.flatMap((name) => suggestions.filter((one) => groupOf(one) === name));

/** Suggestions in that order under the heads of their groups. */
export function suggestionGroups(suggestions: readonly Suggestion[]): SuggestionGroup[] {
  const numbered = suggestions.map((suggestion, index) => ({ suggestion, index }));
  return groupNames.flatMap((name) => {
    const items = numbered.filter(({ suggestion }) => groupOf(suggestion) === name);
    return items.length > 0 ? [{ name, items }] : [];
  });
}

const pause = 120;

/** What the market suggests for words being typed; the newest question wins, and no answer is no suggestion. */
export function useSuggestions() {
  const [suggestions, setSuggestions] = useState<Suggestion[]>([]);
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);
  const clear = () => {
    running.current?.abort();
    setSuggestions([]);
  };
  const ask = (words: string) => {
    running.current?.abort();
    if (words.trim() === "") return setSuggestions([]);
    const asking = new AbortController();
    running.current = asking;
    void fetchSuggestions(words, asking.signal).then((found) => {
      if (!asking.signal.aborted) setSuggestions(found);
    });
  };
  return { suggestions, ask, clear };
}

async function fetchSuggestions(words: string, signal: AbortSignal): Promise<Suggestion[]> {
  await new Promise((resolve) => setTimeout(resolve, pause));
  if (signal.aborted) return [];
  const answer = await fetch(`/api/v1/suggest?q=${encodeURIComponent(words)}`, { signal }).catch(
    () => undefined,
  );
  return answer?.ok ? readSuggestions(await answer.json().catch(() => undefined)) : [];
}

/** The well-formed suggestions in an answer of `/api/v1/suggest`. */
export function readSuggestions(body: unknown): Suggestion[] {
  if (!isRecord(body) || !Array.isArray(body.suggestions)) return [];
  const read = body.suggestions.flatMap((item: unknown): Suggestion[] => {
    if (!isRecord(item) || typeof item.text !== "string") return [];
    const kind = kinds.find((known) => known === item.kind);
    return [{ text: item.text, kind, id: typeof item.id === "string" ? item.id : undefined }];
  });
  return inGroupOrder(read);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
