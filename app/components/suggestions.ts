import { useEffect, useRef, useState } from "react";
import { type ListingKind, listingKinds } from "#db/schema/vocabulary.ts";

export interface Suggestion {
  text: string;
  /** Without an `id` it is only words to search for. */
  kind?: ListingKind;
  id?: string;
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
  return body.suggestions.flatMap((item: unknown) => {
    if (!isRecord(item) || typeof item.text !== "string") return [];
    const kind = listingKinds.find((known) => known === item.kind);
    return [{ text: item.text, kind, id: typeof item.id === "string" ? item.id : undefined }];
  });
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
