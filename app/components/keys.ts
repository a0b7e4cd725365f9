import { type RefObject, useEffect, useSyncExternalStore } from "react";

const never = () => () => undefined;

/** False while rendering on the server and hydrating, true afterwards: for controls that only a script can serve. */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

/**
 * Marks the document once every effect of the first render has run: only from then on do its keys and fields answer.
 * What drives a browser (a test, a measurement) waits for `html[data-live]`; the router exists before that.
 */
export const useLiveMark = (): void =>
  useEffect(() => {
    document.documentElement.dataset.live = "";
  }, []);

/** Whether the first render is over. */
export const isLive = (): boolean => document.documentElement.dataset.live !== undefined;

/** Whether a key press belongs to the text that somebody is writing. */
function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("input, textarea, select, [role=combobox]");
}

/**
 * The keys of every page: `/` to the search field, `?` to the help page, `j` and `k` down and up the links marked
 * `data-row-link`. Ignored while writing, composing or with a modifier.
 */
export function useGlobalKeys(search: RefObject<HTMLInputElement | null>, help: () => void): void {
  useEffect(() => {
    const acts: Record<string, () => boolean> = {
      "/": () => focusSearch(search.current),
      "?": () => {
        help();
        return true;
      },
      j: () => stepRow(1),
      k: () => stepRow(-1),
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event)) return;
      if (acts[event.key]?.()) event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [search, help]);
}

/** A page's own search comes before the one in the header. */
function focusSearch(fallback: HTMLInputElement | null): boolean {
  const field = document.querySelector<HTMLInputElement>("main [role=search] input[type=search]") ?? fallback;
  field?.focus();
  field?.select();
  return field !== null;
}

function stepRow(step: 1 | -1): boolean {
  const links = [...document.querySelectorAll<HTMLAnchorElement>("main a[data-row-link]")];
  const at = document.activeElement instanceof HTMLAnchorElement ? links.indexOf(document.activeElement) : -1;
  const next = at < 0 ? 0 : at + step;
  links[Math.min(Math.max(next, 0), links.length - 1)]?.focus();
  return links.length > 0;
}

/** Closes a native `<details>` by Escape (focus returns to its summary) and, for menus, by a press `outside`. */
export function useDismiss(menu: RefObject<HTMLDetailsElement | null>, outside = true): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !menu.current?.open) return;
      menu.current.open = false;
      menu.current.querySelector("summary")?.focus();
    };
    const onPress = (event: PointerEvent) => {
      if (!outside || !menu.current?.open || !(event.target instanceof Node)) return;
      if (!menu.current.contains(event.target)) menu.current.open = false;
    };
    document.addEventListener("keydown", onKey);
    document.addEventListener("pointerdown", onPress);
    return () => {
      document.removeEventListener("keydown", onKey);
      document.removeEventListener("pointerdown", onPress);
    };
  }, [menu, outside]);
}
