import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { formatCount } from "#app/components/format.ts";
import { Tabs } from "#app/components/navigation-bits.tsx";
import type { SearchInput } from "#app/domain/search/inputs.ts";
import { sorts, type View, views } from "#app/domain/search/options.ts";
import type { SearchPage } from "#app/domain/search/search.server.ts";
import { listingKinds } from "#db/schema/vocabulary.ts";

/** The address with one parameter set, from the first page on. */
function withParam(params: URLSearchParams, name: string, value: string | undefined): string {
  const next = new URLSearchParams(params);
  next.delete("page");
  if (value === undefined) next.delete(name);
  else next.set(name, value);
  return `/?${next}`;
}

/** The four kinds with how many of each were found. */
export function KindTabs({ counts }: { counts: SearchPage["facets"][string] }) {
  const [params] = useSearchParams();
  const { t } = useTranslation("search");
  const { t: common } = useTranslation("common");
  const chosen = params.getAll("kind").filter(Boolean);
  const countOf = (kind: string) => counts.find(({ value }) => value === kind)?.count ?? 0;
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  const everything = withParam(params, "kind", undefined);
  const tabs = [
    {
      to: everything === "/?" ? "/?view=list" : everything,
      label: t("allKinds"),
      count: all,
      current: chosen.length === 0,
    },
    ...listingKinds.map((kind) => ({
      to: withParam(params, "kind", kind),
      label: common(`kinds.${kind}`),
      count: countOf(kind),
      current: chosen.includes(kind),
    })),
  ];
  return <Tabs tabs={tabs} label={t("kinds")} />;
}

interface ToolbarProps {
  result: SearchPage;
  input: SearchInput;
  view: View;
}

/** How many, in which order, as what. */
export function Toolbar({ result, input, view }: ToolbarProps) {
  const [params] = useSearchParams();
  const { t } = useTranslation("search");
  const { value, exact } = result.total;
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-b border-hairline py-2 text-sm">
      <p role="status">
        <strong className="font-semibold">
          {t(exact ? "found" : "foundAbout", { total: formatCount(value) })}
        </strong>{" "}
        <span className="tnum text-muted">{t("foundIn", { ms: result.tookMs })}</span>
      </p>
      <div className="flex flex-wrap gap-x-6 gap-y-1">
        <Choices
          label={t("sort")}
          options={sorts.map((sort) => ({
            label: t(`sorts.${sort}`),
            to: withParam(params, "sort", sort),
            current: sort === input.sort,
          }))}
        />
        <Choices
          label={t("view")}
          options={views.map((one) => ({
            label: t(`views.${one}`),
            to: withParam(params, "view", one),
            current: one === view,
          }))}
        />
        <a href="#narrow" className="link lg:hidden">
          {t("toNarrow")}
        </a>
      </div>
    </div>
  );
}

function Choices({
  label,
  options,
}: {
  label: string;
  options: readonly { label: string; to: string; current: boolean }[];
}) {
  return (
    <nav aria-label={label} className="flex flex-wrap gap-x-3">
      <span className="text-muted" aria-hidden="true">
        {label}
      </span>
      {options.map((option) => (
        <Link
          key={option.to}
          to={option.to}
          preventScrollReset
          aria-current={option.current ? "true" : undefined}
          className={option.current ? "font-semibold" : "link-quiet text-muted"}
        >
          {option.label}
        </Link>
      ))}
    </nav>
  );
}
