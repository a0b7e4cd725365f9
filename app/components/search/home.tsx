import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { formatCount } from "#app/components/format.ts";
import { type Fact, KeyFigures } from "#app/components/lists.tsx";
import { listingPath } from "#app/domain/catalog/paths.ts";
import { Section } from "#app/components/page-head.tsx";
import { SearchBox } from "#app/components/search-box.tsx";
import { Day } from "#app/components/text.tsx";
import type { Entry, Home as HomeData } from "#app/domain/search/home.server.ts";
import { listingKinds } from "#db/schema/vocabulary.ts";
import { useSearchWords } from "./words.ts";

const examples = ["synonym", "quantity", "purpose", "trade", "sound"] as const;

/** The first page: the search, the market in numbers, what is new, ways in. */
export function Home({ home }: { home: HomeData }) {
  const { t } = useSearchWords();
  return (
    <>
      <header className="grid max-w-reading gap-3 pt-4 pb-8 md:pt-10">
        <h1 className="text-2xl md:text-3xl">{t("home.heading")}</h1>
        <p className="text-muted">{t("home.lead")}</p>
        <SearchBox large />
        <p className="flex flex-wrap gap-x-4 text-sm">
          <span className="text-muted">{t("home.examples")}</span>
          {examples.map((name) => (
            <Link
              key={name}
              to={`/?q=${encodeURIComponent(t(`home.example.${name}`))}`}
              className="link inline-flex min-h-6 items-center"
            >
              {t(`home.example.${name}`)}
            </Link>
          ))}
        </p>
      </header>
      <section aria-labelledby="numbers" className="pb-8">
        <h2 id="numbers" className="pb-3 text-sm font-semibold text-muted">
          {t("home.numbers")}
        </h2>
        <Numbers numbers={home.numbers} />
      </section>
      <Section title={t("home.newest")}>
        <Newest newest={home.newest} />
      </Section>
      <Section title={t("home.cities")}>
        <Entries entries={home.cities} name="region" />
      </Section>
      <Section title={t("home.fields")}>
        <Entries entries={home.fields} name="field" />
      </Section>
    </>
  );
}

function Numbers({ numbers }: Pick<HomeData, "numbers">) {
  const { t } = useSearchWords();
  const { t: common } = useTranslation("common");
  const kinds: Fact[] = listingKinds.map((kind) => ({
    term: common(`kinds.${kind}`),
    value: (
      <Link to={`/?kind=${kind}`} className="link-quiet">
        {formatCount(numbers[kind])}
      </Link>
    ),
  }));
  return (
    <KeyFigures
      figures={[
        ...kinds,
        { term: t("home.owners"), value: formatCount(numbers.owners) },
        { term: t("home.bookings"), value: formatCount(numbers.bookings) },
      ]}
    />
  );
}

function Newest({ newest }: Pick<HomeData, "newest">) {
  const { t, english, owner } = useSearchWords();
  const { t: common } = useTranslation("common");
  return (
    <div className="grid gap-x-10 gap-y-8 md:grid-cols-2">
      {newest.map(({ kind, listings }) => (
        <section key={kind} aria-labelledby={`newest-${kind}`}>
          <div className="flex items-baseline justify-between gap-4 border-b border-line pb-1">
            <h3 id={`newest-${kind}`}>{common(`kinds.${kind}`)}</h3>
            <Link to={`/?kind=${kind}&sort=newest`} className="link text-sm">
              {t("home.all", { kind: common(`kinds.${kind}`) })}
            </Link>
          </div>
          {listings.length === 0 && <p className="py-3 text-sm text-muted">{t("home.none")}</p>}
          <ul>
            {listings.map((listing) => (
              <li key={listing.id} className="border-b border-hairline py-2">
                <Link to={listingPath(kind, listing.id)} className="link-quiet font-medium">
                  {english && listing.titleEn ? listing.titleEn : listing.titleZh}
                </Link>
                <p className="flex flex-wrap justify-between gap-x-4 text-sm text-muted">
                  <span>{owner(listing)}</span>
                  {listing.publishedAt && <Day at={listing.publishedAt} />}
                </p>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Entries({ entries, name }: { entries: readonly Entry[]; name: string }) {
  const words = useSearchWords();
  return (
    <ul className="grid grid-cols-2 gap-x-8 sm:grid-cols-3 lg:grid-cols-4">
      {entries.map(({ value, count, label }) => (
        <li key={value}>
          <Link
            to={`/?${name}=${value}`}
            className="flex min-h-9 items-center justify-between gap-3 border-b border-hairline text-sm hover:text-accent"
          >
            {words.name(label)}
            <span className="tnum text-muted">{formatCount(count)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
