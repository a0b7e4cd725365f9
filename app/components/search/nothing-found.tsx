import { Link } from "react-router";
import type { Chosen } from "./chosen.tsx";
import { useSearchWords } from "./words.ts";

/** What to do when nothing was found: fewer conditions, other words, or a demand of one's own. */
export function NothingFound({ q, chosen }: { q: string; chosen: readonly Chosen[] }) {
  const { t } = useSearchWords();
  return (
    <div className="grid gap-4 py-8">
      <h2 className="text-xl">{t("empty.heading")}</h2>
      {chosen.length > 0 && (
        <div>
          <p>{t("empty.withConditions")}</p>
          <ul className="flex flex-wrap gap-3 pt-2">
            {chosen.map(({ label, to }) => (
              <li key={label}>
                <Link to={to} className="link">
                  {t("without", { label })}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      )}
      {q && <p>{t("empty.words")}</p>}
      <p>
        <Link to="/?view=list" className="link">
          {t("empty.all")}
        </Link>
      </p>
      <p className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-hairline pt-4">
        {t("empty.demand")}
        <Link to="/organization/listings/new?kind=demand" className="btn btn-secondary btn-small">
          {t("empty.demandAction")}
        </Link>
      </p>
    </div>
  );
}
