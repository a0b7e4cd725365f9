import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { FacetGroup, type FacetValue } from "#app/components/facets.tsx";
import type { ResultPage } from "#app/domain/search/result-page.server.ts";
import type { FacetCount, SearchPage } from "#app/domain/search/search.server.ts";
import { FreeForm, IpcForm, PriceForm } from "./narrow-forms.tsx";
import { useSearchWords } from "./words.ts";

/** Everything a search can be narrowed by, for the kinds that are shown. */
export function Narrow({
  facets,
  prices,
  soon,
}: Pick<SearchPage, "facets" | "prices"> & Pick<ResultPage, "soon">) {
  const [params] = useSearchParams();
  const { t } = useTranslation("search");
  const values = useFacetValues();
  const kinds = params.getAll("kind").filter(Boolean);
  const shows = (kind: string) => kinds.length === 0 || kinds.includes(kind);
  const cities = params.getAll("region").map((code) => code.slice(0, 4));
  const districts = (facets.region ?? []).filter(
    ({ value }) => cities.includes(value.slice(0, 4)) && !value.endsWith("00"),
  );
  return (
    <section id="narrow" aria-labelledby="narrow-heading" className="scroll-mt-4">
      <h2 id="narrow-heading" className="border-b border-hairline pb-2 text-sm font-semibold text-muted">
        {t("narrow")}
      </h2>
      {shows("facility") && <FreeForm soon={soon} open={kinds.length > 0} />}
      <FacetGroup title={t("facet.region")} name="region" values={values(facets.city, "region")} limit={11} />
      <FacetGroup title={t("facet.district")} name="region" values={values(districts, "district")} />
      <FacetGroup title={t("facet.field")} name="field" values={values(facets.field, "field")} />
      <FacetGroup title={t("facet.org")} name="org" values={values(facets.org, "org")} limit={6} />
      {shows("facility") && (
        <FacetGroup title={t("facet.funding")} name="funding" values={values(facets.funding, "funding")} />
      )}
      {shows("technology") && (
        <FacetGroup title={t("facet.trl")} name="trl" values={values(byValue(facets.trl), "trl")} limit={9} />
      )}
      <PriceForm prices={prices} />
      {shows("technology") && <IpcForm />}
    </section>
  );
}

const byValue = (counts: readonly FacetCount[] = []): FacetCount[] =>
  [...counts].sort((a, b) => Number(b.value) - Number(a.value));

function useFacetValues() {
  const words = useSearchWords();
  const wordOf = (group: string, value: string): string => {
    if (group === "trl") return words.t("trl", { level: value });
    const funding = (["central_government", "local_government", "own", "other"] as const).find(
      (one) => one === value,
    );
    return group === "funding" && funding ? words.t(`funding.${funding}`) : value;
  };
  return (counts: readonly FacetCount[] | undefined, group: string): FacetValue[] =>
    (counts ?? []).map(({ value, count, label }) => ({
      value,
      count,
      label: label ? words.name(label) : wordOf(group, value),
    }));
}
