import { type RefObject, useEffect, useRef } from "react";
import { useNavigate, useSearchParams } from "react-router";

/** Long enough for the next letter of a word, short enough to feel at once. */
const pauseMs = 220;

/**
 * Searches while somebody writes: when the words have been still for a moment, the address says them and the results
 * follow; a newer question ends an older one. The first change adds one step to the browser's history and the following
 * replace it, so that going back leads to the search before. Words that an input method still composes are not searched.
 */
export function useInstant(field: RefObject<HTMLInputElement | null>, shown: string, active: boolean) {
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** The words last asked for from here; null while nobody has written since the page was settled. */
  const asked = useRef<string | null>(null);

  useEffect(() => () => clearTimeout(timer.current), []);
  const before = useRef(shown);
  useEffect(() => {
    if (before.current === shown) return;
    before.current = shown;
    // The address has changed other than by writing: back, a suggestion, a link. The field follows.
    if (asked.current === shown) return;
    asked.current = null;
    clearTimeout(timer.current);
    if (field.current && field.current.value !== shown) field.current.value = shown;
  }, [shown, field]);

  const search = (): void => {
    const words = field.current?.value ?? "";
    if (words.trim() === (asked.current ?? shown).trim()) return;
    const replace = asked.current !== null;
    asked.current = words;
    void navigate(addressOf(params, words), { replace, preventScrollReset: true });
  };
  return {
    /** Something was written. */
    later: (): void => {
      if (!active) return;
      clearTimeout(timer.current);
      timer.current = setTimeout(search, pauseMs);
    },
    /** The form is being sent as it is: nothing is left to do. */
    cancel: (): void => clearTimeout(timer.current),
    /** Writing is over; the next change is a step of its own. */
    settle: (): void => {
      if (asked.current === shown) asked.current = null;
    },
  };
}

/** The same search with other words, from its first page. Without any condition it stays the page of results. */
function addressOf(params: URLSearchParams, words: string): string {
  const next = new URLSearchParams(params);
  next.delete("page");
  if (words.trim() === "") next.delete("q");
  else next.set("q", words);
  if (next.size === 0) next.set("view", "list");
  return `/?${next}`;
}
