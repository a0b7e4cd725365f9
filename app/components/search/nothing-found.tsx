import { Link, useSearchParams } from "react-router";
import { useTranslation } from "react-i18next";
import { formatCount } from "#app/components/format.ts";
import type { Condition, WayOn, ZeroHelp } from "#app/domain/search/zero-help.server.ts";
import { withParam, without, withoutConditions } from "./address.ts";
import type { Chosen } from "./chosen.tsx";
import { useSearchWords } from "./words.ts";

interface NothingProps {
  q: string;
  chosen: readonly Chosen[];
  help: ZeroHelp;
}

/** The parameters that a condition has in the address. */
const parametersOf: Record<Condition, readonly string[]> = {
  kind: ["kind"],
  region: ["region"],
  field: ["field"],
  org: ["org"],
  funding: ["funding"],
  trl: ["trl"],
  ipc: ["ipc"],
  price: ["priceMax", "priceYuan"],
  free: ["freeFrom", "freeTo", "freeMinutes"],
};

/** What to do when nothing was found: other words, fewer conditions, or a demand of one's own. Each way says what it finds. */
export function NothingFound({ q, chosen, help }: NothingProps) {
  const [params] = useSearchParams();
  const { t } = useSearchWords();
  const { t: common } = useTranslation("common");
  const words = (list: readonly WayOn[]): Way[] =>
    list.map(({ words: q, count, bare }) => ({
      label: q,
      count,
      to: bare ? `/?q=${encodeURIComponent(q)}` : withParam(params, "q", q),
    }));
  const kinds = params.getAll("kind");
  const labelOf = (condition: Condition): string =>
    condition === "kind"
      ? kinds.map((kind) => (isKind(kind) ? common(`kinds.${kind}`) : kind)).join(t("comma"))
      : chosen.flatMap(({ group, label }) => (group === condition ? [label] : [])).join(t("comma"));
  const conditions = help.without.map(({ condition, count }) => ({
    label: t("without", { label: labelOf(condition) }),
    count,
    to: without(params, parametersOf[condition]),
  }));
  if (help.wordsOnly)
    conditions.push({
      label: t("clear"),
      count: help.wordsOnly,
      to: without(new URLSearchParams(withoutConditions(params).slice(1)), ["kind"]),
    });
  if (help.byRelevance)
    conditions.push({
      label: t("empty.byRelevance"),
      count: help.byRelevance,
      to: withParam(params, "sort", undefined),
    });
  return (
    <div className="grid gap-6 py-8">
      <h2 className="text-xl">{t("empty.heading")}</h2>
      <Ways heading={t("empty.meant")} ways={words(help.meant)} />
      <Ways heading={t("empty.broaden")} ways={conditions} />
      <Ways heading={t("empty.fewer")} ways={words(help.fewer)} />
      {q && <p className="text-muted">{t("empty.words")}</p>}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-hairline pt-4">
        <p>{t("empty.demand")}</p>
        <Link to={demandPath(q)} className="btn btn-secondary btn-small">
          {q ? t("empty.demandWith", { q: shortened(q) }) : t("empty.demandAction")}
        </Link>
      </div>
      <p>
        <Link to="/?view=list" className="link">
          {t("empty.all")}
        </Link>
      </p>
    </div>
  );
}

interface Way {
  label: string;
  count: number;
  to: string;
}

function Ways({ heading, ways }: { heading: string; ways: readonly Way[] }) {
  const { t } = useSearchWords();
  if (ways.length === 0) return null;
  return (
    <section>
      <h3 className="pb-2">{heading}</h3>
      <ul className="flex flex-wrap gap-2">
        {ways.map(({ label, count, to }) => (
          <li key={label}>
            <Link to={to} className="chip">
              {label}
              <span className="tnum text-muted">{t("empty.count", { total: formatCount(count) })}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

const longestShown = 20;
const shortened = (q: string): string => (q.length > longestShown ? `${q.slice(0, longestShown)}…` : q);

/** The form of a new demand with the words as its title. */
function demandPath(q: string): string {
  const params = new URLSearchParams({ kind: "demand" });
  if (q) params.set("titleZh", q);
  return `/organization/listings/new?${params}`;
}

const isKind = (kind: string): kind is "facility" | "technology" | "service" | "demand" =>
  ["facility", "technology", "service", "demand"].includes(kind);
