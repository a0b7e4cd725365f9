import { useTranslation } from "react-i18next";
import { DateTime } from "#app/components/text.tsx";
import { changedTerms, comparedTerms } from "#app/domain/deals/negotiation/policy.ts";
import type { NegotiationView } from "#app/domain/deals/negotiation/queries.server.ts";
import { useTermWords } from "./terms-words.tsx";

interface Props {
  offers: NegotiationView["offers"];
  agreed: number | null;
}

/** Every version of the terms as a column, latest first; what a version changed is marked in words and weight. */
export function VersionsCompare({ offers, agreed }: Props) {
  const { t } = useTranslation("deals");
  const words = useTermWords();
  const shown = offers.map(({ offer, by }, i) => ({
    ...{ offer, by },
    changed: changedTerms(offers[i - 1]?.offer, offer),
  }));
  const columns = shown.toReversed();
  const rows = comparedTerms.filter((name) => offers.some(({ offer }) => said(name, offer)));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is moved sideways must be reachable by keyboard
    <section aria-label={t("negotiation.versions")} tabIndex={0} className="overflow-x-auto">
      <table className="compare-table text-sm">
        <caption className="sr-only">{t("negotiation.versions")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("negotiation.term")}</th>
            {columns.map(({ offer, by }) => (
              <th key={offer.n} scope="col">
                {t("negotiation.version", { n: offer.n })} · {t(`negotiation.side.${offer.side}`)}
                {offer.n === agreed && (
                  <span className="block text-confirmed">{t("negotiation.agreedVersion")}</span>
                )}
                <span className="block text-xs font-normal text-muted">
                  {by} · <DateTime at={offer.at} weekday={false} />
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((name) => (
            <tr key={name}>
              <th scope="row">{t(`negotiation.field.${name}`)}</th>
              {columns.map(({ offer, changed }) => (
                <td key={offer.n} className={changed.includes(name) ? "font-semibold" : undefined}>
                  {words(name, offer)}
                  {changed.includes(name) && (
                    <span className="block text-xs font-normal text-accent">{t("negotiation.changed")}</span>
                  )}
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">{t("negotiation.field.message")}</th>
            {columns.map(({ offer }) => (
              <td key={offer.n} className="whitespace-pre-line">
                {offer.message || "–"}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </section>
  );
}

type Offer = Props["offers"][number]["offer"];

/** Whether a version says anything about a term that not every deal has. */
function said(name: (typeof comparedTerms)[number], offer: Offer): boolean {
  if (name === "instalments") return offer.instalments.length > 0;
  if (name === "royaltyBasis" || name === "royaltyRate") return offer[name] !== null;
  return name !== "other" || offer.other !== "";
}
