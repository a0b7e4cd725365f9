import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { listingPath } from "#app/domain/catalog/paths.ts";
import { Highlight, OrganizationName } from "#app/components/text.tsx";
import type { Hit } from "#app/domain/search/search.server.ts";
import { useSearchWords } from "./words.ts";

/** One result: what it is, whose and where, why it was found, what it costs. */
export function ResultItem({ hit }: { hit: Hit }) {
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
            {words.place(hit)}
          </p>
          <Facts facts={words.facts(hit)} />
          {summary && (
            <p className="pt-1 text-sm">
              <Highlight text={summary} />
            </p>
          )}
          {hit.marked.because && (
            <p className="pt-1 text-sm text-muted">
              {words.t("because")}
              <Highlight text={hit.marked.because} />
            </p>
          )}
        </div>
        <p className="tnum text-sm font-medium whitespace-nowrap sm:pt-1 sm:text-end">{words.price(hit)}</p>
      </article>
    </li>
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
