import { useSyncExternalStore } from "react";
import { mostCompared } from "#app/domain/search/options.ts";

/** A facility chosen for comparing, with its title for the bar. */
export interface Selected {
  id: string;
  title: string;
}

const key = "kx-compare";
const none: readonly Selected[] = [];
const listeners = new Set<() => void>();
let read: { text: string; items: readonly Selected[] } | undefined;

function readSelection(): readonly Selected[] {
  const text = sessionStorage.getItem(key) ?? "";
  if (read?.text !== text) read = { text, items: parseSelection(text) };
  return read.items;
}

/** The well-formed items of what the browser keeps; anything else is nothing. */
export function parseSelection(text: string): readonly Selected[] {
  const lines = new URLSearchParams(text);
  const items = [...lines].map(([id, title]) => ({ id, title }));
  return items.length === 0 ? none : items.slice(0, mostCompared);
}

const write = (items: readonly Selected[]): void => {
  sessionStorage.setItem(key, new URLSearchParams(items.map(({ id, title }) => [id, title])).toString());
  for (const listener of listeners) listener();
};

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The facilities chosen in this tab, over all its searches; none while rendering on the server. */
export function useSelection() {
  const items = useSyncExternalStore(subscribe, readSelection, () => none);
  return {
    items,
    full: items.length >= mostCompared,
    has: (id: string) => items.some((item) => item.id === id),
    set: (item: Selected, chosen: boolean) => {
      const others = readSelection().filter(({ id }) => id !== item.id);
      write(chosen ? [...others, item].slice(0, mostCompared) : others);
    },
    clear: () => write([]),
  };
}

/** The address that compares these facilities. */
export function comparePath(ids: readonly string[], near: string | null): string {
  const params = new URLSearchParams(ids.map((id) => ["id", id]));
  if (near) params.set("near", near);
  return `/compare?${params}`;
}
