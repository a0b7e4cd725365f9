import { type RefObject, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { Icon } from "./icons.tsx";
import { useCombobox } from "./search/combobox.ts";
import { useInstant } from "./search/instant.ts";
import { SuggestionList } from "./search/suggestion-list.tsx";

interface SearchBoxProps {
  inputRef?: RefObject<HTMLInputElement | null>;
  defaultValue?: string;
  /** What the search keeps besides the words: the chosen kind, facets. */
  hidden?: readonly (readonly [name: string, value: string])[];
  /** A page's own, with its button in words. */
  large?: boolean;
  /** Above its results: they follow while somebody writes, so listings are not suggested as well. */
  instant?: boolean;
}

const shownAsResults = ["facility", "technology", "service", "demand"];

/**
 * The search of the market: a plain GET form, to which a script adds suggestions and, above results, results while
 * writing. An input method that is still composing is never disturbed.
 */
export function SearchBox({
  inputRef,
  defaultValue = "",
  hidden = [],
  large,
  instant = false,
}: SearchBoxProps) {
  const { t } = useTranslation("common");
  const own = useRef<HTMLInputElement>(null);
  const field = inputRef ?? own;
  const results = useInstant(field, defaultValue, instant);
  const box = useCombobox(field, { without: instant ? shownAsResults : [], onWrite: results.later });
  return (
    <Form
      action="/"
      role="search"
      className="relative w-full"
      onSubmit={() => {
        results.cancel();
        box.close();
      }}
      onBlur={results.settle}
    >
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
          aria-label={t("shell.search")}
          placeholder={t("shell.searchExample")}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={400}
          enterKeyHint="search"
          className={`input ${large ? "input-large" : "input-small"}`}
          {...box.attributes}
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
      {box.open && <SuggestionList {...box} />}
    </Form>
  );
}
