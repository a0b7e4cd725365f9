import { type KeyboardEvent, type RefObject, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Form, useNavigate } from "react-router";
import { Icon } from "./icons.tsx";
import { useHydrated } from "./keys.ts";
import { listingPath } from "#app/domain/catalog/paths.ts";
import { type Suggestion, useSuggestions } from "./suggestions.ts";

interface SearchBoxProps {
  inputRef?: RefObject<HTMLInputElement | null>;
  defaultValue?: string;
  /** What the search keeps besides the words: the chosen kind, facets. */
  hidden?: readonly (readonly [name: string, value: string])[];
  /** The home page's own, with its button in words. */
  large?: boolean;
}

/**
 * The search of the market: a plain GET form, to which a script adds suggestions while typing. Arrows choose one, Enter
 * goes to it, Escape closes; an input method that is still composing is never disturbed.
 */
export function SearchBox({ inputRef, defaultValue, hidden = [], large }: SearchBoxProps) {
  const { t } = useTranslation("common");
  const own = useRef<HTMLInputElement>(null);
  const field = inputRef ?? own;
  const box = useCombobox(field);
  return (
    <Form action="/" role="search" className="relative w-full" onSubmit={box.close}>
      {hidden.map(([name, value]) => (
        <input key={name + value} type="hidden" name={name} value={value} />
      ))}
      <span className="affix">
        {!large && (
          <span className="affix-text">
            <Icon name="search" />
          </span>
        )}
        <input
          ref={field}
          type="search"
          name="q"
          defaultValue={defaultValue}
          key={defaultValue}
          aria-label={t("shell.search")}
          placeholder={t("shell.searchExample")}
          autoComplete="off"
          enterKeyHint="search"
          className={`input ${large ? "input-large" : "input-small"}`}
          {...box.input}
        />
        {large ? (
          <button type="submit" className="btn btn-primary affix-button">
            <Icon name="search" />
            {t("action.search")}
          </button>
        ) : (
          <span className="affix-text hidden font-mono text-xs lg:flex" aria-hidden="true">
            /
          </span>
        )}
      </span>
      {box.open && <Suggestions {...box} />}
    </Form>
  );
}

type Combobox = ReturnType<typeof useCombobox>;

function useCombobox(field: RefObject<HTMLInputElement | null>) {
  const listId = useId();
  const hydrated = useHydrated();
  const navigate = useNavigate();
  const { suggestions, ask, clear } = useSuggestions();
  const [active, setActive] = useState(-1);
  const open = suggestions.length > 0;
  const close = () => {
    setActive(-1);
    clear();
  };
  const choose = ({ text, kind, id }: Suggestion) => {
    close();
    if (field.current) field.current.value = text;
    void navigate(id && kind ? listingPath(kind, id) : `/?q=${encodeURIComponent(text)}`);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open || event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = suggestions[active];
    if (step) setActive((active + step + suggestions.length) % suggestions.length);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen) choose(chosen);
    else return;
    event.preventDefault();
  };
  const combobox = {
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": open,
    "aria-controls": open ? listId : undefined,
    "aria-activedescendant": active >= 0 ? `${listId}-${active}` : undefined,
    onKeyDown,
    onBlur: close,
    onInput: () => {
      setActive(-1);
      ask(field.current?.value ?? "");
    },
  } as const;
  return { listId, open, suggestions, active, choose, close, input: hydrated ? combobox : {} };
}

function Suggestions({ listId, suggestions, active, choose }: Combobox) {
  const { t } = useTranslation("common");
  return (
    <div
      id={listId}
      role="listbox"
      aria-label={t("shell.suggestions")}
      className="absolute inset-x-0 top-full z-40 mt-1 rounded-md border border-hairline bg-raised py-1 shadow-float"
    >
      {suggestions.map((suggestion, index) => (
        <div
          key={`${suggestion.kind}${suggestion.text}`}
          id={`${listId}-${index}`}
          role="option"
          aria-selected={index === active}
          tabIndex={-1}
          // Before the field loses the focus, which would take the list away.
          onPointerDown={(event) => {
            event.preventDefault();
            choose(suggestion);
          }}
          className={`flex min-h-9 cursor-pointer items-center justify-between gap-4 px-3 text-sm ${
            index === active ? "bg-accent-soft" : "hover:bg-sunk"
          }`}
        >
          <span className="truncate">{suggestion.text}</span>
          {suggestion.kind && (
            <span className="shrink-0 text-xs text-muted">{t(`kind.${suggestion.kind}`)}</span>
          )}
        </div>
      ))}
    </div>
  );
}
