import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { type SuggestionGroup, suggestionGroups } from "#app/components/suggestions.ts";
import { type Combobox, optionId } from "./combobox.ts";

/** The suggestions under a search field, in groups. Focus stays in the field. */
export function SuggestionList({ listId, suggestions, active, choose }: Combobox) {
  const { t } = useTranslation("common");
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active >= 0)
      list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <>
      <div
        ref={list}
        id={listId}
        role="listbox"
        aria-label={t("shell.suggestions")}
        className="absolute inset-x-0 top-full z-40 mt-1 max-h-[60vh] overflow-y-auto rounded-md border border-hairline bg-raised py-1 shadow-float"
      >
        {suggestionGroups(suggestions).map((group) => (
          <Group key={group.name} group={group} listId={listId} active={active} choose={choose} />
        ))}
      </div>
      <p role="status" className="sr-only">
        {t("shell.suggested", { count: suggestions.length })}
      </p>
    </>
  );
}

interface GroupProps extends Pick<Combobox, "listId" | "active" | "choose"> {
  group: SuggestionGroup;
}

function Group({ group: { name, items }, listId, active, choose }: GroupProps) {
  const { t } = useTranslation("common");
  const headId = `${listId}-${name}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of options inside a listbox has no element of its own
    <div role="group" aria-labelledby={headId}>
      <div id={headId} role="presentation" className="px-3 pt-1.5 text-xs text-muted">
        {t(`suggestion.${name}`)}
      </div>
      {items.map(({ suggestion, index }) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field, which keeps the focus
        <div
          key={`${suggestion.kind}${suggestion.id}${suggestion.text}`}
          id={optionId(listId, index)}
          role="option"
          aria-selected={index === active}
          tabIndex={-1}
          // Keeps the focus in the field, whose loss would take the list away before the click.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => choose(suggestion)}
          className={`flex min-h-9 cursor-pointer items-center justify-between gap-4 px-3 py-1 text-sm ${
            index === active ? "bg-accent-soft" : "hover:bg-sunk"
          }`}
        >
          <span className="min-w-0">{suggestion.text}</span>
          {name === "listing" && suggestion.kind && isListing(suggestion.kind) && (
            <span className="shrink-0 text-xs text-muted">{t(`kind.${suggestion.kind}`)}</span>
          )}
        </div>
      ))}
    </div>
  );
}

const isListing = (kind: string): kind is "facility" | "technology" | "service" | "demand" =>
  ["facility", "technology", "service", "demand"].includes(kind);
