import {
  type CompositionEvent,
  type InputEvent,
  type KeyboardEvent,
  type RefObject,
  useId,
  useState,
} from "react";
import { useNavigate } from "react-router";
import { useHydrated } from "#app/components/keys.ts";
import { type Suggestion, suggestionPath, useSuggestions } from "#app/components/suggestions.ts";

interface Options {
  /** Kinds of suggestions that are not offered here. */
  without?: readonly string[];
  /** Told of every change that is not in the middle of being composed. */
  onWrite: (words: string) => void;
}

/**
 * The combobox pattern of ARIA 1.2 with a list that only helps: the words stay what the person writes. Arrows move
 * through the suggestions and past their ends back to the field, Enter takes the one that is active, Escape closes the
 * list, Home and End belong to the text again.
 */
export function useCombobox(field: RefObject<HTMLInputElement | null>, { without = [], onWrite }: Options) {
  const listId = useId();
  const hydrated = useHydrated();
  const navigate = useNavigate();
  const { suggestions: all, ask, clear } = useSuggestions();
  const [active, setActive] = useState(-1);
  const suggestions = all.filter(({ kind }) => !kind || !without.includes(kind));
  const open = suggestions.length > 0;
  const close = () => {
    setActive(-1);
    clear();
  };
  const choose = (suggestion: Suggestion) => {
    close();
    const to = suggestionPath(suggestion);
    if (field.current && to.startsWith("/?q=")) field.current.value = suggestion.text;
    void navigate(to);
  };
  const written = () => {
    setActive(-1);
    const words = field.current?.value ?? "";
    ask(words);
    onWrite(words);
  };
  const onOpenKey = (event: KeyboardEvent) => {
    const chosen = suggestions[active];
    const step = stepOf[event.key];
    // The text's own keys: the caret moves, and no suggestion is active any more.
    if (event.key === "Home" || event.key === "End") return setActive(-1);
    if (step) setActive(stepped(active, step, suggestions.length));
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen) choose(chosen);
    else return;
    event.preventDefault();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (open) return onOpenKey(event);
    const words = field.current?.value ?? "";
    if (event.key !== "ArrowDown" || words.trim() === "") return;
    event.preventDefault();
    ask(words);
  };
  const attributes = {
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": open,
    "aria-controls": open ? listId : undefined,
    "aria-activedescendant": open && active >= 0 ? optionId(listId, active) : undefined,
    onKeyDown,
    onBlur: close,
    onInput: (event: InputEvent) => {
      if (!isComposing(event.nativeEvent)) written();
    },
    // Browsers differ in whether an input event follows the end of a composition.
    onCompositionEnd: (_: CompositionEvent) => written(),
  } as const;
  return { listId, open, suggestions, active, choose, close, attributes: hydrated ? attributes : {} };
}

export type Combobox = ReturnType<typeof useCombobox>;

export const optionId = (listId: string, index: number): string => `${listId}-${index}`;

const isComposing = (event: Event): boolean => "isComposing" in event && event.isComposing === true;

const stepOf: Partial<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowUp: -1 };

/** The next active suggestion; −1, the field itself, lies between the last and the first. */
export const stepped = (active: number, step: 1 | -1, count: number): number =>
  ((active + 1 + step + count + 1) % (count + 1)) - 1;
