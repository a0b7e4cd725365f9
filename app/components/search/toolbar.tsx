import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { formatCount } from "#app/components/format.ts";
import { Icon } from "#app/components/icons.tsx";
import { useDismiss } from "#app/components/keys.ts";
import type { SearchInput } from "#app/domain/search/inputs.ts";
import { type Sort, sorts, type View, views } from "#app/domain/search/options.ts";
import type { SearchPage } from "#app/domain/search/search.server.ts";
import { withParam } from "./address.ts";

interface ToolbarProps {
  result: SearchPage;
  input: SearchInput;
  view: View;
  /** How many conditions are chosen, for the way to them on a phone. */
  chosen: number;
}

/** How many, in which order, as what. */
export function Toolbar({ result, input, view, chosen }: ToolbarProps) {
  const { t } = useTranslation("search");
  const { value, exact } = result.total;
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-b border-hairline py-2 text-sm">
      <p>
        <strong role="status" className="font-semibold">
          {t(exact || value === 0 ? "found" : "foundAbout", { total: formatCount(value) })}
        </strong>{" "}
        <span className="tnum text-muted">{t("foundIn", { ms: result.tookMs })}</span>
      </p>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-1">
        {value > 0 && <Arrangement input={input} view={view} />}
        <a href="#narrow" className="link lg:hidden">
          {chosen > 0 ? t("toNarrowChosen", { chosen }) : t("toNarrow")}
        </a>
      </div>
    </div>
  );
}

/** In which order, as what. */
function Arrangement({ input, view }: Pick<ToolbarProps, "input" | "view">) {
  const [params] = useSearchParams();
  const { t } = useTranslation("search");
  return (
    <>
      <SortMenu key={params.toString()} input={input} />
      <nav aria-label={t("view")} className="flex flex-wrap gap-x-3">
        {views.map((one) => (
          <Link
            key={one}
            to={withParam(params, "view", one)}
            preventScrollReset
            aria-current={one === view ? "true" : undefined}
            className={one === view ? "font-semibold" : "link-quiet text-muted"}
          >
            {t(`views.${one}`)}
          </Link>
        ))}
      </nav>
    </>
  );
}

/** The orders as links behind the one in force; closed again by the navigation, which gives it a new key. */
function SortMenu({ input }: { input: SearchInput }) {
  const [params] = useSearchParams();
  const { t } = useTranslation("search");
  const menu = useRef<HTMLDetailsElement>(null);
  useDismiss(menu);
  const offered = sorts.filter((sort) => sort !== "free" || takesFacilities(input));
  return (
    <details ref={menu} className="relative">
      <summary className="link-quiet inline-flex min-h-6 cursor-pointer items-center gap-1.5">
        <span className="text-muted">{t("sort")}</span>
        <span className="font-semibold">{t(`sorts.${input.sort}`)}</span>
        <Icon name="down" size={12} />
      </summary>
      <nav
        aria-label={t("sort")}
        className="absolute start-0 z-30 mt-1 w-max min-w-44 rounded-md border border-hairline bg-raised py-1 shadow-float sm:start-auto sm:end-0"
      >
        {offered.map((sort) => (
          <SortLink
            key={sort}
            sort={sort}
            to={withParam(params, "sort", sort)}
            current={sort === input.sort}
          />
        ))}
      </nav>
    </details>
  );
}

const takesFacilities = ({ kind }: SearchInput): boolean => kind.length === 0 || kind.includes("facility");

function SortLink({ sort, to, current }: { sort: Sort; to: string; current: boolean }) {
  const { t } = useTranslation("search");
  return (
    <Link
      to={to}
      preventScrollReset
      aria-current={current ? "true" : undefined}
      className="flex min-h-9 items-center gap-2 px-3 hover:bg-sunk"
    >
      <span className="w-4">{current && <Icon name="check" size={14} />}</span>
      <span className={current ? "font-semibold" : ""}>{t(`sorts.${sort}`)}</span>
    </Link>
  );
}
