import { type RefObject, useEffect, useSyncExternalStore } from "react";

const never = () => () => undefined;

/** False while rendering on the server and hydrating, true afterwards: for controls that only a script can serve. */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

/** Whether a key press belongs to the text that somebody is writing. */
function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("input, textarea, select, [role=combobox]");
}

/** `/` to the search field, `?` to the help page; ignored while writing or with a modifier. */
export function useGlobalKeys(search: RefObject<HTMLInputElement | null>, help: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event)) return;
      if (event.key === "/") {
        const field = document.querySelector<HTMLInputElement>("main [role=search] input[type=search]") ?? search.current;
        if (!field) return;
        event.preventDefault();
        field.focus();
        field.select();
      }
      if (event.key === "?") help();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [search, help]);
}

/** `j` and `k` walk the links marked `data-row-link` in every desk table of the page; Enter follows the focused one, as links do. */
export function useRowKeys(area: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event)) return;
      if (event.key !== "j" && event.key !== "k") return;
      // Of several tables the first answers for all, so that one press is one step.
      if (document.querySelector("[data-density=desk]") !== area.current) return;
      event.preventDefault();
      stepRow(event.key === "j" ? 1 : -1);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [area]);
}

function stepRow(step: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>("[data-density=desk] a[data-row-link]")];
  const at = document.activeElement instanceof HTMLAnchorElement ? links.indexOf(document.activeElement) : -1;
  const next = at < 0 ? 0 : at + step;
  links[Math.min(Math.max(next, 0), links.length - 1)]?.focus();
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
