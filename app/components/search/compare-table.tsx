import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { bookingPath } from "#app/components/booking/slot-links.ts";
import { ButtonLink } from "#app/components/button.tsx";
import { Icon } from "#app/components/icons.tsx";
import type { Compared, Comparison } from "#app/domain/search/compare.server.ts";
import { useCompareRows } from "./compare-rows.tsx";
import { useSelection } from "./compare-selection.ts";
import { useSearchWords } from "./words.ts";

interface CompareTableProps extends Pick<Comparison, "facilities" | "origin"> {
  onlyDifferences: boolean;
}

/** Facilities as columns, what they say as rows. Where it does not fit it is moved sideways; the names of the rows stay. */
export function CompareTable({ facilities, origin, onlyDifferences }: CompareTableProps) {
  const { t } = useTranslation("compare");
  const rows = useCompareRows(facilities, origin);
  const shown = onlyDifferences ? rows.filter(({ differs }) => differs) : rows;
  return (
    <>
      {facilities.length > 1 && <DifferencesLink only={onlyDifferences} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is moved sideways must be reachable by keyboard */}
      <section aria-label={t("table")} tabIndex={0} className="overflow-x-auto border-y border-hairline">
        <table className="compare-table text-sm">
          <caption className="sr-only">{t("table")}</caption>
          <thead>
            <tr>
              <th scope="col">
                <span className="sr-only">{t("row")}</span>
              </th>
              {facilities.map((one) => (
                <ColumnHead key={one.id} facility={one} />
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ key, label, cells, differs }) => (
              <tr key={key} data-differs={differs || undefined}>
                <th scope="row">
                  {label}
                  {differs && <span className="block text-xs font-normal text-accent">{t("differs")}</span>}
                </th>
                {cells.map((cell) => (
                  <td key={cell.key}>{cell.content}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {shown.length === 0 && <p className="py-4 text-muted">{t("same")}</p>}
    </>
  );
}

function DifferencesLink({ only }: { only: boolean }) {
  const [params] = useSearchParams();
  const { t } = useTranslation("compare");
  const next = new URLSearchParams(params);
  if (only) next.delete("only");
  else next.set("only", "differences");
  return (
    <p className="pb-3 text-sm">
      <Link className="link" to={`?${next}`} preventScrollReset replace>
        {t(only ? "all" : "onlyDifferences")}
      </Link>
    </p>
  );
}

function ColumnHead({ facility }: { facility: Compared }) {
  const { t } = useTranslation("compare");
  const words = useSearchWords();
  const [params] = useSearchParams();
  const { set } = useSelection();
  const { id, free } = facility;
  const title = words.plainTitle(facility);
  const rest = new URLSearchParams([...params].filter(([name, value]) => name !== "id" || value !== id));
  return (
    <th scope="col">
      <span className="grid justify-items-start gap-2">
        <Link className="link text-base leading-snug" to={`/facilities/${id}`}>
          {title}
        </Link>
        <span className="flex flex-wrap items-center gap-2 font-normal">
          {free && (
            <ButtonLink small to={bookingPath(id, free)} aria-label={`${t("book")}: ${title}`}>
              {t("book")}
            </ButtonLink>
          )}
          <Link
            to={`/compare?${rest}`}
            className="link-quiet inline-flex min-h-8 items-center gap-1 text-muted"
            aria-label={words.t("compare.remove", { title })}
            onClick={() => set({ id, title }, false)}
          >
            <Icon name="close" size={12} />
            {t("removeShort")}
          </Link>
        </span>
      </span>
    </th>
  );
}
