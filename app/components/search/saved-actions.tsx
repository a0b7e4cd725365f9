import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { localeOf } from "#app/components/format.ts";

/** What can be done with a search elsewhere: keep it, take what was found as a file, follow it as a feed. */
export function SavedSearchActions({ found }: { found: boolean }) {
  const [params] = useSearchParams();
  const { t, i18n } = useTranslation("savedSearches");
  const kept = new URLSearchParams([...params].filter(([name]) => name !== "page" && name !== "view"));
  const feed = new URLSearchParams(kept);
  feed.set("lang", localeOf(i18n.language));
  return (
    <nav aria-label={t("actions")} className="flex flex-wrap gap-x-6 gap-y-1 py-2 text-sm">
      <Link className="link" to={`/account/searches/new?${kept}`}>
        {t("save")}
      </Link>
      {found && (
        <a className="link" href={`/search.csv?${kept}`} rel="nofollow" download>
          {t("csv")}
        </a>
      )}
      <a className="link" href={`/search.atom?${feed}`} type="application/atom+xml">
        {t("atom")}
      </a>
    </nav>
  );
}
