import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { listingPath } from "#app/domain/catalog/paths.ts";
import { DateTime, Highlight, OrganizationName } from "#app/components/text.tsx";
import type { Hit } from "#app/domain/search/search.server.ts";
import { CompareBox } from "./compare-bar.tsx";
import { useSearchWords } from "./words.ts";

interface ResultProps {
  hit: Hit;
  /** Free time was asked for: also that there is none is said. */
  times: boolean;
}

/** One result: what it is, whose and where, why it was found, what it costs, and when it is free. */
export function ResultItem({ hit, times }: ResultProps) {
  const words = useSearchWords();
  const { t: common } = useTranslation("common");
  const summary = words.summary(hit);
  return (
    <li className="border-b border-hairline py-4">
      <article className="grid gap-x-6 gap-y-1 sm:grid-cols-[minmax(0,1fr)_auto]">
        <div className="min-w-0">
          <h3 className="text-lg leading-snug">
            <Link className="link" data-row-link="" to={listingPath(hit.kind, hit.id)}>
              <Highlight text={words.title(hit)} />
            </Link>
          </h3>
          <p className="text-sm text-muted">
            {common(`kind.${hit.kind}`)} ·{" "}
            <OrganizationName nameZh={hit.ownerZh} nameEn={hit.ownerEn} grade={hit.grade} />
            {" · "}
            {[words.place(hit), words.distance(hit)].filter(Boolean).join(" · ")}
          </p>
          <Facts facts={words.facts(hit)} />
          {summary && (
            <p className="pt-1 text-sm">
              <Highlight text={summary} />
            </p>
          )}
          {hit.marked.because && (
            <p className="pt-1 text-sm text-muted">
              {words.t(`because.${hit.marked.because.where}`)}
              <Highlight text={hit.marked.because.text} />
            </p>
          )}
        </div>
        <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 text-sm sm:flex-col sm:items-end sm:justify-start sm:pt-1">
          <p className="tnum font-medium whitespace-nowrap">{words.price(hit)}</p>
          {hit.kind === "facility" && (times || hit.free) && <NextFree free={hit.free} />}
          {hit.kind === "facility" && <CompareBox id={hit.id} title={words.plainTitle(hit)} />}
        </div>
      </article>
    </li>
  );
}

/** The first time at which a facility can be booked. */
function NextFree({ free }: Pick<Hit, "free">) {
  const { t } = useSearchWords();
  if (!free) return <p className="text-muted">{t("nextFree.none")}</p>;
  return (
    <p className="text-free">
      {t("nextFree.at")}
      <span className="tnum font-medium">
        <DateTime at={free.start} zone={free.zone} />
      </span>
    </p>
  );
}

function Facts({ facts }: { facts: readonly string[] }) {
  if (facts.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-x-4 text-sm">
      {facts.map((fact) => (
        <li key={fact}>{fact}</li>
      ))}
    </ul>
  );
}
