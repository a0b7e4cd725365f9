import { useSearchParams } from "react-router";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { Icon } from "#app/components/icons.tsx";
import { mostCompared } from "#app/domain/search/options.ts";
import { comparePath, type Selected, useSelection } from "./compare-selection.ts";
import { useSearchWords } from "./words.ts";

export const compareForm = "compare";

/** The box on a facility's card that takes it into the comparison. Without a script it belongs to the form of `CompareBar`. */
export function CompareBox({ id, title, bare }: Selected & { bare?: boolean }) {
  const { t } = useSearchWords();
  const selection = useSelection();
  const chosen = selection.has(id);
  return (
    <label className="inline-flex min-h-6 cursor-pointer items-center gap-2 text-sm text-muted">
      <input
        type="checkbox"
        name="id"
        value={id}
        form={compareForm}
        checked={chosen}
        disabled={selection.full && !chosen}
        onChange={(event) => selection.set({ id, title }, event.target.checked)}
        className="size-4 accent-accent-fill"
        aria-label={t("compare.choose", { title })}
      />
      {!bare && t("compare.short")}
    </label>
  );
}

/** What has been chosen for comparing, always in reach; without a script, the form that the boxes belong to. */
export function CompareBar() {
  const { t } = useSearchWords();
  const [params] = useSearchParams();
  const { items, set, clear, full } = useSelection();
  return (
    <>
      <noscript>
        <form id={compareForm} action="/compare" className="flex flex-wrap items-center gap-3 py-3 text-sm">
          {params.get("near") && <input type="hidden" name="near" value={params.get("near") ?? ""} />}
          <button type="submit" className="btn btn-secondary btn-small">
            {t("compare.go")}
          </button>
          <span className="text-muted">{t("compare.hint", { most: mostCompared })}</span>
        </form>
      </noscript>
      {items.length > 0 && (
        <section
          aria-label={t("compare.bar")}
          className="compare-bar sticky bottom-0 z-30 -mx-4 flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line bg-raised px-4 py-2 shadow-float sm:mx-0"
        >
          <p role="status" className="text-sm font-semibold whitespace-nowrap">
            {t("compare.count", { chosen: items.length, most: mostCompared })}
            {full && <span className="sr-only">{t("compare.full", { most: mostCompared })}</span>}
          </p>
          <ul className="flex min-w-0 flex-1 gap-2 max-sm:hidden">
            {items.map((item) => (
              <li key={item.id} className="min-w-0">
                <button
                  type="button"
                  className="chip max-w-full"
                  aria-label={t("compare.remove", { title: item.title })}
                  onClick={() => set(item, false)}
                >
                  <span className="truncate">{item.title}</span>
                  <Icon name="close" size={12} />
                </button>
              </li>
            ))}
          </ul>
          <span className="ms-auto flex items-center gap-3">
            <Button look="quiet" small onClick={clear}>
              {t("compare.clear")}
            </Button>
            {items.length > 1 ? (
              <ButtonLink
                small
                to={comparePath(
                  items.map(({ id }) => id),
                  params.get("near"),
                )}
              >
                {t("compare.go")}
              </ButtonLink>
            ) : (
              <span className="text-sm text-muted">{t("compare.more")}</span>
            )}
          </span>
        </section>
      )}
    </>
  );
}
